/** Deletes results whose time is over, never without the ledger's saying what and on what grounds (000 11.2.2). */
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import { eventTime, withAnchors } from '../../../rules/wire/event-time.ts'
import { encodeBlock } from '../block/block.ts'
import { thin } from '../block/thin.ts'
import type { CountedMonth, DeletionDraft, KeptRow } from '../port.ts'
import type { StoredBatch } from '../records.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, type Verb } from '../verb.ts'
import { originsOf, readBody, serviceOf, sha256 } from './block-batches.ts'
import { endedAs, removeBlocks, resultsOf, runsOf } from './block-merges.ts'
import { COMPACTOR, dayOf } from './blocks.ts'
import { fence } from './leases.ts'
import { writeLedger } from './ledger.ts'

export const retainedBlocks: Verb<'retainedBlocks'> = {
  access: 'read',
  async run(db, { before, after, limit }) {
    const rows = await db
      .selectFrom('block')
      .selectAll()
      .where('id', '>', after)
      .where('latest_at', '<', before)
      .where('entry_id', 'is not', null)
      .where('clearing', '=', 0)
      .orderBy('id')
      .limit(limit)
      .execute()
    const partitions = new Map<number, number[]>()
    for (const part of chunks(rows))
      for (const row of await db
        .selectFrom('block_partition')
        .selectAll()
        .where(
          'block_id',
          'in',
          part.map(({ id }) => id),
        )
        .execute())
        partitions.set(row.block_id, [...(partitions.get(row.block_id) ?? []), row.partition_no])
    return {
      blocks: rows.map((row) => ({
        ...{ id: row.id, agentId: row.agent_id, dayAt: row.day_at },
        ...{ earliestAt: row.earliest_at, latestAt: row.latest_at, writtenAt: row.written_at },
        ...{ results: row.results, bytes: row.bytes, services: JSON.parse(row.services) as string[] },
        partitions: partitions.get(row.id) ?? [],
        ...{ thinned: row.thinned_at !== null, damaged: row.damaged_at !== null },
      })),
      next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
    }
  },
}

export const draftDeletion: Verb<'draftDeletion'> = {
  access: 'background',
  async run(db, { step, ids, months }) {
    const rows = await db
      .selectFrom('block as b')
      .leftJoin('block_body as t', 't.block_id', 'b.id')
      .select(['b.id', 'b.digest', 'b.results', 'b.services', 'b.origins', 't.body'])
      .where('b.id', 'in', ids)
      .orderBy('b.id')
      .execute()
    const unreadable: number[] = []
    const drafts: DeletionDraft[] = []
    for (const row of rows) {
      const batches = readBody(row)
      // What cannot be read ends with the rest of its day, not before.
      if (!batches && step === 'thin') unreadable.push(row.id)
      else drafts.push(draftOf(row, batches ?? [], step === 'thin' ? thin(batches ?? []) : [], months))
    }
    return { drafts, unreadable }
  },
}

type Read = Pick<Row<'block'>, 'id' | 'digest' | 'results' | 'services' | 'origins'>

function draftOf(
  row: Read,
  batches: readonly StoredBatch[],
  kept: readonly StoredBatch[],
  months: readonly CountedMonth[],
): DeletionDraft {
  const { id, digest } = row
  const results = resultsOf(kept)
  const late = months.flatMap(({ service, month, ...of }) => {
    const gone = countLate(batches, service, of) - countLate(kept, service, of)
    return gone > 0 ? [{ service, month, results: gone }] : []
  })
  const all = JSON.parse(row.services) as string[]
  if (kept.length === 0) return { id, digest, results: row.results, services: all, left: null, late }
  const [before, after] = [countsOf(batches), countsOf(kept)]
  const body = encodeBlock(kept)
  const origins = originsOf(row)
  const places = new Map(batches.map(({ arrival }, place) => [arrival, place]))
  const ofKept = kept.map(({ arrival }) => origins[places.get(arrival) ?? -1] ?? id)
  return {
    ...{ id, digest, results: row.results - results, late },
    services: all.filter((service) => (before.get(service) ?? 0) > (after.get(service) ?? 0)),
    left: {
      ...{ body, digest: sha256(body), batches: kept.length, results },
      origins: row.origins === null ? null : JSON.stringify(runsOf(ofKept)),
    },
  }
}

