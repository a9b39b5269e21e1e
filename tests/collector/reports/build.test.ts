import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { report as reportSchema } from '../../../collector/http/report-schemas.ts'
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { NoReport } from '../../../collector/reports/history.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import type { Availability } from '../../../rules/report/types.ts'
import { ENGINES, type Engine, type Place } from '../../contract/store/engines.ts'
import { ALIVE, HOLIDAYS, LOADED, shopOf } from './shop.ts'
import {
  at,
  DAY,
  DECEMBER,
  HOUR,
  MINUTE,
  makeWorld,
  NOVEMBER,
  type Says,
  sealAll,
  tellStop,
  type World,
  withdraw,
} from './world.ts'

const within = (t: number, from: number, to: number) => from <= t && t < to
const stops: [number, number][] = [
  [at(5, 10), at(5, 10, 30)],
  // A Saturday: outside of the service hours.
  [at(7, 3), at(7, 5)],
  [at(12, 19), at(12, 19, 40)],
  [at(13, 19), at(13, 19, 20)],
  [at(16, 18, 30), at(16, 19, 15)],
  [at(18, 14), at(18, 14, 10)],
]
const says: Says = (_, t) => {
  if (within(t, at(9, 12), at(9, 13))) return null
  return stops.some(([from, to]) => within(t, from, to)) ? 'failed' : 'ok'
}
const [SQLITE] = ENGINES as [Engine]
const NOW = DECEMBER + HOUR
const ask = { service: 'shop', month: '2026-11', now: NOW }

const sum = ({ partition }: Availability) => {
  const { periodMs, ...parts } = partition
  expect(Object.values(parts).reduce((a, b) => a + b)).toBe(periodMs)
  return partition
}

let place: Place
let world: World
const begin = async (engine: Engine) => {
  place = await engine.make()
  world = await makeWorld(await place.open())
  await world.load([shopOf()], LOADED)
}
afterEach(() => place.end())

const handInAll = (said = says) => world.handIn(world.runs(shopOf(), NOVEMBER - HOUR, NOW, said))

describe.each(ENGINES)('the report of a month on $name', (engine) => {
  beforeEach(() => begin(engine))

  test('every millisecond is somewhere, and the figures are those of the calendar', async () => {
    await handInAll()
    const report = await buildReport(world.deps, ask)
    expect(reportSchema.parse(report)).toEqual(report)
    const { availability } = report.measurement
    expect(sum(availability)).toEqual({
      periodMs: 30 * DAY,
      // 19 working days of 12 hours.
      outsideMs: 30 * DAY - 19 * 12 * HOUR,
      maintenanceMs: 70 * MINUTE,
      downMs: 75 * MINUTE,
      // The run before the silence speaks for its interval, its timeout and a second.
      unknownMs: HOUR - 11_000,
      upMs: 19 * 12 * HOUR - 70 * MINUTE - 75 * MINUTE - HOUR + 11_000,
    })
    // T = 816 600 s; up = 808 511 s, with the unknown 812 100 s.
    expect(availability).toMatchObject({
      lower: '99.009',
      upper: '99.448',
      measured: '99.446',
      required: '99.5',
      verdict: 'breached',
      segmentsOmitted: 0,
    })
    expect(
      availability.maintenance.map(({ id, countedMs, stoppedMs, because }) => [
        id,
        countedMs,
        stoppedMs,
        because,
      ]),
    ).toEqual([
      ['in-time', 40 * MINUTE, 40 * MINUTE, 'counted'],
      ['late', 0, 20 * MINUTE, 'announced-late'],
      ['overrun', 30 * MINUTE, 30 * MINUTE, 'counted'],
    ])
    expect(availability.segments.map(({ from, to, part }) => [from, to, part])).toEqual([
      ['2026-11-05T01:00:00.000Z', '2026-11-05T01:30:00.000Z', 'down'],
      ['2026-11-09T03:00:11.000Z', '2026-11-09T04:00:00.000Z', 'unknown'],
      ['2026-11-12T10:00:00.000Z', '2026-11-12T10:40:00.000Z', 'maintenance'],
      ['2026-11-13T10:00:00.000Z', '2026-11-13T10:20:00.000Z', 'down'],
      ['2026-11-16T09:30:00.000Z', '2026-11-16T10:00:00.000Z', 'maintenance'],
      ['2026-11-16T10:00:00.000Z', '2026-11-16T10:15:00.000Z', 'down'],
      ['2026-11-18T05:00:00.000Z', '2026-11-18T05:10:00.000Z', 'down'],
    ])
    const [row] = report.verdicts
    expect([row?.item, row?.verdict, row?.referenceVerdict, row?.reference.required]).toEqual([
      'III.1.1.1.a',
      'breached',
      'breached',
      true,
    ])
    const found = report.verdicts.find(({ item }) => item === 'III.2.1.1.a')
    expect(found).toMatchObject({
      verdict: 'breached',
      achieved: { of: 'availability', lower: '99.009', upper: '99.448', measured: '99.446' },
    })
    expect(report.verdicts).toHaveLength(40)
  })

  test('what was planned is executed, unknown, skipped or missed, and the largest gap is told', async () => {
    const items = world.runs(shopOf(), NOVEMBER - HOUR, NOW, says)
    await world.handIn(items)
    const [row] = (await buildReport(world.deps, ask)).measurement.intervals
    expect(row).toEqual({
      check: ALIVE,
      item: 'III.1.1.1.a',
      limitMs: 5 * MINUTE,
      planned: 30 * 24 * 60,
      executed: 30 * 24 * 60 - 60,
      late: 0,
      unknown: 0,
      skipped: 0,
      missed: 60,
      reasons: { 'no-result': 60 },
      largestGapMs: HOUR + MINUTE,
      largestGapFrom: '2026-11-09T02:59:00.000Z',
      verdict: 'breached',
    })
  })

  test('any order of arrival measures the same, byte by byte', async () => {
    const items = world.runs(shopOf(), NOVEMBER - HOUR, NOW, says)
    await world.handIn(items)
    const inOrder = (await buildReport(world.deps, ask)).measurement
    const other = await engine.make()
    const second = await makeWorld(await other.open())
    await second.load([shopOf()], LOADED)
    // Every batch is of a day, the last day first, and every other run comes much later.
    const reversed = [0, 1].flatMap((half) => items.filter((_, index) => index % 2 === half).toReversed())
    await second.handIn(reversed, NOW)
    const shuffled = (await buildReport(second.deps, ask)).measurement
    expect(canonicalJson(shuffled)).toBe(canonicalJson(inOrder))
    await other.end()
  })

  test('a withdrawn stop counts as up, and the figure without the withdrawal stands beside it', async () => {
    await handInAll()
    await tellStop(world.store, 'shop', { id: 'stop', checks: [ALIVE], from: at(18, 14), to: at(18, 14, 10) })
    await withdraw(world.store, 'withdraw-incident', 'stop', at(20))
    const report = await buildReport(world.deps, ask)
    const { availability, withoutWithdrawals } = report.measurement
    expect(sum(availability).downMs).toBe(65 * MINUTE)
    expect(withoutWithdrawals && sum(withoutWithdrawals).downMs).toBe(75 * MINUTE)
    expect(availability.verdict).toBe('not-proven')
    expect(withoutWithdrawals?.verdict).toBe('breached')
    expect(report.withdrawals).toMatchObject([
      { kind: 'withdraw-incident', subject: 'stop', reason: 'false-detection', state: 'approved' },
    ])
    expect(report.notices.incidents).toMatchObject([{ id: 'stop', withdrawn: true }])
  })

  test('the seal that it names is accepted by verify', async () => {
    await handInAll()
    await sealAll(place, world.store, NOW)
    const { ledger } = await buildReport(world.deps, ask)
    if (!ledger.seal) throw new Error('no seal')
    expect(await verifyLedger(world.store, [ledger.seal])).toMatchObject({ ok: true })
    const forged = { seq: ledger.seal.seq, hash: 'f'.repeat(64) }
    expect(await verifyLedger(world.store, [forged])).toMatchObject({ ok: false })
  })
})

