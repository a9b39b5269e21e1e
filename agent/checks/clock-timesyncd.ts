import { stat } from 'node:fs/promises'
import {
  type ClockReading,
  decimal,
  firstLine,
  type Leap,
  type NoReading,
  sourceName,
  within,
} from './clock-reading.ts'
import { type Command, type Ended, runProgram } from './program.ts'

/** Touched by systemd-timesyncd whenever a server has set the clock right. */
const STAMP = '/run/systemd/timesync/synchronized'
const LEAPS = new Map<string, Leap>([
  ['normal', 'normal'],
  ['last minute of the day has 61 seconds', 'insert'],
  ['last minute of the day has 59 seconds', 'delete'],
  ['not synchronized', 'unsynchronised'],
])
/** Milliseconds of systemd's units. */
const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

/** Asks systemd-timesyncd. */
export async function askTimesyncd(
  context: Pick<Command, 'signal' | 'clock'>,
): Promise<ClockReading | NoReading> {
  const ask = (...args: string[]) =>
    runProgram({ ...context, program: 'timedatectl', args: ['--no-pager', ...args] })
  const show = await ask('show')
  if (show.how === 'absent') return { why: 'absent', text: 'no timedatectl' }
  if (show.how === 'not-permitted') return { why: 'not-permitted', text: show.stderr }
  if (show.how === 'timeout') return { why: 'timeout', text: 'timedatectl did not end in time' }
  const off = refusal(show)
  if (off) return off
  // Asked where it is off, systemd would try to start it and take 25 s to say that it could not.
  const status = await ask('timesync-status')
  if (status.how === 'timeout') return { why: 'timeout', text: 'timedatectl did not end in time' }
  if (status.how !== 'exit' || status.code !== 0) {
    return { why: 'not-running', text: `systemd-timesyncd: ${firstLine(status.stderr)}` }
  }
  const stamp = await stat(STAMP).catch(() => null)
  return readTimesyncd(show.stdout, status.stdout, stamp?.mtimeMs ?? null)
}

export function refusal(show: Ended): NoReading | null {
  if (/not been booted with systemd|connect to bus/i.test(show.stderr))
    return { why: 'absent', text: 'no systemd' }
  if (show.how !== 'exit' || show.code !== 0) {
    return { why: 'unreadable', text: `timedatectl: ${firstLine(show.stderr || show.stdout)}` }
  }
  const on = /^NTP=(yes|no)$/m.exec(show.stdout)?.[1]
  if (on === undefined) return { why: 'unreadable', text: `timedatectl: ${firstLine(show.stdout)}` }
  return on === 'yes' ? null : { why: 'not-running', text: 'systemd-timesyncd is off' }
}

/** Reads `timedatectl show` (the kernel's word on being synchronised) and `timedatectl timesync-status`. */
export function readTimesyncd(
  show: string,
  status: string,
  updatedAt: number | null,
): ClockReading | NoReading {
  const fields = Object.fromEntries(
    status.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )
  const kernel = /^NTPSynchronized=(yes|no)$/m.exec(show)?.[1]
  if (kernel === undefined || fields.Server === undefined) {
    return { why: 'unreadable', text: `timedatectl: ${firstLine(status)}` }
  }
  const packets = decimal(fields['Packet count'])
  const leap = LEAPS.get(fields.Leap ?? '') ?? 'unsynchronised'
  const synchronised = kernel === 'yes' && leap !== 'unsynchronised'
  return {
    daemon: 'timesyncd',
    synchronised,
    source:
      fields.Server === 'null' || fields.Server === 'n/a'
        ? ''
        : sourceName(fields.Server.split(' ')[0] ?? ''),
    stratum: decimal(fields.Stratum),
    offsetMs: spanMs(fields.Offset),
    // It tells the distance (half the delay plus the dispersion) alone, at its largest.
    rootDelayMs: null,
    rootDispersionMs: spanMs(fields['Root distance']?.replace(/ \(max.*$/, '')),
    updatedAt,
    leap,
    sources: null,
    reachable: packets === null ? null : packets > 0 ? 1 : 0,
  }
}

/** A span as systemd writes it, in milliseconds: `+138us`, `-1min 2.5s`, `0`. */
export function spanMs(text: string | undefined): number | null {
  if (text === undefined) return null
  const match = /^([+-]?)((?:[0-9]+(?:\.[0-9]+)?(?:us|ms|s|min|h) ?)+|0)$/.exec(text)
  if (!match) return null
  let total = 0
  for (const [, amount, unit] of (match[2] ?? '').matchAll(/([0-9.]+)(us|ms|min|s|h)/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0)
  }
  return within(match[1] === '-' ? -total : total)
}
