/** `/api/v1/incidents` and what operators do about them. */
import { z } from 'zod'
import type { IncidentSummary, Page } from '../../../rules/api/types.ts'
import type { IncidentRow, NoticeRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { incidentSummary } from '../present/incident.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { incidentSummary as incidentSchema, pageOf } from '../schemas.ts'
import { id, idParams, paging } from './query.ts'

/** Characters of what an operator writes; it goes into a mail. */
const WORDS = 4_000
/** Pages of obligations or notices that belong to one page of incidents, at most. */
const PAGES = 50

const words = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(WORDS)
  // Line breaks and tabs are a person's; other control characters have no place in a mail.
  .refine(
    (text) => ![...text].some((c) => (c < ' ' && !'\n\r\t'.includes(c)) || c === '\u007f'),
    'has control characters',
  )

export function incidentRoutes(context: Context): Route[] {
  const { store, clock, revision, random, events } = context

  async function summaries(rows: IncidentRow[]): Promise<IncidentSummary[]> {
    const ids = rows.map((row) => row.id)
    const [obligations, notices, followUps, phases] = await Promise.all([
      allOf((cursor) => store.obligations({ subjects: ids, limit: 200, cursor })),
      allOf((cursor) => store.notices({ incidentIds: ids, limit: 200, cursor })),
      store.followUps({ incidentIds: ids }),
      store.phases({ incidentIds: ids }),
    ])
    return rows.map((row) =>
      incidentSummary(row, {
        serviceName: nameOf(row.service),
        obligations: obligations.filter((one) => one.subject === row.id),
        notices: notices.filter((one) => one.incidentId === row.id),
        followUps: followUps.filter((one) => one.incidentId === row.id),
        phases: phases.filter((one) => one.incidentId === row.id),
      }),
    )
  }

  /** A service that is no longer configured goes by its id. */
  const serviceOf = (id: string) => revision().services.find((service) => service.id === id)
  const nameOf = (id: string) => serviceOf(id)?.name ?? id

  async function incident(id: string): Promise<IncidentRow> {
    const row = await store.incident({ id })
    if (!row) throw new HttpProblem('not-found', { detail: `There is no incident ${id}.` })
    return row
  }

  async function summaryOf(id: string): Promise<IncidentSummary> {
    const [summary] = await summaries([await incident(id)])
    if (!summary) throw new HttpProblem('not-found')
    return summary
  }

  /** To the admin contact, in the service's language (best practice of III.1.1.1 (8): cause and forecast). */
  async function followUpNotice(row: IncidentRow, now: number, said: { cause: string; forecast: string }) {
    const service = serviceOf(row.service)
    const [first] = await allOf((cursor) => store.notices({ incidentIds: [row.id], limit: 200, cursor }))
    const component = service?.components.find((one) => one.id === row.component)
    const { openedAt: _opened, acknowledgedAt: _at, acknowledgedBy: _by, ...facts } = row
    const notice: NoticeRow = {
      id: random.uuid(),
      incidentId: row.id,
      service: row.service,
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
      access: 'read',
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
      access: 'read',
      summary: 'One incident',
      params: idParams,
      answer: { status: 200, schema: incidentSchema },
      problems: ['not-found'],
      run: ({ params }) => summaryOf(params.id),
    }),
    route({
      method: 'POST',
      path: '/api/v1/incidents/{id}/acknowledge',
      access: 'operator',
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
      access: 'operator',
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

/** Every row of a list that one answer needs whole; bounded, since it is a page's share. */
async function allOf<T>(
  read: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < PAGES; pages += 1) {
    const page: { items: T[]; next: string | null } = await read(cursor)
    items.push(...page.items)
    cursor = page.next
    if (cursor === null) break
  }
  return items
}
