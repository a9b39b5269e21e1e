/** Phases of an incident as an operator recorded them (II.6.1.1 BP i). */
import type { Phase } from '../../../rules/words.ts'
import { StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'

/** Which phase must not lie after which. */
const ORDER: Partial<Record<Phase, { other: Phase; must: 'precede' | 'follow' }>> = {
  'partial-recovery': { other: 'full-recovery', must: 'precede' },
  'full-recovery': { other: 'partial-recovery', must: 'follow' },
}

async function refuseDisorder(db: Db, incidentId: string, phase: Phase, at: number): Promise<void> {
  const order = ORDER[phase]
  if (!order) return
  const other = await db
    .selectFrom('incident_phase')
    .select('at')
    .where('incident_id', '=', incidentId)
    .where('phase', '=', order.other)
    .executeTakeFirst()
  if (!other || (order.must === 'precede' ? at <= other.at : at >= other.at)) return
  throw new StoreError('conflict', `${phase} must ${order.must} ${order.other}`, 'phase-order')
}

/** The incident's row is locked: of two phases at once, the second is held against the first. */
export const recordPhase: Verb<'recordPhase'> = {
  access: 'write',
  async run(db, { incidentId, phase, at, operatorId, now, ledgerId }) {
    const incident = await db
      .updateTable('incident')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('id', '=', incidentId)
      .returning('first_failed_at')
      .executeTakeFirst()
    if (!incident) throw new StoreError('not-found', `there is no incident ${incidentId}`)
    if (at > now) throw new StoreError('conflict', `${phase} lies in the future`, 'in-future')
    if (at < incident.first_failed_at)
      throw new StoreError('conflict', `${phase} lies before the first failure`, 'before-failure')
    await refuseDisorder(db, incidentId, phase, at)
    const recorded = await db
      .insertInto('incident_phase')
      .values({ incident_id: incidentId, phase, at, recorded_at: now, by_operator: operatorId })
      .onConflict((c) => c.columns(['incident_id', 'phase']).doNothing())
      .returning('phase')
      .execute()
    if (recorded.length === 0)
      throw new StoreError(
        'conflict',
        `${phase} of incident ${incidentId} was recorded before`,
        'already-recorded',
      )
    const actor = `operator:${operatorId}`
    const payload = { phase, at }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'incident.phase', subject: incidentId, actor, payload },
    ])
  },
}

/** By their time, the earliest first. */
export const phases: Verb<'phases'> = {
  access: 'read',
  async run(db, { incidentIds }) {
    if (incidentIds.length === 0) return []
    const rows = await db
      .selectFrom('incident_phase as p')
      .leftJoin('operator as o', 'o.id', 'p.by_operator')
      .select(['p.incident_id', 'p.phase', 'p.at', 'p.by_operator', 'o.name'])
      .where('p.incident_id', 'in', incidentIds)
      .orderBy('p.at')
      .orderBy('p.recorded_at')
      .orderBy('p.phase')
      .execute()
    return rows.map((row) => ({
      incidentId: row.incident_id,
      phase: row.phase as Phase,
      at: row.at,
      by: row.name ?? row.by_operator,
    }))
  },
}
