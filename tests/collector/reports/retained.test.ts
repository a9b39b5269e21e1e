/** What becomes of a service's results over the years: reports, the ledger and a legal hold. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startCompactor } from '../../../collector/compactor.ts'
import { makeDamageTeller } from '../../../collector/damaged-blocks.ts'
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import { verifyResultBlocks } from '../../../collector/ledger/verify-blocks.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import type { Service } from '../../../collector/model.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { closeMonths } from '../../../collector/reports/closing.ts'
import { measureSpan } from '../../../collector/reports/measure.ts'
import { batchPages } from '../../../collector/store/batch-pages.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { addMonths, monthOf } from '../../../rules/time/period.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { commit, entriesOf, holdPartition, makeOperator } from '../../contract/store/fixtures.ts'
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
  type Says,
  sealAll,
  type World,
} from './world.ts'

const says: Says = (_, time) => (time >= at(5, 10) && time < at(5, 10, 40) ? 'failed' : 'ok')
const DISPUTES = 60 * DAY
const ISSUED = DECEMBER + 10 * DAY
/** Three months (III.2.1.3 a, pattern 1), and five years (b), after the late results of November were written. */
const MONTH = (months: number) => monthOf(addMonths('2026-12-01', months).slice(0, 7), 'Asia/Tokyo').from
const [USAGE_OVER, YEARS_OVER] = [MONTH(3) + 9 * DAY, MONTH(60) + 9 * DAY]

