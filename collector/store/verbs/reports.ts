/** Reports that were issued: when, to whom, by what means, and the document as it was. */
import type { ReportAudience, ReportMeans } from '../../../rules/words.ts'
import type { IssuedReportRow } from '../port.ts'
import type { Db, Row } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { page, placeOf } from './paging.ts'

/** Without the document, which a list need not read. Names lie in the operator's row only. */
const issueQuery = (db: Db) =>
  db
    .selectFrom('report_issue as r')
    .innerJoin('operator as o', 'o.id', 'r.recorded_by')
    .select(['r.id', 'r.service', 'r.customer', 'r.audience', 'r.means', 'r.month', 'r.issued_at'])
    .select(['r.recorded_at', 'r.digest', 'o.name as recorded_by'])

const issuedRow = (row: Omit<Row<'report_issue'>, 'document'>): IssuedReportRow => ({
  id: row.id,
  service: row.service,
  customer: row.customer,
  audience: row.audience as ReportAudience,
  means: row.means as ReportMeans,
  month: row.month,
  issuedAt: row.issued_at,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  digest: row.digest,
})

export const issueReport: Verb<'issueReport'> = {
  access: 'write',
  async run(db, a) {
    const { id, service, customer, audience, means, month, issuedAt, recordedAt, digest, document } = a
    await db
      .insertInto('report_issue')
      .values({
        id,
        service,
        customer,
        audience,
        means,
        month,
        issued_at: issuedAt,
        recorded_at: recordedAt,
        recorded_by: a.operatorId,
        document,
        digest,
      })
      .execute()
    await writeLedger(db, [
      {
        id: a.ledgerId,
        at: recordedAt,
        kind: 'report.issued',
        subject: service,
        actor: `operator:${a.operatorId}`,
        payload: {
          report: id,
          ...(customer === null ? {} : { customer }),
          audience,
          means,
          month,
          issuedAt,
          digest,
        },
      },
    ])
  },
}

export const issuedReports: Verb<'issuedReports'> = {
  access: 'read',
  async run(db, { limit, cursor, services, service }) {
    if (services?.length === 0) return { items: [], next: null }
    let query = issueQuery(db)
    if (service !== undefined) query = query.where('r.service', '=', service)
    if (services !== undefined) query = query.where('r.service', 'in', services)
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('r.issued_at', '<', from.at),
          eb.and([eb('r.issued_at', '=', from.at), eb('r.id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('r.issued_at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(limit + 1)
      .execute()
    const place = (row: { issued_at: number; id: string }) => ({ at: row.issued_at, id: row.id })
    return page(rows, limit, place, (shown) => shown.map(issuedRow))
  },
}

export const issuedReport: Verb<'issuedReport'> = {
  access: 'read',
  async run(db, { id }) {
    const row = await issueQuery(db).select('r.document').where('r.id', '=', id).executeTakeFirst()
    return row ? { ...issuedRow(row), document: row.document } : null
  },
}
