/** `/api/v1/reports` and the report of a service: what a month came to, and that somebody was told (III.1.1.4, III.1.1.7). */
import { setImmediate as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { IssuedReport, Page } from '../../../rules/api/types.ts'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import type { Report } from '../../../rules/report/types.ts'
import { REPORT_AUDIENCES, REPORT_MEANS } from '../../../rules/words.ts'
import { buildReport } from '../../reports/build.ts'
import { NoReport } from '../../reports/history.ts'
import { keepReports } from '../../reports/keep.ts'
import { knownServices } from '../../reports/known.ts'
import type { IssuedReportRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { boundTo, reportsFor } from '../customer-view.ts'
import { makeInTurn } from '../in-turn.ts'
import { instant as text } from '../present/instant.ts'
import { HttpProblem } from '../problem.ts'
import { issuedReport, report as reportSchema } from '../report-schemas.ts'
import { type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { id, idParams, instant, month, paging } from './query.ts'

export function reportRoutes(context: Context): Route[] {
  const { store, clock, settings, random, events, revision } = context
  const inTurn = makeInTurn()

  const divided = (service: string) =>
    revision().services.some(({ id, customers }) => id === service && customers.length > 0)

  async function built(service: string, of: string, customer?: string): Promise<Report> {
    const deps = { store, ownClock: settings.ownClock, pause: () => pause() }
    try {
      return await inTurn(() =>
        buildReport(deps, {
          service,
          month: of,
          now: clock.now(),
          ...(customer === undefined ? {} : { customer }),
        }),
      )
    } catch (error) {
      if (error instanceof NoReport) throw new HttpProblem('not-found', { detail: error.message })
      throw error
    }
  }

  /** What was owed is met at once, not in the night. */
  async function judge(service: string, now: number): Promise<void> {
    const known = (await knownServices(store, now)).find((one) => one.service.id === service)
    if (known) await keepReports(store, { known, now })
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/services/{id}/report',
      access: 'read-evidence',
      summary:
        'The report of a month: provisional until the month is closed; with `customer` as that customer reads it',
      params: idParams,
      query: z.strictObject({ month, customer: id.optional() }),
      answer: { status: 200, schema: reportSchema },
      problems: ['not-found', 'busy'],
      run: ({ params, query }) => built(params.id, query.month, query.customer),
    }),
    route({
      method: 'GET',
      path: '/api/v1/reports',
      access: 'read-service',
      summary: 'Reports that were issued, newest first',
      query: z.strictObject({ ...paging, service: id.optional() }),
      answer: { status: 200, schema: pageOf(issuedReport) },
      async run({ query: { limit, cursor, service }, asking }): Promise<Page<IssuedReport>> {
        const of = { ...(service === undefined ? {} : { service }), ...boundTo(asking) }
        const { items, next } = await store.issuedReports({ limit, cursor: cursor ?? null, ...of })
        return { items: reportsFor(asking, items.map(shown), divided), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/reports/{id}',
      access: 'read-service',
      summary: 'The document of an issued report, byte by byte as its SHA-256 was made of',
      params: idParams,
      answer: { status: 200, schema: reportSchema },
      problems: ['not-found'],
      async run({ params, reply, asking }): Promise<unknown> {
        const found = await store.issuedReport({ id: params.id })
        if (!found || reportsFor(asking, [shown(found)], divided).length === 0)
          throw new HttpProblem('not-found', { detail: `There is no report ${params.id}.` })
        reply.type('application/json; charset=utf-8')
        return found.document
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/reports',
      access: 'issue-report',
      summary:
        'Records that the report of a month was issued, and keeps it as it is now; with `customer` as that one reads it',
      body: z.strictObject({
        service: id,
        month,
        /** The one that it was issued to; without it the report is the service's. */
        customer: id.optional(),
        audience: z.enum(REPORT_AUDIENCES),
        means: z.enum(REPORT_MEANS),
        /** Now, where it is not given; never later than that. */
        issuedAt: instant.optional(),
      }),
      answer: { status: 201, schema: issuedReport },
      problems: ['not-found', 'busy'],
      async run({ body, asking }): Promise<IssuedReport> {
        const { operatorId, name } = operatorOf(asking)
        const { service, customer, audience, means } = body
        const refuse = (path: string, message: string) =>
          new HttpProblem('bad-body', { errors: [{ path, message }] })
        if (customer !== undefined && audience !== 'customers')
          throw refuse('/customer', 'is given a report to customers only')
        const report = await built(service, body.month, customer)
        const now = clock.now()
        const issuedAt = body.issuedAt ?? now
        if (issuedAt > now) throw refuse('/issuedAt', 'has not come yet')
        if (issuedAt < Date.parse(report.from))
          throw refuse('/issuedAt', 'lies before the month that it reports')
        const document = canonicalJson(report)
        const row: IssuedReportRow = {
          ...{
            id: random.uuid(),
            service,
            customer: customer ?? null,
            audience,
            means,
            month: body.month,
            issuedAt,
          },
          ...{ recordedAt: now, recordedBy: name, digest: digest(document) },
        }
        await store.issueReport({ ...row, document, operatorId, ledgerId: random.uuid() })
        await judge(service, now)
        events.changed(['reports', 'obligations'])
        return shown(row)
      },
    }),
  ]
}

function shown({ issuedAt, recordedAt, ...row }: IssuedReportRow): IssuedReport {
  return { ...row, issuedAt: text(issuedAt), recordedAt: text(recordedAt) }
}
