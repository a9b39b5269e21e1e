import { type DeliveryRow, type Store, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import { chunks, type Verb } from '../verb.ts'
import { deliveryRow, noticeRows, noticesById } from './notice-rows.ts'
import { ofCustomers, page, placeOf } from './paging.ts'

type NoticePage = Awaited<ReturnType<Store['notices']>>
type DeliveryPage = Awaited<ReturnType<Store['deliveries']>>
type Tally = Pick<NoticePage['items'][number], 'counts' | 'late' | 'firstAcceptedAt' | 'lastAcceptedAt'>

const noTally = (): Tally => ({
  counts: { waiting: 0, accepted: 0, refused: 0, expired: 0 },
  late: 0,
  firstAcceptedAt: null,
  lastAcceptedAt: null,
})

async function tallies(db: Db, noticeIds: readonly string[]): Promise<Map<string, Tally>> {
  const tallyOf = new Map(noticeIds.map((id) => [id, noTally()]))
  for (const part of chunks(noticeIds)) {
    const rows = await db
      .selectFrom('delivery')
      .select(({ fn }) => [
        'notice_id',
        'state',
        fn.countAll<number>().as('count'),
        fn.sum<number>('late').as('late'),
        fn.min('accepted_at').as('first'),
        fn.max('accepted_at').as('last'),
      ])
      .where('notice_id', 'in', part)
      .groupBy(['notice_id', 'state'])
      .execute()
    for (const { notice_id, state, count, late, first, last } of rows) {
      const tally = tallyOf.get(notice_id)
      if (!tally) continue
      tally.counts[state as DeliveryRow['state']] = count
      tally.late += late
      tally.firstAcceptedAt ??= first
      tally.lastAcceptedAt ??= last
    }
  }
  return tallyOf
}

const newestFirst = (row: { created_at: number; id: string }) => ({ at: row.created_at, id: row.id })

export const notices: Verb<'notices'> = {
  access: 'read',
  async run(db, { limit, cursor, services, incidentIds, customers }): Promise<NoticePage> {
    if (incidentIds?.length === 0 || services?.length === 0) return { items: [], next: null }
    let query = db.selectFrom('notice').selectAll()
    if (services !== undefined) query = query.where('service', 'in', services)
    if (incidentIds !== undefined) query = query.where('incident_id', 'in', incidentIds)
    if (customers !== undefined) query = query.where(ofCustomers(customers))
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('created_at', '<', from.at),
          eb.and([eb('created_at', '=', from.at), eb('id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const shown = await noticeRows(db, rows.slice(0, limit))
    const tallyOf = await tallies(
      db,
      shown.map((notice) => notice.id),
    )
    return page(rows, limit, newestFirst, () =>
      shown.map((notice) => ({ ...notice, ...(tallyOf.get(notice.id) ?? noTally()) })),
    )
  },
}

export const deliveries: Verb<'deliveries'> = {
  access: 'read',
  async run(db, { limit, cursor, noticeId, state }): Promise<DeliveryPage> {
    let query = db
      .selectFrom('delivery as d')
      .leftJoin('person as p', 'p.id', 'd.person_id')
      .selectAll('d')
      .select(['p.hint', 'p.key'])
    if (noticeId !== undefined) query = query.where('d.notice_id', '=', noticeId)
    if (state !== undefined) query = query.where('d.state', '=', state)
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('d.created_at', '<', from.at),
          eb.and([eb('d.created_at', '=', from.at), eb('d.id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('d.created_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(limit + 1)
      .execute()
    const noticeOf = await noticesById(
      db,
      rows.map((row) => row.notice_id),
    )
    return page(rows, limit, newestFirst, (shown) =>
      shown.map((row) => {
        const notice = noticeOf.get(row.notice_id)
        if (!notice) throw new StoreError('not-found', `delivery ${row.id} has lost its notice`)
        return { ...deliveryRow(row), notice }
      }),
    )
  },
}
