/** Reads batches out of blocks, beside those that are rows. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { partitionOf } from '../../../rules/partition.ts'
import { eventTime, withAnchors } from '../../../rules/wire/event-time.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { decodeBlock, UnreadableBlock } from '../block/block.ts'
import type { Origins } from '../port.ts'
import type { StoredBatch } from '../records.ts'
import type { Db, Row } from '../schema.ts'

type Cleared = Pick<Row<'block'>, 'agent_id' | 'from_at' | 'to_at' | 'up_to'>

/** Blocks whose rows are not all gone yet; mostly none, or one. The index on them is found by the literal, not by a bound value. */
export function clearingBlocks(db: Db): Promise<Cleared[]> {
  return db
    .selectFrom('block')
    .select(['agent_id', 'from_at', 'to_at', 'up_to'])
    .where('clearing', '=', sql.lit(1))
    .execute()
}

/** Whether a block stands for this row already. */
export function isCovered(
  row: Pick<Row<'batch'>, 'agent_id' | 'latest_at' | 'arrival'>,
  clearing: readonly Cleared[],
): boolean {
  return clearing.some(
    (block) =>
      block.agent_id === row.agent_id &&
      block.from_at <= row.latest_at &&
      row.latest_at < block.to_at &&
      row.arrival <= block.up_to,
  )
}

interface Wanted {
  fromAt: number
  toAt: number
  /** Only those that arrived later. */
  after?: number
  partitions?: ReadonlySet<number>
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * The batches of a body in order of arrival, or null where it is gone, is not the one that the ledger knows, or cannot be
 * read: they are missing, hence unknown, and nothing is made of them that would have a digest of its own.
 */
export function readBody({ body, digest }: Body): StoredBatch[] | null {
  if (body === null || sha256(body) !== digest) return null
  try {
    return decodeBlock(body)
  } catch (error) {
    if (error instanceof UnreadableBlock) return null
    throw error
  }
}

interface Body {
  body: Uint8Array | null
  digest: string
}

/** The batches of a block that are wanted, in order of arrival, each with the block it was in at first. */
interface OfBlock {
  batches: StoredBatch[]
  origins: number[]
}

/** Null of a block that cannot be read. */
export async function batchesOfBlock(db: Db, id: number, wanted: Wanted): Promise<OfBlock | null> {
  const row = await db
    .selectFrom('block as b')
    .leftJoin('block_body as t', 't.block_id', 'b.id')
    .select(['t.body', 'b.digest', 'b.origins'])
    .where('b.id', '=', id)
    .executeTakeFirst()
  const batches = row ? readBody(row) : null
  if (!row || !batches) return null
  const origins = originsOf(row)
  const found: OfBlock = { batches: [], origins: [] }
  for (const [place, batch] of batches.entries()) {
    if (batch.arrival <= (wanted.after ?? 0) || !touches(batch, wanted)) continue
    if (wanted.partitions && !concerns(batch.items, wanted.partitions)) continue
    found.batches.push(batch)
    found.origins.push(origins[place] ?? id)
  }
  return found
}

/** Of each batch of a merged block, the block that it was in at first; empty where that is this one. */
export function originsOf(row: Pick<Row<'block'>, 'origins'> | undefined): number[] {
  if (!row?.origins) return []
  return (JSON.parse(row.origins) as Origins).flatMap(([block, batches]) =>
    Array<number>(batches).fill(block),
  )
}

/** A loss may concern every service that its agent checks. */
function concerns(items: readonly Item[], partitions: ReadonlySet<number>): boolean {
  return items.some(
    (item) => item.kind === 'lost' || ('check' in item && partitions.has(partitionOf(serviceOf(item.check)))),
  )
}

/** Whose a check is, by its full name. */
export const serviceOf = (check: string) => check.split('/', 1)[0] ?? ''

/** By the times of its items, as they are bounded when they are read. */
function touches(batch: StoredBatch, { fromAt, toAt }: Wanted): boolean {
  let timed = false
  for (const [item, anchor] of withAnchors(batch)) {
    if (item.kind === 'lost') continue
    timed = true
    const [first, last] =
      item.kind === 'result'
        ? [Math.min(item.planned, item.started), item.finished]
        : item.kind === 'skipped'
          ? [item.planned, item.planned]
          : [item.mono, item.mono]
    if (eventTime(anchor, last) >= fromAt && eventTime(anchor, first) <= toAt) return true
  }
  return !timed && batch.receivedAt >= fromAt && batch.receivedAt <= toAt
}

/** Blocks of an agent that may touch a span, the last arrivals first. */
export function blocksOfAgent(
  db: Db,
  { agentId, fromAt, toAt }: { agentId: string; fromAt: number; toAt: number },
): Promise<Pick<Row<'block'>, 'id' | 'last_arrival'>[]> {
  return db
    .selectFrom('block')
    .select(['id', 'last_arrival'])
    .where('agent_id', '=', agentId)
    .where('latest_at', '>=', fromAt)
    .where('earliest_at', '<=', toAt)
    .where('damaged_at', 'is', null)
    .orderBy('last_arrival', 'desc')
    .execute()
}

/** The next block behind `block` of some partitions that may touch a span with what arrived after `arrival`. */
export async function nextBlock(
  db: Db,
  a: { partitions: number[]; fromAt: number; toAt: number; block: number; arrival: number },
): Promise<number | null> {
  const found = await db
    .selectFrom('block_partition as p')
    .innerJoin('block as b', 'b.id', 'p.block_id')
    .select('b.id')
    .where('p.partition_no', 'in', a.partitions)
    .where('p.block_id', '>', a.block)
    .where('b.latest_at', '>=', a.fromAt)
    .where('b.earliest_at', '<=', a.toAt)
    .where('b.last_arrival', '>', a.arrival)
    .where('b.damaged_at', 'is', null)
    .orderBy('p.block_id')
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? null
}
