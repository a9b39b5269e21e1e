import { describe, expect, test } from 'vitest'
import { rateOf, ratesOf, restarted, type Sample } from '../../../agent/checks/snmp-rates.ts'
import { counterOf, numberOf, readValue } from '../../../agent/checks/snmp-values.ts'

const c32 = (value: bigint) => ({ value, bits: 32 as const })
const c64 = (value: bigint) => ({ value, bits: 64 as const })

test.each([
  ['grows', c32(1000n), c32(61_000n), 1000],
  ['stands', c32(1000n), c32(1000n), 0],
  ['wraps at 32 bits', c32(2n ** 32n - 1000n), c32(59_000n), 1000],
  ['wraps at 64 bits', c64(2n ** 64n - 1000n), c64(59_000n), 1000],
  ['was cleared', c32(2_000_000n), c32(10n), null],
  ['was cleared, of 64 bits', c64(2n ** 60n), c64(10n), null],
  ['is another one now', c32(10n), c64(20n), null],
  ['is new', undefined, c32(20n), null],
  ['is gone', c32(20n), undefined, null],
])('over 60 s a counter that %s', (_how, before, after, rate) => {
  expect(rateOf(before, after, 60_000)).toBe(rate)
})

test('no time, or time that went back, gives no rate', () => {
  for (const elapsed of [0, -1, Number.NaN]) expect(rateOf(c32(1n), c32(2n), elapsed)).toBeNull()
})

describe('a restart by sysUpTime', () => {
  const DAY = 24 * 3600 * 1000
  const sample = (at: number, uptimeMs: number): Sample => ({
    at,
    uptimeMs,
    counters: { n: c32(BigInt(at)) },
  })

  test.each([
    ['none', 0, 5 * DAY, 60_000, 5 * DAY + 60_000, false],
    ['a clock that runs a little slow', 0, 5 * DAY, 60_000, 5 * DAY + 59_500, false],
    ['a device that answered late', 0, 5 * DAY, 60_000, 5 * DAY + 65_000, false],
    ['behind its uptime', 0, 5 * DAY, 60_000, 20_000, true],
    // It was up for 100 s, away for ten minutes, and is up for 300 s now: more than before, and started anew.
    ['ahead of its uptime after a long silence', 0, 100_000, 700_000, 300_000, true],
    ['the wrap after 497 days', 0, 2 ** 32 * 10 - 30_000, 60_000, 30_000, false],
  ])('%s', (_what, fromAt, fromUptime, at, uptime, wanted) => {
    const [before, after] = [sample(fromAt, fromUptime), sample(at, uptime)]
    expect(restarted(before, after)).toBe(wanted)
    expect(ratesOf(before, after)('n')).toBe(wanted ? null : 1000)
  })

  test('a first look has no rate', () => {
    expect(ratesOf(null, sample(0, 0))('n')).toBeNull()
  })
})

test.each([
  [2, -5, -5, -5],
  [4, Buffer.from('0.15 '), '0.15', 0.15],
  [4, Buffer.from('ge-0/0/1\0'), 'ge-0/0/1', null],
  [4, Buffer.from('001b2c3d4e5f', 'hex'), '001b2c3d4e5f', null],
  [4, Buffer.from('東京'), '東京', null],
  [64, '192.0.2.1', '192.0.2.1', null],
  [67, 4200, 42, 42],
  [68, Buffer.from('9f780441890000', 'hex'), 17.125, 17.125],
  [70, Buffer.from('0000000000000100', 'hex'), 256, 256],
  [70, Buffer.from('00ffffffffffffffff', 'hex'), '18446744073709551615', 18_446_744_073_709_552_000],
  [128, null, null, null],
  [129, null, null, null],
  [4, Buffer.alloc(5000, 0x61), 'a'.repeat(200), null],
])('type %i reads as a value and as a number', (type, value, read, number) => {
  const seen = readValue({ oid: '1.3', type, value })
  expect(seen).toBe(read)
  expect(numberOf(seen)).toBe(number)
})

test('what can be counted', () => {
  expect(counterOf({ oid: '1.3', type: 65, value: 7 })).toEqual(c32(7n))
  expect(counterOf({ oid: '1.3', type: 70, value: Buffer.from('07', 'hex') })).toEqual(c64(7n))
  expect(counterOf({ oid: '1.3', type: 2, value: -1 })).toBeUndefined()
  expect(counterOf({ oid: '1.3', type: 4, value: Buffer.from('7') })).toBeUndefined()
})
