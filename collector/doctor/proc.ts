/** Who does what on this Linux host, read from /proc: passively, so that nobody notices. Null where it cannot be told. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises'

export interface Holder {
  pid: number
  name: string
}

const nameOf = async (pid: number): Promise<string> =>
  (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a program')).trim()

/** The process that holds a write lock on the file. */
export async function lockHolder(path: string): Promise<Holder | 'none' | 'unreadable'> {
  let locks: string
  let inode: bigint
  try {
    locks = await readFile('/proc/locks', 'utf8')
    inode = (await stat(path, { bigint: true })).ino
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error)
      return error.path === path ? 'none' : 'unreadable'
    return 'unreadable'
  }
  for (const line of locks.split('\n')) {
    // `1: POSIX  ADVISORY  WRITE 4711 fe:01:131234 1073741826 1073742335`
    const [, kind, pid, place] =
      /^\d+:\s+\w+\s+\w+\s+(WRITE|READ)\s+(-?\d+)\s+\w+:\w+:(\d+)\s/.exec(line) ?? []
    if (kind === 'WRITE' && place === String(inode))
      return { pid: Number(pid), name: await nameOf(Number(pid)) }
  }
  return 'none'
}

/** The process that listens on a TCP port; only that of the same user, or any as root, is readable. */
export async function portHolder(port: number): Promise<Holder | null> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'utf8').catch(() => '')
    for (const line of text.split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      if (local.endsWith(`:${hex}`) && state === '0A') inodes.add(`socket:[${inode}]`)
    }
  }
  if (inodes.size === 0) return null
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    const open = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const fd of open)
      if (inodes.has(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
        return { pid: Number(pid), name: await nameOf(Number(pid)) }
  }
  return null
}

/** Files and sockets that a process of this user may have open; null where the system does not say. */
export async function descriptorLimit(): Promise<number | null> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '')
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(text)?.[1]
  if (soft === undefined) return null
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft)
}