describe('what a report says of its month', () => {
  beforeEach(() => begin(SQLITE))

  test('holiday data that end before the month prove nothing, and the report says which day', async () => {
    await world.load([shopOf({ holidays: { ...HOLIDAYS, to: '2026-11-25' } })], LOADED + HOUR)
    await handInAll(() => 'ok')
    const { measurement, verdicts } = await buildReport(world.deps, ask)
    expect(measurement.problems).toEqual(
      ['2026-11-26', '2026-11-27', '2026-11-30'].map((day) => ({
        code: 'holiday-data-ends',
        day,
        clause: 'III.2.1.1',
      })),
    )
    expect(measurement.availability).toMatchObject({
      lower: null,
      upper: null,
      measured: null,
      verdict: 'not-proven',
    })
    sum(measurement.availability)
    expect(verdicts.find(({ item }) => item === 'III.2.1.1.a')).toMatchObject({
      verdict: 'not-proven',
      achieved: null,
    })
  })

  test('a month that runs is told as far as it has gone', async () => {
    await handInAll()
    const now = at(10)
    const report = await buildReport(world.deps, { ...ask, now })
    expect(report).toMatchObject({ status: 'provisional', asOf: new Date(now).toISOString() })
    expect(sum(report.measurement.availability).periodMs).toBe(9 * DAY)
  })

  test('hours that change within the month hold from the revision on that brought them', async () => {
    const always = { zone: 'Asia/Tokyo', periods: [{ ...shopOf().hours.periods[0], weekly: 'always' }] }
    await world.load([shopOf({ hours: { ...always } as never })], at(16))
    await handInAll(() => 'ok')
    const { measurement, settings } = await buildReport(world.deps, ask)
    // 9 working days until the 15th; from the 16th on all day, but for the holiday.
    expect(sum(measurement.availability).outsideMs).toBe(15 * DAY - 9 * 12 * HOUR + DAY)
    expect(settings.revisions).toHaveLength(2)
  })

  test('a quarter is the sum of its months', async () => {
    const interpretation = interpretationOf({ availabilityPeriod: 'quarter' })
    await world.load([shopOf({ interpretation })], LOADED + HOUR)
    await world.handIn(world.runs(shopOf(), LOADED, NOW, says))
    const { measurement, verdicts } = await buildReport(world.deps, ask)
    const { period, availability } = measurement
    expect(period).toMatchObject({ kind: 'quarter', months: ['2026-10', '2026-11'], complete: false })
    const october = 31 * DAY
    expect(period?.partition.periodMs).toBe(october + availability.partition.periodMs)
    expect(period?.partition.downMs).toBe(availability.partition.downMs)
    // Before the service was watched nothing is known of it.
    expect(period?.verdict).toBe('not-proven')
    expect(verdicts.find(({ item }) => item === 'III.2.1.1.a')?.verdict).toBe('not-proven')
  })

  test.each([
    [{ ...ask, service: 'shpo' }, 'unknown-service'],
    [{ ...ask, month: '2026-13' }, 'bad-month'],
    [{ ...ask, month: '2027-01' }, 'not-begun'],
    [{ ...ask, month: '2025-01' }, 'before-records'],
  ])('%j is refused', async (asked, code) => {
    const error = await buildReport(world.deps, asked).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(NoReport)
    expect(error).toMatchObject({ code })
  })
})
