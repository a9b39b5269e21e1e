/** What a period of a service is reported from, and the months whose figures stand. */
import type { Revision } from '../../model.ts'
import { type StandingMonth, StoreError } from '../port.ts'
import type { Row } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { incidentQuery, incidentRow } from './incident-rows.ts'
import { writeLedger } from './ledger.ts'
import { obligationColumns, obligationRow } from './obligation-rows.ts'

/** Column `partition_no` of what calendar work keeps: no partition's evaluation ever reads or writes it. */
const NO_PARTITION = -1

/** One that ended at the very beginning of the period did not touch it, unless it began there. */
export const incidentsBetween: Verb<'incidentsBetween'> = {
  access: 'read',
  async run(db, { service, fromAt, toAt }) {
    const rows = await incidentQuery(db)
      .where('i.service', '=', service)
      .where('i.first_failed_at', '<', toAt)
      .where((eb) =>
        eb.or([
          eb('i.recovered_at', 'is', null),
          eb('i.recovered_at', '>', fromAt),
          eb('i.first_failed_at', '>=', fromAt),
        ]),
      )
      .orderBy('i.first_failed_at')
      .orderBy('i.id')
      .execute()
    return rows.map(incidentRow)
  },
}

/** One whose clock started earlier ran into the period where it was open at its beginning. */
export const obligationsBetween: Verb<'obligationsBetween'> = {
  access: 'read',
  async run(db, { service, fromAt, toAt }) {
    const ofService = db.selectFrom('obligation').selectAll().where('service', '=', service)
    const started = await ofService.where('clock_from', '>=', fromAt).where('clock_from', '<', toAt).execute()
    const earlier = ofService.where('clock_from', '<', fromAt)
    const open = await earlier.where('decided_at', 'is', null).execute()
    const endedLater = await earlier.where('decided_at', '>=', fromAt).execute()
    const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    return [...started, ...open, ...endedLater]
      .sort((a, b) => before(a.item, b.item) || a.clock_from - b.clock_from || before(a.id, b.id))
      .map(obligationRow)
  },
}

export const revisionsBetween: Verb<'revisionsBetween'> = {
  access: 'read',
  async run(db, { fromAt, toAt }) {
    const before = await db
      .selectFrom('revision')
      .selectAll()
      .where('loaded_at', '<=', fromAt)
      .orderBy('revision', 'desc')
      .limit(1)
      .execute()
    const within = await db
      .selectFrom('revision')
      .selectAll()
      .where('loaded_at', '>', fromAt)
      .where('loaded_at', '<', toAt)
      .orderBy('revision')
      .execute()
    return [...before, ...within].map((row) => ({
      revision: {
        ...(JSON.parse(row.document) as Omit<Revision, 'revision'>),
        revision: row.revision,
      },
      loadedAt: row.loaded_at,
      loadedBy: row.loaded_by,
    }))
  },
}

/** Rejects with `conflict`, and writes nothing, where one was met, breached or withdrawn before. */
export const keepObligations: Verb<'keepObligations'> = {
  access: 'write',
  async run(db, { obligations, ledger }) {
    for (const obligation of obligations) {
      const row = obligationColumns(obligation, NO_PARTITION)
      const { id, partition_no: _, ...changes } = row
      const done = await db
        .insertInto('obligation')
        .values(row)
        .onConflict((c) =>
          c.column('id').doUpdateSet(changes).where('obligation.state', 'in', ['open', 'not-proven']),
        )
        .returning('id')
        .execute()
      if (done.length === 0) throw new StoreError('conflict', `obligation ${id} was decided before`)
    }
    await writeLedger(db, ledger)
  },
}

export const closeMonth: Verb<'closeMonth'> = {
  access: 'write',
  async run(db, { service, month, closedAt, document, digest, ledgerId }) {
    const closed = await db
      .insertInto('closed_month')
      .values({ service, month, closed_at: closedAt, document, digest })
      .onConflict((c) => c.columns(['service', 'month']).doNothing())
      .returning('month')
      .execute()
    if (closed.length === 0) return { written: false }
    const payload = { month, digest }
    await writeLedger(db, [
      { id: ledgerId, at: closedAt, kind: 'month.closed', subject: service, actor: 'system', payload },
    ])
    return { written: true }
  },
}

const closedMonth = (row: Row<'closed_month'>): StandingMonth => ({
  service: row.service,
  month: row.month,
  closedAt: row.closed_at,
  document: row.document,
  digest: row.digest,
  lateGone: row.late_gone,
})

/** By month, the earliest first. */
export const closedMonths: Verb<'closedMonths'> = {
  access: 'read',
  async run(db, { service, months }) {
    if (months?.length === 0) return []
    let query = db.selectFrom('closed_month').selectAll().where('service', '=', service)
    if (months !== undefined) query = query.where('month', 'in', months)
    return (await query.orderBy('month').execute()).map(closedMonth)
  },
}
