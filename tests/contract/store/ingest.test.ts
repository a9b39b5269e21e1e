import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store, StoredBatch } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, anchor, batch, EPOCH, encoded, lost, MINUTE, result } from './fixtures.ts'

const all = { after: 0, limit: 1_000_000 }
const seqsOf = (batches: StoredBatch[]) => batches.flatMap((stored) => stored.items.map((item) => item.seq))

describe.each(ENGINES)('ingest on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
  })
  afterAll(() => place.end())

  test('an item counts once, however batches overlap, repeat, reorder and run at once', async () => {
    const names = ['a', 'b']
    const step = fc.record({
      agent: fc.constantFrom(...names),
      epoch: fc.constantFrom('e1', 'e2'),
      seqs: fc.oneof(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }),
        // As agents send them: without a gap.
        fc
          .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 6 }))
          .map(([first, count]) => Array.from({ length: count }, (_, i) => first + i)),
      ),
      asItCame: fc.boolean(),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (rounds) => {
          run += 1
          const partitions = [run]
          const model = new Map<string, Set<number>>()
          for (const round of rounds) {
            const calls = round.map(async ({ agent, epoch, seqs: any, asItCame }) => {
              const seqs = asItCame ? [...new Set(any)].sort((a, b) => a - b) : any
              const draft = batch(seqs.map(result), { agentId: `${agent}-${run}`, epoch, partitions })
              const [answer] = await store.ingest({ batches: [asItCame ? encoded(draft) : draft] })
              expect((answer?.stored ?? 0) + (answer?.duplicates ?? 0)).toBe(seqs.length)
              return answer?.stored ?? 0
            })
            const stored = (await Promise.all(calls)).reduce((a, b) => a + b, 0)
            const before = [...model.values()].reduce((sum, set) => sum + set.size, 0)
            for (const { agent, epoch, seqs } of round) {
              const set = model.get(`${agent}/${epoch}`) ?? new Set()
              for (const seq of seqs) set.add(seq)
              model.set(`${agent}/${epoch}`, set)
            }
            expect(stored).toBe([...model.values()].reduce((sum, set) => sum + set.size, 0) - before)
          }
          const { batches } = await store.batchesAfter({ partitions, ...all })
          const kept = batches.flatMap((b) =>
            b.items.map((i) => `${b.agentId.split('-')[0]}/${b.epoch}/${i.seq}`),
          )
          const expected = [...model].flatMap(([key, set]) => [...set].map((seq) => `${key}/${seq}`))
          expect(kept.toSorted()).toEqual(expected.toSorted())
        },
      ),
      { numRuns: 25 },
    )
  })

  test('one call stores several batches in the order given, and answers each', async () => {
    const draft = (first: number) =>
      batch([result(first), result(first + 1)], { agentId: 'several', partitions: [70] })
    const answers = await store.ingest({ batches: [draft(1), draft(2), draft(10)] })
    expect(answers).toEqual([
      { stored: 2, duplicates: 0 },
      { stored: 1, duplicates: 1 },
      { stored: 2, duplicates: 0 },
    ])
    const { batches } = await store.batchesAfter({ partitions: [70], ...all })
    expect(seqsOf(batches)).toEqual([1, 2, 3, 10, 11])
  })

  test('a batch as it came is answered with its arrival, reads as any other, and notes its agent', async () => {
    const issued = { id: 'seen', name: 'seen', credentialId: 'seen-1', tokenDigest: 'seen' }
    await store.issueAgent({ ...issued, actor: 'system', now: AT, ledgerId: 'seen-1' })
    const more = { agentId: 'seen', partitions: [80, 81] }
    const items = [result(1), { kind: 'anchor' as const, ...anchor(2) }, result(3), result(7)]
    const whole = { ...batch(items, more), seen: { id: 'seen', at: AT + 5, clockOffset: 12 } }
    const next = batch([result(8), result(9)], more)
    const answers = await store.ingest({ batches: [encoded(whole), encoded(next)] })
    expect(answers).toMatchObject([
      { stored: 4, duplicates: 0 },
      { stored: 2, duplicates: 0 },
    ])
    const { batches } = await store.batchesAfter({ partitions: [81], ...all })
    expect(batches.map(({ arrival }) => arrival)).toEqual(answers.map(({ arrival }) => arrival))
    expect(batches.map((one) => one.items)).toEqual([items, next.items])
    expect((await store.agents()).find(({ id }) => id === 'seen')).toMatchObject({
      ...{ lastSeenAt: AT + 5, clockOffset: 12 },
    })
    // A part of it was there: only the rest is stored, and no arrival stands for the whole.
    const [again] = await store.ingest({ batches: [encoded(batch([result(9), result(10)], more))] })
    expect(again).toEqual({ stored: 1, duplicates: 1 })
    expect(seqsOf((await store.batchesAfter({ partitions: [80], ...all })).batches)).toEqual([
      ...[1, 2, 3, 7, 8, 9, 10],
    ])
  })

  test('a number that was used for something else is named, and the first content stays', async () => {
    const mine = { agentId: 'put-back', partitions: [72] }
    await store.ingest({ batches: [batch([result(1), result(2), result(3)], mine)] })
    const other = { ...result(3), outcome: 'failed' as const }
    const [answer] = await store.ingest({ batches: [batch([result(2), other, result(4)], mine)] })
    expect(answer).toEqual({ stored: 1, duplicates: 1, reused: [3] })
    // Of another epoch, or of another agent, it is another number.
    const elsewhere = [
      batch([other], { ...mine, epoch: 'epoch-2' }),
      batch([other], { agentId: 'put-back-2' }),
    ]
    expect(await store.ingest({ batches: elsewhere })).toEqual([
      { stored: 1, duplicates: 0 },
      { stored: 1, duplicates: 0 },
    ])
    const { batches } = await store.batchesAfter({ partitions: [72], ...all })
    expect(
      batches.flatMap((b) => b.items.map((item) => [item.seq, 'outcome' in item && item.outcome])),
    ).toEqual([1, 2, 3, 4].map((seq) => [seq, 'ok']).concat([[3, 'failed']]))
  })

  test('a batch with half a letter in it is taken, and known when it comes again', async () => {
    const mine = { agentId: 'half', partitions: [74] }
    const sent = batch([{ ...result(1), outcome: 'failed', message: 'cut \ud83d' }], mine)
    for (const count of [
      { stored: 1, duplicates: 0 },
      { stored: 0, duplicates: 1 },
    ])
      expect(await store.ingest({ batches: [sent] })).toEqual([count])
  })

  test('touching ranges become one row', async () => {
    const draft = (...seqs: number[]) => batch(seqs.map(result), { agentId: 'ranges' })
    for (const seqs of [[1, 2], [5, 6], [9], [3, 4], [7, 8]])
      await store.ingest({ batches: [draft(...seqs)] })
    const rows = await place.raw("select first_seq, last_seq from sequence_range where agent_id = 'ranges'")
    expect(rows.map((row) => [Number(row.first_seq), Number(row.last_seq)])).toEqual([[1, 9]])
  })

  test('new items keep the anchor that goes before them, also where that was stored before', async () => {
    const items = [
      result(10),
      { kind: 'anchor' as const, ...anchor(11, AT + MINUTE) },
      result(12),
      result(13),
    ]
    const mine = { agentId: 'anchors', partitions: [71], base: anchor(9) }
    await store.ingest({ batches: [batch(items.slice(1, 3), mine)] })
    const [answer] = await store.ingest({ batches: [batch(items, mine)] })
    expect(answer).toEqual({ stored: 2, duplicates: 2 })
    const { batches } = await store.batchesAfter({ partitions: [71], ...all })
    expect(batches.map((b) => [b.base.wall - AT, b.items.map((item) => item.seq)])).toEqual([
      [0, [11, 12]],
      [0, [10]],
      [MINUTE, [13]],
    ])
  })

  test('what an agent lost is added once, and can be read', async () => {
    const { id } = await store.issueAgent({
      id: 'agent-lossy',
      name: 'lossy',
      credentialId: 'credential-lossy',
      tokenDigest: 'digest-lossy',
      actor: 'system',
      now: AT,
      ledgerId: 'ledger-lossy',
    })
    const draft = batch([lost(1, 40), result(2), lost(3, 2)], { agentId: id })
    await store.ingest({ batches: [draft] })
    await store.ingest({ batches: [draft, draft] })
    expect((await store.agents()).find((agent) => agent.id === id)?.lost).toBe(42)
    expect((await store.losses({ agentId: id })).map((item) => [item.seq, item.count])).toEqual([
      [1, 40],
      [3, 2],
    ])
  })

  test('batches are read by partition in order of arrival, and the cursor passes what is not there', async () => {
    const mine = (seq: number, partitions: number[]) =>
      batch([result(seq)], { agentId: 'cursor', partitions })
    const start = (await store.batchesAfter({ partitions: [80], ...all })).upTo
    await store.ingest({ batches: [mine(1, [80]), mine(2, [81]), mine(3, [80, 81]), mine(4, [82])] })
    const first = await store.batchesAfter({ partitions: [80, 81], after: start, limit: 2 })
    expect(seqsOf(first.batches)).toEqual([1, 2])
    expect(first.upTo).toBe(first.batches[1]?.arrival)
    const rest = await store.batchesAfter({ partitions: [80, 81], after: first.upTo, limit: 2 })
    expect(seqsOf(rest.batches)).toEqual([3])
    expect(rest.upTo).toBe(start + 4)
    expect(await store.batchesAfter({ partitions: [80], after: rest.upTo, limit: 2 })).toEqual({
      batches: [],
      upTo: rest.upTo,
    })
  })

  test('batches of an agent are found by the time that they may concern', async () => {
    const mine = (seq: number, at: number) =>
      batch([result(seq)], { agentId: 'window', earliestAt: at, latestAt: at + MINUTE })
    await store.ingest({ batches: [mine(1, AT), mine(2, AT + 5 * MINUTE), mine(3, AT + 10 * MINUTE)] })
    const find = (fromAt: number, toAt: number, limit = 10) =>
      store.batchesOf({ agentId: 'window', fromAt, toAt, limit }).then(({ batches }) => seqsOf(batches))
    expect(await find(AT, AT + 20 * MINUTE)).toEqual([1, 2, 3])
    expect(await find(AT + MINUTE, AT + 5 * MINUTE)).toEqual([1, 2])
    expect(await find(AT + 7 * MINUTE, AT + 9 * MINUTE)).toEqual([])
    expect(await find(AT, AT + 20 * MINUTE, 2)).toEqual([2, 3])
  })

  test('text that a host says is kept, whatever characters it is made of', async () => {
    const message = 'NUL \u0000, a lone \ud800, 漢字, 🗻'
    const draft = batch([{ ...result(1), message }], { agentId: 'text', partitions: [90] })
    await store.ingest({ batches: [draft] })
    const { batches } = await store.batchesAfter({ partitions: [90], ...all })
    expect(batches[0]?.items[0]).toMatchObject({ message })
  })
})

