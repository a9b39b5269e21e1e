/** Items that a provider's own value or setting puts in force: III.1.1.3.a, III.1.1.5, and intervals within the service hours. */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { itemById, referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import type { Purpose } from '../../../rules/words.ts'
import { freshDatabase } from '../../support/postgres.ts'
import { obligationsOf } from '../deeds.ts'
import { openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const CLOCK = 'shop/web/clock'

function withValue(service: Service, item: string, value: string): Service {
  const own = { value, source: 'own' as const, decidedBy: '品質管理部', on: '2026-11-01', reason: null }
  expect(itemById(item), item).toBeDefined()
  return { ...service, values: { ...service.values, [item]: valueInForce(referenceOf(item, 1), own) } }
}
const synced = (purposes: Purpose[] = ['liveness', 'time-sync']) => serviceOf('shop', ['web'], purposes)

async function open(service: Service, postgres?: string): Promise<Station> {
  const more = postgres === undefined ? {} : { postgres }
  const station = await openStation({ services: [service], begin: 'evaluation', ...more })
  onTestFinished(() => station.close())
  return station
}
const rowsOf = async (station: Station, item: string) =>
  (await obligationsOf(station, { item })).map(({ subject, state, because }) => [subject, state, because])

test('the interval of performance checks is owed by the guideline, that of time-sync checks by own value only', async () => {
  const service = synced(['liveness', 'performance', 'time-sync'])
  const station = await open(service)
  await station.live(2 * MINUTE)
  expect(await rowsOf(station, 'III.1.1.3.a')).toEqual([['shop/web/fast', 'open', null]])
  expect(await rowsOf(station, 'III.1.1.5.a')).toEqual([])
  await station.reload([withValue(service, 'III.1.1.5.a', 'PT2M')], [])
  await station.live(MINUTE)
  expect(await rowsOf(station, 'III.1.1.5.a')).toEqual([[CLOCK, 'open', null]])
  await station.advance(6 * MINUTE)
  await station.live(3 * MINUTE)
  expect((await rowsOf(station, 'III.1.1.5.a')).map(([, state]) => state).toSorted()).toEqual([
    'breached',
    'open',
  ])
})

test.for<[string, () => Promise<string | undefined>]>([
  ['sqlite', async () => undefined],
  ['postgres', freshDatabase],
])(
  '%s: an offset beyond the own value is breached until the next good one, once, over a restart',
  async ([_, database]) => {
    const station = await open(withValue(synced(), 'III.1.1.5.b', 'PT0.5S'), await database())
    const quiet = async (offset: number, outcome: 'ok' | 'failed' = 'ok') => {
      // The check's own limit is another thing: an offset that it takes as ok may be beyond the own value.
      await station.advance(10_000)
      const at = station.clock.now() - 1000
      await station.result(CLOCK, at, outcome, { offset_ms: offset })
      return at
    }
    await quiet(499.2)
    await quiet(-500)
    expect(await rowsOf(station, 'III.1.1.5.b')).toEqual([])
    const fromAt = await quiet(500.4)
    expect(await rowsOf(station, 'III.1.1.5.b')).toEqual([[CLOCK, 'breached', 'offset-beyond-limit']])
    station.crash()
    await station.pause(20_000)
    station.restart()
    await quiet(-2_000, 'failed')
    const toAt = await quiet(3)
    await quiet(700)
    const [first, second, ...more] = await obligationsOf(station, { item: 'III.1.1.5.b' })
    expect(more).toEqual([])
    expect(first).toMatchObject({
      ...{ subject: CLOCK, clockFrom: fromAt, limitMs: 500, marginMs: -1_500, state: 'breached' },
      evidence: { fromAt, toAt, worstMs: 2_000 },
    })
    expect(second).toMatchObject({ marginMs: -200, evidence: { toAt: null, worstMs: 700 } })
    const entries = (await station.store.unchained({ limit: 1000 })).filter(
      ({ kind, subject }) => kind === 'obligation.breached' && subject === CLOCK,
    )
    // One when it began, one when it ended, one for the next.
    expect(entries).toHaveLength(3)
  },
)

test('without an own value an offset is nobody`s breach', async () => {
  const station = await open(synced())
  await station.advance(10_000)
  await station.result(CLOCK, station.clock.now() - 1000, 'failed', { offset_ms: 60_000 })
  expect(await rowsOf(station, 'III.1.1.5.b')).toEqual([])
})

test('an offset that lasts longer than its window remembers is still one, over a restart', async () => {
  const station = await open(withValue(synced(['time-sync']), 'III.1.1.5.b', 'PT1S'))
  const base = START - 30 * 86_400_000
  const off = async (first: number, runs: number) => {
    await station.advance(runs * 100)
    const items = Array.from({ length: runs }, (_, n) => {
      const started = station.clock.now() - base - (runs - n) * 100
      const times = { planned: started, started, finished: started + 10 }
      const ran = { kind: 'result' as const, seq: 10_000 + first + n, check: CLOCK, revision: 1, ...times }
      return { ...ran, outcome: 'failed' as const, attempt: 0, values: { offset_ms: 1_500 + n } }
    })
    await station.handIn(items)
  }
  await off(0, 200)
  station.crash()
  await station.pause(20_000)
  station.restart()
  await off(200, 200)
  expect(await rowsOf(station, 'III.1.1.5.b')).toHaveLength(1)
})

test('with intervals owed within the service hours, a night without results is no gap; a gap in the hours is one', async () => {
  const service = serviceOf('shop', ['web'], ['liveness'])
  // START is 09:00 in Tokyo: open from 09:00 to 09:05 and from 09:15 on.
  const spans = [
    { from: 540, to: 545 },
    { from: 555, to: 1440 },
  ]
  const week = { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans }
  const hours = { ...service.hours, periods: service.hours.periods.map((one) => ({ ...one, weekly: week })) }
  const interpretation = { ...service.interpretation, monitoringHours: 'service-hours' as const }
  const station = await open({ ...service, hours, interpretation })
  const states = async () => (await rowsOf(station, 'III.1.1.1.a')).map(([, state]) => state).toSorted()
  await station.live(4 * MINUTE)
  await station.advance(START + 16 * MINUTE - station.clock.now())
  await station.live(3 * MINUTE)
  expect(await states()).toEqual(['open'])
  await station.advance(7 * MINUTE)
  await station.live(3 * MINUTE)
  const missed = await obligationsOf(station, { item: 'III.1.1.1.a', state: 'breached' })
  expect(missed).toHaveLength(1)
  expect(missed[0]?.evidence.gapMs).toBeGreaterThan(6 * MINUTE)

  // What counted then counts as it did when the same history is judged by another process.
  station.crash()
  await station.pause(20_000)
  station.restart()
  await station.live(MINUTE)
  expect(await states()).toEqual(['breached', 'open'])
})

test('a value that changes judges nothing of the time before it: no breach appears, none goes away', async () => {
  const limited = (inForce: string) => {
    const service = serviceOf('shop', ['web'], ['liveness'])
    const value = service.values['III.1.1.1.a']
    if (value) service.values['III.1.1.1.a'] = { ...value, inForce }
    return service
  }
  const station = await open(limited('PT5M'))
  const gaps = async () =>
    (await obligationsOf(station, { item: 'III.1.1.1.a' }))
      .filter(({ state }) => state !== 'open')
      .map(({ state, limitMs, because }) => [state, limitMs / MINUTE, because])
  await station.advance(4 * MINUTE)
  await station.live(3 * MINUTE)
  expect(await gaps()).toEqual([])
  await station.reload([limited('PT2M')], [])
  await station.live(3 * MINUTE)
  expect(await gaps()).toEqual([])
  station.crash()
  await station.pause(20_000)
  station.restart()
  await station.live(3 * MINUTE)
  expect(await gaps()).toEqual([])
  await station.advance(4 * MINUTE)
  await station.live(3 * MINUTE)
  expect(await gaps()).toEqual([['breached', 2, 'gap-longer-than-limit']])
  await station.reload([limited('PT5M')], [])
  await station.live(3 * MINUTE)
  expect(await gaps()).toEqual([['breached', 2, 'gap-longer-than-limit']])
})
