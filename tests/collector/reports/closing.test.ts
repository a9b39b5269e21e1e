import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startNightly } from '../../../collector/nightly.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { CLOSE_AFTER_MS, closeMonths } from '../../../collector/reports/closing.ts'
import { keepCalendar, keepReports } from '../../../collector/reports/keep.ts'
import { knownServices } from '../../../collector/reports/known.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import type { ReportAudience } from '../../../rules/words.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { chainAll, makeOperator } from '../../contract/store/fixtures.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { serviceOf } from '../station.ts'
import {
  at,
  DAY,
  DECEMBER,
  HOUR,
  MINUTE,
  makeWorld,
  NOVEMBER,
  sealAll,
  type World,
  withdraw,
} from './world.ts'

/** Asked every 10 minutes: a month of it is soon handed in. */
function serviceAt(more: Partial<ReturnType<typeof serviceOf>> = {}) {
  const service = serviceOf('shop', ['web'], ['liveness'])
  for (const check of service.components.flatMap(({ checks }) => checks)) check.everyMs = 10 * MINUTE
  return { ...service, ...more }
}
const NOW = DECEMBER + CLOSE_AFTER_MS
const ITEM = {
  availability: 'III.2.1.1.a',
  customers: 'III.1.1.7.a',
  manager: 'III.1.1.4.a',
  ledger: 'III.2.1.3.b',
}

