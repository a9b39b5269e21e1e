/** What the ledger says of blocks, and whether they are as it says. */
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import { chunks, type Verb } from '../verb.ts'
import { readBody } from './block-batches.ts'
import { COMPACTOR, dayOf } from './blocks.ts'
import { fence } from './leases.ts'
import { writeLedger } from './ledger.ts'

export const closeBlocks: Verb<'closeBlocks'> = {
  access: 'write',
  async run(db, { lease, now, before }) {
    await fence(db, lease, COMPACTOR, now)
    const oldest = await db
      .selectFrom('block')
      .select('day_at')
      .where('entry_id', 'is', null)
      .where('day_at', '<', before)
      .orderBy('day_at')
      .limit(1)
      .executeTakeFirst()
    if (!oldest) return null
    const blocks = await db
      .selectFrom('block')
      .select(['id', 'batches', 'results', 'bytes', 'digest'])
      .where('entry_id', 'is', null)
      .where('day_at', '=', oldest.day_at)
      .orderBy('id')
      .execute()
    const day = dayOf(oldest.day_at)
    const sum = (of: (row: (typeof blocks)[number]) => number) =>
      blocks.reduce((all, row) => all + of(row), 0)
    const entryId = `blocks.closed/${day}/${blocks.at(-1)?.id}`
    const payload = {
      ...{ day, first: blocks[0]?.id, last: blocks.at(-1)?.id, blocks: blocks.length },
      batches: sum((row) => row.batches),
      results: sum((row) => row.results),
      bytes: sum((row) => row.bytes),
      root: merkleRoot(blocks.map((row) => row.digest)),
    }
    await writeLedger(db, [
      { id: entryId, at: now, kind: 'blocks.closed', subject: `day/${day}`, actor: 'system', payload },
    ])
    await db
      .updateTable('block')
      .set({ entry_id: entryId })
      .where('entry_id', 'is', null)
      .where('day_at', '=', oldest.day_at)
      .execute()
    return { day, blocks: blocks.length }
  },
}

export const blockDigests: Verb<'blockDigests'> = {
  access: 'read',
  async run(db, { entryId }) {
    const rows = await db
      .selectFrom('block')
      .select(['id', 'digest'])
      .where('entry_id', '=', entryId)
      .orderBy('id')
      .execute()
    return { blocks: rows }
  },
}

/** Within a second each is chained: there are few. */
export const unchainedBlockEntries: Verb<'unchainedBlockEntries'> = {
  access: 'read',
  run: (db) =>
    db
      .selectFrom('ledger_entry as e')
      .innerJoin('ledger_payload as p', 'p.entry_id', 'e.id')
      .select(['e.id', 'e.kind', 'e.at', 'p.payload'])
      .where('e.seq', 'is', null)
      .where('e.kind', 'like', 'block%')
      .orderBy('e.at')
      .orderBy('e.id')
      .execute(),
}

export const verifyBlocks: Verb<'verifyBlocks'> = {
  access: 'background',
  async run(db, { after, limit }) {
    const rows = await db
      .selectFrom('block as b')
      .leftJoin('block_body as t', 't.block_id', 'b.id')
      .select(['b.id', 'b.digest', 'b.damaged_at', 't.body'])
      .where('b.id', '>', after)
      .orderBy('b.id')
      .limit(limit)
      .execute()
    const told = rows.filter((row) => row.damaged_at !== null).map(({ id }) => id)
    const others = rows.filter((row) => row.damaged_at === null)
    // What has its digest and is no block all the same was written so: whoever reads it must be told.
    const damaged = others.filter((row) => readBody(row) === null).map(({ id }) => id)
    const next = rows.length < limit ? null : (rows.at(-1)?.id ?? null)
    return { verified: others.length, damaged, told, next }
  },
}

export const quarantineBlocks: Verb<'quarantineBlocks'> = {
  access: 'write',
  async run(db, { now, ids }) {
    const quarantined: number[] = []
    for (const part of chunks(ids)) {
      const rows = await db
        .updateTable('block')
        .set({ damaged_at: now })
        .where('id', 'in', part)
        .where('damaged_at', 'is', null)
        .returningAll()
        .execute()
      quarantined.push(...rows.map(({ id }) => id))
      await writeLedger(
        db,
        rows.map((row) => ({
          ...{ id: `block.damaged/${row.id}`, at: now, kind: 'block.damaged' },
          ...{ subject: `block/${row.id}`, actor: 'system' },
          payload: {
            ...{ block: row.id, agent: row.agent_id, day: dayOf(row.day_at), digest: row.digest },
            ...{ from: row.earliest_at, to: row.latest_at, results: row.results },
          },
        })),
      )
    }
    return { quarantined }
  },
}
