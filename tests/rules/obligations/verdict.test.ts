import { expect, test } from 'vitest'
import { referenceVerdictOf, spanFigure, verdictOf } from '../../../rules/obligations/verdict.ts'

const none = { open: 0, met: 0, breached: 0, 'not-proven': 0, withdrawn: 0 }

test.each([
  [{}, 'pending'],
  [{ open: 3 }, 'pending'],
  [{ withdrawn: 3 }, 'pending'],
  [{ met: 1, open: 1 }, 'met'],
  [{ met: 9, 'not-proven': 1 }, 'not-proven'],
  [{ met: 9, 'not-proven': 9, breached: 1 }, 'breached'],
] as const)('%j is %s', (counts, verdict) => expect(verdictOf({ ...none, ...counts })).toBe(verdict))

test('a measured figure decides where nothing is decided yet, and nowhere else', () => {
  const standing = { ...none, open: 1 }
  expect(verdictOf(standing, { achievedMs: 300_000, inForceMs: 300_000 })).toBe('met')
  expect(verdictOf(standing, { achievedMs: 300_001, inForceMs: 300_000 })).toBe('not-proven')
  expect(verdictOf(standing, { achievedMs: null, inForceMs: 300_000 })).toBe('pending')
  expect(verdictOf({ ...standing, 'not-proven': 1 }, { achievedMs: 1, inForceMs: 300_000 })).toBe(
    'not-proven',
  )
})

test.each([
  ['reference', 'breached', null, 'breached'],
  ['equal', 'met', null, 'met'],
  // The guideline sets none: neither reached nor missed.
  ['provider', 'met', null, 'unset'],
  ['unset', 'unset', null, 'unset'],
  // What is promised misses the reference value, whatever was achieved.
  ['looser', 'met', 'met', 'breached'],
  ['looser', 'pending', null, 'breached'],
  // A stricter contract missed, the reference value kept.
  ['stricter', 'breached', 'met', 'met'],
  ['stricter', 'breached', 'breached', 'breached'],
  ['stricter', 'breached', null, 'not-proven'],
  ['stricter', 'not-proven', 'met', 'met'],
  ['stricter', 'met', null, 'met'],
  ['stricter', 'pending', null, 'pending'],
  ['stricter', 'not-measured', null, 'not-measured'],
] as const)(
  'with a value %s: %s with the figure %s is %s against the reference',
  (standing, verdict, figure, found) => {
    expect(referenceVerdictOf({ standing, verdict, figure })).toBe(found)
  },
)

test('spans are worth what their longest is, and never met while one has no length', () => {
  const row = (state: 'met' | 'breached' | 'not-proven' | 'open' | 'withdrawn', marginMs: number | null) => ({
    state,
    marginMs,
    limitMs: 15,
  })
  expect(spanFigure([row('met', 5), row('breached', -4), row('open', null)], 20)).toBe('met')
  expect(spanFigure([row('breached', -5)], 20)).toBe('met')
  expect(spanFigure([row('breached', -6)], 20)).toBe('breached')
  expect(spanFigure([row('met', 5), row('breached', null)], 20)).toBe('not-proven')
  expect(spanFigure([row('met', 5), row('not-proven', 5)], 20)).toBe('not-proven')
  expect(spanFigure([row('withdrawn', -99), row('open', null)], 20)).toBe(null)
})
