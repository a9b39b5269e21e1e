/** Processes as /proc tells them; one that ends while it is read is simply not there. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

/** USER_HZ, which Linux has fixed to this for every program. */
const TICKS_PER_S = 100
/** Bytes of a command line that are looked at. */
const MOST_COMMAND = 2048

export interface Process {
  pid: number
  /** The kernel's name, 15 bytes at most. */
  name: string
  state: string
  uid: number
  /** Arguments joined by blanks; empty for threads of the kernel. */
  command: string
  /** Seconds of CPU since its start. */
  cpuS: number
  /** Seconds from the start of the system to its own. */
  startedS: number
  memoryMib: number
}

/** `/proc/PID/stat`: the name stands in parentheses and may hold any character. */
export function readStat(text: string): Omit<Process, 'uid' | 'command'> | null {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  const fields = text
    .slice(close + 2)
    .trim()
    .split(' ')
  const pid = Number(text.slice(0, open))
  const [state, utime, stime, start, rss] = [fields[0], fields[11], fields[12], fields[19], fields[21]]
  if (open < 1 || close < open || state === undefined || rss === undefined || !Number.isInteger(pid))
    return null
  if (![utime, stime, start, rss].every((text) => /^[0-9]{1,20}$/.test(text ?? ''))) return null
  return {
    pid,
    name: text.slice(open + 1, close),
    state,
    cpuS: (Number(utime) + Number(stime)) / TICKS_PER_S,
    startedS: Number(start) / TICKS_PER_S,
    // Pages of 4 KiB, as on every platform that the agent runs on.
    memoryMib: (Number(rss) * 4) / 1024,
  }
}

export interface Wanted {
  /** Decides by the cheap facts alone, so that command lines are read of few. */
  stat(process: Omit<Process, 'uid' | 'command'>): boolean
  /**
   * By the kernel's name of it, or by the last part of what it was started as: a program may give its main thread
   * another name (Node calls it `MainThread`). Absent where the name does not matter.
   */
  name?: { kernel(name: string): boolean; started(name: string): boolean }
  uid: number | null
  command(text: string): boolean
  /** Whether the command line is asked for at all. */
  needsCommand: boolean
}

/** Every process that is wanted, by PID. Throws where /proc itself cannot be read. */
export function readProcesses(wanted: Wanted, proc = '/proc'): Process[] {
  const found: Process[] = []
  for (const entry of readdirSync(proc)) {
    if (!/^[0-9]+$/.test(entry)) continue
    const folder = join(proc, entry)
    try {
      const stat = readStat(readFileSync(join(folder, 'stat'), 'latin1'))
      if (!stat || !wanted.stat(stat) || !isNamed(stat.name, folder, wanted)) continue
      const { uid } = statSync(folder)
      if (wanted.uid !== null && uid !== wanted.uid) continue
      const command = wanted.needsCommand ? commandOf(readFileSync(join(folder, 'cmdline'), 'utf8')) : ''
      if (wanted.needsCommand && !wanted.command(command)) continue
      found.push({ ...stat, uid, command })
    } catch (error) {
      // It ended between two reads.
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')))
        throw error
    }
  }
  return found.toSorted((a, b) => a.pid - b.pid)
}

/** The command line is read only where the kernel's name is another one. */
function isNamed(name: string, folder: string, wanted: Wanted): boolean {
  if (!wanted.name || wanted.name.kernel(name)) return true
  const [program = ''] = readFileSync(join(folder, 'cmdline'), 'utf8').slice(0, MOST_COMMAND).split('\0')
  const started = basename(program)
  return started !== '' && wanted.name.started(started)
}

const commandOf = (text: string) => text.slice(0, MOST_COMMAND).replaceAll('\0', ' ').trim()

/** Open descriptors over processes; null where this user may not look at one of them. */
export function countDescriptors(processes: readonly Process[], proc = '/proc'): number | null {
  let sum = 0
  for (const { pid } of processes) {
    try {
      sum += readdirSync(join(proc, String(pid), 'fd')).length
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
        continue
      return null
    }
  }
  return sum
}

/** Number of a user of `/etc/passwd`, or of a number as text; null where there is none. */
export function uidOf(user: string, passwd: string): number | null {
  if (/^[0-9]{1,10}$/.test(user)) return Number(user)
  for (const line of passwd.split('\n')) {
    const [name, , uid] = line.split(':')
    if (name === user && /^[0-9]+$/.test(uid ?? '')) return Number(uid)
  }
  return null
}
