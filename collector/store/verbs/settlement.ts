import { randomUUID } from 'node:crypto'
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import type { Db, Row } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'

/** Counts, extremes and Merkle root of a notice's deliveries: what the ledger says of it. No address. */
async function outcome(db: Db, notice: Row<'notice'>) {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'state', 'late', 'attempts', 'accepted_at', 'ended_at', 'leaf'])
    .where('notice_id', '=', notice.id)
    .execute()
  const { recorded } = await db
    .selectFrom('delivery_attempt as a')
    .innerJoin('delivery as d', 'd.id', 'a.delivery_id')
    .select(({ fn }) => fn.countAll<number>().as('recorded'))
    .where('d.notice_id', '=', notice.id)
    .executeTakeFirstOrThrow()
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const accepted = rows.flatMap((row) => row.accepted_at ?? [])
  const leaves = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => row.leaf ?? '')
  return {
    endedAt: rows.reduce<number | null>((last, row) => Math.max(last ?? 0, row.ended_at ?? 0), null),
    payload: {
      incident: notice.incident_id,
      service: notice.service,
      ...(notice.customer === null ? {} : { customer: notice.customer }),
      kind: notice.kind,
      form: notice.form,
      createdAt: notice.created_at,
      dueAt: notice.due_at,
      deliveries: rows.length,
      accepted: count('accepted'),
      refused: count('refused'),
      expired: count('expired'),
      late: rows.filter((row) => row.late === 1).length,
      firstAcceptedAt: accepted.length > 0 ? accepted.reduce((a, b) => Math.min(a, b)) : null,
      lastAcceptedAt: accepted.length > 0 ? accepted.reduce((a, b) => Math.max(a, b)) : null,
      // Attempts that a crash interrupted: each may have been a mail that was sent twice.
      attemptsWithoutRecord: rows.reduce((sum, row) => sum + row.attempts, 0) - recorded,
      deliveriesRoot: merkleRoot(leaves),
    },
  }
}

export const settleNotices: Verb<'settleNotices'> = {
  access: 'write',
  async run(db, { now, limit }) {
    const ended = await db
      .selectFrom('notice as n')
      .selectAll('n')
      .where('n.settled_at', 'is', null)
      .where('n.expand_cursor', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('delivery as d')
              .select('d.id')
              .whereRef('d.notice_id', '=', 'n.id')
              .where('d.state', '=', 'waiting'),
          ),
        ),
      )
      .orderBy('n.created_at')
      .orderBy('n.id')
      .limit(limit)
      .execute()
    let settled = 0
    for (const notice of ended) {
      const { endedAt, payload } = await outcome(db, notice)
      const marked = await db
        .updateTable('notice')
        .set({ settled_at: endedAt ?? now })
        .where('id', '=', notice.id)
        .where('settled_at', 'is', null)
        .returning('id')
        .execute()
      if (marked.length === 0) continue
      settled += 1
      const id = randomUUID()
      await writeLedger(db, [
        { id, at: now, kind: 'notice.settled', subject: notice.id, actor: 'system', payload },
      ])
    }
    return { settled }
  },
}
