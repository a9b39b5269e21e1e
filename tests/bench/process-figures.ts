/** What Linux says of a process: CPU, memory, bytes of a directory, and the machine that it runs on. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** `sysconf(_SC_CLK_TCK)`, 100 on every Linux that Node runs on. */
const TICKS = 100

/** CPU seconds (user and system, all threads) of a process so far. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** CPU seconds of a process and all that it began, those that have ended included. */
export function cpuSecondsOfFamily(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? familyFigures(name) : []))
  const family = new Set([pid])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const one of all) if (family.has(one.parent)) family.add(one.pid)
  }
  return all.reduce((sum, one) => sum + (family.has(one.pid) ? one.ticks : 0), 0) / TICKS
}

function familyFigures(name: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return [{ pid: Number(name), parent: Number(fields[1]), ticks }]
  } catch {
    // It ended meanwhile.
    return []
  }
}

/** CPU seconds by the threads' names, the largest first; threads of one name together. */
export function cpuByThread(pid: number): Record<string, number> {
  const found = new Map<string, number>()
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const key = thread === String(pid) ? 'main' : name
      found.set(key, (found.get(key) ?? 0) + (Number(fields[11]) + Number(fields[12])) / TICKS)
    } catch (error) {
      // A thread that ended meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return Object.fromEntries([...found].sort((a, b) => b[1] - a[1]))
}

const memory = (pid: number, key: 'VmHWM' | 'VmRSS') => {
  const match = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? 0) * 1024
}
/** Resident bytes now. */
export const rssOf = (pid: number) => memory(pid, 'VmRSS')
/** The most resident bytes since the start. */
export const mostRssOf = (pid: number) => memory(pid, 'VmHWM')

/** Bytes of the files of a directory and those below it. */
export function bytesOf(directory: string): number {
  let sum = 0
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size
  return sum
}

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 1024 ** 3),
  node: process.versions.node,
})
