/** What the calendar owes of a service that comes, goes, comes back or changes its terms: nothing stays open for ever. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { CLOSE_AFTER_MS, closeMonths } from '../../../collector/reports/closing.ts'
import { keepCalendar } from '../../../collector/reports/keep.ts'
import { knownServices } from '../../../collector/reports/known.ts'
import { alwaysOpen } from '../../../rules/calendar/always.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { ENGINES, type Engine, type Place } from '../../contract/store/engines.ts'
import { serviceOf } from '../station.ts'
import { at, DAY, DECEMBER, HOUR, makeWorld, NOVEMBER, sealAll, type World } from './world.ts'

const [SQLITE] = ENGINES as [Engine]
const ITEM = {
  availability: 'III.2.1.1.a',
  customers: 'III.1.1.7.a',
  manager: 'III.1.1.4.a',
  ledger: 'III.2.1.3.b',
}
const JANUARY = Date.UTC(2026, 11, 31, 15)
const service = (more: Partial<Service> = {}): Service => ({
  ...serviceOf('shop', ['web'], ['liveness']),
  ...more,
})
const other = serviceOf('mall', ['web'], ['liveness'])
const quarterly = service({ interpretation: interpretationOf({ availabilityPeriod: 'quarter' }) })

let place: Place
let world: World
beforeEach(async () => {
  place = await SQLITE.make()
  world = await makeWorld(await place.open())
})
afterEach(() => place.end())

const night = async (now: number) => {
  await closeMonths(world.deps as never, { now, known: new Set() })
  const services = await knownServices(world.store, now)
  return keepCalendar(world.store, { services, now, pause: world.deps.pause })
}
const owed = async (item: string) => {
  const { items } = await world.store.obligations({ service: 'shop', item, limit: 100, cursor: null })
  return items
    .toSorted((a, b) => a.clockFrom - b.clockFrom)
    .map(({ subject, state, because, decidedAt }) => [subject, state, because, decidedAt])
}

test('reports that nobody is owed any more end as not proven, and nothing is owed of what comes after', async () => {
  await world.load([service(), other], NOVEMBER)
  await sealAll(place, world.store, at(2))
  await night(at(2))
  await world.load([other], at(10))
  await night(at(11))
  expect(await owed(ITEM.customers)).toEqual([['report/customers', 'not-proven', 'service-removed', at(10)]])
  // Its month is closed like any other, and its records are kept on.
  await night(DECEMBER + CLOSE_AFTER_MS)
  expect(await owed(ITEM.availability)).toEqual([['period/2026-11', 'not-proven', 'unknown-time', DECEMBER]])
  expect(await owed(ITEM.ledger)).toEqual([['ledger', 'open', 'kept-so-far', null]])
  expect(await night(DECEMBER + CLOSE_AFTER_MS + HOUR)).toBe(0)
  expect(await owed(ITEM.customers)).toHaveLength(1)
})

test('what was due before the service was taken away is judged by that', async () => {
  await world.load([service(), other], NOVEMBER)
  await world.load([other], DECEMBER + DAY)
  await night(DECEMBER + 2 * DAY)
  expect(await owed(ITEM.customers)).toEqual([['report/customers', 'breached', 'none-came', DECEMBER]])
})

test('a service that comes back owes anew; the months that it was away for are nobody’s', async () => {
  await world.load([service(), other], NOVEMBER)
  await night(at(2))
  await world.load([other], at(10))
  await night(at(11))
  const back = JANUARY + 5 * DAY
  await world.load([service(), other], back)
  await night(back + HOUR)
  await night(back + DAY)
  expect(await owed(ITEM.customers)).toEqual([
    ['report/customers', 'not-proven', 'service-removed', at(10)],
    ['report/customers', 'open', null, null],
  ])
  expect((await owed(ITEM.availability)).map(([subject, state]) => [subject, state])).toEqual([
    ['period/2026-11', 'not-proven'],
    ['period/2027-01', 'open'],
  ])
})

test('a quarter in which a service came or went is decided: of the rest nothing is known', async () => {
  await world.load([quarterly, other], NOVEMBER)
  await world.load([other], at(20))
  await night(DECEMBER + CLOSE_AFTER_MS)
  expect(await owed(ITEM.availability)).toEqual([['period/2026-10+3', 'open', null, null]])
  await night(JANUARY + CLOSE_AFTER_MS)
  expect(await owed(ITEM.availability)).toEqual([['period/2026-10+3', 'not-proven', 'unknown-time', JANUARY]])
})

test('a value or a period that is no more ends what stood open by it', async () => {
  const own = {
    value: 'P7D',
    source: 'own' as const,
    decidedBy: '品質管理部',
    on: '2026-11-01',
    reason: null,
  }
  const values = { ...service().values, [ITEM.manager]: valueInForce(referenceOf(ITEM.manager, 1), own) }
  await world.load([service({ values })], NOVEMBER)
  await night(at(2))
  expect(await owed(ITEM.manager)).toEqual([['report/manager', 'open', null, null]])
  await world.load([quarterly], at(3))
  await night(at(4))
  expect(await owed(ITEM.manager)).toEqual([['report/manager', 'not-proven', 'value-unset', at(4)]])
  expect(
    (await owed(ITEM.availability)).map(([subject, state, because]) => [subject, state, because]),
  ).toEqual([
    ['period/2026-10+3', 'open', null],
    ['period/2026-11', 'not-proven', 'period-changed'],
  ])
  // Set again, it is owed from then on.
  await world.load([service({ values })], at(20))
  await night(at(21))
  expect(await owed(ITEM.manager)).toEqual([
    ['report/manager', 'not-proven', 'value-unset', at(4)],
    ['report/manager', 'open', null, null],
  ])
})

test('a month is held to the value that was in force in it', async () => {
  const own = { value: '100', source: 'contract' as const, decidedBy: null, on: '2026-12-01', reason: null }
  const values = {
    ...service().values,
    [ITEM.availability]: valueInForce(referenceOf(ITEM.availability, 1), own),
  }
  await world.load([service()], NOVEMBER - DAY)
  const every = service()
  for (const check of every.components.flatMap(({ checks }) => checks)) check.everyMs = 10 * 60_000
  await world.load([every], NOVEMBER - DAY + 1)
  const stop = (_: string, t: number) => (t >= at(9) && t < at(9, 1) ? 'failed' : 'ok')
  await world.handIn(world.runs(every, NOVEMBER - DAY, DECEMBER + HOUR, stop))
  await world.load([{ ...every, values }], DECEMBER + DAY)
  await night(DECEMBER + CLOSE_AFTER_MS)
  expect((await owed(ITEM.availability)).at(-2)).toEqual(['period/2026-11', 'met', 'ratio-reached', DECEMBER])
})

test('a service that came in the last hours of a month on its own clocks has that month', async () => {
  const zone = 'America/New_York'
  await world.load([service({ timezone: zone, hours: alwaysOpen(zone) })], Date.UTC(2026, 11, 1, 2))
  await night(Date.UTC(2026, 11, 5))
  const end = Date.UTC(2026, 11, 1, 5)
  expect(await owed(ITEM.availability)).toEqual([
    ['period/2026-11', 'not-proven', 'unknown-time', end],
    ['period/2026-12', 'open', null, null],
  ])
})
