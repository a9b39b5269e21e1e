import { randomUUID } from 'node:crypto'
import { merkleRoot } from '../../../rules/ledger/merkle.ts'
import type { LedgerDraft } from '../port.ts'
import type { Db, Row } from '../schema.ts'
import { prepared, type Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { noticeEnded } from './notice-rows.ts'

const deliveriesOf = prepared<{ notice_id: string }>()((db, given) =>
  db
    .selectFrom('delivery')
    .select(['id', 'state', 'late', 'attempts', 'accepted_at', 'ended_at', 'leaf'])
    .where('notice_id', '=', given('notice_id')),
)

const attemptsOf = prepared<{ notice_id: string }>()((db, given) =>
  db
    .selectFrom('delivery_attempt as a')
    .innerJoin('delivery as d', 'd.id', 'a.delivery_id')
    .select(({ fn }) => fn.countAll<number>().as('recorded'))
    .where('d.notice_id', '=', given('notice_id')),
)

const settle = prepared<{ id: string; settled_at: number }>()((db, given) =>
  db
    .updateTable('notice')
    .set({ settled_at: given('settled_at') })
    .where('id', '=', given('id'))
    .where('settled_at', 'is', null)
    .returning('id'),
)

/** Counts, extremes and Merkle root of a notice's deliveries: what the ledger says of it. No address. */
async function outcome(db: Db, notice: Row<'notice'>) {
  const rows = await deliveriesOf(db, { notice_id: notice.id })
  const recorded = (await attemptsOf(db, { notice_id: notice.id }))[0]?.recorded ?? 0
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
      attemptsWithoutRecord: rows.reduce((sum, row) => sum + row.attempts, 0) - Number(recorded),
      deliveriesRoot: merkleRoot(leaves),
    },
  }
}

const endedNotices = prepared<{ limit: number }>()((db, given) =>
  db
    .selectFrom('notice as n')
    .selectAll('n')
    .where('n.settled_at', 'is', null)
    .where(noticeEnded)
    .orderBy('n.created_at')
    .orderBy('n.id')
    .limit(given('limit')),
)

export const settleNotices: Verb<'settleNotices'> = {
  access: 'write',
  async run(db, { now, limit }) {
    const ended = await endedNotices(db, { limit })
    const entries: LedgerDraft[] = []
    for (const notice of ended) {
      const { endedAt, payload } = await outcome(db, notice)
      const marked = await settle(db, { id: notice.id, settled_at: endedAt ?? now })
      if (marked.length === 0) continue
      const [id, subject] = [randomUUID(), notice.id]
      entries.push({ id, at: now, kind: 'notice.settled', subject, actor: 'system', payload })
    }
    await writeLedger(db, entries)
    return { settled: entries.length }
  },
}
