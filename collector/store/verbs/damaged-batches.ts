/** Batches whose rows cannot be read: set aside as blocks that are damaged, so that nothing looks for them again. */
import { PARTITIONS, partitionOf } from '../../../rules/partition.ts'
import type { Revision } from '../../model.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, type Verb } from '../verb.ts'
import { readBatch } from './batches.ts'
import { clearingBlocks, isCovered, sha256 } from './block-batches.ts'
import { quarantineBlocks } from './block-evidence.ts'
import { addReceipts, DAY_MS, insertBlock, receiptsOf } from './blocks.ts'

const ALL_PARTITIONS = Array.from({ length: PARTITIONS }, (_, partition) => partition)
/** Rows that are read at once. */
const READ = 100

export const unreadableBatches: Verb<'unreadableBatches'> = {
  access: 'background',
  async run(db, { agentId, before }) {
    const rows = await db
      .selectFrom('batch')
      .select('arrival')
      .where('agent_id', '=', agentId)
      .where('latest_at', '<', before)
      .orderBy('arrival')
      .execute()
    const arrivals: number[] = []
    for (const part of chunks(
      rows.map(({ arrival }) => arrival),
      READ,
    )) {
      const read = await db.selectFrom('batch').selectAll().where('arrival', 'in', part).execute()
      arrivals.push(...read.flatMap((row) => (readBatch(row) ? [] : row.arrival)))
    }
    return { arrivals }
  },
}

export const quarantineBatches: Verb<'quarantineBatches'> = {
  access: 'write',
  async run(db, { now, arrivals }) {
    const clearing = await clearingBlocks(db)
    const ids: number[] = []
    for (const part of chunks(arrivals)) {
      const rows = await db.selectFrom('batch').selectAll().where('arrival', 'in', part).execute()
      for (const row of rows) {
        if (isCovered(row, clearing) || readBatch(row)) continue
        ids.push(await setAside(db, row, now))
      }
    }
    return quarantineBlocks.run(db, { now, ids })
  },
}

/** Whose results they were its row does not say any more: of every service that its partitions have. */
async function setAside(db: Db, row: Row<'batch'>, now: number): Promise<number> {
  const { arrival, latest_at: latestAt } = row
  const found = await db
    .selectFrom('batch_partition')
    .select('partition_no')
    .where('partition_no', 'in', ALL_PARTITIONS)
    .where('arrival', '=', arrival)
    .execute()
  const partitions = found.map(({ partition_no }) => partition_no)
  const body = new Uint8Array(Buffer.from(row.body, 'utf8'))
  const draft = {
    agentId: row.agent_id,
    dayAt: Math.floor(latestAt / DAY_MS) * DAY_MS,
    ...{ fromAt: latestAt, toAt: latestAt + 1, earliestAt: row.earliest_at, latestAt },
    ...{ firstArrival: arrival, lastArrival: arrival, batches: 1, results: row.items },
    ...{ services: await servicesIn(db, partitions), partitions, body, digest: sha256(body) },
  }
  const written = { upTo: arrival, writtenAt: now, clearing: 0, entryId: null, origins: null } as const
  const id = await insertBlock(db, draft, written)
  await addReceipts(db, receiptsOf([row]))
  await db.deleteFrom('batch').where('arrival', '=', arrival).execute()
  await db
    .deleteFrom('batch_partition')
    .where('partition_no', 'in', ALL_PARTITIONS)
    .where('arrival', '=', arrival)
    .execute()
  return id
}

async function servicesIn(db: Db, partitions: readonly number[]): Promise<string[]> {
  const newest = await db
    .selectFrom('revision')
    .select('document')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  const services = newest ? (JSON.parse(newest.document) as Pick<Revision, 'services'>).services : []
  return services.flatMap(({ id }) => (partitions.includes(partitionOf(id)) ? id : [])).sort()
}
