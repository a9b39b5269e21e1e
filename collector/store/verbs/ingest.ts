import { sql } from 'kysely'
import { partitionOf } from '../../../rules/partition.ts'
import type { Anchor, Item, LostItem } from '../../../rules/wire/v1.ts'
import type { AnyBatch, BatchDraft, Ingested } from '../port.ts'
import { add, addRanges, holds, type Range } from '../ranges.ts'
import type { Db, NewRow } from '../schema.ts'
import { chunks, insertAll, prepared, preparedFor, type Verb } from '../verb.ts'
import { agentSeen } from './agents.ts'
import { lockArrivals } from './arrival.ts'
import { serviceOf } from './block-batches.ts'
import { reusedNumbers } from './reused.ts'

/** A run of new items with the anchor in force before the first of them. */
interface Part {
  base: Anchor
  items: Item[]
}

/**
 * The new items of a batch in order of sequence. Where an anchor between them was stored before, a new
 * part begins with that anchor as its base, so that the time of an item never depends on what was
 * already there. A sequence number that a batch repeats counts the first time.
 */
function newParts(draft: Pick<BatchDraft, 'base' | 'items'>, held: (seq: number) => boolean): Part[] {
  const parts: Part[] = []
  let open: Part | null = null
  let base = draft.base
  let last = 0
  for (const item of draft.items.toSorted((a, b) => a.seq - b.seq)) {
    const known = item.seq === last || held(item.seq)
    last = item.seq
    if (!known) {
      if (!open) {
        open = { base, items: [] }
        parts.push(open)
      }
      open.items.push(item)
    }
    if (item.kind === 'anchor') {
      const { kind: _, ...anchor } = item
      base = anchor
      if (known) open = null
    }
  }
  return parts
}

/** The ranges of one (agent, epoch) near the sequence numbers of this call. */
interface Sequence {
  agentId: string
  epoch: string
  min: number
  max: number
  before: Range[]
  now: Range[]
}

function sequencesOf(batches: readonly AnyBatch[]): Map<string, Sequence> {
  const found = new Map<string, Sequence>()
  for (const batch of batches) {
    const { agentId, epoch } = batch
    const seqs = 'encoded' in batch ? batch.ranges.flat() : batch.items.map(({ seq }) => seq)
    for (const seq of seqs) {
      const key = `${agentId}/${epoch}`
      const known = found.get(key)
      if (!known) found.set(key, { agentId, epoch, min: seq, max: seq, before: [], now: [] })
      else {
        known.min = Math.min(known.min, seq)
        known.max = Math.max(known.max, seq)
      }
    }
  }
  return found
}

/** A batch as it came is taken apart only where a part of it is held already. */
function decoded(batch: AnyBatch): BatchDraft {
  if (!('encoded' in batch)) return batch
  const { encoded, ranges: _, count: __, ...head } = batch
  const { base, items } = JSON.parse(encoded) as Pick<BatchDraft, 'base' | 'items'>
  return { ...head, base, items }
}

const overlap = (a: readonly Range[], b: readonly Range[]) =>
  a.some(([first, last]) => b.some(([from, to]) => first <= to && from <= last))

interface Near {
  agentId: string
  epoch: string
  from: number
  to: number
}

const rangesNear = preparedFor<Near>()((db, list) =>
  db
    .selectFrom('sequence_range')
    .selectAll()
    .where((eb) =>
      eb.or(
        list.map(({ agentId, epoch, from, to }) =>
          eb.and([
            eb('agent_id', '=', agentId),
            eb('epoch', '=', epoch),
            eb('first_seq', '<=', to),
            eb('last_seq', '>=', from),
          ]),
        ),
      ),
    )
    .orderBy('first_seq'),
)

async function loadRanges(db: Db, sequences: Map<string, Sequence>): Promise<void> {
  for (const part of chunks([...sequences.values()], 50)) {
    const rows = await rangesNear(
      db,
      part.map(({ agentId, epoch, min, max }) => ({ agentId, epoch, from: min - 1, to: max + 1 })),
      {},
    )
    for (const row of rows)
      sequences.get(`${row.agent_id}/${row.epoch}`)?.before.push([row.first_seq, row.last_seq])
  }
  for (const s of sequences.values()) s.now = s.before
}

async function saveRanges(db: Db, sequences: Iterable<Sequence>): Promise<void> {
  const changed: NewRow<'sequence_range'>[] = []
  for (const s of sequences) {
    const before = new Map(s.before)
    const now = new Map(s.now)
    const gone = [...before.keys()].filter((first) => !now.has(first))
    for (const part of chunks(gone))
      await db
        .deleteFrom('sequence_range')
        .where('agent_id', '=', s.agentId)
        .where('epoch', '=', s.epoch)
        .where('first_seq', 'in', part)
        .execute()
    for (const [first, last] of now)
      if (before.get(first) !== last)
        changed.push({ agent_id: s.agentId, epoch: s.epoch, first_seq: first, last_seq: last })
  }
  for (const part of chunks(changed)) await putRanges(db, part, {})
}

const putRanges = preparedFor<NewRow<'sequence_range'>>()((db, rows) =>
  db
    .insertInto('sequence_range')
    .values(rows)
    .onConflict((c) =>
      c
        .columns(['agent_id', 'epoch', 'first_seq'])
        .doUpdateSet((eb) => ({ last_seq: eb.ref('excluded.last_seq') })),
    ),
)

