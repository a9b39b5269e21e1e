import type { Anchor, Item, LostItem } from '../../../rules/wire/v1.ts'
import type { StoredBatch } from '../port.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, type Verb } from '../verb.ts'

function storedBatch(row: Row<'batch'>): StoredBatch {
  const { base, items } = JSON.parse(row.body) as { base: Anchor; items: Item[] }
  return {
    arrival: row.arrival,
    agentId: row.agent_id,
    epoch: row.epoch,
    receivedAt: row.received_at,
    base,
    items,
  }
}

interface Wanted {
  partitions: number[]
  after: number
  limit: number
  /** Only batches whose items may lie in it, the ends included. */
  within?: { fromAt: number; toAt: number }
}

/** Where fewer than `limit` are found, `upTo` is the last arrival that is committed: all before it was looked at. */
async function pageOfBatches(db: Db, { partitions, after, limit, within }: Wanted) {
  if (partitions.length === 0) return { batches: [], upTo: after }
  const { last } = await db.selectFrom('arrival').select('last').where('id', '=', 1).executeTakeFirstOrThrow()
  let query = db
    .selectFrom('batch_partition')
    .select('arrival')
    .distinct()
    .where('partition_no', 'in', partitions)
    .where('arrival', '>', after)
    .where('arrival', '<=', last)
  if (within) query = query.where('latest_at', '>=', within.fromAt).where('earliest_at', '<=', within.toAt)
  const found = await query.orderBy('arrival').limit(limit).execute()
  const batches: StoredBatch[] = []
  for (const part of chunks(found)) {
    const arrivals = part.map((row) => row.arrival)
    const rows = await db
      .selectFrom('batch')
      .selectAll()
      .where('arrival', 'in', arrivals)
      .orderBy('arrival')
      .execute()
    batches.push(...rows.map(storedBatch))
  }
  return { batches, upTo: found.length < limit ? Math.max(after, last) : (found.at(-1)?.arrival ?? after) }
}

export const batchesAfter: Verb<'batchesAfter'> = {
  access: 'read',
  run: (db, a) => pageOfBatches(db, a),
}

/**
 * A month may hold ten thousand batches: it is read in pages, each call with the `upTo` of the one before as
 * `after`, until a page has fewer than `limit`. Every page goes on in the index where the last one ended, so
 * that a month is one walk through it however many pages it takes.
 */
export const batchesBetween: Verb<'batchesBetween'> = {
  access: 'read',
  run: (db, { fromAt, toAt, ...a }) => pageOfBatches(db, { ...a, within: { fromAt, toAt } }),
}

export const batchesOf: Verb<'batchesOf'> = {
  access: 'read',
  async run(db, { agentId, fromAt, toAt, limit }) {
    const rows = await db
      .selectFrom('batch')
      .selectAll()
      .where('agent_id', '=', agentId)
      .where('latest_at', '>=', fromAt)
      .where('earliest_at', '<=', toAt)
      .orderBy('arrival', 'desc')
      .limit(limit)
      .execute()
    return rows.reverse().map(storedBatch)
  },
}

export const losses: Verb<'losses'> = {
  access: 'read',
  async run(db, { agentId }) {
    const rows = await db
      .selectFrom('loss')
      .select('item')
      .where('agent_id', '=', agentId)
      .orderBy('arrival')
      .orderBy('seq')
      .execute()
    return rows.map((row) => JSON.parse(row.item) as LostItem)
  },
}