describe.each(ENGINES)('the results of November on $name', { timeout: 120_000 }, (engine) => {
  async function bench(place: Place, gone: Service[] = []) {
    const world = await makeWorld(await place.open(), 50)
    const { store } = world
    const shop = serviceOf('shop', ['web'], ['liveness'])
    for (const check of shop.components.flatMap(({ checks }) => checks)) check.everyMs = 20 * MINUTE
    await world.load([shop], NOVEMBER)
    await makeOperator(store, 'sato', null)
    await makeOperator(store, 'suzuki', 'sato')
    const items = world.runs(shop, NOVEMBER, DECEMBER, says)
    const late = items.splice(1000, 80)
    await world.handIn(items)
    for (const service of gone) await world.handIn(world.runs(service, at(5), at(5, 2)))
    /** With the look of the day before: what leaps deletes nothing. */
    const compactor = async (now: number) => {
      await pass(now - DAY)
      return pass(now)
    }
    const pass = async (now: number) => {
      const lease = await holdPartition(store, partitionOf('shop'), 'evaluation', now)
      const { upTo } = await store.batchesAfter({ partitions: [partitionOf('shop')], after: 0, limit: 1e6 })
      await store.commitEvaluation(commit(lease, { now, cursor: upTo }))
      const [metrics, clock] = [makeMetrics(), makeVirtualClock(now)]
      const log = { info: () => undefined, warn: complain, error: complain }
      const compactor = startCompactor({
        ...{ store, owner: 'compactor', clock, metrics, log, disputeMs: DISPUTES },
        revision: () => ({ services: [shop] }) as never,
        damaged: makeDamageTeller({ store, clock, log, metrics }),
      })
      await compactor.run()
      await compactor.stop()
      return (await metrics.expose()).body
    }
    await compactor(DECEMBER + 3 * DAY)
    await closeMonths(world.deps as never, { now: DECEMBER + 5 * DAY, known: new Set() })
    await world.handIn(late, DECEMBER + 6 * DAY)
    await compactor(DECEMBER + 8 * DAY)
    const report = async () =>
      JSON.stringify(await buildReport(world.deps, { service: 'shop', month: '2026-11', now: ISSUED }))
    const results = async () =>
      Number((await place.raw('select coalesce(sum(results), 0) as n from block'))[0]?.n)
    const kept = async () => ((await store.retentionLook({}))?.kept ?? []).map(({ because }) => because)
    return { ...world, shop, compactor, pass, report, results, kept, all: items.length + late.length }
  }
  const complain = (first: unknown, text?: unknown) => {
    throw new Error(`${String(text)} ${JSON.stringify(first)} ${String((first as { err?: unknown }).err)}`)
  }
  const issue = ({ store }: World, issuedAt = ISSUED) =>
    store.issueReport({
      ...{ id: randomUUID(), service: 'shop', customer: null, audience: 'customers', means: 'mail' },
      ...{ month: '2026-11', issuedAt, recordedAt: issuedAt, recordedBy: 'sato', digest: 'd' },
      ...{ document: '{}', operatorId: 'sato', ledgerId: randomUUID() },
    })
  const closeAll = (world: World, now: number) => closeMonths(world.deps as never, { now, known: new Set() })

  /** With nothing that keeps them but their time. */
  async function reported(place: Place, gone: Service[] = []) {
    const world = await bench(place, gone)
    await closeAll(world, ISSUED)
    await issue(world)
    await closeAll(world, MONTH(2) + 4 * DAY)
    return world
  }

  test('are kept until their months are closed, their report is issued and no longer disputed, and the time is over', async () => {
    const place = await engine.make()
    try {
      const world = await bench(place)
      const { all } = world
      const look = async (now: number) => {
        await world.compactor(now)
        return [await world.results(), ...new Set((await world.kept()).toSorted())]
      }
      expect(await look(USAGE_OVER - 35 * DAY)).toEqual([all, 'usage-records'])
      expect(await look(USAGE_OVER)).toEqual([all, 'month-open'])
      await closeAll(world, USAGE_OVER)
      // Of a month that was not over it is no report.
      await issue(world, at(20))
      expect(await look(USAGE_OVER)).toEqual([all, 'report-not-issued'])
      await issue(world, USAGE_OVER)
      expect(await look(USAGE_OVER + DISPUTES - 1)).toEqual([all, 'report-disputable'])
      await look(USAGE_OVER + DISPUTES)
      const [left = 0, because] = await look(USAGE_OVER + DISPUTES)
      expect([because, await entriesOf(world.store, 'blocks.expired')]).toEqual(['incident-records', []])
      expect(left).toBeLessThan(Number(all) / 5)
      // A clock that leaps by years, or a collector that was away for them, deletes nothing that day.
      await world.pass(YEARS_OVER)
      expect([await world.results(), await world.kept()]).toEqual([left, ['clock-unproven']])
    } finally {
      await place.end()
    }
  })

  test('leave a report of the closed month as it was, failures for five years, and a ledger that holds', async () => {
    const place = await engine.make()
    try {
      const world = await reported(place)
      const { store } = world
      const before = await world.report()
      expect(before).toContain('"lateResults":80')
      const downOf = async () => {
        const day = { service: 'shop', period: { from: at(5), to: at(6) }, over: true }
        const { measurement } = await measureSpan(world.deps, day)
        const { availability, problems, intervals } = measurement
        const { downMs, unknownMs } = availability.partition
        return { downMs, unknownMs, verdict: availability.verdict, problems, interval: intervals[0]?.verdict }
      }
      const whole = await downOf()
      expect(whole).toMatchObject({ downMs: 40 * MINUTE, verdict: 'breached', problems: [] })
      await world.compactor(USAGE_OVER)
      expect(await world.report()).toBe(before)
      const thinned = await downOf()
      const problem = { code: 'results-expired', day: '2026-11-05', clause: 'III.2.1.3' }
      expect(thinned).toMatchObject({ downMs: 40 * MINUTE, verdict: 'not-proven', problems: [problem] })
      expect([whole.interval, thinned.interval]).toEqual(['breached', 'not-proven'])
      expect(thinned.unknownMs).toBeGreaterThan(20 * HOUR)

      await world.compactor(YEARS_OVER)
      expect(await world.results()).toBe(0)
      expect(await world.report()).toBe(before)
      expect(await downOf()).toMatchObject({ downMs: 0, verdict: 'not-proven', problems: [problem] })

      const thin = await entriesOf(store, 'blocks.thinned')
      const ended = await entriesOf(store, 'blocks.expired')
      const payloads = [...thin, ...ended].map(
        ({ payload }) => payload as { results: number; ended: unknown[] },
      )
      expect(payloads.reduce((sum, { results }) => sum + results, 0)).toBe(world.all)
      expect(payloads[0]).toMatchObject({
        because: 'usage-records',
        grounds: [{ service: 'shop', promised: ['P3M'], disputedUntil: ISSUED + DISPUTES }],
        ended: [{ block: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      })
    } finally {
      await place.end()
    }
  })

  test('are verified afterwards: what was deleted is not missing, what was removed without an entry is', async () => {
    const place = await engine.make()
    try {
      const world = await reported(place)
      const verified = async () => {
        const { blocks, deleted, findings } = await verifyResultBlocks(world.store)
        return { blocks, deleted: deleted > 0, codes: findings.map(({ code }) => code) }
      }
      await world.compactor(USAGE_OVER)
      const days = { blocks: expect.any(Number), deleted: true, codes: [] }
      // Before the sealer has seen the entries, and after.
      expect(await verified()).toEqual({ ...days, deleted: false })
      await sealAll(place, world.store, USAGE_OVER)
      expect(await verified()).toEqual(days)
      expect((await verifyLedger(world.store)).findings).toEqual([])
      const [{ id } = { id: 0 }] = await place.raw('select min(id) as id from block')
      for (const table of ['block_partition', 'block_body'])
        await place.raw(`delete from ${table} where block_id = ${id}`)
      await place.raw(`delete from block where id = ${id}`)
      expect((await verified()).codes).toEqual(['blocks-changed'])
    } finally {
      await place.end()
    }
  })

  test('of a service that was taken out long before stay under its hold, whoever shares its partition', async () => {
    const place = await engine.make()
    try {
      const old = serviceOf('old-2', ['web'], ['liveness'])
      expect(partitionOf(old.id)).toBe(partitionOf('shop'))
      const world = await reported(place, [old])
      const { store } = world
      const by = { operatorId: 'sato', operatorName: 'name-sato', now: ISSUED, ledgerId: randomUUID() }
      const hold = { service: old.id, fromAt: at(5), toAt: at(6), comment: '訴訟 2027-2' }
      await store.setHold({ id: randomUUID(), ...hold, ...by })
      for (const now of [USAGE_OVER, YEARS_OVER, YEARS_OVER + DAY]) await world.compactor(now)
      const span = { fromAt: at(1), toAt: DECEMBER }
      const found: string[] = []
      const partitions = [partitionOf('shop')]
      for await (const { batches } of batchPages(store, { partitions, ...span, after: 0, limit: 100 }))
        for (const item of batches.flatMap(({ items }) => items))
          if (item.kind === 'result') found.push(item.check)
      expect(found.filter((check) => check.startsWith('old-2/'))).toHaveLength(120)
      const asked = { ...span, unreadable: [] }
      expect((await store.goneResults({ service: old.id, ...asked })).expired).toEqual([])
      // Of the other days nothing is left, and nothing of the day that is not in a block with what is held.
      expect(await world.results()).toBe(found.length)
      expect((await store.goneResults({ service: 'shop', ...asked })).expired).not.toEqual([])
    } finally {
      await place.end()
    }
  })

  test('stay under a legal hold, even one set while they are being deleted, until another person lifts it', async () => {
    const place = await engine.make()
    try {
      const world = await reported(place)
      const { store } = world
      const by = (id: string, now: number) => ({
        ...{ operatorId: id, operatorName: `name-${id}`, now, ledgerId: randomUUID() },
      })
      const hold = { service: 'shop', fromAt: at(5), toAt: at(6), comment: '訴訟 2027-1' }
      const { id } = await store.setHold({ id: randomUUID(), ...hold, ...by('sato', USAGE_OVER - DAY) })
      const before = await world.results()
      await world.compactor(USAGE_OVER)
      const left = await world.results()
      expect(left).toBeLessThan(before)
      await world.compactor(USAGE_OVER + DAY)
      expect(new Set(await world.kept())).toEqual(new Set(['legal-hold', 'incident-records']))
      const day = { service: 'shop', period: { from: at(5), to: at(6) }, over: true }
      expect((await measureSpan(world.deps, day)).measurement.inputs.executions).toBe(72)

      const proposal = randomUUID()
      const asked = { id: proposal, kind: 'lift-hold' as const, subject: id, reason: 'hold-ended' as const }
      await store.propose({ ...asked, comment: '和解', ...by('sato', USAGE_OVER) })
      const decide = (who: string) =>
        store.decideProposal({ id: proposal, approve: true, ...by(who, USAGE_OVER) })
      await expect(decide('sato')).rejects.toMatchObject({ because: 'same-person' })
      await decide('suzuki')
      await world.compactor(USAGE_OVER + 2 * DAY)
      expect(await world.results()).toBeLessThan(left)
      const told = [...(await entriesOf(store, 'hold.set')), ...(await entriesOf(store, 'hold.lifted'))]
      expect(told.map(({ subject, actor, payload }) => [subject, actor, payload])).toMatchObject([
        ['shop', 'operator:sato', { hold: id, from: at(5), to: at(6) }],
        ['shop', 'operator:suzuki', { hold: id, proposal }],
      ])
      expect(JSON.stringify(told)).not.toContain('訴訟')
    } finally {
      await place.end()
    }
  })
})
