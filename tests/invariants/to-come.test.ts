/**
 * A gap that a clock which was ahead said of a time to come stands on what it had placed there, and on nothing else (I4);
 * and nobody need be told yet of what stopped then (I2).
 */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import { first } from './spoiled.ts'

const MINUTE = 60_000
const LIMIT_MS = 5 * MINUTE

/** What was executed from 00:30 to 00:31 is placed a day ahead, ten minutes apart; the row says so many. */
function said({ gapMs, fromMs = 0 }: { gapMs: number; fromMs?: number }): string[] {
  const history = handmade()
  const { end, world } = history
  const runs = first(end.stored)
  const ahead = end.now + 24 * 60 * MINUTE
  for (const [place, startedAt] of [
    [30, ahead],
    [31, ahead + 10 * MINUTE],
  ] as const)
    runs.startedAt[place] = startedAt
  const standing = end.obligations?.find(({ subject }) => subject === 'shop/web/alive')
  if (!standing) throw new RangeError('nothing is owed')
  const clockFrom = ahead + fromMs
  end.obligations?.push({
    ...{ ...standing, id: 'gap', clockFrom, dueAt: clockFrom + LIMIT_MS, limitMs: LIMIT_MS },
    ...{
      state: 'breached',
      decidedAt: world.from,
      marginMs: LIMIT_MS - gapMs,
      because: 'gap-longer-than-limit',
    },
  })
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I4' ? violations.flatMap(({ what }) => (what.includes('is said') ? what : [])) : [],
  )
}

test('it is the distance of two that follow each other there', () => {
  expect(said({ gapMs: 10 * MINUTE })).toEqual([])
})

test.each([
  ['another distance', { gapMs: 11 * MINUTE }],
  ['from where nothing was executed', { gapMs: 10 * MINUTE - 1000, fromMs: 1000 }],
])('%s is found', (_, row) => {
  expect(said(row)).toHaveLength(1)
})

/** Three in a row failed, placed so far ahead. */
function untold(aheadMs: number): string[] {
  const history = handmade()
  const { end, world } = history
  const [runs, executed] = [first(end.stored), first(world.executed)]
  for (const place of [30, 31, 32]) runs.startedAt[place] = (runs.startedAt[place] ?? 0) + aheadMs
  for (const one of [runs, executed]) one.outcome = `${one.outcome.slice(0, 30)}fff${one.outcome.slice(33)}`
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I2'
      ? violations.flatMap(({ what }) => (what.includes('no outage says so') ? what : []))
      : [],
  )
}

test('what stopped in a time to come is told when that comes', () => {
  expect(untold(24 * 60 * MINUTE)).toEqual([])
  expect(untold(0)).toHaveLength(1)
})
