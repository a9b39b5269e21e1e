/** Turns rows of batches into blocks: drafted beside the work of the store, written and cleared in small transactions. */
import { PARTITIONS, partitionOf } from '../../../rules/partition.ts'
import { encodeBlock } from '../block/block.ts'
import { type BlockDraft, type Origins, StoreError } from '../port.ts'
import type { StoredBatch } from '../records.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, insertAll, type Verb } from '../verb.ts'
import { storedBatch } from './batches.ts'
import { serviceOf, sha256 } from './block-batches.ts'
import { fence } from './leases.ts'

export const COMPACTOR = 'compactor'
export const DAY_MS = 24 * 3_600_000
const ALL_PARTITIONS = Array.from({ length: PARTITIONS }, (_, partition) => partition)

export const dayOf = (dayAt: number) => new Date(dayAt).toISOString().slice(0, 10)

export const compactionBound: Verb<'compactionBound'> = {
  access: 'read',
  async run(db, a) {
    const { last } = await db
      .selectFrom('arrival')
      .select('last')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
    const stateful = await db.selectFrom('check_state').select('partition_no').distinct().execute()
    const cursors = new Map(
      (await db.selectFrom('evaluation').selectAll().execute()).map((row) => [
        row.partition_no,
        row.arrival_cursor,
      ]),
    )
    let upTo = last
    for (const partition of new Set([...a.partitions, ...stateful.map((row) => row.partition_no)])) {
      const pending = await db
        .selectFrom('batch_partition')
        .select('arrival')
        .where('partition_no', '=', partition)
        .where('arrival', '>', cursors.get(partition) ?? 0)
        .orderBy('arrival')
        .limit(1)
        .executeTakeFirst()
      if (pending) upTo = Math.min(upTo, pending.arrival - 1)
    }
    return { upTo, last }
  },
}

/** The rows of the next block: the oldest of the agent, of one day, whole up to an instant. */
async function rowsOfNext(
  db: Db,
  { agentId, before, upTo, most }: Parameters<Verb<'draftBlock'>['run']>[1],
): Promise<{ arrivals: number[]; dayAt: number; fromAt: number; toAt: number } | null> {
  const ofAgent = db
    .selectFrom('batch')
    .where('agent_id', '=', agentId)
    .where('arrival', '<=', upTo)
    .orderBy('latest_at')
  const first = await ofAgent.select('latest_at').where('latest_at', '<', before).limit(1).executeTakeFirst()
  if (!first) return null
  const fromAt = first.latest_at
  const dayAt = Math.floor(fromAt / DAY_MS) * DAY_MS
  const end = Math.min(before, dayAt + DAY_MS)
  const found = await ofAgent
    .select(['arrival', 'latest_at', 'items'])
    .where('latest_at', '>=', fromAt)
    .where('latest_at', '<', end)
    .orderBy('arrival')
    .limit(most.batches + 1)
    .execute()
  let items = 0
  let taken = found.findIndex((row) => {
    items += row.items
    return items > most.results
  })
  if (taken < 0) taken = Math.min(found.length, most.batches)
  const cut = found[Math.max(1, taken)]
  const toAt = cut ? Math.max(cut.latest_at, fromAt + 1) : end
  // Where the rows of one instant alone are too many, all of them go together.
  const whole =
    cut?.latest_at === fromAt
      ? await ofAgent.select('arrival').where('latest_at', '=', fromAt).execute()
      : found.filter((row) => row.latest_at < toAt)
  return { arrivals: whole.map((row) => row.arrival), dayAt, fromAt, toAt }
}

/** Whose checks the items of some batches are of, in order. */
export function servicesOf(batches: readonly StoredBatch[]): string[] {
  const found = new Set<string>()
  for (const { items } of batches)
    for (const item of items) if ('check' in item) found.add(serviceOf(item.check))
  return [...found].sort()
}

async function partitionsOf(
  db: Db,
  services: readonly string[],
  batches: readonly StoredBatch[],
): Promise<number[]> {
  const found = new Set(services.map(partitionOf))
  const lossy = batches.flatMap(({ arrival, items }) =>
    items.some(({ kind }) => kind === 'lost') ? [arrival] : [],
  )
  // Whose services a loss concerns was known when it came.
  for (const part of chunks(lossy))
    for (const row of await db
      .selectFrom('batch_partition')
      .select('partition_no')
      .distinct()
      .where('partition_no', 'in', ALL_PARTITIONS)
      .where('arrival', 'in', part)
      .execute())
      found.add(row.partition_no)
  return [...found].sort((a, b) => a - b)
}

export const draftBlock: Verb<'draftBlock'> = {
  access: 'background',
  async run(db, a) {
    const next = await rowsOfNext(db, a)
    if (!next) return null
    const rows: Row<'batch'>[] = []
    for (const part of chunks(next.arrivals.toSorted((x, y) => x - y)))
      rows.push(
        ...(await db
          .selectFrom('batch')
          .selectAll()
          .where('arrival', 'in', part)
          .orderBy('arrival')
          .execute()),
      )
    const batches = rows.map(storedBatch)
    const body = encodeBlock(batches)
    const results = batches.reduce((sum, { items }) => sum + items.filter(isResult).length, 0)
    const { dayAt, fromAt, toAt } = next
    const services = servicesOf(batches)
    return {
      ...{ agentId: a.agentId, dayAt, fromAt, toAt, upTo: a.upTo },
      earliestAt: rows.reduce((least, row) => Math.min(least, row.earliest_at), Number.MAX_SAFE_INTEGER),
      latestAt: rows.reduce((most, row) => Math.max(most, row.latest_at), 0),
      firstArrival: rows[0]?.arrival ?? 0,
      lastArrival: rows.at(-1)?.arrival ?? 0,
      ...{ batches: rows.length, results, services },
      partitions: await partitionsOf(db, services, batches),
      receipts: receiptsOf(rows),
      ...{ body, digest: sha256(body) },
    } satisfies BlockDraft
  },
}

