/** Calendar work: what a night does with the store. */
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { clearingBlocks } from './block-batches.ts'
import { writeLedger } from './ledger.ts'
import { pruneLogins } from './logins.ts'

export const prune: Verb<'prune'> = {
  access: 'write',
  async run(db, { now }) {
    const sessions = await db
      .deleteFrom('session')
      .where('expires_at', '<=', now)
      .returning('operator_id')
      .execute()
    const enrolments = await db
      .deleteFrom('enrolment')
      .where('expires_at', '<=', now)
      .returning('created_at')
      .execute()
    await pruneLogins(db, now)
    return { sessions: sessions.length, enrolments: enrolments.length }
  },
}

/** What is counted of a day: rows whose instant lies in it, by a column of few values where one is named. */
const COUNTED = {
  incidents: { table: 'incident', at: 'opened_at', by: 'kind' },
  obligations: { table: 'obligation', at: 'decided_at', by: 'state' },
  notices: { table: 'notice', at: 'created_at', by: 'kind' },
  deliveries: { table: 'delivery', at: 'ended_at', by: 'state' },
  ledgerEntries: { table: 'ledger_entry', at: 'at', by: null },
} as const

/** Batches that are rows, and those that are in blocks by now: a block stands for its rows before they are gone. */
async function countReceived(db: Db, fromAt: number, toAt: number): Promise<Record<string, number>> {
  let rows = db
    .selectFrom('batch')
    .select((eb) => [eb.fn.countAll<number>().as('batches'), eb.fn.sum<number | null>('items').as('items')])
    .where('received_at', '>=', fromAt)
    .where('received_at', '<', toAt)
  for (const block of await clearingBlocks(db))
    rows = rows.where((eb) =>
      eb.or([
        eb('agent_id', '!=', block.agent_id),
        eb('latest_at', '<', block.from_at),
        eb('latest_at', '>=', block.to_at),
        eb('arrival', '>', block.up_to),
      ]),
    )
  const compacted = db
    .selectFrom('compacted_receipt')
    .select((eb) => [
      eb.fn.sum<number | null>('batches').as('batches'),
      eb.fn.sum<number | null>('items').as('items'),
    ])
    .where('received_at', '>=', fromAt)
    .where('received_at', '<', toAt)
  const [row, block] = [await rows.executeTakeFirstOrThrow(), await compacted.executeTakeFirstOrThrow()]
  return {
    batches: Number(row.batches) + Number(block.batches ?? 0),
    items: Number(row.items ?? 0) + Number(block.items ?? 0),
  }
}

async function countDay(db: Db, fromAt: number, toAt: number): Promise<Record<string, unknown>> {
  const counts: Record<string, unknown> = await countReceived(db, fromAt, toAt)
  for (const [name, { table, at, by }] of Object.entries(COUNTED)) {
    const inDay = db
      .selectFrom(table)
      .where((eb) =>
        eb.and([eb(eb.ref(at as never), '>=', fromAt as never), eb(eb.ref(at as never), '<', toAt as never)]),
      )
    if (by === null) {
      const row = await inDay.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      counts[name] = Number(row.count)
      continue
    }
    const rows = await inDay
      .select((eb) => [
        eb
          .ref(by as never)
          .$castTo<string>()
          .as('word'),
        eb.fn.countAll<number>().as('count'),
      ])
      .groupBy((eb) => eb.ref(by as never))
      .execute()
    counts[name] = Object.fromEntries(rows.map(({ word, count }) => [word, Number(count)]))
  }
  return counts
}

export const closeDay: Verb<'closeDay'> = {
  access: 'write',
  async run(db, { day, fromAt, toAt, now, ledgerId }) {
    const there = await db
      .selectFrom('ledger_entry')
      .select('id')
      .where('kind', '=', 'daily.evidence')
      .where('subject', '=', `day/${day}`)
      .executeTakeFirst()
    if (there) return { written: false }
    // Of a day before there was an instance nothing is known, which is not the same as nothing.
    const { created_at } = await db.selectFrom('instance').select('created_at').executeTakeFirstOrThrow()
    if (created_at >= toAt) return { written: false }
    const payload = { day, from: fromAt, to: toAt, ...(await countDay(db, fromAt, toAt)) }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'daily.evidence', subject: `day/${day}`, actor: 'system', payload },
    ])
    await db.deleteFrom('compacted_receipt').where('received_at', '<', toAt).execute()
    return { written: true }
  },
}
