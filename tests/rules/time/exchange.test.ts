import fc from 'fast-check'
import { expect, test } from 'vitest'
import { best, delayOf, offsetOf } from '../../../rules/time/exchange.ts'
import { leastDelay, median, refuse, sampleOf } from '../../../rules/time/ntp.ts'

const span = fc.integer({ min: 0, max: 100_000 })

test('the offset is wrong by at most half the delay, whichever way was the slow one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), span, span, span, (offset, there, processing, back) => {
      const t1 = 1_790_000_000_000
      const t2 = t1 + there + offset
      const t3 = t2 + processing
      const t4 = t1 + there + processing + back
      const exchange = { t1, t2, t3, t4 }
      expect(delayOf(exchange)).toBe(there + back)
      expect(Math.abs(offsetOf(exchange) - offset)).toBeLessThanOrEqual(delayOf(exchange) / 2)
    }),
  )
})

test('the best measurement is the least unsure, and age makes unsure', () => {
  const old = { ahead: 1, uncertainty: 5, at: 0 }
  const fresh = { ahead: 2, uncertainty: 8, at: 100_000 }
  expect(best([], 0)).toBeNull()
  expect(best([old, fresh], 20_000)).toBe(old)
  // 100 ppm: after 100 s the old one is 10 ms less sure than it was.
  expect(best([old, fresh], 160_001)).toBe(fresh)
})

test('each answer that is worth nothing has its refusal', () => {
  const good = {
    leapIndicator: 0,
    mode: 4,
    stratum: 2,
    origin: 100,
    receive: 110,
    transmit: 111,
    destination: 120,
  }
  expect(refuse(good, 100, 120)).toBeNull()
  expect(sampleOf(good)).toEqual({ offset: 0.5, delay: 19 })
  const refusals = [
    { mode: 3 },
    { stratum: 0 },
    { stratum: 16 },
    { stratum: Number.NaN },
    { leapIndicator: 3 },
    { origin: 99 },
    { origin: 121 },
    { transmit: Number.NaN },
    { receive: 0 },
  ].map((change) => refuse({ ...good, ...change }, 100, 120))
  expect(refusals).toEqual([
    'wrong-mode',
    'kiss-of-death',
    'unsynchronised',
    'unsynchronised',
    'unsynchronised',
    'foreign-origin',
    'foreign-origin',
    'no-time',
    'no-time',
  ])
})

test('least delay and median', () => {
  expect(leastDelay([])).toBeNull()
  const [near, far] = [
    { offset: 5, delay: 2 },
    { offset: 1, delay: 9 },
  ]
  expect(leastDelay([far, near])).toBe(near)
  expect([median([]), median([3]), median([9, 1]), median([9, 1, 2])]).toEqual([null, 3, 5, 2])
})
