import { PARTITIONS } from '../../../rules/partition.ts'
import type { Anchor, Item, LostItem } from '../../../rules/wire/v1.ts'
import type { StoredBatch } from '../port.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, prepared, preparedFor, type Verb } from '../verb.ts'
import { batchesOfBlock, blocksOfAgent, clearingBlocks, isCovered, nextBlock } from './block-batches.ts'

const isAnchor = (base: Partial<Anchor> | null) =>
  typeof base?.mono === 'number' && typeof base.wall === 'number'
const isItem = (item: Partial<Item> | null) => typeof item?.seq === 'number' && typeof item.kind === 'string'

type Body = Pick<Row<'batch'>, 'body' | 'items'>

/** @throws an error where it is not one that ingest wrote. */
function bodyOf({ body, items: count }: Body): { base: Anchor; items: Item[] } {
  const { base, items } = JSON.parse(body) as { base: Anchor; items: Item[] }
  if (!isAnchor(base) || !Array.isArray(items) || items.length !== count || !items.every(isItem))
    throw new Error('the body of a stored batch cannot be read')
  return { base, items }
}

/** @throws an error where the row cannot be read. */
export function storedBatch(row: Row<'batch'>): StoredBatch {
  return {
    arrival: row.arrival,
    agentId: row.agent_id,
    epoch: row.epoch,
    receivedAt: row.received_at,
    ...bodyOf(row),
  }
}

/** Null where it cannot be read. */
export function readBatch(row: Row<'batch'>): StoredBatch | null {
  try {
    return storedBatch(row)
  } catch {
    return null
  }
}

/** Its items; none where they cannot be read. */
export function readItems(row: Body): Item[] {
  try {
    return bodyOf(row).items
  } catch {
    return []
  }
}

/** What can be read of some rows, in their order, and the arrivals of those that cannot. */
function readBatches(rows: readonly Row<'batch'>[]): { batches: StoredBatch[]; unreadable?: number[] } {
  const batches: StoredBatch[] = []
  const unreadable: number[] = []
  for (const row of rows) {
    const batch = readBatch(row)
    if (batch) batches.push(batch)
    else unreadable.push(row.arrival)
  }
  return unreadable.length === 0 ? { batches } : { batches, unreadable }
}

/** In order of arrival. */
async function rowsOf(db: Db, arrivals: readonly number[]): Promise<Row<'batch'>[]> {
  const found: Row<'batch'>[] = []
  for (const part of chunks(arrivals)) found.push(...(await rowsAt(db, part, {})))
  return found
}

const rowsAt = preparedFor<number>()((db, arrivals) =>
  db.selectFrom('batch').selectAll().where('arrival', 'in', arrivals).orderBy('arrival'),
)
const lastArrival = prepared<object>()((db) => db.selectFrom('arrival').select('last').where('id', '=', 1))

interface Wanted {
  partitions: number[]
  after: number
  limit: number
  /** Only batches whose items may lie in it, the ends included. */
  within?: { fromAt: number; toAt: number }
}

type Page = { after: number; last: number; limit: number }

const ofPartitions = (db: Db, partitions: number[], given: <K extends keyof Page>(key: K) => number) =>
  db
    .selectFrom('batch_partition')
    .select('arrival')
    .distinct()
    .where('partition_no', 'in', partitions)
    .where('arrival', '>', given('after'))
    .where('arrival', '<=', given('last'))
    .orderBy('arrival')
    .limit(given('limit'))
const arrivalsAfter = preparedFor<number, Page>(PARTITIONS)(ofPartitions)
const arrivalsWithin = preparedFor<number, Page & { fromAt: number; toAt: number }>(PARTITIONS)(
  (db, partitions, given) =>
    ofPartitions(db, partitions, given)
      .where('latest_at', '>=', given('fromAt'))
      .where('earliest_at', '<=', given('toAt')),
)

