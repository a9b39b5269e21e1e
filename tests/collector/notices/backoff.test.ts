import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againAfterMs, GIVE_UP_ATTEMPTS, GIVE_UP_MS } from '../../../collector/notices/backoff.ts'
import { FARTHEST_ATTEMPT_MS } from '../../../collector/store/verbs/deliveries.ts'

const after = (attempt: number, now: number, dueAt: number | null, random = 0.5) =>
  againAfterMs({ attempt, createdAt: 0, dueAt, now, random })

test('5 s, doubled to a minute while it can be in time, to 5 minutes afterwards', () => {
  expect([1, 2, 3, 4, 5, 6].map((attempt) => after(attempt, 0, 1_200_000))).toEqual(
    [5, 10, 20, 40, 60, 60].map((s) => s * 1000),
  )
  const late = 1_300_000
  expect([4, 7, 9].map((attempt) => after(attempt, late, 1_200_000))).toEqual([40_000, 300_000, 300_000])
})

test('given up after five days and not before', () => {
  expect(after(1000, GIVE_UP_MS - 1, null)).not.toBeNull()
  expect(after(1000, GIVE_UP_MS, null)).toBeNull()
})

test('not for an age that only a clock that leapt shows: attempts have to have been made', () => {
  expect(after(1, 20 * GIVE_UP_MS, null)).toBe(5_000)
  expect(after(GIVE_UP_ATTEMPTS - 1, GIVE_UP_MS, null)).toBe(300_000)
  expect(after(GIVE_UP_ATTEMPTS, GIVE_UP_MS, null)).toBeNull()
})

test('always later, never later than what the store takes for a plan of a clock that was ahead', () => {
  const attempt = fc.integer({ min: 0, max: 100_000 })
  const now = fc.integer({ min: 0, max: GIVE_UP_MS - 1 })
  const dueAt = fc.option(fc.integer({ min: 0, max: GIVE_UP_MS }))
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(attempt, now, dueAt, random, (n, when, due, r) => {
      const ms = after(n, when, due, r) ?? 0
      expect(ms).toBeGreaterThan(0)
      expect(ms).toBeLessThanOrEqual(FARTHEST_ATTEMPT_MS)
    }),
  )
})