describe.each(ENGINES)('the life of a month on $name', (engine) => {
  let place: Place
  let world: World
  beforeEach(async () => {
    place = await engine.make()
    world = await makeWorld(await place.open())
    await world.load([serviceAt()], NOVEMBER)
  })
  afterEach(() => place.end())

  const close = (now: number) => closeMonths(world.deps as never, { now, known: new Set() })
  const keep = async (now: number) =>
    keepCalendar(world.store, {
      services: await knownServices(world.store, now),
      now,
      pause: world.deps.pause,
    })
  const owed = async (item: string) =>
    (await world.store.obligations({ service: 'shop', item, limit: 100, cursor: null })).items.toReversed()
  const entries = async () => {
    await chainAll(world.store)
    const all = await world.store.ledger({ afterSeq: 0, limit: 1000 })
    return all.filter(({ subject }) => subject === 'shop').map(({ kind }) => kind)
  }
  const issue = (id: string, audience: ReportAudience, issuedAt: number, customer: string | null = null) =>
    world.store.issueReport({
      ...{ id, service: 'shop', customer, audience, means: 'mail', month: '2026-11', issuedAt },
      recordedAt: issuedAt,
      ...{ recordedBy: 'sato', digest: 'd', document: '{}', operatorId: 'sato', ledgerId: `issued-${id}` },
    })

  test('a month is closed once, three days after its end, and late results change nothing of it', async () => {
    const items = world.runs(serviceAt(), NOVEMBER, NOW, (_, t) =>
      t < at(5, 1) || t >= at(5, 2) ? 'ok' : 'failed',
    )
    const isLate = (index: number) => index >= 1000 && index < 1100
    await world.handIn(items.filter((_, index) => !isLate(index)))
    expect(await close(NOW - 1)).toEqual([])
    expect(await close(NOW)).toEqual([{ service: 'shop', month: '2026-11' }])
    expect(await close(NOW)).toEqual([])
    const ask = { service: 'shop', month: '2026-11', now: NOW }
    const before = await buildReport(world.deps, ask)
    expect(before).toMatchObject({ status: 'closed', lateResults: 0 })
    expect(before.measurement.availability.partition.downMs).toBe(HOUR)
    await world.handIn(
      items.filter((_, index) => isLate(index)),
      NOW,
    )
    const after = await buildReport(world.deps, ask)
    expect(after.lateResults).toBe(100)
    expect(canonicalJson(after.measurement)).toBe(canonicalJson(before.measurement))
    const [row] = await world.store.closedMonths({ service: 'shop' })
    expect(row && digest(row.document)).toBe(row?.digest)
    expect((await entries()).filter((kind) => kind === 'month.closed')).toHaveLength(1)
  })

  test('availability is owed from the beginning of its period and decided when its last month is closed', async () => {
    await world.handIn(world.runs(serviceAt(), NOVEMBER, NOW))
    await keep(at(2))
    const [open] = await owed(ITEM.availability)
    expect(open).toMatchObject({
      subject: 'period/2026-11',
      state: 'open',
      clockFrom: NOVEMBER,
      dueAt: DECEMBER,
    })
    await keep(NOW)
    expect((await owed(ITEM.availability)).map(({ state }) => state)).toEqual(['open', 'open'])
    await close(NOW)
    await keep(NOW)
    const rows = await owed(ITEM.availability)
    expect(rows.map(({ subject, state, because }) => [subject, state, because])).toEqual([
      ['period/2026-11', 'met', 'ratio-reached'],
      ['period/2026-12', 'open', null],
    ])
    expect(rows[0]?.id).toBe(open?.id)
    expect(rows[0]?.evidence).toMatchObject({ upMs: 30 * DAY, ofMs: 30 * DAY, required: '99.5' })
    // Judged again, nothing is written anew.
    expect(await keep(NOW)).toBe(0)
    const kinds = await entries()
    expect(kinds.filter((kind) => kind === 'obligation.met')).toHaveLength(1)
    const report = await buildReport(world.deps, { service: 'shop', month: '2026-11', now: NOW })
    expect(report.notices.totals[ITEM.availability]).toMatchObject({ met: 1, open: 0 })
  })

  test('a quarter is decided with its last month', async () => {
    await world.load(
      [serviceAt({ interpretation: interpretationOf({ availabilityPeriod: 'quarter' }) })],
      NOVEMBER + 1,
    )
    await keep(NOW)
    expect(await owed(ITEM.availability)).toMatchObject([
      { subject: 'period/2026-10+3', state: 'open', dueAt: Date.UTC(2026, 11, 31, 15) },
    ])
  })

  test('a report that nobody issued is late by its own due time, however late that is looked at', async () => {
    await makeOperator(world.store, 'sato', null)
    await keep(NOVEMBER + HOUR)
    // The value of pattern 1 is one month: due on 1 December.
    expect(await owed(ITEM.customers)).toMatchObject([
      { subject: 'report/customers', state: 'open', dueAt: DECEMBER },
    ])
    expect(await owed(ITEM.manager)).toEqual([])
    // To one customer: the others were told nothing.
    await issue('alone', 'customers', at(20), 'acme')
    await issue('first', 'customers', at(28))
    await keep(at(28))
    // Down for two months.
    await keep(Date.UTC(2027, 1, 10))
    const rows = await owed(ITEM.customers)
    expect(rows.map(({ state, because, clockFrom, dueAt }) => [state, because, clockFrom, dueAt])).toEqual([
      ['met', 'next-in-time', NOVEMBER, DECEMBER],
      ['breached', 'none-came', at(28), at(28) + 30 * DAY],
    ])
    expect(rows[1]?.decidedAt).toBe(rows[1]?.dueAt)
    expect((await entries()).filter((kind) => kind.startsWith('obligation.')).sort()).toContain(
      'obligation.breached',
    )
  })

  test('the report to the manager is owed where the provider set a value, from each issue to the next', async () => {
    await makeOperator(world.store, 'sato', null)
    const own = {
      value: 'P7D',
      source: 'own' as const,
      decidedBy: '品質管理部',
      on: '2026-11-01',
      reason: null,
    }
    const values = { ...serviceAt().values, [ITEM.manager]: valueInForce(referenceOf(ITEM.manager, 1), own) }
    await world.load([serviceAt({ values })], NOVEMBER + 1)
    await keep(at(1, 1))
    await issue('one', 'manager', at(5))
    const [known] = await knownServices(world.store, at(5))
    if (!known) throw new Error('no service')
    expect(await keepReports(world.store, { known, now: at(5) })).toBe(2)
    await issue('two', 'manager', at(14))
    await keep(at(15))
    expect((await owed(ITEM.manager)).map(({ state, marginMs }) => [state, marginMs])).toEqual([
      ['met', 3 * DAY],
      ['breached', -2 * DAY],
      ['open', null],
    ])
  })

  test('the ledger is one standing obligation: each look renews its evidence, and a missing payload breaches it', async () => {
    const seal = (now: number) => sealAll(place, world.store, now)
    await seal(at(2))
    await keep(at(2))
    const [first] = await owed(ITEM.ledger)
    expect(first).toMatchObject({ subject: 'ledger', state: 'open' })
    expect(first?.evidence).toMatchObject({ checkedAt: at(2), findings: 0, payloadsGone: 0 })
    await seal(at(3))
    await keep(at(3))
    const later = await owed(ITEM.ledger)
    expect(later).toHaveLength(1)
    expect(later[0]?.evidence).toMatchObject({ checkedAt: at(3) })
    await place.raw('delete from ledger_payload where entry_id = (select id from ledger_entry where seq = 2)')
    await keep(at(4))
    expect(await owed(ITEM.ledger)).toMatchObject([
      { state: 'breached', because: 'gone-early', decidedAt: at(4) },
    ])
  })

  test('what two persons withdrew stays withdrawn', async () => {
    await makeOperator(world.store, 'sato', null)
    await makeOperator(world.store, 'suzuki', 'sato')
    await keep(DECEMBER + 5 * DAY)
    const [late] = (await owed(ITEM.customers)).filter(({ state }) => state === 'breached')
    if (!late) throw new Error('nothing is late')
    await withdraw(world.store, 'withdraw-obligation', late.id, DECEMBER + 6 * DAY)
    await keep(DECEMBER + 7 * DAY)
    expect((await owed(ITEM.customers)).map(({ state }) => state)).toEqual(['withdrawn'])
  })

  test('a night does all of it, and a second one nothing more; months wait for what agents kept', async () => {
    await world.handIn(world.runs(serviceAt(), NOVEMBER, NOW))
    const said: Record<string, unknown>[] = []
    const log = {
      info: (fields: unknown) => said.push(fields as Record<string, unknown>),
      error: expect.unreachable,
    }
    const clock = makeVirtualClock(NOW)
    const deps = { store: world.store, timezone: 'Asia/Tokyo', clock, log }
    const nightly = startNightly(deps as never)
    await nightly.run()
    // The collector was away over the turn of the month: half an hour later its agents have handed in all.
    await clock.advance(HOUR / 2)
    await nightly.run()
    await clock.advance(HOUR / 2)
    await nightly.run()
    await nightly.stop()
    expect(clock.pending()).toBe(0)
    expect(said.map(({ part, closed, written }) => closed ?? written ?? part)).toEqual([
      ...['prune', true, 3],
      ...['prune', false, 0],
      ...['prune', false, [{ service: 'shop', month: '2026-11' }], 1],
      ...['prune', false, [], 0],
    ])
    expect((await owed(ITEM.availability)).map(({ state }) => state)).toEqual(['met', 'open'])
  })

  test('a clock that leaps closes no month that is not over, before somebody had the time to notice', async () => {
    await world.handIn(world.runs(serviceAt(), NOVEMBER, at(10)))
    const clock = makeVirtualClock(at(10))
    const log = { info: () => undefined, error: expect.unreachable }
    const nightly = startNightly({ store: world.store, timezone: 'Asia/Tokyo', clock, log } as never)
    const look = async (since: number) => {
      const [lease] = await world.store.holdLeases({
        ...{ names: ['compactor'], owner: 'me', now: clock.now(), ttlMs: 60_000 },
      })
      if (!lease) throw new Error('no lease')
      await world.store.keepRetentionLook({ lease, now: clock.now(), at: clock.now(), since, kept: [] })
    }
    const closed = async () => (await world.store.closedMonths({ service: 'shop' })).map(({ month }) => month)
    await look(NOVEMBER)
    await clock.advance(HOUR)
    clock.stepWall(40 * DAY)
    await nightly.run()
    expect(await closed()).toEqual([])
    const leaptAt = clock.now()
    await look(leaptAt)
    await clock.advance(19 * HOUR)
    await nightly.run()
    expect(await closed()).toEqual([])
    // The process has seen the clock go on evenly by then, whether anybody looks on or not.
    await clock.advance(2 * HOUR)
    await nightly.run()
    await nightly.stop()
    expect(await closed()).toEqual(['2026-11'])
  })
})