test('two collectors on one PostgreSQL store the same batches once, and their cursors miss nothing', async () => {
  const place = await (ENGINES.find((engine) => engine.name === 'postgres') ?? ENGINES[0])?.make()
  if (!place) throw new Error('no engine')
  try {
    const stores = [await place.open(), await place.open()]
    const seen: number[] = []
    let upTo = 0
    const look = async () => {
      for (const store of stores) {
        const found = await store.batchesAfter({ partitions: [7], after: upTo, limit: 1000 })
        seen.push(...seqsOf(found.batches))
        upTo = found.upTo
      }
    }
    let stored = 0
    for (let round = 0; round < 20; round += 1) {
      const drafts = [0, 1, 2].map((i) =>
        batch(
          [1, 2, 3].map((n) => result(round * 4 + i + n)),
          { epoch: EPOCH },
        ),
      )
      const calls = stores.flatMap((store) => drafts.map((draft) => store.ingest({ batches: [draft] })))
      const looking = look()
      stored += (await Promise.all(calls)).flat().reduce((sum, answer) => sum + answer.stored, 0)
      await looking
    }
    await look()
    const expected = Array.from({ length: 81 }, (_, i) => i + 1)
    expect(stored).toBe(expected.length)
    expect(seen.toSorted((a, b) => a - b)).toEqual(expected)
  } finally {
    await place.end()
  }
})
