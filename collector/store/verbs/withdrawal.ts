/**
 * Withdrawal (取消) of what two persons decided: the row stays with what it was, judges nothing any more, and
 * no later evidence takes it back.
 */
import { randomUUID } from 'node:crypto'
import type { Db, Row } from '../schema.ts'
import { chunks } from '../verb.ts'
import { writeLedger } from './ledger.ts'

/** The approved proposal that a withdrawal follows from. */
export interface Grounds {
  proposal: string
  /** The proposal's reason: what the row says from now on. */
  reason: string
  /** Who withdraws in the ledger: `operator:ID`, or `system` where the decision came before the obligation. */
  actor: string
  now: number
}

/** The rows are locked before they are read: what they were must be what is written down. */
async function locked(db: Db, column: 'id' | 'subject', values: readonly string[]) {
  const rows: Row<'obligation'>[] = []
  for (const part of chunks(values))
    rows.push(
      ...(await db
        .updateTable('obligation')
        .set((eb) => ({ state: eb.ref('state') }))
        .where(column, 'in', part)
        .where('state', '<>', 'withdrawn')
        .returningAll()
        .execute()),
    )
  return rows.sort((a, b) => a.clock_from - b.clock_from || (a.id < b.id ? -1 : 1))
}

/** A decided one keeps when it was decided; what it had been is in its evidence, and in the ledger. */
async function withdraw(db: Db, rows: readonly Row<'obligation'>[], grounds: Grounds): Promise<void> {
  const { proposal, reason, actor, now } = grounds
  for (const row of rows) {
    const was = { state: row.state, decidedAt: row.decided_at, because: row.because }
    const evidence = {
      ...(JSON.parse(row.evidence) as Record<string, unknown>),
      withdrawn: { proposal, at: now, was },
    }
    await db
      .updateTable('obligation')
      .set({
        state: 'withdrawn',
        because: reason,
        decided_at: row.decided_at ?? now,
        evidence: JSON.stringify(evidence),
      })
      .where('id', '=', row.id)
      .execute()
    const { id, item, service, clock_from: clockFrom, due_at: dueAt } = row
    const payload = { obligation: id, item, service, clockFrom, dueAt, was, proposal, because: reason }
    await writeLedger(db, [
      { id: randomUUID(), at: now, kind: 'obligation.withdrawn', subject: row.subject, actor, payload },
    ])
  }
}

export async function withdrawObligation(db: Db, id: string, grounds: Grounds): Promise<void> {
  await withdraw(db, await locked(db, 'id', [id]), grounds)
}

/** The incident and every obligation of it, the open ones too. */
export async function withdrawIncident(db: Db, id: string, grounds: Grounds): Promise<void> {
  const { proposal, reason, actor, now } = grounds
  const marked = await db
    .updateTable('incident')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('service')
    .executeTakeFirst()
  if (!marked) return
  const payload = { service: marked.service, proposal, because: reason }
  await writeLedger(db, [
    { id: randomUUID(), at: now, kind: 'incident.withdrawn', subject: id, actor, payload },
  ])
  await withdraw(db, await locked(db, 'subject', [id]), grounds)
}

/**
 * Obligations that evaluation has just written about incidents which were withdrawn meanwhile: withdrawn as
 * well. The incidents are locked first, so that a decision at the same time is either seen here or sees the
 * obligations itself.
 */
export async function withdrawLateComers(db: Db, subjects: readonly string[], now: number): Promise<void> {
  const withdrawn: string[] = []
  for (const part of chunks([...new Set(subjects)].sort()))
    for (const row of await db
      .updateTable('incident')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('id', 'in', part)
      .returning(['id', 'withdrawn_at'])
      .execute())
      if (row.withdrawn_at !== null) withdrawn.push(row.id)
  for (const id of withdrawn) {
    const decided = await db
      .selectFrom('proposal')
      .select(['id', 'reason'])
      .where('subject', '=', id)
      .where('kind', '=', 'withdraw-incident')
      .where('state', '=', 'approved')
      .executeTakeFirstOrThrow()
    const grounds = { proposal: decided.id, reason: decided.reason, actor: 'system', now }
    await withdraw(db, await locked(db, 'subject', [id]), grounds)
  }
}
