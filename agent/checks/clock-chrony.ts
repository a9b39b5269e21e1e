import {
  type ClockReading,
  decimal,
  firstLine,
  type Leap,
  type NoReading,
  secondsAsMs,
  sourceName,
} from './clock-reading.ts'
import { type Command, runProgram } from './program.ts'

const LEAPS = new Map<string, Leap>([
  ['Normal', 'normal'],
  ['Insert second', 'insert'],
  ['Delete second', 'delete'],
  ['Not synchronised', 'unsynchronised'],
])

/** Asks chronyd, at its own socket or at the one that the host's configuration names. */
export async function askChrony(
  socket: string | undefined,
  context: Pick<Command, 'signal' | 'clock'>,
): Promise<ClockReading | NoReading> {
  const ask = (command: string) =>
    runProgram({
      ...context,
      program: 'chronyc',
      args: [...(socket === undefined ? [] : ['-h', socket]), '-c', '-n', command],
    })
  const tracking = await ask('tracking')
  if (tracking.how === 'absent') return { why: 'absent', text: 'no chronyc' }
  if (tracking.how === 'not-permitted') return { why: 'not-permitted', text: tracking.stderr }
  if (tracking.how === 'timeout') return { why: 'timeout', text: 'chronyc did not end in time' }
  const said = `${tracking.stdout}${tracking.stderr}`
  if (tracking.how === 'exit' && tracking.code !== 0) return refusal(said)
  // Without its sources the reading still stands.
  const sources = await ask('sources')
  return readChrony(tracking.stdout, sources.how === 'exit' && sources.code === 0 ? sources.stdout : null)
}

export function refusal(said: string): NoReading {
  if (/Cannot talk to daemon|Could not open connection/i.test(said)) {
    return { why: 'not-running', text: 'chronyd does not answer' }
  }
  if (/not authori[sz]ed|permission/i.test(said))
    return { why: 'not-permitted', text: `chronyc: ${firstLine(said)}` }
  return { why: 'unreadable', text: `chronyc: ${firstLine(said)}` }
}

/** Reads `chronyc -c tracking` and `chronyc -c sources`. */
export function readChrony(tracking: string, sources: string | null): ClockReading | NoReading {
  const fields = tracking.trim().split(',')
  const leap = LEAPS.get(fields[13] ?? '')
  const stratum = decimal(fields[2])
  const correction = secondsAsMs(fields[4])
  if (fields.length !== 14 || leap === undefined || stratum === null || correction === null) {
    return { why: 'unreadable', text: `chronyc: ${firstLine(tracking)}` }
  }
  const rows = sources === null ? null : sources.split('\n').filter((line) => /^[\^=#],/.test(line))
  // Stratum 0 and no reference: nothing is selected, and the other figures are placeholders.
  const selected = leap !== 'unsynchronised' && stratum > 0
  const updated = secondsAsMs(fields[3])
  return {
    daemon: 'chrony',
    synchronised: selected,
    source: selected ? sourceName(fields[1] ?? '') : '',
    stratum: selected ? stratum : null,
    offsetMs: selected ? correction : null,
    rootDelayMs: selected ? secondsAsMs(fields[10]) : null,
    rootDispersionMs: selected ? secondsAsMs(fields[11]) : null,
    updatedAt: updated ? updated : null,
    leap,
    sources: rows?.length ?? null,
    reachable: rows?.filter((line) => Number(line.split(',')[5]) > 0).length ?? null,
  }
}
