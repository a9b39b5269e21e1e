/** `/api/v1/services`: what is monitored, how it is, and what it is held to. */
import { z } from 'zod'
import type { Page, ServiceSummary } from '../../../rules/api/types.ts'
import type { Check, Component, Service } from '../../model.ts'
import type { Context } from '../context.ts'
import {
  boundIncidents,
  boundToCustomer,
  concerns,
  maySee,
  requireService,
  type Scope,
  serviceFor,
} from '../customer-view.ts'
import { monthAt } from '../present/month.ts'
import { serviceSummary } from '../present/service.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { pageOf, serviceSummary as serviceSchema } from '../schemas.ts'
import { allOf } from './incident-summaries.ts'
import { idParams, pageOfWhole, paging } from './query.ts'
import { statesOf } from './states.ts'

export function monitoredRoutes(context: Context): Route[] {
  const { store, clock, revision, measured } = context

  async function services(wanted: Service[], scope: Scope): Promise<ServiceSummary[]> {
    const { customers } = boundToCustomer(scope, undefined)
    const only = customers === undefined ? {} : { customers }
    const now = clock.now()
    const [states, open, ledger] = await Promise.all([
      statesOf(
        store,
        configuredOf(wanted).map(({ check }) => check.check),
      ),
      openByService(wanted, scope),
      allOf((cursor) => store.obligations({ subjects: ['ledger'], limit: 200, cursor })),
    ])
    // Months begin on each service's own clocks.
    const months = new Map(wanted.map(({ timezone }) => [timezone, monthAt(now, timezone)]))
    const begins = [...new Set([...months.values()].map(({ from }) => from))]
    const totals = new Map(
      await Promise.all(
        begins.map(async (sinceAt) => [sinceAt, await store.obligationTotals({ sinceAt, ...only })] as const),
      ),
    )
    return wanted.map((service) => {
      const { month, from: sinceAt } = months.get(service.timezone) ?? monthAt(now, service.timezone)
      return serviceSummary(
        {
          ...{ service, states, sinceAt, ledger, totals: totals.get(sinceAt) ?? [] },
          openIncidents: open.get(service.id) ?? 0,
          customer: customers === undefined ? null : scope.customer,
          measurement: measured.known(service.id, month),
        },
        now,
      )
    })
  }

  /** As many as the list of incidents shows to whoever asks. */
  async function openByService(wanted: Service[], scope: Scope): Promise<Map<string, number>> {
    const of = { ...boundIncidents(scope), services: wanted.map(({ id }) => id), state: 'open' as const }
    const rows = await allOf((cursor) => store.incidents({ ...of, limit: 200, cursor }))
    const slow = scope.services === null ? [] : rows.filter(({ kind }) => kind === 'slowdown')
    const told = await noticesOf(slow.map(({ id }) => id))
    const open = new Map<string, number>()
    for (const row of rows) {
      const notices = told.filter(({ incidentId }) => incidentId === row.id)
      if (concerns(scope, { ...row, notices })) open.set(row.service, (open.get(row.service) ?? 0) + 1)
    }
    return open
  }

  async function noticesOf(incidents: string[]) {
    if (incidents.length === 0) return []
    return allOf((cursor) => store.notices({ incidentIds: incidents, limit: 200, cursor }))
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/services',
      access: 'read-service',
      summary:
        'Services against their reference values in the month so far, in the order of the configuration',
      query: z.strictObject(paging),
      answer: { status: 200, schema: pageOf(serviceSchema) },
      async run({ query, asking }): Promise<Page<ServiceSummary>> {
        const own = revision().services.filter((service) => maySee(asking, service.id))
        const { items, next } = pageOfWhole(own, (service) => service.id, query)
        return { items: (await services(items, asking)).map((one) => serviceFor(asking, one)), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/services/{id}',
      access: 'read-service',
      summary: 'One service against its reference values',
      params: idParams,
      answer: { status: 200, schema: serviceSchema },
      problems: ['not-found'],
      async run({ params, asking }): Promise<ServiceSummary> {
        requireService(asking, params.id)
        const found = revision().services.filter((service) => service.id === params.id)
        const [summary] = await services(found, asking)
        if (!summary) throw new HttpProblem('not-found', { detail: `there is no service ${params.id}` })
        return serviceFor(asking, summary)
      },
    }),
  ]
}

export interface Configured {
  service: Service
  component: Component
  check: Check
}

export function configuredOf(services: Service[]): Configured[] {
  return services.flatMap((service) =>
    service.components.flatMap((component) =>
      component.checks.map((check) => ({ service, component, check })),
    ),
  )
}
