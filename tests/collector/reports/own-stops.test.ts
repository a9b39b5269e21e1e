/** What of a month counts against the service: its own stops within its hours, not those of a network before it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { ENGINES, type Engine, type Place } from '../../contract/store/engines.ts'
import { serviceOf } from '../station.ts'
import { LOADED, shopOf, WINDOWS } from './shop.ts'
import { at, DAY, DECEMBER, HOUR, MINUTE, makeWorld, NOVEMBER, type World } from './world.ts'

const [SQLITE] = ENGINES as [Engine]
const NOW = DECEMBER + HOUR
const ask = { service: 'shop', month: '2026-11', now: NOW }

let place: Place
let world: World
beforeEach(async () => {
  place = await SQLITE.make()
  world = await makeWorld(await place.open(), 2000)
})
afterEach(() => place.end())

/** Asked every 5 minutes: a month of it is soon handed in. */
function rarely(service: Service): Service {
  for (const check of service.components.flatMap(({ checks }) => checks)) check.everyMs = 5 * MINUTE
  return service
}

describe('an external network', () => {
  const withLink = () => {
    const service = rarely(serviceOf('shop', ['web', 'isp'], ['liveness', 'fault', 'performance']))
    for (const component of service.components)
      if (component.id === 'isp') component.kind = 'external-network'
    const chosen = interpretationOf({ faultCounts: 'down', slowdownCounts: 'down' })
    return { ...service, interpretation: chosen }
  }

  test('that fails stops nothing of the service and is held to no interval, but its figures are told', async () => {
    const service = withLink()
    await world.load([service], LOADED)
    // The link fails for a day and is silent for another.
    await world.handIn(
      world.runs(service, NOVEMBER - HOUR, NOW, (check, t) => {
        if (!check.includes('/isp/') || t < at(20) || t >= at(22)) return 'ok'
        return t < at(21) ? 'failed' : null
      }),
    )
    const { measurement, verdicts } = await buildReport(world.deps, ask)
    expect(measurement.availability).toMatchObject({ lower: '100.000', verdict: 'met', segments: [] })
    const row = (check: string) => measurement.intervals.find((one) => one.check === `shop/${check}`)
    expect(row('web/alive')).toMatchObject({ item: 'III.1.1.1.a', verdict: 'met' })
    for (const check of ['isp/alive', 'isp/works', 'isp/fast'])
      expect(row(check)).toMatchObject({
        ...{ item: null, limitMs: null, verdict: 'unset' },
        ...{ missed: 288, largestGapMs: DAY + 5 * MINUTE },
      })
    for (const item of ['III.1.1.1.a', 'III.1.1.2.a', 'III.1.1.3.a'])
      expect(verdicts.find((one) => one.item === item)).toMatchObject({
        verdict: 'met',
        achieved: { of: 'largest-interval', ms: 5 * MINUTE },
      })
  })

  test('beside a stop of the service itself leaves that stop as it is', async () => {
    const service = withLink()
    await world.load([service], LOADED)
    const stop = (t: number) => t >= at(20, 10) && t < at(20, 11)
    await world.handIn(
      world.runs(service, NOVEMBER - HOUR, NOW, (check, t) => {
        if (check === 'shop/web/alive') return stop(t) ? 'failed' : 'ok'
        return check.includes('/isp/') && t >= at(20) && t < at(22) ? 'failed' : 'ok'
      }),
    )
    const { availability } = (await buildReport(world.deps, ask)).measurement
    expect(availability.partition.downMs).toBe(HOUR)
    expect(availability.segments.map(({ because }) => because[0])).toEqual(['shop/web/alive'])
  })

  test('that a component becomes within the month counts from then on no more', async () => {
    const own = withLink()
    for (const component of own.components) component.kind = 'network-device'
    await world.load([own], LOADED)
    await world.load([withLink()], at(16))
    await world.handIn(
      world.runs(own, NOVEMBER - HOUR, NOW, (check, t) =>
        check === 'shop/isp/alive' && t >= at(15, 23) && t < at(16, 2) ? 'failed' : 'ok',
      ),
    )
    const { availability, intervals } = (await buildReport(world.deps, ask)).measurement
    expect(availability.partition.downMs).toBe(HOUR)
    const rows = intervals.filter(({ check }) => check === 'shop/isp/alive')
    expect(rows.map(({ item, planned }) => [item, planned])).toEqual([
      ['III.1.1.1.a', 15 * 288],
      [null, 15 * 288],
    ])
  })
})

test('a check that gets another purpose counts by each in its own time', async () => {
  const [before, after] = [rarely(serviceOf('shop')), rarely(serviceOf('shop'))]
  // What was looked at as a fault until the 16th is asked for life from then on.
  for (const check of after.components.flatMap(({ checks }) => checks)) check.purpose = 'liveness'
  await world.load([before], LOADED)
  await world.load([after], at(16))
  const failing = [at(10), at(20)]
  await world.handIn(
    world.runs(before, NOVEMBER - HOUR, NOW, (check, t) =>
      check === 'shop/web/works' && failing.some((from) => t >= from && t < from + HOUR) ? 'failed' : 'ok',
    ),
  )
  const { availability } = (await buildReport(world.deps, ask)).measurement
  expect(availability.segments.map(({ from, part }) => [from, part])).toEqual([
    [new Date(at(20)).toISOString(), 'down'],
  ])
})

test('work outside of the service hours uses up nothing of the yearly allowance', async () => {
  // Six hours of a Saturday, of an allowance of five.
  const saturday = {
    ...{ id: 'saturday', kind: 'regular' as const, announcedAt: NOVEMBER - 19 * DAY },
    ...{ from: NOVEMBER - 8 * DAY, to: NOVEMBER - 8 * DAY + 6 * HOUR },
  }
  const { rules } = shopOf().maintenance
  const service = rarely(shopOf({ maintenance: { rules, windows: [saturday, WINDOWS.inTime] } }))
  await world.load([service], LOADED)
  const stops = [saturday, { from: WINDOWS.inTime.from, to: WINDOWS.inTime.to }]
  await world.handIn(
    world.runs(service, NOVEMBER - 9 * DAY, NOW, (_, t) =>
      stops.some(({ from, to }) => from <= t && t < to) ? 'failed' : 'ok',
    ),
  )
  const { availability } = (await buildReport(world.deps, ask)).measurement
  expect(availability.maintenance).toMatchObject([{ id: 'in-time', countedMs: HOUR, because: 'counted' }])
  expect(availability.partition).toMatchObject({ maintenanceMs: HOUR, downMs: 0 })
})

test('a clock that no server ever answered for is not met, and has no figure', async () => {
  const own = { value: 'PT10M', source: 'own' as const, decidedBy: '運用部', on: '2026-10-01', reason: null }
  const service = rarely(serviceOf('shop', ['web'], ['liveness', 'time-sync']))
  service.values['III.1.1.5.a'] = valueInForce(referenceOf('III.1.1.5.a', 1), own)
  await world.load([service], LOADED)
  await world.handIn(
    world.runs(service, NOVEMBER - HOUR, NOW, (check) => (check.endsWith('/clock') ? 'unknown' : 'ok')),
  )
  const { measurement, verdicts } = await buildReport(world.deps, ask)
  const row = measurement.intervals.find(({ check }) => check.endsWith('/clock'))
  expect(row).toMatchObject({ executed: 0, unknown: 30 * 288, largestGapMs: null, verdict: 'not-proven' })
  expect(verdicts.find(({ item }) => item === 'III.1.1.5.a')).toMatchObject({
    achieved: null,
    verdict: 'not-proven',
  })
})
