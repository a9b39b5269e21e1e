/** Incidents with what they owe, who was told and what operators said: what several routes answer with. */
import type { IncidentSummary } from '../../../rules/api/types.ts'
import type { Service } from '../../model.ts'
import type { IncidentRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { incidentSummary } from '../present/incident.ts'
import { HttpProblem } from '../problem.ts'

/** Pages of obligations or notices that belong to one page of incidents, at most. */
const PAGES = 200

export interface Incidents {
  summaries(rows: IncidentRow[]): Promise<IncidentSummary[]>
  /** @throws HttpProblem `not-found` */
  summaryOf(id: string): Promise<IncidentSummary>
  /** @throws HttpProblem `not-found` */
  incident(id: string): Promise<IncidentRow>
  serviceOf(id: string): Service | undefined
}

export function makeIncidents({ store, revision }: Pick<Context, 'store' | 'revision'>): Incidents {
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
        // A service that is no longer configured goes by its id.
        serviceName: serviceOf(row.service)?.name ?? row.service,
        customers: serviceOf(row.service)?.customers ?? [],
        obligations: obligations.filter((one) => one.subject === row.id),
        notices: notices.filter((one) => one.incidentId === row.id),
        followUps: followUps.filter((one) => one.incidentId === row.id),
        phases: phases.filter((one) => one.incidentId === row.id),
      }),
    )
  }

  const serviceOf = (id: string) => revision().services.find((service) => service.id === id)

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

  return { summaries, summaryOf, incident, serviceOf }
}

/** Every row of a list that one answer needs whole; bounded, since it is a page's share. */
export async function allOf<T>(
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
