/** What a check that answers owes next (III.1.1.1 a) is shown as of its newest execution, however seldom it is written. */
import { expect, onTestFinished, test } from 'vitest'
import { openStation, type Station, seenFrom, serviceOf } from '../station.ts'

const MINUTE = 60_000

async function open(service = serviceOf('shop')): Promise<Station> {
  const station = await openStation({ services: [service], begin: 'evaluation' })
  onTestFinished(() => station.close())
  return station
}
const opened = async ({ shown }: Station, more: { fromAt?: number } = {}) =>
  (await shown.obligations({ state: 'open', limit: 100, cursor: null, ...more })).items

test('of healthy checks nothing is overdue, and of one that fell silent what is', async () => {
  const station = await open()
  await station.live(48 * MINUTE)
  const rows = await opened(station)
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(['shop/web/alive', 'shop/web/works'])
  const now = station.clock.now()
  for (const { clockFrom, dueAt, limitMs } of rows) {
    expect(clockFrom).toBeGreaterThan(now - 2 * MINUTE)
    expect(dueAt).toBe(clockFrom + limitMs)
  }
  const between = await station.shown.obligationsBetween({ service: 'shop', fromAt: 0, toAt: now })
  expect(between.filter(({ state }) => state === 'open').map(({ dueAt }) => dueAt)).toEqual(
    expect.arrayContaining(rows.map(({ dueAt }) => dueAt)),
  )
  await station.advance(30 * MINUTE)
  for (const { dueAt } of await opened(station)) expect(dueAt).toBeLessThan(station.clock.now())
})

test('a check that several vantages do is owed by whichever of them was the last', async () => {
  const station = await open(seenFrom(serviceOf('shop', ['web'], ['liveness']), ['host-1', 'host-2']))
  await station.live(40 * MINUTE)
  const [row, ...others] = await opened(station)
  expect(others).toEqual([])
  expect(row?.subject).toBe('shop/web/alive')
  expect(row?.clockFrom).toBeGreaterThan(station.clock.now() - 2 * MINUTE)
  await station.live(3 * MINUTE, (check) => (check.endsWith('host-1') ? 'unknown' : 'ok'))
  const [later] = await opened(station)
  expect(later?.clockFrom).toBeGreaterThan(station.clock.now() - 2 * MINUTE)
})
