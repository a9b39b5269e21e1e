/** `/api/v1/incidents` and what operators do about them. */
import { z } from 'zod'
import type { IncidentSummary, Page } from '../../../rules/api/types.ts'
import type { IncidentRow, NoticeRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { incidentSummary as incidentSchema, pageOf } from '../schemas.ts'
import { allOf, makeIncidents } from './incident-summaries.ts'
import { id, idParams, paging } from './query.ts'
import { wordsUpTo } from './words.ts'

/** Characters of what an operator writes; it goes into a mail. */
const words = wordsUpTo(4_000)

export function incidentRoutes(context: Context): Route[] {
  const { store, clock, random, events } = context
  const { summaries, summaryOf, incident, serviceOf } = makeIncidents(context)

  /** To the admin contact, in the service's language (best practice of III.1.1.1 (8): cause and forecast). */
  async function followUpNotice(row: IncidentRow, now: number, said: { cause: string; forecast: string }) {
    const service = serviceOf(row.service)
    const [first] = await allOf((cursor) => store.notices({ incidentIds: [row.id], limit: 200, cursor }))
    const component = service?.components.find((one) => one.id === row.component)
    const { openedAt: _opened, acknowledgedAt: _at, acknowledgedBy: _by, withdrawnAt: _, ...facts } = row
    const notice: NoticeRow = {
      id: random.uuid(),
      incidentId: row.id,
      service: row.service,
      customer: null,
      kind: 'follow-up',
      form: 'normal',
      audiences: ['admin'],
      language: service?.language ?? first?.language ?? context.settings.language,
      timezone: service?.timezone ?? first?.timezone ?? context.settings.timezone,
      createdAt: now,
      dueAt: null,
      facts: {
        serviceName: service?.name ?? first?.facts.serviceName ?? row.service,
        componentName: row.component === null ? null : (component?.name ?? row.component),
        incident: facts,
        follows: null,
        followUp: said,
      },
      expandCursor: '',
      settledAt: null,
    }
    return notice
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/incidents',
      access: 'read-service',
      summary: 'Incidents, newest first, with what they owe and who was told',
      query: z.strictObject({
        ...paging,
        service: id.optional(),
        state: z.enum(['open', 'recovered']).optional(),
      }),
      answer: { status: 200, schema: pageOf(incidentSchema) },
      async run({ query: { limit, cursor, service, state } }): Promise<Page<IncidentSummary>> {
        const { items, next } = await store.incidents({
          limit,
          cursor: cursor ?? null,
          ...(service === undefined ? {} : { service }),
          ...(state === undefined ? {} : { state }),
        })
        return { items: await summaries(items), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/incidents/{id}',
      access: 'read-service',
      summary: 'One incident',
      params: idParams,
      answer: { status: 200, schema: incidentSchema },
      problems: ['not-found'],
      run: ({ params }) => summaryOf(params.id),
    }),
    route({
      method: 'POST',
      path: '/api/v1/incidents/{id}/acknowledge',
      access: 'acknowledge',
      summary: 'Takes note of an incident; the first one counts',
      params: idParams,
      body: z.strictObject({}),
      answer: { status: 200, schema: incidentSchema },
      problems: ['not-found', 'conflict'],
      async run({ params, asking }): Promise<IncidentSummary> {
        const { operatorId, name } = operatorOf(asking)
        await store.acknowledge({
          incidentId: params.id,
          operatorId,
          operatorName: name,
          now: clock.now(),
          ledgerId: random.uuid(),
        })
        events.changed(['incidents'])
        return summaryOf(params.id)
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/incidents/{id}/follow-ups',
      access: 'follow-up',
      summary: 'Records cause and forecast and tells the admin contact (III.1.1.1)',
      params: idParams,
      body: z.strictObject({ cause: words, forecast: words }),
      answer: { status: 201, schema: incidentSchema },
      problems: ['not-found'],
      async run({ params, body, asking }): Promise<IncidentSummary> {
        const { operatorId, name } = operatorOf(asking)
        const row = await incident(params.id)
        const now = clock.now()
        await store.addFollowUp({
          id: random.uuid(),
          incidentId: row.id,
          operatorId,
          operatorName: name,
          now,
          ...body,
          notice: await followUpNotice(row, now, body),
          ledgerId: random.uuid(),
        })
        context.onOutbox()
        events.changed(['incidents', 'notices'])
        return summaryOf(params.id)
      },
    }),
  ]
}

export function operatorOf({ operator }: Asking): NonNullable<Asking['operator']> {
  if (!operator) throw new HttpProblem('login-required')
  return operator
}
