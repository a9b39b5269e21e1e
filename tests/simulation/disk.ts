/**
 * An agent's disk: what was written and what was synced are told apart. A kill of the program keeps what was written,
 * a loss of power only what was synced, and perhaps a torn piece of what was not.
 */
import type { SpoolFiles } from '../../agent/spool/files.ts'
import type { Random } from '../support/random.ts'

export interface Disk {
  /** For one life of the program; `sync` resolves when the disk has taken what was written. */
  filesFor(alive: { goOn(): Promise<void>; sync(): Promise<void> }): SpoolFiles
  losePower(): void
  setRoom(bytes: number): void
  /** Turns one bit of a segment, cuts off its end, or fills a stretch of it with zeros; says so when somebody reads it. */
  damage(random: Random, read: (done: Damage) => void): void
  used(): number
  /** Largest use so far, bytes; and that of the segments of the spool alone. */
  largest(): number
  largestSpool(): number
  contents(): { path: string; content: Buffer }[]
}

export interface Damage {
  file: string
  how: 'flipped' | 'truncated' | 'zeroed'
  bytes: number
  before: Buffer
  /** As it is when it is read. */
  after: Buffer
}

interface File {
  /** Damage that nobody has read yet. */
  damaged?: () => void
  parts: Buffer[]
  length: number
  /** Bytes from the beginning that survive a loss of power. */
  synced: number
}

const failure = (code: string, text: string) => Object.assign(new Error(`${code}: ${text}`), { code })

export function makeDisk(random: Random, removed: (path: string, content: Buffer) => void): Disk {
  const files = new Map<string, File>()
  let room = Number.POSITIVE_INFINITY
  let used = 0
  let largest = 0
  let largestSpool = 0

  const get = (path: string) => {
    const file = files.get(path)
    if (!file) throw failure('ENOENT', `no such file, ${path}`)
    return file
  }
  const contentOf = (file: File): Buffer => {
    if (file.parts.length !== 1) file.parts = [Buffer.concat(file.parts)]
    return file.parts[0] ?? Buffer.alloc(0)
  }
  const make = (content: Buffer = Buffer.alloc(0)): File => ({
    parts: [content],
    length: content.length,
    synced: content.length,
  })
  const count = (bytes: number) => {
    used += bytes
    largest = Math.max(largest, used)
  }
  const grow = (file: File, data: Buffer) => {
    const fits = Math.min(data.length, Math.max(0, room - used))
    file.parts.push(data.subarray(0, fits))
    file.length += fits
    count(fits)
    if (fits < data.length) throw failure('ENOSPC', 'no space left on device')
  }
  const cut = (file: File, bytes: number) => {
    count(Math.min(bytes, file.length) - file.length)
    file.parts = [contentOf(file).subarray(0, bytes)]
    file.length = Math.min(bytes, file.length)
    file.synced = Math.min(file.synced, file.length)
  }
  const spoolBytes = () => {
    let bytes = 0
    for (const [path, { length }] of files) if (path.endsWith('.seg')) bytes += length
    return bytes
  }
  const forget = (path: string) => {
    count(-(files.get(path)?.length ?? 0))
    files.delete(path)
  }

  const filesFor: Disk['filesFor'] = (alive) => {
    const port: SpoolFiles = {
      async list(dir) {
        await alive.goOn()
        return [...files]
          .filter(([path]) => path.startsWith(`${dir}/`))
          .map(([path, { length }]) => ({ name: path.slice(dir.length + 1), bytes: length }))
      },
      async read(path) {
        await alive.goOn()
        const file = get(path)
        const { damaged } = file
        if (damaged) delete file.damaged
        damaged?.()
        return Buffer.from(contentOf(file))
      },
      async create(path) {
        await alive.goOn()
        if (used >= room) throw failure('ENOSPC', 'no space left on device')
        if (files.has(path)) throw failure('EEXIST', path)
        files.set(path, make())
        return {
          async append(data) {
            await alive.goOn()
            const file = get(path)
            grow(file, data)
            const { length } = file
            largestSpool = Math.max(largestSpool, spoolBytes())
            await alive.sync()
            file.synced = Math.min(Math.max(file.synced, length), file.length)
          },
          async truncate(bytes) {
            await alive.goOn()
            cut(get(path), bytes)
          },
          async close() {
            await alive.goOn()
          },
        }
      },
      async add(path, data, durable = false) {
        await alive.goOn()
        const file = files.get(path) ?? { ...make(), synced: 0 }
        files.set(path, file)
        grow(file, data)
        const { length } = file
        if (durable) {
          await alive.sync()
          file.synced = Math.min(Math.max(file.synced, length), file.length)
        }
        return length
      },
      async replace(path, data) {
        await alive.goOn()
        const before = files.get(path)?.length ?? 0
        if (used - before + data.length > room) throw failure('ENOSPC', 'no space left on device')
        forget(path)
        files.set(path, make(data))
        count(data.length)
        await alive.sync()
      },
      async rename(from, to) {
        await alive.goOn()
        const file = get(from)
        forget(to)
        files.delete(from)
        files.set(to, file)
      },
      async remove(path) {
        await alive.goOn()
        const file = files.get(path)
        if (file) removed(path, contentOf(file))
        forget(path)
      },
    }
    return port
  }

  return {
    filesFor,
    losePower() {
      for (const file of files.values())
        if (file.synced < file.length) cut(file, random.int(file.synced, file.length - 1))
    },
    setRoom(bytes) {
      room = bytes
    },
    damage(chance, read) {
      const segments = [...files].filter(([path, { length }]) => path.endsWith('.seg') && length > 0)
      if (segments.length === 0) return
      const [path, file] = chance.pick(segments)
      const before = Buffer.from(contentOf(file))
      const at = chance.int(0, before.length - 1)
      const how = chance.pick(['flipped', 'truncated', 'zeroed'] as const)
      const bytes =
        how === 'flipped' ? 1 : how === 'truncated' ? before.length - at : Math.min(64, before.length - at)
      const content = Buffer.from(before)
      if (how === 'flipped') content[at] = (content[at] ?? 0) ^ (1 << chance.int(0, 7))
      if (how === 'zeroed') content.fill(0, at, at + bytes)
      file.parts = [content]
      if (how === 'truncated') cut(file, at)
      file.damaged = () => read({ file: path, how, bytes, before, after: contentOf(file) })
    },
    used: () => used,
    largest: () => largest,
    largestSpool: () => largestSpool,
    contents: () => [...files].map(([path, file]) => ({ path, content: contentOf(file) })),
  }
}
