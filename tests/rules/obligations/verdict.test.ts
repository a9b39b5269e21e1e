import { expect, test } from 'vitest'
import { verdictOf } from '../../../rules/obligations/verdict.ts'

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