/** Where fewer than `limit` are found, `upTo` is the last arrival that is committed: all before it was looked at. */
async function pageOfRows(db: Db, { partitions, after, limit, within }: Wanted) {
  const [{ last } = { last: 0 }] = await lastArrival(db, {})
  const found = within
    ? await arrivalsWithin(db, partitions, { after, last, limit, ...within })
    : await arrivalsAfter(db, partitions, { after, last, limit })
  const rows = await rowsOf(
    db,
    found.map((row) => row.arrival),
  )
  const whole = found.length < limit
  return { rows, whole, upTo: whole ? Math.max(after, last) : (found.at(-1)?.arrival ?? after) }
}

/** What evaluation has still to see is in no block yet. */
export const batchesAfter: Verb<'batchesAfter'> = {
  access: 'read',
  async run(db, a) {
    if (a.partitions.length === 0) return { batches: [], upTo: a.after }
    const { rows, upTo } = await pageOfRows(db, a)
    return { ...readBatches(rows), upTo }
  },
}

/**
 * Blocks first, one to a page, then rows in their order of arrival. A block that is written while somebody reads takes
 * rows away that were read or not: it comes next, with those only that arrived after the place that was reached.
 */
export const batchesBetween: Verb<'batchesBetween'> = {
  access: 'read',
  async run(db, { partitions, fromAt, toAt, after, limit }) {
    const { arrival, block } = typeof after === 'number' ? { arrival: after, block: 0 } : after
    if (partitions.length === 0) return { batches: [], origins: [], next: null, upTo: arrival, damaged: [] }
    const found = await nextBlock(db, { partitions, fromAt, toAt, arrival, block })
    if (found !== null) {
      const wanted = { fromAt, toAt, after: arrival, partitions: new Set(partitions) }
      const next = { arrival, block: found }
      const read = await batchesOfBlock(db, found, wanted)
      return read
        ? { ...read, next, upTo: arrival, damaged: [] }
        : { batches: [], origins: [], next, upTo: arrival, damaged: [found] }
    }
    const page = await pageOfRows(db, { partitions, after: arrival, limit, within: { fromAt, toAt } })
    const clearing = await clearingBlocks(db)
    return {
      ...readBatches(page.rows.filter((row) => !isCovered(row, clearing))),
      origins: [],
      next: page.whole ? null : { arrival: page.upTo, block },
      upTo: page.upTo,
      damaged: [],
    }
  },
}

export const batchesOf: Verb<'batchesOf'> = {
  access: 'read',
  async run(db, { agentId, fromAt, toAt, limit }) {
    const clearing = (await clearingBlocks(db)).filter((block) => block.agent_id === agentId)
    let query = db
      .selectFrom('batch')
      .selectAll()
      .where('agent_id', '=', agentId)
      .where('latest_at', '>=', fromAt)
      .where('earliest_at', '<=', toAt)
    for (const block of clearing)
      query = query.where((eb) =>
        eb.or([
          eb('latest_at', '<', block.from_at),
          eb('latest_at', '>=', block.to_at),
          eb('arrival', '>', block.up_to),
        ]),
      )
    const rows = await query.orderBy('arrival', 'desc').limit(limit).execute()
    const { batches, ...unreadable } = readBatches(rows)
    let newest = batches
    const damaged: number[] = []
    for (const { id, last_arrival } of await blocksOfAgent(db, { agentId, fromAt, toAt })) {
      // What is in it, and in those behind it, came before all that was found.
      if (newest.length >= limit && last_arrival < (newest.at(-1)?.arrival ?? 0)) break
      const read = await batchesOfBlock(db, id, { fromAt, toAt })
      if (!read) damaged.push(id)
      newest.push(...(read?.batches ?? []))
      newest = newest.sort((a, b) => b.arrival - a.arrival).slice(0, limit)
    }
    return { batches: newest.reverse(), damaged, ...unreadable }
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
