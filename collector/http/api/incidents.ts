/** `/api/v1/incidents` and what operators do about them. */
import { z } from 'zod'
import type { IncidentSummary, Page } from '../../../rules/api/types.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import type { IncidentRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { boundIncidents, concerns, incidentFor } from '../customer-view.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { incidentSummary as incidentSchema, pageOf } from '../schemas.ts'
import { type FollowUp, followUpNotices } from './follow-ups.ts'
import { allOf, makeIncidents } from './incident-summaries.ts'
import { id, idParams, paging } from './query.ts'
import { wordsUpTo } from './words.ts'

/** Characters of what an operator writes; it goes into a mail. */
const words = wordsUpTo(4_000)
/** Customers that a person names at once. */
const CUSTOMERS = 1_000

export function incidentRoutes(context: Context): Route[] {
  const { store, clock, random, events } = context
  const { summaries, summaryOf, incident, serviceOf } = makeIncidents(context)

  /** What was told and what is owed, as far as the follow-up's addressees follow from it. */
  async function followUpsTo(row: IncidentRow, a: Pick<FollowUp, 'now' | 'said' | 'chosen'>) {
    const { followUp: item } = EDITION.measures
    const [told, owed] = await Promise.all([
      allOf((cursor) => store.notices({ incidentIds: [row.id], limit: 200, cursor })),
      allOf((cursor) => store.obligations({ subjects: [row.id], item, limit: 200, cursor })),
    ])
    const service = serviceOf(row.service)
    return followUpNotices({ ...a, row, service, told, owed, newId: random.uuid, fallback: context.settings })
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
      async run({ query: { limit, cursor, service, state }, asking }): Promise<Page<IncidentSummary>> {
        const of = {
          ...(service === undefined ? {} : { service }),
          ...(state === undefined ? {} : { state }),
          ...boundIncidents(asking),
        }
        // A page of nothing but slowdowns that were told to others is passed over.
        for (let from = cursor ?? null; ; ) {
          const { items, next } = await store.incidents({ limit, cursor: from, ...of })
          const theirs = (await summaries(items)).filter((one) => concerns(asking, one))
          if (theirs.length > 0 || next === null)
            return { items: theirs.map((one) => incidentFor(asking, one)), next }
          from = next
        }
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
      run: async ({ params, asking }) => incidentFor(asking, await summaryOf(params.id)),
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
      summary: 'Records cause and forecast and tells the admin contact of every customer told (III.1.1.8)',
      params: idParams,
      body: z.strictObject({
        cause: words,
        forecast: words,
        /** Customers that get it; everyone who was told of the incident, where it is not given. */
        customers: z.array(id).min(1).max(CUSTOMERS).optional(),
      }),
      answer: { status: 201, schema: incidentSchema },
      problems: ['not-found'],
      async run({ params, body, asking }): Promise<IncidentSummary> {
        const { operatorId, name } = operatorOf(asking)
        const row = await incident(params.id)
        const now = clock.now()
        const { customers: chosen, ...said } = body
        await store.addFollowUp({
          id: random.uuid(),
          incidentId: row.id,
          operatorId,
          operatorName: name,
          now,
          ...said,
          notices: await followUpsTo(row, { now, said, chosen }),
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
