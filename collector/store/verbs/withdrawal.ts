/** Withdrawal (取消) of what two persons decided, in the tables; the rules are in `rules/obligations/withdrawal.ts`. */
import { randomUUID } from 'node:crypto'
import { withdrawn } from '../../../rules/obligations/withdrawal.ts'
import type { ProposalReason } from '../../../rules/words.ts'
import type { Db, Row } from '../schema.ts'
import { chunks, preparedFor } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { evidenceText, obligationRow } from './obligation-rows.ts'

/** The approved proposal that a withdrawal follows from. */
export interface Grounds {
  proposal: string
  reason: ProposalReason
  /** Who withdraws in the ledger: `operator:ID`, or `system` where the decision came before the obligation. */
  actor: string
  now: number
}

/** The rows are locked before they are read: what they were must be what is written down. */
async function locked(db: Db, column: 'id' | 'subject', value: string): Promise<Row<'obligation'>[]> {
  const rows = await db
    .updateTable('obligation')
    .set((eb) => ({ state: eb.ref('state') }))
    .where(column, '=', value)
    .where('state', '<>', 'withdrawn')
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.clock_from - b.clock_from || (a.id < b.id ? -1 : 1))
}

async function withdraw(db: Db, rows: readonly Row<'obligation'>[], grounds: Grounds): Promise<void> {
  const { proposal, reason, actor, now } = grounds
  for (const row of rows) {
    const after = withdrawn(obligationRow(row), { proposal, reason, at: now })
    const { state, because, decidedAt, evidence } = after
    await db
      .updateTable('obligation')
      .set({ state, because, decided_at: decidedAt, evidence: evidenceText(evidence) })
      .where('id', '=', row.id)
      .execute()
    const { id, item, service, customer, subject, clockFrom, dueAt } = after
    const of = customer === null ? { service } : { service, customer }
    const payload = { obligation: id, item, ...of, clockFrom, dueAt, because, evidence }
    await writeLedger(db, [
      { id: randomUUID(), at: now, kind: 'obligation.withdrawn', subject, actor, payload },
    ])
  }
}

export async function withdrawObligation(db: Db, id: string, grounds: Grounds): Promise<void> {
  await withdraw(db, await locked(db, 'id', id), grounds)
}

/** The incident and every obligation of it, the open ones too. */
export async function withdrawIncident(db: Db, id: string, grounds: Grounds): Promise<void> {
  const { proposal, reason, actor, now } = grounds
  const { service } = await db
    .updateTable('incident')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .returning('service')
    .executeTakeFirstOrThrow()
  const payload = { service, proposal, because: reason }
  await writeLedger(db, [
    { id: randomUUID(), at: now, kind: 'incident.withdrawn', subject: id, actor, payload },
  ])
  await withdraw(db, await locked(db, 'subject', id), grounds)
}

const lockIncidents = preparedFor<string>()((db, ids) =>
  db
    .updateTable('incident')
    .set((eb) => ({ id: eb.ref('id') }))
    .where('id', 'in', ids)
    .returning(['id', 'withdrawn_at']),
)

/**
 * Obligations that evaluation has just written about incidents which were withdrawn meanwhile: withdrawn as
 * well. The incidents are locked first, so that a decision at the same time is either seen here or sees the
 * obligations itself.
 */
export async function withdrawLateComers(db: Db, subjects: readonly string[], now: number): Promise<void> {
  const gone: string[] = []
  for (const part of chunks([...new Set(subjects)].sort())) {
    const incidents = await lockIncidents(db, part, {})
    gone.push(...incidents.flatMap((row) => (row.withdrawn_at === null ? [] : row.id)))
  }
  for (const id of gone) {
    const { id: proposal, reason } = await db
      .selectFrom('proposal')
      .select(['id', 'reason'])
      .where('subject', '=', id)
      .where('kind', '=', 'withdraw-incident')
      .where('state', '=', 'approved')
      .executeTakeFirstOrThrow()
    const grounds = { proposal, reason: reason as ProposalReason, actor: 'system', now }
    await withdraw(db, await locked(db, 'subject', id), grounds)
  }
}
