/** Late results get blocks of their own: there is a bounded number of an agent and day, and nobody reads one twice. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeDamageTeller, withDamageTold } from '../../../collector/damaged-blocks.ts'
import { verifyResultBlocks } from '../../../collector/ledger/verify-blocks.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import { batchPages } from '../../../collector/store/batch-pages.ts'
import type { BatchDraft, Lease, Store, StoredBatch } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { chanceOf, dayOf } from '../../collector/store/block/days.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { ENGINES, type Place } from './engines.ts'
import { chainAll, commit, entriesOf, holdPartition } from './fixtures.ts'

const AT = Date.UTC(2026, 10, 1)
const DAY = 86_400_000
const NOW = AT + 10 * DAY
const SHOP = partitionOf('shop')
const EVER = { fromAt: 0, toAt: 8.64e15 }
const MOST = { results: 12_000, batches: 12_000 }
const AGENT = 'a9e17000-0000-4000-8000-000000000001'
const OTHER = 'a9e17000-0000-4000-8000-000000000002'

describe.each(ENGINES)('merged blocks on $name', { timeout: 60_000 }, (engine) => {
  let place: Place
  let store: Store
  let lease: Lease
  beforeEach(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'uuid', digestKey: new Uint8Array(32), now: AT })
    const [held] = await store.holdLeases({ names: ['compactor'], owner: 'me', now: NOW, ttlMs: 60_000 })
    if (!held) throw new Error('the lease is another’s')
    lease = held
  })
  afterEach(() => place.end())

  /** A day of an agent, which comes in so many pieces; each is a block of its own. */
  function pieces(count: number, { minutes = 60, agentId = AGENT } = {}): BatchDraft[][] {
    const days = dayOf({
      ...{ agentId, types: ['tcp'], fromAt: AT, minutes, chance: chanceOf(7), arrive: () => 0 },
    })
    const drafts = days.map(({ arrival: _, ...batch }) => ({
      ...{ ...batch, partitions: [SHOP], earliestAt: AT, latestAt: AT + DAY - 1 },
    }))
    return Array.from({ length: count }, (_, piece) => drafts.filter((__, index) => index % count === piece))
  }
  async function takeAndWrite(drafts: BatchDraft[]): Promise<void> {
    await store.ingest({ batches: drafts })
    const partition = await holdPartition(store, SHOP, 'evaluation', NOW)
    const { upTo } = await store.batchesAfter({ partitions: [SHOP], after: 0, limit: 1_000_000 })
    await store.commitEvaluation(commit(partition, { now: NOW, cursor: upTo }))
    const agentId = drafts[0]?.agentId ?? AGENT
    const draft = await store.draftBlock({ agentId, before: NOW, upTo, most: MOST })
    if (!draft) throw new Error('nothing to write')
    await store.writeBlock({ lease, now: NOW, draft })
    while ((await store.clearBlocks({ lease, now: NOW, limit: 100 })).left);
    while (await store.closeBlocks({ lease, now: NOW, before: NOW }));
  }
  async function merge(a = { small: 3000, least: 4, most: MOST }): Promise<boolean> {
    const found = await store.draftMerge(a)
    if (found?.draft) await store.mergeBlocks({ lease, now: NOW, draft: found.draft })
    return Boolean(found?.draft)
  }
  const blocks = async () => Number((await place.raw('select count(*) as n from block'))[0]?.n)
  async function readAll(between: () => Promise<unknown> = async () => undefined) {
    const read: StoredBatch[] = []
    for await (const page of batchPages(store, { partitions: [SHOP], ...EVER, after: 0, limit: 20 })) {
      read.push(...page.batches)
      await between()
    }
    return read.toSorted((a, b) => a.arrival - b.arrival)
  }

  test('stand for what they were made of, in the ledger, too, and there are few of a day', async () => {
    for (const drafts of pieces(7)) await takeAndWrite(drafts)
    const whole = await readAll()
    expect([whole.length, await blocks()]).toEqual([60, 7])
    expect(await merge({ small: 3000, least: 8, most: MOST })).toBe(false)
    expect(await merge()).toBe(true)
    expect([await merge(), await blocks()]).toEqual([false, 1])
    expect(await readAll()).toEqual(whole)
    const ofAgent = { agentId: AGENT, ...EVER, limit: 100 }
    expect((await store.batchesOf(ofAgent)).batches).toEqual(whole)

    const verified = { blocks: 1, deleted: 0, findings: [] }
    expect(await verifyResultBlocks(store)).toEqual(verified)
    await chainAll(store)
    expect(await verifyResultBlocks(store)).toEqual(verified)
    const [entry] = await entriesOf(store, 'blocks.merged')
    const payload = entry?.payload as { block: number; results: number; ended: { block: number }[] }
    expect(payload).toMatchObject({ block: 8, results: 60 })
    expect(payload.ended.map(({ block }) => block)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('are read whole, whatever lies between them and what they were made of', async () => {
    const [first = [], second = [], third = [], fourth = []] = pieces(4)
    const [whole = []] = pieces(1, { agentId: OTHER })
    for (const drafts of [first, second, whole, third, fourth]) await takeAndWrite(drafts)
    const before = await readAll()
    expect([await merge(), await merge(), await blocks()]).toEqual([true, false, 2])
    expect(await readAll()).toEqual(before)
  })

  test('are none while one of them stands for rows that are there yet', async () => {
    const [first = [], ...others] = pieces(4)
    for (const drafts of others) await takeAndWrite(drafts)
    await store.ingest({ batches: first })
    const { last } = await store.compactionBound({ partitions: [] })
    const draft = await store.draftBlock({ agentId: AGENT, before: NOW, upTo: last, most: MOST })
    if (!draft) throw new Error('nothing to write')
    await store.writeBlock({ lease, now: NOW, draft })
    while (await store.closeBlocks({ lease, now: NOW, before: NOW }));
    expect(await merge()).toBe(false)
    expect((await readAll()).length).toBe(60)
    while ((await store.clearBlocks({ lease, now: NOW, limit: 100 })).left);
    expect(await merge()).toBe(true)
    expect((await readAll()).length).toBe(60)
  })

  test('are as large as a reader decodes at once, and no larger', async () => {
    for (const drafts of pieces(6)) await takeAndWrite(drafts)
    const most = { results: 25, batches: 100 }
    while (await merge({ small: 10, least: 2, most }));
    const sizes = await place.raw('select results from block order by id')
    expect(sizes.map(({ results }) => Number(results))).toEqual([20, 20, 20])
  })

  test('who reads while blocks are merged, again and again, gets every batch once', async () => {
    const [mine, others] = [pieces(12), pieces(12, { agentId: OTHER })]
    const late = mine.flatMap((drafts, index) => [drafts, ...others.slice(index, index + 1)])
    for (const drafts of late.slice(0, 9)) await takeAndWrite(drafts)
    const first = await readAll()
    const rest = late.slice(9)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('merge', 'nothing'), { maxLength: 8 }), async (steps) => {
        const read = await readAll(async () => {
          if (steps.pop() === 'merge')
            await merge({ small: 3000, least: 2, most: { results: 15, batches: 15 } })
        })
        const known = new Set(first.map(({ arrival }) => arrival))
        expect(read.filter(({ arrival }) => known.has(arrival))).toEqual(first)
        expect(new Set(read.map(({ arrival }) => arrival)).size).toBe(read.length)
        // The next one finds something to merge again, of blocks that were merged and of others.
        const next = rest.pop()
        if (next) await takeAndWrite(next)
      }),
      { numRuns: 12, seed: 11 },
    )
    for (const drafts of rest) await takeAndWrite(drafts)
    expect((await readAll()).length).toBe(120)
  })

  test('the evidence of a day counts what came in it, whether it is in blocks by now or not', async () => {
    const [first = [], second = [], third = []] = pieces(3)
    const received = (drafts: BatchDraft[], at: number) => drafts.map((one) => ({ ...one, receivedAt: at }))
    await takeAndWrite(received(first, AT + DAY - 1))
    await takeAndWrite(received(second, AT + DAY))
    // The last one is between its block and the end of its rows.
    await store.ingest({ batches: received(third, AT + DAY + 1) })
    const { last } = await store.compactionBound({ partitions: [] })
    const draft = await store.draftBlock({ agentId: AGENT, before: NOW, upTo: last, most: MOST })
    if (!draft) throw new Error('nothing to write')
    await store.writeBlock({ lease, now: NOW, draft })
    await store.clearBlocks({ lease, now: NOW, limit: 7 })
    const day = { day: '2026-11-02', fromAt: AT + DAY, toAt: AT + 2 * DAY, now: NOW, ledgerId: 'evidence' }
    expect(await store.closeDay(day)).toEqual({ written: true })
    const items = [...second, ...third].reduce((sum, one) => sum + one.items.length, 0)
    const [entry] = await entriesOf(store, 'daily.evidence')
    expect(entry?.payload).toMatchObject({ batches: second.length + third.length, items })
    expect(await place.raw('select * from compacted_receipt')).toEqual([])
  })

  test.each(['batchesBetween', 'batchesOf'] as const)(
    'who meets damage by %s tells of it at once',
    async (verb) => {
      for (const drafts of pieces(2)) await takeAndWrite(drafts)
      const bytes = engine.name === 'sqlite' ? "x'0102'" : "'\\x0102'::bytea"
      await place.raw(`update block_body set body = ${bytes} where block_id = 1`)
      const said: unknown[] = []
      const [clock, metrics] = [makeVirtualClock(NOW), makeMetrics()]
      const log = { error: (about: unknown) => void said.push(about) }
      const told = withDamageTold(store, makeDamageTeller({ store, clock, log, metrics }))
      const page = { partitions: [SHOP], ...EVER, after: 0, limit: 20 }
      for (const _ of [1, 2])
        if (verb === 'batchesOf') await told.batchesOf({ agentId: AGENT, ...EVER, limit: 1000 })
        else await told.batchesBetween(page)
      expect(said).toEqual([{ blocks: [1] }])
      expect(await entriesOf(store, 'block.damaged')).toHaveLength(1)
      expect((await metrics.expose()).body).toMatch(/^kijun_blocks_damaged_total 1$/m)
    },
  )

  test('a body that is gone, one that is no block, and one that is only marked as damaged are found', async () => {
    for (const drafts of pieces(4)) await takeAndWrite(drafts)
    await chainAll(store)
    await place.raw('delete from block_body where block_id = 1')
    const bytes = engine.name === 'sqlite' ? "x'0102'" : "'\\x0102'::bytea"
    const digest = createHash('sha256').update(Buffer.of(1, 2)).digest('hex')
    await place.raw(`update block_body set body = ${bytes} where block_id = 2`)
    await place.raw(`update block set digest = '${digest}' where id = 2`)
    await place.raw('update block set damaged_at = 5 where id = 3')
    const said = async () => (await verifyResultBlocks(store)).findings.map(({ message }) => message)
    expect(await said()).toEqual([
      expect.stringContaining('day/2026-11-01 are not those'),
      expect.stringMatching(/block 1 .* is damaged/),
      expect.stringMatching(/block 2 .* is damaged/),
      expect.stringMatching(/block 3 .* no entry of the ledger says so/),
    ])
    expect((await readAll()).length).toBe(15)
    const page = await store.batchesBetween({ partitions: [SHOP], ...EVER, after: 0, limit: 20 })
    expect(page).toMatchObject({ batches: [], damaged: [1] })
    expect((await store.batchesOf({ agentId: AGENT, ...EVER, limit: 100 })).damaged).toEqual([2, 1])
    expect(await store.draftMerge({ small: 3000, least: 2, most: MOST })).toMatchObject({
      unreadable: [1, 2],
    })
    const drafted = { step: 'thin' as const, ids: [1, 2, 4], months: [] }
    expect(await store.draftDeletion(drafted)).toMatchObject({ unreadable: [1, 2], drafts: [{ id: 4 }] })
    await store.quarantineBlocks({ now: NOW, ids: [1, 2] })
    // The ledger tells of these; of the third it still does not.
    for (const _ of [1, 2]) {
      expect((await said()).slice(1)).toEqual([expect.stringMatching(/block 3 .* no entry/)])
      await chainAll(store)
    }
  })

  test('what was written anew into a body is damage to whoever meets it, and gets no digest of its own', async () => {
    for (const drafts of pieces(4)) await takeAndWrite(drafts)
    await place.raw(
      'update block_body set body = (select body from block_body as o where o.block_id = 2) where block_id = 1',
    )
    expect(await store.draftMerge({ small: 3000, least: 4, most: MOST })).toEqual({
      ...{ draft: null, unreadable: [1] },
    })
    const drafted = { step: 'thin' as const, ids: [1, 2], months: [] }
    expect(await store.draftDeletion(drafted)).toMatchObject({ unreadable: [1], drafts: [{ id: 2 }] })
    const page = await store.batchesBetween({ partitions: [SHOP], ...EVER, after: 0, limit: 20 })
    expect(page).toMatchObject({ batches: [], damaged: [1] })
    expect((await store.batchesOf({ agentId: AGENT, ...EVER, limit: 100 })).damaged).toEqual([1])
  })

  test('a block that is no more as it was read is not merged, and a damaged one is told', async () => {
    for (const drafts of pieces(4)) await takeAndWrite(drafts)
    const found = await store.draftMerge({ small: 3000, least: 4, most: MOST })
    if (!found?.draft) throw new Error('nothing to merge')
    await place.raw(`update block set digest = 'other' where id = 2`)
    const { draft } = found
    await expect(store.mergeBlocks({ lease, now: NOW, draft })).rejects.toMatchObject({ code: 'conflict' })
    expect(await blocks()).toBe(4)
    const bytes = engine.name === 'sqlite' ? "x'0102'" : "'\\x0102'::bytea"
    await place.raw(`update block_body set body = ${bytes} where block_id = 3`)
    expect(await store.draftMerge({ small: 3000, least: 4, most: MOST })).toEqual({
      ...{ draft: null, unreadable: [2, 3] },
    })
    await store.quarantineBlocks({ now: NOW, ids: [3] })
    expect(await store.draftMerge({ small: 3000, least: 4, most: MOST })).toBeNull()
    const later = NOW + 120_000
    await store.holdLeases({ names: ['compactor'], owner: 'another', now: later, ttlMs: 60_000 })
    await expect(store.mergeBlocks({ lease, now: later, draft })).rejects.toMatchObject({ code: 'fenced' })
  })
})
