import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startCompactor } from '../../../collector/compactor.ts'
import { makeDamageTeller } from '../../../collector/damaged-blocks.ts'
import { verifyResultBlocks } from '../../../collector/ledger/verify-blocks.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import { batchPages } from '../../../collector/store/batch-pages.ts'
import type { BatchDraft, Lease, Store, StoredBatch } from '../../../collector/store/port.ts'
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { eventTime, withAnchors } from '../../../rules/wire/event-time.ts'
import { chanceOf, dayOf } from '../../collector/store/block/days.ts'
import { storeWith } from '../../support/store-with.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { ENGINES, type Place } from './engines.ts'
import { chainAll, commit, holdPartition, lost, result } from './fixtures.ts'

const AT = Date.UTC(2026, 10, 1)
const DAY = 86_400_000
const HOUR = 3_600_000
const SHOP = partitionOf('shop')
const EVER = { fromAt: 0, toAt: 8.64e15 }
const MOST = { results: 12_000, batches: 12_000 }
const agentId = (no: number) => `a9e17000-0000-4000-8000-${String(no).padStart(12, '0')}`

describe.each(ENGINES)('blocks on $name', (engine) => {
  let place: Place
  let store: Store
  let lease: Lease
  beforeEach(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'uuid', digestKey: new Uint8Array(32), now: AT - DAY })
    lease = await holdCompactor('me')
  })
  afterEach(() => place.end())

  const now = AT + 10 * DAY
  async function holdCompactor(owner: string, at = now): Promise<Lease> {
    const [held] = await store.holdLeases({ names: ['compactor'], owner, now: at, ttlMs: 60_000 })
    if (!held) throw new Error('the lease is another’s')
    return held
  }
  const draftOf = ({ arrival: _, ...batch }: StoredBatch): BatchDraft => {
    const times = withAnchors(batch).flatMap(([item, anchor]) =>
      item.kind === 'result'
        ? [eventTime(anchor, item.planned), eventTime(anchor, item.finished)]
        : item.kind === 'anchor'
          ? [eventTime(anchor, item.mono)]
          : [],
    )
    return { ...batch, partitions: [SHOP], earliestAt: Math.min(...times), latestAt: Math.max(...times) }
  }
  /** Days of an agent, as it would have sent them. */
  function sent(no: number, days: number, types = ['tcp', 'http'], minutes = 60): BatchDraft[] {
    return Array.from({ length: days }, (_, day) => {
      const fromAt = AT + day * DAY
      const one = dayOf({
        ...{ agentId: agentId(no), types, fromAt, minutes, chance: chanceOf(no * 100 + day) },
        arrive: () => 0,
      })
      return one.map((batch) => draftOf({ ...batch, epoch: `epoch-${day}` }))
    }).flat()
  }
  async function take(drafts: BatchDraft[]): Promise<void> {
    await store.ingest({ batches: drafts })
    const partition = await holdPartition(store, SHOP, 'evaluation', now)
    const { upTo } = await store.batchesAfter({ partitions: [SHOP], after: 0, limit: 1_000_000 })
    await store.commitEvaluation(commit(partition, { now, cursor: upTo }))
  }
  async function readAll(between: () => Promise<void> = async () => undefined, span = EVER, after = 0) {
    const read: StoredBatch[] = []
    let upTo = after
    for await (const page of batchPages(store, { partitions: [SHOP], ...span, after, limit: 20 })) {
      read.push(...page.batches)
      upTo = page.upTo
      await between()
    }
    return { read: read.toSorted(byArrival), upTo }
  }
  const byArrival = (a: StoredBatch, b: StoredBatch) => a.arrival - b.arrival
  async function write(no: number, before: number): Promise<boolean> {
    const { upTo } = await store.compactionBound({ partitions: [SHOP] })
    const draft = await store.draftBlock({ agentId: agentId(no), before, upTo, most: MOST })
    if (draft) await store.writeBlock({ lease, now, draft })
    return draft !== null
  }
  async function clear(): Promise<void> {
    while ((await store.clearBlocks({ lease, now, limit: 7 })).left);
  }
  async function compact(no: number, before = now): Promise<void> {
    await clear()
    while (await write(no, before)) await clear()
  }
  const count = async (table: string) => Number((await place.raw(`select count(*) as n from ${table}`))[0]?.n)
  const entries = async (kind: string) => {
    await chainAll(store)
    const all = await store.ledger({ afterSeq: 0, limit: 1000 })
    return all.filter((entry) => entry.kind === kind)
  }

  test('give every batch back as it was, by period and by agent, and the rows are gone', async () => {
    await take([...sent(1, 3), ...sent(2, 2, ['ping'])])
    const before = await readAll()
    const span = { fromAt: AT + DAY + 600_000, toAt: AT + DAY + 1_200_000 }
    const ofSpan = await readAll(undefined, span)
    const ofAgent = (await store.batchesOf({ agentId: agentId(1), ...span, limit: 9 })).batches
    expect(before.read).toHaveLength(3 * 120 + 2 * 60)
    expect(ofAgent).toHaveLength(9)

    await compact(1)
    await compact(2)

    expect([await count('batch'), await count('batch_partition'), await count('block')]).toEqual([0, 0, 5])
    expect(await readAll()).toEqual(before)
    expect(ofSpan.read).toHaveLength(30)
    expect(await readAll(undefined, span)).toEqual(ofSpan)
    expect((await store.batchesOf({ agentId: agentId(1), ...span, limit: 9 })).batches).toEqual(ofAgent)
  })

  test('hold what arrived after a place only, where that is asked for', async () => {
    await take(sent(1, 2))
    const whole = await readAll()
    const half = whole.read[120]?.arrival ?? 0
    await compact(1)
    const late = await readAll(undefined, EVER, half)
    expect(late.read).toEqual(whole.read.filter(({ arrival }) => arrival > half))
    expect(late.upTo).toBe(whole.upTo)
  })

  test('a batch counts once however often it comes again, and late ones get a block of their own', async () => {
    const drafts = sent(1, 1)
    const [late = [], early = []] = [drafts.slice(0, 10), drafts.slice(10)]
    await take(early)
    await compact(1)
    for (const draft of early.slice(0, 5))
      expect(await store.ingest({ batches: [draft] })).toEqual([
        { stored: 0, duplicates: draft.items.length },
      ])
    await take(late)
    expect(await count('batch')).toBe(10)
    await compact(1)
    expect([await count('batch'), await count('block')]).toEqual([0, 2])
    const seqs = (await readAll()).read.flatMap(({ items }) => items.map(({ seq }) => seq))
    expect(seqs.toSorted((a, b) => a - b)).toEqual(
      drafts.flatMap(({ items }) => items.map(({ seq }) => seq)).toSorted((a, b) => a - b),
    )
  })

  test('of a batch that was known in part nothing stays behind that no block takes away', async () => {
    const [draft] = sent(1, 1) as [BatchDraft]
    const other = partitionOf('bank')
    const known = { ...result(1), check: 'bank/web/alive' }
    await take([{ ...draft, items: [known], partitions: [other] }])
    await take([{ ...draft, items: [known, result(2)], partitions: [SHOP, other] }])
    expect(await count('batch_partition')).toBe(2)
    await compact(1)
    expect([await count('batch'), await count('batch_partition')]).toEqual([0, 0])
    expect((await readAll()).read.flatMap(({ items }) => items)).toEqual([result(2)])
  })

  test('nothing goes into a block that evaluation has not seen', async () => {
    const drafts = sent(1, 1)
    await take(drafts.slice(0, 50))
    await store.ingest({ batches: drafts.slice(50) })
    expect(await store.compactionBound({ partitions: [SHOP] })).toEqual({ upTo: 50, last: drafts.length })
    // Where nothing of a partition is evaluated by anybody, nothing waits for it.
    expect((await store.compactionBound({ partitions: [(SHOP + 1) % 64] })).upTo).toBe(drafts.length)
    await compact(1)
    expect(await count('batch')).toBe(drafts.length - 50)
    const { batches } = await store.batchesAfter({ partitions: [SHOP], after: 50, limit: 1000 })
    expect(batches).toHaveLength(drafts.length - 50)
  })

  test('a block stands for its rows from its commit on, before they are gone and after a crash', async () => {
    await take(sent(1, 1))
    const before = await readAll()
    const ofAgent = (await store.batchesOf({ agentId: agentId(1), ...EVER, limit: 1000 })).batches
    expect(await write(1, now)).toBe(true)
    await store.clearBlocks({ lease, now, limit: 30 })
    expect(await count('batch')).toBe(90)

    await store.close()
    store = await place.open()
    expect(await readAll()).toEqual(before)
    expect((await store.batchesOf({ agentId: agentId(1), ...EVER, limit: 1000 })).batches).toEqual(ofAgent)
    await expect(write(1, now)).rejects.toMatchObject({ code: 'conflict', because: 'clearing' })
    await compact(1)
    expect([await count('batch'), await count('block')]).toEqual([0, 1])
    expect(await readAll()).toEqual(before)
  })

  test('who reads while blocks are written gets every batch once', async () => {
    await take([...sent(1, 4, ['tcp'], 40), ...sent(2, 4, ['tcp'], 40)])
    const { read: whole } = await readAll()
    const step = fc.constantFrom('write 1', 'write 2', 'clear', 'nothing')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 30 }), async (steps) => {
        const { read } = await readAll(async () => {
          const next = steps.shift() ?? 'nothing'
          if (next === 'clear') await store.clearBlocks({ lease, now, limit: 9 })
          else if (next !== 'nothing') {
            await clear()
            await write(Number(next.split(' ')[1]), AT + 4 * DAY)
          }
        })
        expect(read).toEqual(whole)
      }),
      { numRuns: 6, seed: 7 },
    )
    expect(await count('block')).toBeGreaterThan(0)
  })

  test('a loss stays with the partitions that it was told to', async () => {
    const [first] = sent(1, 1)
    if (!first) throw new Error('no batch')
    const other = (SHOP + 1) % 64
    await take([{ ...first, items: [lost(9, 3)], partitions: [SHOP, other] }])
    await compact(1)
    const { batches } = await store.batchesBetween({ partitions: [other], ...EVER, after: 0, limit: 9 })
    expect(batches.flatMap(({ items }) => items)).toMatchObject([{ kind: 'lost', count: 3 }])
    expect(await count('batch_partition')).toBe(0)
  })

  test('the ledger names each day once, with the root of its blocks; what comes later in another entry', async () => {
    const drafts = sent(1, 2)
    await take(drafts.slice(5))
    await compact(1)
    const close = () => store.closeBlocks({ lease, now, before: AT + 2 * DAY })
    expect([await close(), await close(), await close()]).toEqual([
      { day: '2026-11-01', blocks: 1 },
      { day: '2026-11-02', blocks: 1 },
      null,
    ])
    await take(drafts.slice(0, 5))
    await compact(1)
    expect(await close()).toEqual({ day: '2026-11-01', blocks: 1 })
    expect(await close()).toBeNull()
    const digests = await place.raw('select id, digest from block order by id')
    const roots = (await entries('blocks.closed')).map(({ subject, payload }) => ({
      subject,
      ...(JSON.parse(payload ?? '{}') as { root: string; results: number }),
    }))
    expect(roots.map(({ subject, results }) => [subject, results])).toEqual([
      ['day/2026-11-01', 115],
      // Chained in one second, by their ids.
      ['day/2026-11-01', 5],
      ['day/2026-11-02', 120],
    ])
    for (const { root } of roots)
      expect(digests.map(({ digest }) => merkleRoot([String(digest)]))).toContain(root)
  })

  test('a damaged block is told once, and costs its own results only', async () => {
    await take(sent(1, 2))
    await compact(1)
    const { read: whole } = await readAll()
    const other = engine.name === 'sqlite' ? "x'0102'" : "'\\x0102'::bytea"
    await place.raw(`update block_body set body = ${other} where block_id = 1`)
    const left = (await readAll()).read
    expect(left).toEqual(whole.filter(({ epoch }) => epoch === 'epoch-1'))
    expect(
      (await store.batchesOf({ agentId: agentId(1), fromAt: AT, toAt: AT + DAY, limit: 9 })).batches,
    ).toEqual([])

    const found = await store.verifyBlocks({ after: 0, limit: 10 })
    expect(found).toEqual({ verified: 2, damaged: [1], told: [], next: null })
    const mark = () => store.quarantineBlocks({ now, ids: found.damaged })
    expect([await mark(), await mark()]).toEqual([{ quarantined: [1] }, { quarantined: [] }])
    const told = await entries('block.damaged')
    expect(told.map(({ payload }) => JSON.parse(payload ?? ''))).toMatchObject([
      { block: 1, agent: agentId(1), day: '2026-11-01', results: 120 },
    ])
    expect(await store.verifyBlocks({ after: 0, limit: 10 })).toMatchObject({
      ...{ verified: 1, damaged: [], told: [1] },
    })
    const known = await store.damagedBlocks({ fromAt: AT })
    expect(known).toMatchObject({ blocks: 1 })
    expect([known?.fromAt, known?.toAt].every((at = 0) => at >= AT && at < AT + DAY)).toBe(true)
    expect(await store.damagedBlocks({ fromAt: AT + DAY })).toBeNull()
    expect((await readAll()).read).toEqual(left)
  })

  test('a block that was changed with its digest is found by the root in the ledger', async () => {
    await take(sent(1, 2))
    await compact(1)
    for (const _ of [1, 2]) await store.closeBlocks({ lease, now, before: now })
    await chainAll(store)
    expect(await verifyResultBlocks(store)).toEqual({ blocks: 2, deleted: 0, findings: [] })
    const [other] = await place.raw('select body from block_body where block_id = 1')
    const digest = createHash('sha256')
      .update(other?.body as Uint8Array)
      .digest('hex')
    await place.raw(
      'update block_body set body = (select body from block_body where block_id = 1) where block_id = 2',
    )
    expect((await verifyResultBlocks(store)).findings.map(({ code }) => code)).toEqual(['block-damaged'])
    await place.raw(`update block set digest = '${digest}' where id = 2`)
    expect((await verifyResultBlocks(store)).findings).toMatchObject([
      { code: 'blocks-changed', message: expect.stringContaining('day/2026-11-02') },
    ])
  })

  test('only the holder of the lease writes', async () => {
    await take(sent(1, 1))
    const { upTo } = await store.compactionBound({ partitions: [SHOP] })
    const draft = await store.draftBlock({ agentId: agentId(1), before: now, upTo, most: MOST })
    if (!draft) throw new Error('no draft')
    const later = now + 120_000
    await holdCompactor('another', later)
    for (const call of [
      store.writeBlock({ lease, now: later, draft }),
      store.clearBlocks({ lease, now: later, limit: 1 }),
      store.closeBlocks({ lease, now: later, before: now }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'fenced' })
    expect(await count('block')).toBe(0)
  })

  test('are small enough for a slice, whatever an agent sent in a day', async () => {
    await take(sent(1, 1, ['tcp'], 90))
    const { upTo } = await store.compactionBound({ partitions: [SHOP] })
    const few = { results: 50, batches: 25 }
    for (;;) {
      const draft = await store.draftBlock({ agentId: agentId(1), before: now, upTo, most: few })
      if (!draft) break
      expect(draft.batches).toBeLessThanOrEqual(25)
      await store.writeBlock({ lease, now, draft })
      await clear()
    }
    expect(await count('block')).toBe(4)
    expect((await readAll()).read).toHaveLength(90)
  })

  describe('the compactor', () => {
    function start(clock = makeVirtualClock(now), owner = 'me') {
      const said: string[] = []
      const note = (_: unknown, text?: string) => void said.push(text ?? '')
      const log = { info: note, warn: note, error: note }
      const metrics = makeMetrics()
      const compactor = startCompactor({
        ...{ store, owner, clock, metrics, log, disputeMs: 0 },
        revision: () => ({ services: [{ id: 'shop' }] }) as never,
        damaged: makeDamageTeller({ store, clock, log, metrics }),
      })
      return { compactor, said }
    }
    async function agents(...numbers: number[]): Promise<void> {
      for (const no of numbers)
        await store.issueAgent({
          ...{ id: agentId(no), name: `host-${no}`, credentialId: `c${no}`, tokenDigest: `t${no}` },
          ...{ actor: 'system', now: AT, ledgerId: `agent-${no}` },
        })
    }

    test('takes the days that are well over, tells the ledger, and leaves the rest', async () => {
      await agents(1, 2)
      await take([...sent(1, 2), ...sent(2, 2)])
      const before = await readAll()
      const runAt = async (at: number) => {
        const { compactor } = start(makeVirtualClock(at))
        await compactor.run()
        await compactor.stop()
        return [await count('block'), await count('batch')]
      }
      // 29 hours after the first day: its evidence may still be counted.
      expect(await runAt(AT + DAY + 29 * HOUR)).toEqual([0, 480])
      expect(await runAt(AT + DAY + 30 * HOUR)).toEqual([2, 240])
      expect(await entries('blocks.closed')).toHaveLength(1)
      expect(await runAt(AT + 2 * DAY + 30 * HOUR)).toEqual([4, 0])
      expect(await readAll()).toEqual(before)
    })

    test('goes on with what a crash left, and finds damage by itself', async () => {
      await agents(1)
      await take(sent(1, 2))
      await write(1, now)
      const first = start()
      await first.compactor.run()
      await first.compactor.stop()
      expect([await count('block'), await count('batch')]).toEqual([2, 0])
      await place.raw(`update block set digest = 'other' where id = 2`)
      const second = start()
      await second.compactor.run()
      await second.compactor.stop()
      expect(await entries('block.damaged')).toHaveLength(1)
      expect(second.said).toEqual(['blocks of results are damaged: their results are unknown'])
    })

    test.each(['draftBlock', 'unreadableBatches'] as const)(
      'one agent whose %s fails keeps none of the others back',
      async (verb) => {
        await agents(1, 2)
        await take([...sent(1, 1), ...sent(2, 1)])
        if (verb === 'unreadableBatches')
          await place.raw(`update batch set body = '{' where agent_id = '${agentId(1)}'`)
        const whole = store
        store = storeWith(whole, {
          [verb]: async (asked: { agentId: string }) => {
            if (asked.agentId === agentId(1)) throw new Error('no block can be made')
            return whole[verb](asked as never)
          },
        })
        const { compactor, said } = start()
        await compactor.run()
        await compactor.stop()
        expect([await count('block'), await count('batch')]).toEqual([1, 120])
        expect(said).toContain('batches of an agent could not be compacted')
        expect(await entries('blocks.closed')).toHaveLength(1)
      },
    )

    test('sets a batch that cannot be read aside as a damaged block, and makes one of all others', async () => {
      await agents(1)
      await take(sent(1, 1))
      await place.raw(`update batch set body = '{' where arrival = 3`)
      const { compactor, said } = start()
      await compactor.run()
      await compactor.stop()
      expect([await count('block'), await count('batch')]).toEqual([2, 0])
      expect(said).toContain('blocks of results are damaged: their results are unknown')
      expect(said).not.toContain('batches of an agent could not be compacted')
      expect(await entries('block.damaged')).toHaveLength(1)
      expect((await readAll()).read).toHaveLength(119)
      expect(await entries('blocks.closed')).toHaveLength(1)
      // What the ledger calls damaged is nothing that nobody knew of.
      expect((await verifyResultBlocks(store)).findings).toEqual([])
      const again = start()
      await again.compactor.run()
      await again.compactor.stop()
      expect(again.said).toEqual([])
    })

    test('leaves the work to who has it', async () => {
      await agents(1)
      await take(sent(1, 1))
      const { compactor, said } = start(makeVirtualClock(now), 'another')
      await compactor.run()
      await compactor.stop()
      expect(await count('block')).toBe(0)
      expect(said).toEqual([])
    })
  })
})