async function countLosses(db: Db, losses: NewRow<'loss'>[]): Promise<void> {
  await insertAll(db, 'loss', losses)
  const lost = new Map<string, number>()
  for (const { agent_id, item } of losses) {
    const sum = (lost.get(agent_id) ?? 0) + (JSON.parse(item) as LostItem).count
    lost.set(agent_id, Math.min(sum, Number.MAX_SAFE_INTEGER))
  }
  // An agent may claim what it likes: beyond what a number can say nobody could read the table of agents.
  for (const [id, count] of lost)
    await db
      .updateTable('agent')
      .set((eb) => ({
        lost: eb
          .case()
          .when('lost', '>', Number.MAX_SAFE_INTEGER - count)
          .then(sql<number>`${sql.lit(Number.MAX_SAFE_INTEGER)}`)
          .else(eb('lost', '+', count))
          .end(),
      }))
      .where('id', '=', id)
      .execute()
}

const setArrival = prepared<{ last: number }>()((db, given) =>
  db
    .updateTable('arrival')
    .set({ last: given('last') })
    .where('id', '=', 1),
)

function rowOf(
  { agentId, epoch, receivedAt, earliestAt, latestAt }: AnyBatch,
  arrival: number,
  { first, last, items, body }: { first: number; last: number; items: number; body: string },
): NewRow<'batch'> {
  const times = { received_at: receivedAt, earliest_at: earliestAt, latest_at: latestAt }
  return { arrival, agent_id: agentId, epoch, first_seq: first, last_seq: last, items, ...times, body }
}

const partitionRows = (
  { partitions, latestAt, earliestAt }: Pick<AnyBatch, 'partitions' | 'latestAt' | 'earliestAt'>,
  arrival: number,
) =>
  [...new Set(partitions)].map((partition_no) => ({
    ...{ partition_no, arrival, latest_at: latestAt, earliest_at: earliestAt },
  }))

const named = (items: readonly Item[]) =>
  new Set(items.flatMap((item) => ('check' in item ? partitionOf(serviceOf(item.check)) : [])))
const isLost = ({ kind }: Item) => kind === 'lost'

/** Whom a part of a batch concerns, without those whom only the rest does: its block would leave their rows behind. */
function partitionsOf(draft: BatchDraft, part: readonly Item[]): number[] {
  if (part.length === draft.items.length || part.some(isLost)) return draft.partitions
  const [own, all] = [named(part), named(draft.items)]
  const lossy = draft.items.some(isLost)
  return draft.partitions.filter((partition) => own.has(partition) || !(lossy || all.has(partition)))
}

/**
 * The row of `arrival` is locked first: commits follow each other, each sees the ranges of those before
 * it, and arrival numbers become visible in their order, which the cursors of evaluation rely on.
 */
export const ingest: Verb<'ingest'> = {
  access: 'write',
  async run(db, { batches }) {
    const lock = await lockArrivals(db)
    const sequences = sequencesOf(batches)
    await loadRanges(db, sequences)

    let arrival = lock.last
    const rows: NewRow<'batch'>[] = []
    const partitions: NewRow<'batch_partition'>[] = []
    const losses: NewRow<'loss'>[] = []
    const answers: Ingested[] = []
    for (const batch of batches) {
      if (batch.seen) await agentSeen.run(db, batch.seen)
      const sequence = sequences.get(`${batch.agentId}/${batch.epoch}`)
      if ('encoded' in batch && sequence && !overlap(sequence.now, batch.ranges)) {
        arrival += 1
        sequence.now = addRanges(sequence.now, batch.ranges)
        const [first, last] = [batch.ranges[0]?.[0] ?? 0, batch.ranges.at(-1)?.[1] ?? 0]
        rows.push(rowOf(batch, arrival, { first, last, items: batch.count, body: batch.encoded }))
        partitions.push(...partitionRows(batch, arrival))
        answers.push({ stored: batch.count, duplicates: 0, arrival })
        continue
      }
      const draft = decoded(batch)
      const known = draft.items.filter(({ seq }) => holds(sequence?.before ?? [], seq))
      const reused = known.length > 0 ? await reusedNumbers(db, draft, known) : []
      let stored = 0
      for (const { base, items } of newParts(draft, (seq) => holds(sequence?.now ?? [], seq))) {
        arrival += 1
        stored += items.length
        const seqs = items.map((item) => item.seq)
        if (sequence) sequence.now = add(sequence.now, seqs)
        rows.push(
          rowOf(draft, arrival, {
            ...{ first: seqs[0] ?? 0, last: seqs.at(-1) ?? 0, items: items.length },
            body: JSON.stringify({ base, items }),
          }),
        )
        partitions.push(...partitionRows({ ...draft, partitions: partitionsOf(draft, items) }, arrival))
        for (const item of items)
          if (item.kind === 'lost')
            losses.push({
              agent_id: draft.agentId,
              epoch: draft.epoch,
              seq: item.seq,
              arrival,
              item: JSON.stringify(item),
            })
      }
      const duplicates = draft.items.length - stored - reused.length
      answers.push({ stored, duplicates, ...(reused.length > 0 && { reused }) })
    }
    if (rows.length > 0) {
      await insertAll(db, 'batch', rows)
      await insertAll(db, 'batch_partition', partitions)
      await saveRanges(db, sequences.values())
      await countLosses(db, losses)
      await setArrival(db, { last: arrival })
    }
    return answers
  },
}