/** How many results there are of each service. */
function countsOf(batches: readonly StoredBatch[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { items } of batches)
    for (const item of items)
      if (item.kind === 'result') {
        const service = serviceOf(item.check)
        counts.set(service, (counts.get(service) ?? 0) + 1)
      }
  return counts
}

/** As a report counts them. */
function countLate(
  batches: readonly StoredBatch[],
  service: string,
  { fromAt, toAt, arrivedUpTo }: Pick<CountedMonth, 'fromAt' | 'toAt' | 'arrivedUpTo'>,
): number {
  let count = 0
  for (const batch of batches) {
    if (batch.arrival <= arrivedUpTo) continue
    for (const [item, anchor] of withAnchors(batch)) {
      if (item.kind !== 'result' || !item.check.startsWith(`${service}/`)) continue
      const at = eventTime(anchor, item.started)
      if (at >= fromAt && at < toAt) count += 1
    }
  }
  return count
}

/** Whether somebody holds results of these services in the span, at this very moment. */
async function isHeld(db: Db, services: readonly string[], from: number, to: number): Promise<boolean> {
  if (services.length === 0) return false
  const found = await db
    .selectFrom('legal_hold')
    .select('id')
    .where('service', 'in', services)
    .where('lifted_at', 'is', null)
    .where('from_at', '<=', to)
    .where((eb) => eb.or([eb('to_at', 'is', null), eb('to_at', '>', from)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export const deleteResults: Verb<'deleteResults'> = {
  access: 'write',
  async run(db, { lease, now, step, dayAt, services, drafts, grounds }) {
    await fence(db, lease, COMPACTOR, now)
    const done: { row: Row<'block'>; draft: DeletionDraft }[] = []
    let held = 0
    for (const draft of drafts) {
      const row = await db.selectFrom('block').selectAll().where('id', '=', draft.id).executeTakeFirst()
      if (row?.digest !== draft.digest || row.day_at !== dayAt || row.entry_id === null) continue
      if (await isHeld(db, services, row.earliest_at, row.latest_at)) held += 1
      else done.push({ row, draft })
    }
    const [first] = done
    if (!first) return { blocks: 0, results: 0, held }
    const kind = step === 'thin' ? 'blocks.thinned' : 'blocks.expired'
    const day = dayOf(dayAt)
    const entryId = `${kind}/${day}/${first.row.id}`
    for (const { row, draft } of done) {
      if (draft.left) await replace(db, row.id, draft.left, { now, entryId })
      else await removeBlocks(db, [row.id])
      for (const { service, month, results } of draft.late)
        await db
          .updateTable('closed_month')
          .set((eb) => ({ late_gone: eb('late_gone', '+', results) }))
          .where('service', '=', service)
          .where('month', '=', month)
          .execute()
    }
    const rows = done.map(({ row }) => row)
    for (const service of new Set(done.flatMap(({ draft }) => draft.services))) {
      const own = done.filter(({ draft }) => draft.services.includes(service)).map(({ row }) => row)
      await expire(db, { service, day_at: dayAt, ...spanOf(own) })
    }
    const span = spanOf(rows)
    const results = done.reduce((sum, { draft }) => sum + draft.results, 0)
    const left = done.flatMap(({ draft }) => draft.left ?? [])
    const payload = {
      ...{ day, because: step === 'thin' ? 'usage-records' : 'incident-records', grounds },
      ...{ blocks: done.length, results, from: span.from_at, to: span.to_at },
      kept: { blocks: left.length, results: left.reduce((sum, one) => sum + one.results, 0) },
      deleted: merkleRoot(rows.map(({ digest }) => digest)),
      root: merkleRoot(left.map(({ digest }) => digest)),
      ended: rows.map(endedAs),
    }
    await writeLedger(db, [{ id: entryId, at: now, kind, subject: `day/${day}`, actor: 'system', payload }])
    return { blocks: done.length, results, held }
  },
}

async function replace(
  db: Db,
  id: number,
  left: NonNullable<DeletionDraft['left']>,
  { now, entryId }: { now: number; entryId: string },
): Promise<void> {
  const { body, digest, batches, results, origins } = left
  await db.updateTable('block_body').set({ body }).where('block_id', '=', id).execute()
  await db
    .updateTable('block')
    .set({ digest, batches, results, origins, bytes: body.length, entry_id: entryId, thinned_at: now })
    .where('id', '=', id)
    .execute()
}

const spanOf = (rows: readonly Row<'block'>[]) => ({
  from_at: Math.min(...rows.map((row) => row.earliest_at)),
  to_at: Math.max(...rows.map((row) => row.latest_at)),
})

async function expire(db: Db, row: Row<'expired_day'>): Promise<void> {
  const { service, day_at, from_at, to_at } = row
  const known = await db
    .selectFrom('expired_day')
    .selectAll()
    .where('service', '=', service)
    .where('day_at', '=', day_at)
    .executeTakeFirst()
  if (!known) await db.insertInto('expired_day').values(row).execute()
  else
    await db
      .updateTable('expired_day')
      .set({ from_at: Math.min(known.from_at, from_at), to_at: Math.max(known.to_at, to_at) })
      .where('service', '=', service)
      .where('day_at', '=', day_at)
      .execute()
}

export const keepRetentionLook: Verb<'keepRetentionLook'> = {
  access: 'write',
  async run(db, { lease, now, at, since, kept }) {
    await fence(db, lease, COMPACTOR, now)
    const look = { at, since, kept: JSON.stringify(kept) }
    await db
      .insertInto('retention_look')
      .values({ id: 1, ...look })
      .onConflict((c) => c.column('id').doUpdateSet(look))
      .execute()
  },
}

export const retentionLook: Verb<'retentionLook'> = {
  access: 'read',
  async run(db) {
    const row = await db.selectFrom('retention_look').selectAll().where('id', '=', 1).executeTakeFirst()
    return row ? { at: row.at, since: row.since, kept: JSON.parse(row.kept) as KeptRow[] } : null
  },
}

export const goneResults: Verb<'goneResults'> = {
  access: 'read',
  async run(db, { service, fromAt, toAt, unreadable }) {
    const expired = await db
      .selectFrom('expired_day')
      .select(['from_at', 'to_at'])
      .where('service', '=', service)
      .where('from_at', '<=', toAt)
      .where('to_at', '>=', fromAt)
      .orderBy('day_at')
      .execute()
    const damaged = await db
      .selectFrom('block')
      .select(['services', 'earliest_at as from_at', 'latest_at as to_at'])
      .where((eb) =>
        unreadable.length === 0
          ? eb('damaged_at', 'is not', null)
          : eb.or([eb('damaged_at', 'is not', null), eb('id', 'in', unreadable)]),
      )
      .where('latest_at', '>=', fromAt)
      .where('earliest_at', '<=', toAt)
      .orderBy('id')
      .execute()
    const own = damaged.filter(({ services }) => (JSON.parse(services) as string[]).includes(service))
    const span = (row: { from_at: number; to_at: number }) => ({ fromAt: row.from_at, toAt: row.to_at })
    return { expired: expired.map(span), damaged: own.map(span) }
  },
}

export const damagedBlocks: Verb<'damagedBlocks'> = {
  access: 'read',
  async run(db, { fromAt }) {
    const { blocks, from_at, to_at } = await db
      .selectFrom('block')
      .select(({ fn }) => [
        fn.countAll<number>().as('blocks'),
        fn.min('earliest_at').as('from_at'),
        fn.max('latest_at').as('to_at'),
      ])
      .where('damaged_at', 'is not', null)
      .where('latest_at', '>=', fromAt)
      .executeTakeFirstOrThrow()
    return Number(blocks) === 0 ? null : { blocks: Number(blocks), fromAt: from_at, toAt: to_at }
  },
}