/** Days of every zone begin and end with a quarter of an hour. */
const QUARTER_MS = 15 * 60_000

export function receiptsOf(rows: readonly Row<'batch'>[]): BlockDraft['receipts'] {
  const byQuarter = Map.groupBy(rows, (row) => Math.floor(row.received_at / QUARTER_MS) * QUARTER_MS)
  return [...byQuarter].map(([receivedAt, of]) => ({
    ...{ receivedAt, batches: of.length },
    items: of.reduce((sum, row) => sum + row.items, 0),
  }))
}

const isResult = ({ kind }: { kind: string }) => kind === 'result'

/** Their numbers grow, whatever is deleted meanwhile. */
async function nextBlockNumber(db: Db): Promise<number> {
  const { last } = await db
    .updateTable('block_number')
    .set((eb) => ({ last: eb('last', '+', 1) }))
    .where('id', '=', 1)
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

interface AsWritten {
  upTo: number
  writtenAt: number
  /** 1 while rows that it stands for are there. */
  clearing: 0 | 1
  /** Of the entry that names it, by its number. */
  entryId: ((id: number) => string) | null
  origins: Origins | null
}

export async function insertBlock(
  db: Db,
  draft: Omit<BlockDraft, 'upTo' | 'receipts'>,
  { upTo, writtenAt, clearing, entryId, origins }: AsWritten,
): Promise<number> {
  const id = await nextBlockNumber(db)
  await db
    .insertInto('block')
    .values({
      ...{ id, agent_id: draft.agentId, day_at: draft.dayAt, from_at: draft.fromAt, to_at: draft.toAt },
      ...{ up_to: upTo, earliest_at: draft.earliestAt, latest_at: draft.latestAt },
      ...{ first_arrival: draft.firstArrival, last_arrival: draft.lastArrival },
      ...{ batches: draft.batches, results: draft.results, services: JSON.stringify(draft.services) },
      ...{ bytes: draft.body.length, digest: draft.digest, written_at: writtenAt, clearing },
      ...{ entry_id: entryId?.(id) ?? null, damaged_at: null, thinned_at: null },
      origins: origins && JSON.stringify(origins),
    })
    .execute()
  await db.insertInto('block_body').values({ block_id: id, body: draft.body }).execute()
  const partitions = draft.partitions.map((partition_no) => ({ partition_no, block_id: id }))
  await insertAll(db, 'block_partition', partitions)
  return id
}

export const writeBlock: Verb<'writeBlock'> = {
  access: 'write',
  async run(db, { lease, now, draft }) {
    await fence(db, lease, COMPACTOR, now)
    const clearing = await db.selectFrom('block').select('id').where('clearing', '=', 1).executeTakeFirst()
    if (clearing)
      throw new StoreError('conflict', `rows of block ${clearing.id} are still to be cleared`, 'clearing')
    const { upTo } = draft
    const id = await insertBlock(db, draft, {
      upTo,
      writtenAt: now,
      clearing: 1,
      entryId: null,
      origins: null,
    })
    await addReceipts(db, draft.receipts)
    return { id }
  },
}

export async function addReceipts(db: Db, receipts: BlockDraft['receipts']): Promise<void> {
  for (const { receivedAt, batches, items } of receipts)
    await db
      .insertInto('compacted_receipt')
      .values({ received_at: receivedAt, batches, items })
      .onConflict((c) =>
        c.column('received_at').doUpdateSet((eb) => ({
          batches: eb('compacted_receipt.batches', '+', batches),
          items: eb('compacted_receipt.items', '+', items),
        })),
      )
      .execute()
}

export const clearBlocks: Verb<'clearBlocks'> = {
  access: 'write',
  async run(db, { lease, now, limit }) {
    await fence(db, lease, COMPACTOR, now)
    const block = await db
      .selectFrom('block')
      .select(['id', 'agent_id', 'from_at', 'to_at', 'up_to'])
      .where('clearing', '=', 1)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!block) return { cleared: 0, left: false }
    const rows = await db
      .selectFrom('batch')
      .select('arrival')
      .where('agent_id', '=', block.agent_id)
      .where('latest_at', '>=', block.from_at)
      .where('latest_at', '<', block.to_at)
      .where('arrival', '<=', block.up_to)
      .limit(limit)
      .execute()
    const partitions = (
      await db.selectFrom('block_partition').select('partition_no').where('block_id', '=', block.id).execute()
    ).map((row) => row.partition_no)
    for (const part of chunks(rows.map((row) => row.arrival))) {
      await db.deleteFrom('batch').where('arrival', 'in', part).execute()
      if (partitions.length > 0)
        await db
          .deleteFrom('batch_partition')
          .where('partition_no', 'in', partitions)
          .where('arrival', 'in', part)
          .execute()
    }
    if (rows.length === limit) return { cleared: rows.length, left: true }
    await db.updateTable('block').set({ clearing: 0 }).where('id', '=', block.id).execute()
    return { cleared: rows.length, left: false }
  },
}
