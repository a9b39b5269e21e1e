import fc from 'fast-check'
import { expect, test } from 'vitest'
import { band, line, runs, scale, timeTicks, valueTicks } from '../../dashboards/web/chart.ts'
import { type Place, placeOf } from '../../dashboards/web/place.ts'
import {
  agentHash,
  checkHash,
  checkPath,
  checksHash,
  noFilter,
} from '../../dashboards/web/place-monitored.ts'

const check = { page: 'check', service: 'shop', component: 'web', check: 'alive', span: '3h' } as const

test.each<[string, Place]>([
  ['#agents', { page: 'agents' }],
  ['#agents/this-host', { page: 'agent', name: 'this-host' }],
  ['#checks', { page: 'checks', filter: noFilter }],
  [
    '#checks?service=shop&state=warned&purpose=fault&text=+a%26b+',
    {
      page: 'checks',
      filter: { ...noFilter, service: 'shop', state: 'warned', purpose: 'fault', text: 'a&b' },
    },
  ],
  ['#checks?state=fine&purpose=none&text=+', { page: 'checks', filter: noFilter }],
  ['#checks/shop/web/alive', check],
  ['#checks/shop/web/alive@host-2?span=7d', { ...check, check: 'alive@host-2', span: '7d' }],
  ['#checks/shop/web/alive%40host-2?span=9y', { ...check, check: 'alive@host-2' }],
  // What nobody made leads to the page of now, not to an error.
  ['#checks/shop/web', { page: 'now', anchor: 'checks/shop/web' }],
  ['#checks/%E0%A4%A/web/alive', { page: 'now', anchor: 'checks/%E0%A4%A/web/alive' }],
  ['#agents/a/b', { page: 'now', anchor: 'agents/a/b' }],
])('%s', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
})

test('links lead to what they were made of, and keep @ readable', () => {
  expect(checkHash('shop/web/alive@host-2')).toBe('#checks/shop/web/alive@host-2')
  expect(placeOf(checkHash('shop/web/alive@host-2', '24h'))).toEqual({
    ...{ ...check, check: 'alive@host-2', span: '24h' },
  })
  expect(placeOf(agentHash('a b/c?'))).toEqual({ page: 'agent', name: 'a b/c?' })
  const filter = { ...noFilter, component: 'web 1', text: '100%/&?#' }
  expect(placeOf(checksHash(filter))).toEqual({ page: 'checks', filter })
  expect(checkPath({ service: 'shop', component: 'web', check: 'alive@host-2' })).toBe(
    'checks/shop/web/alive@host-2',
  )
})

test.each([
  [0, [0, 1]],
  [1, [0, 0.5, 1]],
  [87, [0, 50, 100]],
  [430, [0, 200, 400, 600]],
  [0.03, [0, 0.01, 0.02, 0.03]],
])('values up to %s are marked at %j', (most, ticks) => {
  expect(valueTicks(most)).toEqual(ticks)
})

test('marks of any value are round, few, and reach it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (most) => {
      const ticks = valueTicks(most)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * (1 - 1e-9))
      expect(ticks.length).toBeLessThanOrEqual(6)
    }),
    { seed: 7, numRuns: 200 },
  )
})

test('marks of time fall on whole hours and days of the zone', () => {
  const tokyo = 9 * 3_600_000
  const at = Date.UTC(2026, 10, 21, 5, 30)
  const text = (ticks: number[]) => ticks.map((tick) => new Date(tick + tokyo).toISOString().slice(5, 16))
  expect(text(timeTicks(at - 3 * 3_600_000, at, tokyo))).toEqual([
    '11-21T11:30',
    '11-21T12:00',
    '11-21T12:30',
    '11-21T13:00',
    '11-21T13:30',
    '11-21T14:00',
    '11-21T14:30',
  ])
  expect(text(timeTicks(at - 30 * 86_400_000, at, tokyo)).every((one) => one.endsWith('T00:00'))).toBe(true)
  const india = 5.5 * 3_600_000
  const marks = timeTicks(at - 86_400_000, at, india)
  expect(marks.every((tick) => (tick + india) % 3_600_000 === 0)).toBe(true)
})

test('nothing is drawn over a gap, and a lone point is seen', () => {
  const points = [0, 10, 20, 90, 100].map((at) => ({ at }))
  expect(runs(points, 25).map((run) => run.map(({ at }) => at))).toEqual([
    [0, 10, 20],
    [90, 100],
  ])
  expect(runs([], 25)).toEqual([])
  const x = scale(0, 100, 0, 1000)
  expect(line([[x(50), 5]])).toBe('M498.5 5.0L501.5 5.0')
  expect(
    line([
      [0, 1],
      [10, 2],
    ]),
  ).toBe('M0.0 1.0L10.0 2.0')
  expect(
    band([
      [0, 10, 5],
      [10, 12, 6],
    ]),
  ).toBe('M0.0 5.0L10.0 6.0L10.0 12.0L0.0 10.0Z')
  expect(band([[5, 10, 5]])).toBe('M3.5 5.0L6.5 5.0L6.5 10.0L3.5 10.0Z')
  expect(band([])).toBe('')
  expect(scale(4, 4, 7, 9)(4)).toBe(7)
})
