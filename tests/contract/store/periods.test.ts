/** What reports read and write: periods, closed months, issued reports, what is kept of the ledger. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import type { ObligationRow, PlaceInBatches, Store, StoredBatch } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import {
  AT,
  batch,
  chainAll,
  commit,
  entriesOf,
  entry,
  holdPartition,
  incident,
  lost,
  MINUTE,
  makeOperator,
  obligation,
  result,
} from './fixtures.ts'

const DAY = 24 * 60 * MINUTE

describe.each(ENGINES)('periods and reports on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(3), now: AT })
    await makeOperator(store, 'o1', null)
  })
  afterAll(() => place.end())

  test('the batches of a period are those that touch it, page by page, whatever the size of a page', async () => {
    const span = fc.record({ from: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 0, max: 5 }) })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(span, { maxLength: 15 }),
        span,
        fc.integer({ min: 1, max: 4 }),
        async (spans, period, limit) => {
          run += 1
          const [mine, other] = [1000 + run, 2000 + run]
          const touching: number[] = []
          for (const [i, { from, length }] of spans.entries()) {
            const partitions = [[mine], [other], [mine, other]][i % 3] ?? []
            const times = { earliestAt: AT + from, latestAt: AT + from + length }
            const drafts = [batch([result(i + 1)], { agentId: `span-${run}`, partitions, ...times })]
            await store.ingest({ batches: drafts })
            const touches = from <= period.from + period.length && from + length >= period.from
            if (touches) touching.push(i + 1)
          }
          const within = { fromAt: AT + period.from, toAt: AT + period.from + period.length }
          const read: StoredBatch[] = []
          let after = 0
          for (let place: PlaceInBatches | number = 0; ; ) {
            const partitions = [mine, other]
            const page = await store.batchesBetween({ partitions, ...within, after: place, limit })
            expect(page.upTo).toBeGreaterThanOrEqual(after)
            read.push(...page.batches)
            after = page.upTo
            if (page.next === null) break
            place = page.next
          }
          expect(read.flatMap(({ items }) => items.map(({ seq }) => seq))).toEqual(touching)
          // What arrives later is found from there on, and nothing twice.
          const late = batch([result(99)], { agentId: `span-${run}`, partitions: [mine] })
          await store.ingest({ batches: [{ ...late, earliestAt: AT, latestAt: AT + 100 }] })
          const more = await store.batchesBetween({ partitions: [mine], ...within, after, limit })
          expect(more.batches.map(({ items }) => items[0]?.seq)).toEqual([99])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('losses come with the batches of their period', async () => {
    const drafts = [batch([lost(1, 5)], { agentId: 'loser', partitions: [31] })]
    await store.ingest({ batches: drafts })
    const within = { fromAt: AT, toAt: AT, after: 0, limit: 10 }
    const { batches } = await store.batchesBetween({ partitions: [31], ...within })
    expect(batches.flatMap(({ items }) => items)).toMatchObject([{ kind: 'lost', count: 5 }])
    expect((await store.batchesBetween({ partitions: [], ...within })).batches).toEqual([])
  })

  test('incidents of a period touch it, by their beginning; open ones too', async () => {
    const lease = await holdPartition(store, 1, 'a')
    const make = (id: string, from: number, to: number | null, service = 'touch') =>
      incident(id, { service, firstFailedAt: AT + from, recoveredAt: to === null ? null : AT + to })
    await store.commitEvaluation(
      commit(lease, {
        incidents: [
          make('before', -20, -10),
          make('until', -20, 0),
          make('into', -20, 1),
          make('long', -20, 300),
          make('open-before', -30, null),
          make('instant', 0, 0),
          make('inside', 40, 60),
          make('open-inside', 50, null),
          make('last', 99, 200),
          make('after', 100, 110),
          make('foreign', 40, 60, 'other'),
        ],
      }),
    )
    const found = await store.incidentsBetween({ service: 'touch', fromAt: AT, toAt: AT + 100 })
    expect(found.map(({ id }) => id)).toEqual([
      'open-before',
      'into',
      'long',
      'instant',
      'inside',
      'open-inside',
      'last',
    ])
  })

  test('obligations of a period started in it or ran into it, by item and clock', async () => {
    const lease = await holdPartition(store, 2, 'a')
    const make = (id: string, from: number, decided: number | null, item = 'III.1.1.1.a'): ObligationRow =>
      obligation(id, 'owed/web/alive', {
        service: 'owed',
        item,
        clockFrom: AT + from,
        dueAt: AT + from + 10,
        state: decided === null ? 'open' : 'breached',
        decidedAt: decided === null ? null : AT + decided,
      })
    await store.commitEvaluation(
      commit(lease, {
        obligations: [
          make('ended', -50, -1),
          make('gap', -50, 20),
          make('standing', -500, null),
          make('first', 0, 5),
          make('second', 30, 40, 'III.1.1.1.b'),
          make('same', 30, 35, 'III.1.1.1.b'),
          make('next', 100, null),
          { ...make('foreign', 30, 40), service: 'elsewhere' },
        ],
      }),
    )
    const found = await store.obligationsBetween({ service: 'owed', fromAt: AT, toAt: AT + 100 })
    expect(found.map(({ id }) => id)).toEqual(['standing', 'gap', 'first', 'same', 'second'])
  })

  test('calendar obligations are kept until they are decided, and evaluation never sees them', async () => {
    const month = obligation('month-1', 'period/2026-11', { service: 'kept', item: 'III.2.1.1.a' })
    const keep = (row: ObligationRow, id: string) =>
      store.keepObligations({ obligations: [row], ledger: [entry(id)] })
    await keep(month, 'keep-1')
    await keep({ ...month, state: 'not-proven', decidedAt: AT + 1, because: 'unknown-time' }, 'keep-2')
    await keep({ ...month, state: 'met', decidedAt: AT + 2, evidence: { lower: '99.9' } }, 'keep-3')
    const changed = keep({ ...month, state: 'breached', decidedAt: AT + 3 }, 'keep-4')
    await expect(changed).rejects.toMatchObject({ code: 'conflict' })
    const both = store.keepObligations({
      obligations: [{ ...month, id: 'month-2' }, month],
      ledger: [entry('keep-5')],
    })
    await expect(both).rejects.toMatchObject({ code: 'conflict' })
    const [row, ...others] = await store.obligationsBetween({ service: 'kept', fromAt: AT, toAt: AT + 1 })
    expect(others).toEqual([])
    expect(row).toEqual({ ...month, state: 'met', decidedAt: AT + 2, evidence: { lower: '99.9' } })
    const kept = (await store.unchained({ limit: 1000 })).map(({ id }) => id)
    expect(kept.filter((id) => id.startsWith('keep-')).toSorted()).toEqual(['keep-1', 'keep-2', 'keep-3'])
    for (let partition = 0; partition < 64; partition += 1) {
      const { obligations } = await store.partitionState({ partition, now: AT })
      expect(obligations.map(({ service }) => service)).not.toContain('kept')
    }
  })

  test('two collectors that keep the same obligation at once keep one', async () => {
    const other = engine.name === 'postgres' ? await place.open() : store
    const row = obligation('kept-at-once', 'period/2026-12', { service: 'same' })
    await Promise.all(
      [store, other].map((one, i) =>
        one.keepObligations({ obligations: [row], ledger: [entry(`same-${i}`)] }),
      ),
    )
    expect(await store.obligationsBetween({ service: 'same', fromAt: AT, toAt: AT + 1 })).toEqual([row])
    const met = { ...row, state: 'met' as const, decidedAt: AT }
    const both = await Promise.allSettled(
      [store, other].map((one, i) =>
        one.keepObligations({ obligations: [met], ledger: [entry(`met-${i}`)] }),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a month is closed once, however many close it at once', async () => {
    const close = (one: Store, digest: string) =>
      one.closeMonth({
        service: 'shop',
        month: '2026-11',
        closedAt: AT + DAY,
        document: `{"digest":"${digest}"}`,
        digest,
        ledgerId: `close-${digest}`,
      })
    const other = engine.name === 'postgres' ? await place.open() : store
    const both = await Promise.all([close(store, 'a'), close(other, 'b')])
    expect(both.map(({ written }) => written).toSorted()).toEqual([false, true])
    expect(await close(store, 'c')).toEqual({ written: false })
    const [closed, ...rest] = await store.closedMonths({ service: 'shop' })
    expect(rest).toEqual([])
    expect(closed).toMatchObject({ service: 'shop', month: '2026-11', closedAt: AT + DAY })
    expect(closed?.document).toBe(`{"digest":"${closed?.digest}"}`)
    expect(await entriesOf(store, 'month.closed')).toEqual([
      { subject: 'shop', actor: 'system', payload: { month: '2026-11', digest: closed?.digest } },
    ])
    for (const month of ['2026-10', '2026-12'])
      await store.closeMonth({
        service: 'shop',
        month,
        closedAt: AT,
        document: '{}',
        digest: month,
        ledgerId: `close-${month}`,
      })
    const months = async (a: { service: string; months?: string[] }) =>
      (await store.closedMonths(a)).map(({ month }) => month)
    expect(await months({ service: 'shop' })).toEqual(['2026-10', '2026-11', '2026-12'])
    expect(await months({ service: 'shop', months: ['2026-12', '2026-09'] })).toEqual(['2026-12'])
    expect(await months({ service: 'shop', months: [] })).toEqual([])
    expect(await months({ service: 'mall' })).toEqual([])
  })

  test('a report that was issued stays as it was, and names nobody in the ledger', async () => {
    const issue = (id: string, issuedAt: number, more: object = {}) =>
      store.issueReport({
        id,
        service: 'shop',
        customer: null,
        audience: 'customers',
        means: 'web',
        month: '2026-10',
        issuedAt,
        recordedAt: AT + 50,
        recordedBy: '',
        digest: `digest-${id}`,
        document: `document of ${id}`,
        operatorId: 'o1',
        ledgerId: `issue-${id}`,
        ...more,
      })
    await issue('r1', AT + 1)
    await issue('r3', AT + 2, { service: 'mall', audience: 'manager', means: 'paper' })
    await issue('r2', AT + 2, { customer: 'acme' })
    await expect(issue('r2', AT + 9, { ledgerId: 'again' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(issue('r4', AT, { operatorId: 'nobody' })).rejects.toMatchObject({ code: 'not-found' })
    const r1 = {
      id: 'r1',
      service: 'shop',
      customer: null,
      audience: 'customers',
      means: 'web',
      month: '2026-10',
      issuedAt: AT + 1,
      recordedAt: AT + 50,
      recordedBy: 'name-o1',
      digest: 'digest-r1',
    }
    expect(await store.issuedReport({ id: 'r1' })).toEqual({ ...r1, document: 'document of r1' })
    expect(await store.issuedReport({ id: 'r4' })).toBeNull()
    const page = await store.issuedReports({ limit: 2, cursor: null })
    expect(page.items.map(({ id }) => id)).toEqual(['r3', 'r2'])
    expect(await store.issuedReports({ limit: 2, cursor: page.next })).toEqual({ items: [r1], next: null })
    const ofShop = await store.issuedReports({ limit: 9, cursor: null, service: 'shop' })
    expect(ofShop.items.map(({ id, customer }) => [id, customer])).toEqual([
      ['r2', 'acme'],
      ['r1', null],
    ])
    const entries = await entriesOf(store, 'report.issued')
    expect(entries).toHaveLength(3)
    expect(entries).toContainEqual({
      subject: 'shop',
      actor: 'operator:o1',
      payload: {
        report: 'r1',
        audience: 'customers',
        means: 'web',
        month: '2026-10',
        issuedAt: AT + 1,
        digest: 'digest-r1',
      },
    })
    expect(entries).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ report: 'r2', customer: 'acme' }) }),
    )
    expect(JSON.stringify(entries)).not.toContain('name-o1')
  })

  test('the revisions of a period are the one in force at its beginning and those loaded in it', async () => {
    const load = (name: string, now: number, pattern: 1 | 2 = 1, more: object = {}) => {
      const classification = {
        pattern,
        by: 'pattern',
        type: null,
        criteria: null,
        decidedBy: '品質 花子',
        on: '2026-11-01',
        reason: '契約',
        ...more,
      }
      const service = { id: 'shop', name, pattern, classification } as Service
      return store.loadRevision({
        document: { services: [service] },
        contacts: [],
        actor: 'operator:o1',
        now,
        ledgerId: `load-${now}`,
      })
    }
    for (const [name, at] of [
      ['one', AT - 20],
      ['two', AT - 10],
      ['two', AT + 5],
      ['three', AT + 10],
      ['four', AT + 100],
    ] as const)
      await load(name, at)
    const between = async (fromAt: number, toAt: number) =>
      (await store.revisionsBetween({ fromAt, toAt })).map(({ revision, loadedAt, loadedBy }) => [
        revision.revision,
        revision.services[0]?.name,
        loadedAt - AT,
        loadedBy,
      ])
    expect(await between(AT, AT + 100)).toEqual([
      [2, 'two', -10, 'operator:o1'],
      [3, 'three', 10, 'operator:o1'],
    ])
    expect(await between(AT + 10, AT + 101)).toEqual([
      [3, 'three', 10, 'operator:o1'],
      [4, 'four', 100, 'operator:o1'],
    ])
    expect(await between(AT - 100, AT - 15)).toEqual([[1, 'one', -20, 'operator:o1']])
    expect(await between(AT - 100, AT - 50)).toEqual([])

    // Five loads, one classification: it is written once, and again when it changes.
    await load('four', AT + 200, 2, { reason: '見直し' })
    const classified = await entriesOf(store, 'service.classified')
    expect(classified.map(({ payload }) => payload)).toMatchObject([
      { service: 'shop', pattern: 1, by: 'pattern', on: '2026-11-01', reason: '契約' },
      { service: 'shop', pattern: 2, reason: '見直し' },
    ])
    const [first, second] = classified.map(({ payload }) => payload as { decidedBy: string })
    expect(first?.decidedBy).toMatch(/^[0-9a-f]{64}$/)
    expect(second?.decidedBy).toBe(first?.decidedBy)
    expect(classified[0]).toMatchObject({ subject: 'shop', actor: 'operator:o1' })
    expect(JSON.stringify(await store.ledger({ afterSeq: 0, limit: 10_000 }))).not.toContain('花子')
  })

  test('the entries about subjects within a time, in the order of the chain; and what is kept of all', async () => {
    const about = (id: string, subject: string, at: number) => ({ ...entry(id, at), subject })
    await chainAll(store)
    const before = await store.ledgerExtent()
    const drafts = Array.from({ length: 250 }, (_, i) => about(`of-${i}`, `subject-${i}`, AT + 1000 + i))
    await store.appendLedger({ entries: drafts })
    await chainAll(store)
    await store.appendLedger({ entries: [about('unchained', 'subject-7', AT + 1100)] })
    const subjects = drafts.map(({ subject }) => subject).reverse()
    const of = async (fromAt: number, toAt: number, limit: number) =>
      (await store.ledgerOf({ subjects, fromAt, toAt, limit })).map(({ id }) => id)
    expect(await of(AT + 1100, AT + 1200, 1000)).toEqual(drafts.slice(100, 200).map(({ id }) => id))
    expect(await of(AT + 1000, AT + 2000, 3)).toEqual(['of-0', 'of-1', 'of-2'])
    const newest = { subjects, fromAt: AT + 1000, toAt: AT + 1240, limit: 3, newest: true } as const
    expect((await store.ledgerOf(newest)).map(({ id }) => id)).toEqual(['of-237', 'of-238', 'of-239'])
    const [one] = await store.ledgerOf({ subjects: ['subject-7'], fromAt: AT, toAt: AT + 9999, limit: 9 })
    expect(one).toMatchObject({ id: 'of-7', payload: '{"said":"of-7"}', seq: (before.lastSeq ?? 0) + 8 })
    expect(await store.ledgerOf({ subjects: [], fromAt: AT, toAt: AT + 9999, limit: 9 })).toEqual([])

    await place.raw("delete from ledger_payload where entry_id in ('of-1', 'of-2')")
    const extent = await store.ledgerExtent()
    expect(extent).toEqual({ ...before, lastSeq: (before.lastSeq ?? 0) + 250, payloadsGone: 2 })
    expect(extent.firstSeq).toBe(1)
    expect(extent.firstAt).toBeLessThanOrEqual(AT)
    expect(
      (await store.ledgerOf({ subjects: ['subject-1'], fromAt: AT, toAt: AT + 9999, limit: 9 }))[0]?.payload,
    ).toBeNull()
  })
})

describe.each(ENGINES)('an empty store on $name', (engine) => {
  test('has nothing to report', async () => {
    const place = await engine.make()
    try {
      const store = await place.open()
      expect(await store.ledgerExtent()).toEqual({
        firstSeq: null,
        firstAt: null,
        lastSeq: null,
        payloadsGone: 0,
      })
      const within = { fromAt: 0, toAt: AT }
      expect(await store.revisionsBetween(within)).toEqual([])
      expect(await store.incidentsBetween({ service: 'shop', ...within })).toEqual([])
      expect(await store.obligationsBetween({ service: 'shop', ...within })).toEqual([])
      expect(await store.batchesBetween({ partitions: [1], ...within, after: 0, limit: 5 })).toEqual({
        batches: [],
        origins: [],
        next: null,
        upTo: 0,
        damaged: [],
      })
    } finally {
      await place.end()
    }
  })
})
