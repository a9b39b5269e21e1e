import {
  type ClockReading,
  decimal,
  firstLine,
  type Leap,
  type NoReading,
  sourceName,
} from './clock-reading.ts'
import { type Command, runProgram } from './program.ts'

/** Seconds from 1900, where NTP's time begins, to 1970. */
const ERA_S = 2_208_988_800
const LEAPS = new Map<string, Leap>([
  ['00', 'normal'],
  ['01', 'insert'],
  ['10', 'delete'],
  ['11', 'unsynchronised'],
])

/** Asks ntpd (ntp.org's or ntpsec's). */
export async function askNtpd(context: Pick<Command, 'signal' | 'clock'>): Promise<ClockReading | NoReading> {
  const ended = await runProgram({ ...context, program: 'ntpq', args: ['-n', '-c', 'rv', '-c', 'peers'] })
  if (ended.how === 'absent') return { why: 'absent', text: 'no ntpq' }
  if (ended.how === 'not-permitted') return { why: 'not-permitted', text: ended.stderr }
  if (ended.how === 'timeout') return { why: 'timeout', text: 'ntpq did not end in time' }
  return readNtpq(ended.stdout, ended.stderr)
}

/** Reads `ntpq -c rv -c peers`, which ends with 0 also where nobody answered. */
export function readNtpq(stdout: string, stderr = ''): ClockReading | NoReading {
  const variables = variablesOf(stdout)
  const leap = LEAPS.get(variables.leap ?? '')
  const stratum = decimal(variables.stratum)
  if (leap === undefined || stratum === null) {
    const said = `${stdout}${stderr}`
    if (/Connection refused|ntpd is not running|timed out|Socket error/i.test(said)) {
      return { why: 'not-running', text: 'ntpd does not answer' }
    }
    return { why: 'unreadable', text: `ntpq: ${firstLine(said)}` }
  }
  const rows = stdout
    .split('\n')
    .filter((line) => /^[ x.\-+#*o]\S+ +\S+ +\d+ [ulbm] /i.test(line.replace(/ +/g, ' ')))
  const selected = leap !== 'unsynchronised' && stratum < 16
  const peer = rows.find((line) => /^[*o]/.test(line))
  return {
    daemon: 'ntpd',
    synchronised: selected,
    source: selected ? sourceName(peer?.slice(1).trim().split(/\s+/)[0] ?? variables.refid ?? '') : '',
    stratum: selected ? stratum : null,
    offsetMs: selected ? decimal(variables.offset) : null,
    rootDelayMs: selected ? decimal(variables.rootdelay) : null,
    rootDispersionMs: selected ? decimal(variables.rootdisp) : null,
    updatedAt: instantOf(variables.reftime),
    leap,
    sources: rows.length,
    // The reach is an octal register of the last eight polls.
    reachable: rows.filter((line) => Number.parseInt(line.slice(1).trim().split(/\s+/)[6] ?? '0', 8) > 0)
      .length,
  }
}

function variablesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/\b([a-z_]+)=("[^"\n]*"|[^,\s]*)/g)].map(([, name, value]) => [name, value]),
  )
}

/** Unix milliseconds of an NTP timestamp in hexadecimal seconds; null before the first update. */
function instantOf(reftime: string | undefined): number | null {
  const match = /^(?:0x)?([0-9a-f]{8})\.[0-9a-f]{8}/.exec(reftime ?? '')
  const seconds = Number.parseInt(match?.[1] ?? '0', 16)
  return seconds === 0 ? null : (seconds - ERA_S) * 1000
}
