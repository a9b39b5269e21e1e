import { expect, test } from 'vitest'
import { signedTicks } from '../../dashboards/web/chart.ts'
import { placeOf } from '../../dashboards/web/place.ts'
import { clocksHash } from '../../dashboards/web/place-monitored.ts'
import { extremes, newestOf, ofSeveralHosts, spreadsOf, withoutHours } from '../../dashboards/web/spread.ts'
import type { HostClock } from '../../rules/api/clocks.ts'
import { checkSummary } from './samples.ts'

const HOUR_MS = 3_600_000
const at = (hour: number) => new Date(hour * HOUR_MS).toISOString()
/** `[hour, least, most]`. */
const host = (name: string, ...hours: [number, number, number][]): HostClock => ({
  host: name,
  hours: hours.map(([hour, leastMs, mostMs]) => ({ at: at(hour), leastMs, mostMs, readings: 60 })),
  latest: null,
})

test('an hour in which one clock is off names it, and not those that agree with the collector', () => {
  const hosts = [host('a', [0, -1, 2], [1, -1, 2]), host('b', [0, 0, 3], [1, 0, 3]), host('c', [1, 600, 610])]
  expect(spreadsOf({ hosts, limitMs: 500 })).toEqual([
    { at: 0, hosts: expect.anything(), apartMs: 1, beyond: [] },
    { at: HOUR_MS, hosts: expect.anything(), apartMs: 608, beyond: ['c'] },
  ])
})

test.each<[string, [number, number], [number, number], number | null, string[]]>([
  ['one that was set right within the hour was off before', [0, 2000], [0, 5], 1995, ['a']],
  ['two that drift together are not apart', [0, 2000], [5, 2003], 5, []],
  ['two that are off to either side are both off', [-400, -400], [400, 400], 800, ['a', 'b']],
  ['a distance that equals the limit is not beyond it', [0, 0], [500, 500], 500, []],
])('%s', (_, a, b, apartMs, beyond) => {
  const hosts = [host('a', [0, ...a]), host('b', [0, ...b])]
  expect(spreadsOf({ hosts, limitMs: 500 })).toMatchObject([{ apartMs, beyond }])
  expect(spreadsOf({ hosts, limitMs: null })).toMatchObject([{ apartMs, beyond: [] }])
})

test('a host alone in an hour is compared with nothing, and its clock is not taken for right', () => {
  const alone = host('a', [3, 9000, 9000])
  expect(spreadsOf({ hosts: [alone], limitMs: 500 })).toMatchObject([{ apartMs: null, beyond: [] }])
  expect(extremes(alone)).toEqual({ leastMs: 9000, mostMs: 9000 })
  expect(extremes(host('b'))).toBeNull()
})

test('the newest are compared as far as they are certain, and without those that are away', () => {
  const now = (name: string, aheadMs: number, uncertaintyMs: number): HostClock => ({
    ...{ host: name, hours: [], latest: { aheadMs, uncertaintyMs } },
  })
  const hosts = [now('a', 0, 1), now('b', 640, 100), now('c', -700, 1), host('d')]
  const nobody = new Set<string>()
  expect(newestOf({ hosts, limitMs: 500 }, nobody)).toEqual({ apartMs: 1340, beyond: ['b', 'c'] })
  expect(newestOf({ hosts, limitMs: 500 }, new Set(['c']))).toEqual({ apartMs: 640, beyond: ['b'] })
  expect(newestOf({ hosts, limitMs: 560 }, new Set(['c']))).toEqual({ apartMs: 640, beyond: [] })
  expect(newestOf({ hosts, limitMs: 500 }, new Set(['b', 'c']))).toEqual({ apartMs: null, beyond: [] })
})

test('hours without a measurement are gaps, before the first and up to now, too', () => {
  const gaps = (hours: number[], from: number, to: number) =>
    withoutHours(
      hours.map((hour) => hour * HOUR_MS),
      from * HOUR_MS,
      to * HOUR_MS,
    ).map((gap) => gap.map((end) => end / HOUR_MS))
  expect(gaps([2, 3, 6], 0, 10)).toEqual([
    [0, 2],
    [4, 6],
    [7, 10],
  ])
  // The first hour began before what is shown, the last one is not over.
  expect(gaps([0, 1, 2], 0.5, 2.5)).toEqual([])
  expect(gaps([], 0, 5)).toEqual([[0, 5]])
})

test.each([
  [-878, 149, [-1000, -500, 0, 500]],
  [0, 0.03, [0, 0.02, 0.04]],
  [-3, -1, [-4, -2, 0]],
])('from %s to %s the scale is %j', (least, most, ticks) => {
  expect(signedTicks(least, most)).toEqual(ticks)
})

test('clocks that all agree have a scale, too', () => {
  expect(signedTicks(0, 0)).toEqual([0])
})

test('services whose checks run on several hosts can be compared', () => {
  const on = (service: string, agent: string) => checkSummary({ service, agent })
  expect(ofSeveralHosts([on('shop', 'a'), on('mall', 'a'), on('shop', 'b'), on('mall', 'a')])).toEqual([
    'shop',
  ])
})

test('the page of clocks has an address', () => {
  expect(placeOf(clocksHash('店 1/2'))).toEqual({ page: 'clocks', service: '店 1/2', span: '7d' })
  expect(placeOf(clocksHash('shop', '30d'))).toEqual({ page: 'clocks', service: 'shop', span: '30d' })
  expect(placeOf('#clocks/shop?span=3h')).toMatchObject({ span: '7d' })
  expect(placeOf('#clocks')).toEqual({ page: 'now', anchor: 'clocks' })
})
