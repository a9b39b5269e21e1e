/** How I2 takes deadlines that a collector judged while its clock was two days ahead. */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { History } from './history.ts'
import { first } from './spoiled.ts'

const MINUTE = 60_000
const AHEAD_MS = 2 * 86_400_000
/** In minutes of the history: the clock is ahead from half an hour before the outage is known until 24 minutes after. */
const AHEAD = { from: 30, to: 85 }

/** The row as it would be written then: its clock and what is due are two days ahead. */
function whileAhead(): {
  history: History
  shown: (minute: number) => number
  real: (minute: number) => number
} {
  const history = handmade()
  const { world } = history
  const real = (minute: number) => world.from + minute * MINUTE
  const span = { from: real(AHEAD.from), to: real(AHEAD.to) }
  world.faults?.push({ kind: 'clock-step', who: 'collector-1', ...span })
  const changes = [
    { at: span.from, offsetMs: AHEAD_MS },
    { at: span.to, offsetMs: 0 },
  ]
  world.clocks = [{ host: 'collector-1', changes }]
  const row = first(history.end.obligations)
  Object.assign(row, { clockFrom: row.clockFrom + AHEAD_MS, dueAt: row.dueAt + AHEAD_MS, marginMs: null })
  return { history, real, shown: (minute) => real(minute) + AHEAD_MS }
}

const judged = (history: History) =>
  checkInvariants(history).flatMap(({ invariant, violations }) =>
    violations.flatMap(({ what }) => (invariant === 'I2' && what.includes('III.1.1.1.b is ') ? what : [])),
  )

const doubted = { state: 'not-proven', because: 'clock-stepped' } as const
const late = { state: 'breached', because: 'not-accepted-in-time' } as const

test('across the instant at which it was set back nothing is proven, however long before that it had been stepped', () => {
  const { history, real } = whileAhead()
  Object.assign(first(history.end.obligations), { ...doubted, decidedAt: real(86) })
  expect(judged(history)).toEqual([])
})

test('of a time that it never showed while it was wrong nothing is doubtful', () => {
  const { history, shown } = whileAhead()
  const after = shown(AHEAD.to + 20)
  Object.assign(first(history.end.obligations), { ...doubted, clockFrom: after, decidedAt: after + MINUTE })
  expect(judged(history).join()).toMatch(/is not proven for clock-stepped, and no clock of ours was wrong/)
})

/** The first mail for a reader is taken at some minutes, and that is heard the last time only. */
function takenAt(...minutes: number[]): string[] {
  const { history, real, shown } = whileAhead()
  const [mail, ...others] = history.world.mail ?? []
  if (!mail) throw new RangeError('a mail was sent')
  const all = minutes.map((minute, at) => ({ ...mail, at: real(minute), heard: at === minutes.length - 1 }))
  history.world.mail = [...all, ...others]
  Object.assign(first(history.end.obligations), { ...late, decidedAt: shown(82) })
  return judged(history)
}

test('what nobody heard of until it was due was late, though the clock was set back before it was heard of', () => {
  expect(takenAt(61.5, 84, 86)).toEqual([])
  expect(takenAt(61.5, 86), 'once only').toEqual([])
})

test('what was heard of in time was not late', () => {
  expect(takenAt(61.5).join()).toMatch(/is breached .*, and by what its readers got it is met/)
  expect(takenAt(61.5, 70).join()).toMatch(/is breached .*, and by what its readers got it is met/)
})
