import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterFailure,
  EVERYWHERE_LOCK,
  type Failures,
  FORGOTTEN_MS,
  type LockRule,
  NETWORK_LOCK,
} from '../../../rules/people/lockout.ts'

const MINUTE = 60_000
const AT = Date.UTC(2026, 10, 1)

/** Fails again and again, each time a second after the lock's end; returns how long each lock is, in minutes. */
function locks(rule: LockRule, failures: number): number[] {
  let [known, now]: [Failures | null, number] = [null, AT]
  const found: number[] = []
  for (let i = 0; i < failures; i += 1) {
    const next = afterFailure(known, rule, now)
    if (next.locked) found.push((next.lockedUntilAt - now) / MINUTE)
    now = Math.max(now, next.lockedUntilAt) + 1000
    known = next
  }
  return found
}

test('the tenth failure locks for a quarter of an hour, each further ten twice as long, a day at most', () => {
  expect(locks(NETWORK_LOCK, 9)).toEqual([])
  expect(locks(NETWORK_LOCK, 10)).toEqual([15])
  expect(locks(NETWORK_LOCK, 100)).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440])
})

test('failures from everywhere lock later, and never for longer than an hour', () => {
  expect(locks(EVERYWHERE_LOCK, 99)).toEqual([])
  expect(locks(EVERYWHERE_LOCK, 500)).toEqual([15, 30, 60, 60, 60])
})

test('what is quiet for two days after its last failure or lock is forgotten', () => {
  const known = { failures: 9, locks: 3, lockedUntilAt: AT - MINUTE, lastAt: AT }
  expect(afterFailure(known, NETWORK_LOCK, AT + FORGOTTEN_MS).locked).toBe(true)
  expect(afterFailure(known, NETWORK_LOCK, AT + FORGOTTEN_MS + 1)).toMatchObject({
    ...{ failures: 1, locks: 0, locked: false },
  })
})

test('however failures come, no more than ten passwords are tried between two locks', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 60 * MINUTE }), { minLength: 30, maxLength: 120 })
  fc.assert(
    fc.property(gaps, (between) => {
      let [known, now]: [Failures | null, number] = [null, AT]
      let tried = 0
      for (const gap of between) {
        now += gap
        // A locked account is not asked at all.
        if (known !== null && known.lockedUntilAt > now) continue
        tried += 1
        const next = afterFailure(known, NETWORK_LOCK, now)
        if (next.locked) tried = 0
        known = next
        if (tried >= NETWORK_LOCK.failures) return false
      }
      return true
    }),
    { seed: 4, numRuns: 200 },
  )
})
