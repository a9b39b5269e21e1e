import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GIVE_UP_MS, nextAttemptAt } from '../../../collector/notices/backoff.ts'

const at = (attempt: number, now: number, dueAt: number | null, random = 0.5) =>
  nextAttemptAt({ attempt, createdAt: 0, dueAt, now, random })

test('5 s, doubled to a minute while it can be in time, to 5 minutes afterwards', () => {
  expect([1, 2, 3, 4, 5, 6].map((attempt) => at(attempt, 0, 1_200_000))).toEqual(
    [5, 10, 20, 40, 60, 60].map((s) => s * 1000),
  )
  const late = 1_300_000
  expect([4, 7, 9].map((attempt) => (at(attempt, late, 1_200_000) ?? 0) - late)).toEqual([
    40_000, 300_000, 300_000,
  ])
})

test('given up after five days and not before', () => {
  expect(at(1000, GIVE_UP_MS - 1, null)).not.toBeNull()
  expect(at(1, GIVE_UP_MS, null)).toBeNull()
})

test('always later than now, never more than 6 minutes later', () => {
  const attempt = fc.integer({ min: 0, max: 100_000 })
  const now = fc.integer({ min: 0, max: GIVE_UP_MS - 1 })
  const dueAt = fc.option(fc.integer({ min: 0, max: GIVE_UP_MS }))
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(attempt, now, dueAt, random, (n, when, due, r) => {
      const next = at(n, when, due, r) ?? 0
      expect(next).toBeGreaterThan(when)
      expect(next - when).toBeLessThanOrEqual(360_000)
    }),
  )
})
