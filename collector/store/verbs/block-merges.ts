/** Makes one block of several small ones of an agent and day, so that late results do not leave any number of them. */
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import { encodeBlock } from '../block/block.ts'
import { type MergeDraft, type Origins, StoreError } from '../port.ts'
import type { StoredBatch } from '../records.ts'
import type { Db, Row } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { originsOf, readBody, sha256 } from './block-batches.ts'
import { COMPACTOR, dayOf, insertBlock, servicesOf } from './blocks.ts'
import { fence } from './leases.ts'
import { writeLedger } from './ledger.ts'

/** Only what the ledger names already, and what is as it was written; not while it stands for rows that are there yet. */
const mergeable = (db: Db) =>
  db
    .selectFrom('block')
    .where('entry_id', 'is not', null)
    .where('clearing', '=', 0)
    .where('damaged_at', 'is', null)
    .where('thinned_at', 'is', null)

export const draftMerge: Verb<'draftMerge'> = {
  access: 'background',
  async run(db, { small, least, most }) {
    const found = await mergeable(db)
      .select(['agent_id', 'day_at'])
      .where('results', '<=', small)
      .groupBy(['agent_id', 'day_at'])
      .having((eb) => eb.fn.countAll(), '>=', least)
      .orderBy('day_at')
      .orderBy('agent_id')
      .limit(1)
      .executeTakeFirst()
    if (!found) return null
    const candidates = await mergeable(db)
      .selectAll()
      .where('results', '<=', small)
      .where('agent_id', '=', found.agent_id)
      .where('day_at', '=', found.day_at)
      .orderBy('results')
      .orderBy('id')
      .execute()
    const rows: typeof candidates = []
    const sum = { results: 0, batches: 0 }
    for (const row of candidates) {
      sum.results += row.results
      sum.batches += row.batches
      if (rows.length >= least && (sum.results > most.results || sum.batches > most.batches)) break
      rows.push(row)
    }
    return draftOf(db, rows)
  },
}

type Source = Row<'block'>

async function draftOf(
  db: Db,
  rows: readonly Source[],
): Promise<{ draft: MergeDraft | null; unreadable: number[] }> {
  const ids = rows.map(({ id }) => id)
  const found = await db.selectFrom('block_body').selectAll().where('block_id', 'in', ids).execute()
  const bodies = new Map(found.map(({ block_id, body }) => [block_id, body]))
  const read = rows.map(({ id, digest }) => ({
    ...{ id, batches: readBody({ body: bodies.get(id) ?? null, digest }) },
  }))
  const unreadable = read.flatMap(({ id, batches }) => (batches ? [] : [id]))
  if (unreadable.length > 0) return { draft: null, unreadable }
  const placed = read
    .flatMap(({ id, batches }) => {
      const origins = originsOf(rows.find((row) => row.id === id))
      return (batches ?? []).map((batch, place) => ({ batch, block: origins[place] ?? id }))
    })
    .toSorted((a, b) => a.batch.arrival - b.batch.arrival)
  const batches = placed.map(({ batch }) => batch)
  const body = encodeBlock(batches)
  const partitions = await db
    .selectFrom('block_partition')
    .select('partition_no')
    .distinct()
    .where('block_id', 'in', ids)
    .orderBy('partition_no')
    .execute()
  const [first] = rows
  if (!first) return { draft: null, unreadable: [] }
  const least = (of: (row: Source) => number) => Math.min(...rows.map(of))
  const greatest = (of: (row: Source) => number) => Math.max(...rows.map(of))
  const draft: MergeDraft = {
    ...{ agentId: first.agent_id, dayAt: first.day_at },
    ...{ fromAt: least((row) => row.from_at), toAt: greatest((row) => row.to_at) },
    ...{ earliestAt: least((row) => row.earliest_at), latestAt: greatest((row) => row.latest_at) },
    ...{ firstArrival: least((row) => row.first_arrival), lastArrival: greatest((row) => row.last_arrival) },
    ...{ batches: batches.length, results: resultsOf(batches), services: servicesOf(batches) },
    partitions: partitions.map((row) => row.partition_no),
    ...{ body, digest: sha256(body) },
    from: rows.map(({ id, digest }) => ({ id, digest })).toSorted((a, b) => a.id - b.id),
    origins: runsOf(placed.map(({ block }) => block)),
  }
  return { draft, unreadable: [] }
}

export const resultsOf = (batches: readonly StoredBatch[]) =>
  batches.reduce((sum, { items }) => sum + items.filter(({ kind }) => kind === 'result').length, 0)

/** Neighbours of one block together. */
export function runsOf(blocks: readonly number[]): Origins {
  const runs: Origins = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last?.[0] === block) last[1] += 1
    else runs.push([block, 1])
  }
  return runs
}

/** What the ledger says of a block that is no more, or no more what it was. */
export const endedAs = (
  row: Pick<Source, 'id' | 'entry_id' | 'digest' | 'agent_id' | 'results'> & Times,
) => ({
  ...{ block: row.id, entry: row.entry_id, digest: row.digest, agent: row.agent_id },
  ...{ from: row.earliest_at, to: row.latest_at, results: row.results },
})
type Times = Pick<Source, 'earliest_at' | 'latest_at'>

export async function removeBlocks(db: Db, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('block_partition').where('block_id', 'in', ids).execute()
  await db.deleteFrom('block_body').where('block_id', 'in', ids).execute()
  await db.deleteFrom('block').where('id', 'in', ids).execute()
}

export const mergeBlocks: Verb<'mergeBlocks'> = {
  access: 'write',
  async run(db, { lease, now, draft }) {
    await fence(db, lease, COMPACTOR, now)
    const ids = draft.from.map(({ id }) => id)
    const rows = await mergeable(db).selectAll().where('id', 'in', ids).orderBy('id').execute()
    const same = rows.every((row, index) => row.digest === draft.from[index]?.digest)
    if (rows.length !== ids.length || !same)
      throw new StoreError('conflict', 'blocks that were to be merged are no more as they were')
    await removeBlocks(db, ids)
    const entryIdOf = (id: number) => `blocks.merged/${id}`
    const id = await insertBlock(db, draft, {
      ...{ upTo: Math.max(...rows.map((row) => row.up_to)), clearing: 0, entryId: entryIdOf },
      ...{ writtenAt: Math.max(...rows.map((row) => row.written_at)), origins: draft.origins },
    })
    const day = dayOf(draft.dayAt)
    const payload = {
      ...{ day, block: id, results: draft.results, bytes: draft.body.length },
      ...{ root: merkleRoot([draft.digest]), ended: rows.map(endedAs) },
    }
    await writeLedger(db, [
      { id: entryIdOf(id), at: now, kind: 'blocks.merged', subject: `day/${day}`, actor: 'system', payload },
    ])
    return { id }
  },
}
