import type { SpoolFiles } from '../../../agent/spool/files.ts'

/** A disk in memory that can be full, can fail, and can lose its power: then only what was synced is left. */
export function makeMemoryFiles() {
  const files = new Map<string, { synced: Buffer; content: Buffer }>()
  const state = { room: Number.POSITIVE_INFINITY, breakAfter: Number.POSITIVE_INFINITY, unreadable: '' }
  const used = () => [...files.values()].reduce((sum, { content }) => sum + content.length, 0)
  const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  const get = (path: string) => {
    const file = files.get(path)
    if (!file) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
    return file
  }
  const grow = (path: string, data: Buffer) => {
    const file = get(path)
    const room = Math.max(0, state.room - used())
    file.content = Buffer.concat([file.content, data.subarray(0, room)])
    if (data.length > room) throw full()
    return file
  }
  const port: SpoolFiles = {
    async list(dir) {
      return [...files]
        .filter(([path]) => path.startsWith(`${dir}/`))
        .map(([path, { content }]) => ({ name: path.slice(dir.length + 1), bytes: content.length }))
    },
    async read(path) {
      if (path === state.unreadable) throw Object.assign(new Error(`EIO: ${path}`), { code: 'EIO' })
      return Buffer.from(get(path).content)
    },
    async create(path) {
      if (used() >= state.room) throw full()
      files.set(path, { synced: Buffer.alloc(0), content: Buffer.alloc(0) })
      return {
        async append(data) {
          const file = grow(path, data)
          file.synced = file.content
        },
        async truncate(bytes) {
          const file = get(path)
          file.content = file.content.subarray(0, bytes)
          file.synced = file.content
        },
        async close() {},
      }
    },
    async add(path, data, durable = false) {
      if (!files.has(path)) files.set(path, { synced: Buffer.alloc(0), content: Buffer.alloc(0) })
      const file = grow(path, data)
      if (durable) file.synced = file.content
      return file.content.length
    },
    async replace(path, data) {
      if (used() - (files.get(path)?.content.length ?? 0) + data.length > state.room) throw full()
      files.set(path, { synced: data, content: data })
    },
    async rename(from, to) {
      files.set(to, get(from))
      files.delete(from)
    },
    async remove(path) {
      files.delete(path)
    },
  }
  return {
    port,
    state,
    files,
    /** Forgets everything that was not synced; a file's name is durable from its creation. */
    losePower() {
      for (const file of files.values()) file.content = file.synced
    },
  }
}
