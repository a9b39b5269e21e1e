import type { SelectQueryBuilder } from 'kysely'
import { EDITION, INTERVAL_ITEMS } from '../../../rules/guideline/items.ts'
import type { ObligationState } from '../../../rules/words.ts'
import type { DeliveryRow, LedgerDraft, ObligationRow, OpenObligation } from '../port.ts'
import type { Db, Row, Schema } from '../schema.ts'
import { prepared, type Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { deliveryRow, noticeEnded, noticesById } from './notice-rows.ts'
import { evidenceText, obligationRow } from './obligation-rows.ts'
import { ofCustomers, page, placeOf } from './paging.ts'

const FOLLOW_UP = EDITION.measures.followUp

async function deliveriesOf(db: Db, noticeId: string): Promise<DeliveryRow[]> {
  const rows = await db
    .selectFrom('delivery as d')
    .leftJoin('person as p', 'p.id', 'd.person_id')
    .selectAll('d')
    .select(['p.hint', 'p.key'])
    .where('d.notice_id', '=', noticeId)
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute()
  return rows.map(deliveryRow)
}

interface Asked {
  now: number
  limit: number
  afterAt: number
  afterId: string
}

type Found = SelectQueryBuilder<Schema & { o: Schema['obligation'] }, 'o', Row<'obligation'>>
type Given = <K extends keyof Asked>(key: K) => Asked[K]

/** From the first one on, or those behind one in the order of their due times. */
const inOrder = (build: (db: Db, given: Given) => Found) => {
  const limited = (db: Db, given: Given) =>
    build(db, given).orderBy('o.due_at').orderBy('o.id').limit(given('limit'))
  const first = prepared<Asked>()(limited)
  const behind = prepared<Asked>()((db, given) =>
    limited(db, given).where(({ eb, or, and }) =>
      or([
        eb('o.due_at', '>', given('afterAt')),
        and([eb('o.due_at', '=', given('afterAt')), eb('o.id', '>', given('afterId'))]),
      ]),
    ),
  )
  return (db: Db, now: number, limit: number, after: { dueAt: number; id: string } | undefined) =>
    after === undefined
      ? first(db, { now, limit, afterAt: 0, afterId: '' })
      : behind(db, { now, limit, afterAt: after.dueAt, afterId: after.id })
}

/** Those with a notice that came to its end, or whose due time passed. */
const withNotice = inOrder((db, given) =>
  db
    .selectFrom('obligation as o')
    .innerJoin('notice as n', 'n.id', 'o.notice_id')
    .selectAll('o')
    .where('o.state', '=', 'open')
    .where((eb) => eb.or([eb('o.due_at', '<', given('now')), noticeEnded(eb)])),
)

/** Follow-ups that are owed, where any that was written came to its end. */
const withFollowUp = inOrder((db) =>
  db
    .selectFrom('obligation as o')
    .innerJoin('notice as n', 'n.incident_id', 'o.subject')
    .selectAll('o')
    .distinct()
    .where('o.state', '=', 'open')
    .where('o.item', '=', FOLLOW_UP)
    .where('n.kind', '=', 'follow-up')
    .whereRef('n.customer', 'is not distinct from', 'o.customer')
    .where(noticeEnded),
)

/**
 * Those that waited for a notice and never got one (a follow-up that nobody wrote): of an incident, which a
 * standing obligation of a check or of a period is not, without a notice, due before now.
 */
const withoutNotice = inOrder((db, given) =>
  db
    .selectFrom('obligation as o')
    .innerJoin('incident as i', 'i.id', 'o.subject')
    .selectAll('o')
    .where('o.state', '=', 'open')
    .where('o.due_at', '<', given('now'))
    .where('o.notice_id', 'is', null),
)

/** Ids of the notices that may keep an obligation, oldest first. */
async function noticesFor(
  db: Db,
  { item, subject, customer, notice_id }: Row<'obligation'>,
): Promise<string[]> {
  if (item !== FOLLOW_UP) return notice_id === null ? [] : [notice_id]
  const written = await db
    .selectFrom('notice')
    .select('id')
    .where('incident_id', '=', subject)
    .where('kind', '=', 'follow-up')
    .where('customer', 'is not distinct from', customer)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return written.map(({ id }) => id)
}

/** Deliveries that are read at once, about: a stop of one service may be owed to many customers with many users. */
const DELIVERIES = 20_000

export const openNoticeObligations: Verb<'openNoticeObligations'> = {
  access: 'read',
  async run(db, { now, limit, after }) {
    const found = [
      ...(await withNotice(db, now, limit, after)),
      ...(await withFollowUp(db, now, limit, after)),
      ...(await withoutNotice(db, now, limit, after)),
    ]
    const rows = [...new Map(found.map((row) => [row.id, row])).values()]
      .sort((a, b) => a.due_at - b.due_at || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
    const out: OpenObligation[] = []
    let read = 0
    for (const row of rows) {
      if (read >= DELIVERIES) break
      const ids = await noticesFor(db, row)
      const notices = await noticesById(db, ids)
      const told: OpenObligation['told'] = []
      for (const id of ids) {
        const notice = notices.get(id)
        if (!notice) continue
        const deliveries = await deliveriesOf(db, id)
        read += deliveries.length
        told.push({ notice, deliveries, expanded: notice.expandCursor === null })
      }
      out.push({ obligation: obligationRow(row), told })
    }
    return out
  },
}

type Decided = Pick<
  Row<'obligation'>,
  'id' | 'state' | 'decided_at' | 'margin_ms' | 'because' | 'evidence' | 'notice_id'
>

const decide = prepared<Decided>()((db, given) =>
  db
    .updateTable('obligation')
    .set({
      state: given('state'),
      decided_at: given('decided_at'),
      margin_ms: given('margin_ms'),
      because: given('because'),
      evidence: given('evidence'),
      notice_id: given('notice_id'),
    })
    .where('id', '=', given('id'))
    .where('state', 'in', ['open', 'not-proven'])
    .returning('id'),
)

export const decideObligations: Verb<'decideObligations'> = {
  access: 'write',
  async run(db, { decisions }) {
    const decided: string[] = []
    const entries: LedgerDraft[] = []
    for (const { obligation, entry } of decisions) {
      const { id, state, decidedAt, marginMs, because, evidence, noticeId } = obligation
      const done = await decide(db, {
        ...{ id, state, because, evidence: evidenceText(evidence) },
        ...{ decided_at: decidedAt, margin_ms: marginMs, notice_id: noticeId },
      })
      if (done.length === 0) continue
      entries.push(entry)
      decided.push(id)
    }
    await writeLedger(db, entries)
    return { decided }
  },
}

export const obligations: Verb<'obligations'> = {
  access: 'read',
  async run(db, { limit, cursor, service, services, item, state, subjects, customers, fromAt, toAt }) {
    if (subjects?.length === 0 || services?.length === 0) return { items: [], next: null }
    let query = db.selectFrom('obligation').selectAll()
    if (service !== undefined) query = query.where('service', '=', service)
    if (services !== undefined) query = query.where('service', 'in', services)
    if (item !== undefined) query = query.where('item', '=', item)
    if (state !== undefined) query = query.where('state', '=', state)
    if (fromAt !== undefined) query = query.where('clock_from', '>=', fromAt)
    if (toAt !== undefined) query = query.where('clock_from', '<', toAt)
    if (subjects !== undefined) query = query.where('subject', 'in', subjects)
    if (customers !== undefined) query = query.where(ofCustomers(customers))
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('clock_from', '<', from.at),
          eb.and([eb('clock_from', '=', from.at), eb('id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('clock_from', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const place = (row: Row<'obligation'>) => ({ at: row.clock_from, id: row.id })
    return page<Row<'obligation'>, ObligationRow>(rows, limit, place, (shown) => shown.map(obligationRow))
  },
}

/** What the calendar brings round: an obligation of it may have begun long before. */
const RECURRING = ['ledger', 'report/customers', 'report/manager']

export const obligationTotals: Verb<'obligationTotals'> = {
  access: 'read',
  async run(db, { sinceAt, customers }) {
    const counted = db
      .selectFrom('obligation')
      .$if(customers !== undefined, (all) => all.where(ofCustomers(customers ?? [])))
      .select(({ fn, eb, ref }) => [
        'service',
        'item',
        'state',
        fn.countAll<number>().as('count'),
        fn.min('margin_ms').as('worst'),
        fn.max(eb(ref('limit_ms'), '-', ref('margin_ms'))).as('longest'),
      ])
      .groupBy(['service', 'item', 'state'])
      .orderBy('service')
      .orderBy('item')
      .orderBy('state')
    const begun = await counted.where('clock_from', '>=', sinceAt).execute()
    const reaching = await counted
      .where('subject', 'in', RECURRING)
      .where('clock_from', '<', sinceAt)
      .where(({ eb, or }) => or([eb('due_at', '>=', sinceAt), eb('decided_at', '>=', sinceAt)]))
      .execute()
    // What stands moves with each execution, and is written only now and then.
    const standing = await counted
      .where('state', '=', 'open')
      .where('item', 'in', [...INTERVAL_ITEMS])
      .where('clock_from', '<', sinceAt)
      .execute()
    return [...begun, ...reaching, ...standing].map(({ service, item, state, count, worst, longest }) => ({
      service,
      item,
      state: state as ObligationState,
      count,
      worstMarginMs: worst,
      longestMs: longest,
    }))
  },
}
