import { expect, test } from 'vitest'
import { makeAttempts } from '../../../collector/operators/attempts.ts'

const MINUTE = 60_000
function bench() {
  let now = 0
  const attempts = makeAttempts({ address: 3, name: 2 }, () => now)
  return {
    attempts,
    later(ms: number) {
      now += ms
    },
  }
}

test('beyond the limit of any of its keys an attempt waits for the end of five minutes', () => {
  const { attempts, later } = bench()
  for (const name of ['name:a', 'name:b', 'name:c']) expect(attempts.begin(['address:x', name])).toBe(0)
  expect(attempts.begin(['address:x', 'name:d'])).toBe(5 * MINUTE)
  expect(attempts.begin(['address:y', 'name:a'])).toBe(0)
  later(4 * MINUTE)
  expect(attempts.begin(['address:z', 'name:a'])).toBe(MINUTE)
  later(MINUTE)
  expect(attempts.begin(['address:z', 'name:a'])).toBe(0)
})

test('who is right is forgiven the own name, and of the address only that one attempt', () => {
  const { attempts } = bench()
  for (const name of ['name:a', 'name:b']) expect(attempts.begin(['address:x', name])).toBe(0)
  // Whoever has an account does not buy as many guesses at others as wanted by it.
  for (let i = 0; i < 5; i += 1) {
    expect(attempts.begin(['address:x', 'name:own'])).toBe(0)
    attempts.succeeded(['address:x', 'name:own'])
  }
  expect(attempts.begin(['address:x', 'name:c'])).toBe(0)
  expect(attempts.begin(['address:x', 'name:d'])).toBe(5 * MINUTE)
})
