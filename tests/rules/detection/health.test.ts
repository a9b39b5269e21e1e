import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  executionGaps,
  healthOf,
  holdMs,
  largestGap,
  lastExecutedAt,
  newCheckState,
  observe,
  silentSince,
} from '../../../rules/detection/fold.ts'
import type { Observation } from '../../../rules/detection/types.ts'
import { histories, MINUTE, spec, timeline } from './histories.ts'

const check = spec(3)
const HOLD = 66_000
const take = (observations: Observation[], sinceAt = 0) =>
  observe(newCheckState(sinceAt), check, observations).state

test('a result holds for its interval, its timeout and a second', () => {
  expect(holdMs(check)).toBe(HOLD)
  const state = take(timeline('..'))
  expect(healthOf(state, check, 2 * MINUTE + HOLD)).toEqual({
    state: 'up',
    sinceAt: MINUTE,
    untilAt: 2 * MINUTE + HOLD,
  })
  expect(healthOf(state, check, 2 * MINUTE + HOLD + 1)).toEqual({
    state: 'unknown',
    sinceAt: 2 * MINUTE + HOLD,
    reason: 'silent',
  })
})

test('down counts from the first failed result, up from the end of a failure or of a silence', () => {
  const health = (outcomes: string) => healthOf(take(timeline(outcomes)), check, outcomes.length * MINUTE)
  expect(health('..F')).toMatchObject({ state: 'down', sinceAt: 3 * MINUTE, confirmed: false })
  expect(health('..FFF')).toMatchObject({ state: 'down', sinceAt: 3 * MINUTE, confirmed: true })
  expect(health('..FFF.F')).toMatchObject({ state: 'down', sinceAt: 3 * MINUTE, confirmed: true })
  expect(health('..FFF..')).toMatchObject({ state: 'up', sinceAt: 6 * MINUTE })
  expect(health('..   ..')).toMatchObject({ state: 'up', sinceAt: 6 * MINUTE })
})

test('no result, a probe that says nothing, and silence are told apart; none is up or down', () => {
  expect(healthOf(take([], 5000), check, 6000)).toEqual({
    state: 'unknown',
    sinceAt: 5000,
    reason: 'no-result-yet',
  })
  expect(healthOf(take(timeline('?')), check, MINUTE)).toMatchObject({
    state: 'unknown',
    reason: 'probe-unknown',
  })
  expect(healthOf(take(timeline('.??')), check, 3 * MINUTE)).toEqual({
    state: 'unknown',
    sinceAt: MINUTE + HOLD,
    reason: 'probe-unknown',
  })
  expect(healthOf(take(timeline('.??')), check, 3 * MINUTE + HOLD)).toMatchObject({ reason: 'probe-unknown' })
  expect(healthOf(take(timeline('.??')), check, 3 * MINUTE + HOLD + 1)).toMatchObject({ reason: 'silent' })
})

test('silence begins after hold and grace, from the activation before the first result', () => {
  const grace = 30_000
  expect(silentSince(take([], 1000), check, 1000 + HOLD + grace, grace)).toBeNull()
  expect(silentSince(take([], 1000), check, 1001 + HOLD + grace, grace)).toBe(1000 + HOLD)
  const state = take(timeline('.?'))
  expect(lastExecutedAt(state)).toBe(MINUTE)
  // An unknown result is no execution, but it is heard.
  expect(silentSince(state, check, 2 * MINUTE + HOLD + grace, grace)).toBeNull()
  expect(silentSince(state, check, 2 * MINUTE + HOLD + grace + 1, grace)).toBe(2 * MINUTE + HOLD)
})

test('results that only say unknown count as no monitoring after as many intervals as confirm a failure', () => {
  const grace = 30_000
  const since = MINUTE + HOLD
  const untilAt = since + 3 * MINUTE + grace
  const state = take(timeline('.????????'))
  expect(silentSince(state, check, untilAt, grace)).toBeNull()
  expect(silentSince(state, check, untilAt + 1, grace)).toBe(since)
  expect(silentSince(take(timeline('.????.')), check, 6 * MINUTE + HOLD, grace)).toBeNull()
})

test('gaps are strictly longer than the limit and lie between starts of executions', () => {
  const state = take(timeline('.    .??.     .'))
  const starts = (from: number, to: number | null) => ({
    fromAt: from * MINUTE,
    toAt: to === null ? null : to * MINUTE,
  })
  expect(executionGaps(state, 5 * MINUTE, 20 * MINUTE)).toEqual([starts(9, 15)])
  expect(executionGaps(state, 5 * MINUTE - 1, 20 * MINUTE)).toEqual([
    starts(1, 6),
    starts(9, 15),
    starts(15, null),
  ])
  expect(executionGaps(state, 3 * MINUTE - 1, 16 * MINUTE)).toEqual([
    starts(1, 6),
    starts(6, 9),
    starts(9, 15),
  ])
  expect(executionGaps(take([], 1000), 5000, 6001)).toEqual([{ fromAt: 1000, toAt: null }])
  // What was not owed yet is no gap.
  expect(executionGaps(take(timeline('.         .'), 10 * MINUTE), 5 * MINUTE, 11 * MINUTE)).toEqual([])
})

test('the largest gap counts what runs, and is null without evidence', () => {
  const state = take(timeline('.  .'))
  expect(largestGap(state, 0, 4 * MINUTE)).toBe(3 * MINUTE)
  expect(largestGap(state, 5 * MINUTE, 5 * MINUTE)).toBe(MINUTE)
  expect(largestGap(state, 0, 20 * MINUTE)).toBe(16 * MINUTE)
  expect(largestGap(take(timeline('??')), 0, 20 * MINUTE)).toBeNull()
  expect(largestGap(take([]), 0, 20 * MINUTE)).toBeNull()
})

test('a gap longer than the limit exists exactly where the largest one is longer', () => {
  fc.assert(
    fc.property(
      histories(40),
      fc.integer({ min: 1, max: 5 * MINUTE }),
      fc.nat(10 * MINUTE),
      (history, limit, more) => {
        const state = take(history)
        const now = (history.at(-1)?.startedAt ?? 0) + more
        const largest = largestGap(state, 0, now)
        fc.pre(largest !== null)
        expect(executionGaps(state, limit, now).length > 0).toBe((largest ?? 0) > limit)
        // Looser limits never find more.
        expect(executionGaps(state, limit + 1, now).length).toBeLessThanOrEqual(
          executionGaps(state, limit, now).length,
        )
      },
    ),
    { numRuns: 500 },
  )
})
