import { expect, test } from 'vitest'
import { countdown } from '../../dashboards/web/countdown.ts'

const MINUTE = 60_000

test.each([
  [12 * MINUTE + 34_000, 'running', '12:34'],
  [12 * MINUTE + 33_001, 'running', '12:34'],
  [3600_000 + 2 * MINUTE + 3000, 'running', '1:02:03'],
  [53 * 3600_000 + 4 * MINUTE + 5000, 'running', '53:04:05'],
  [1, 'running', '00:01'],
  [0, 'running', '00:00'],
  [-1, 'over', '00:00'],
  [-10_999, 'over', '00:10'],
  [-3600_000, 'over', '1:00:00'],
] as const)('%s ms before the due time: %s %s', (left, state, text) => {
  const now = 1_800_000_000_000
  expect(countdown(now + left, now)).toMatchObject({ state, text })
})

test.each([
  [48 * 3600_000 - 1, null],
  [48 * 3600_000, 48 * 3600_000],
  [217 * 3600_000 + 9 * MINUTE, 217 * 3600_000],
  [-(50 * 3600_000 + MINUTE), 50 * 3600_000],
])('%s ms before the due time it is told in words of %s ms', (left, wholeHoursMs) => {
  expect(countdown(left, 0).wholeHoursMs).toBe(wholeHoursMs)
})

test('with the limit known, the last quarter is soon; past due is over all the same', () => {
  const limit = 20 * MINUTE
  expect(countdown(5 * MINUTE, 0, limit).state).toBe('running')
  expect(countdown(5 * MINUTE - 1, 0, limit).state).toBe('soon')
  expect(countdown(-1, 0, limit).state).toBe('over')
})
