/** A service against its reference values, as the API gives it. Pure. */
import type { ServiceSummary } from '../../../rules/api/types.ts'
import type { Health } from '../../../rules/detection/types.ts'
import { verdictRows } from '../../../rules/report/verdicts.ts'
import type { Purpose } from '../../../rules/words.ts'
import { rejudged, seenBy } from '../../reports/customers.ts'
import { healthAt } from './check.ts'
import { customerSummary } from './customer.ts'
import { type AboutMonth, figuresOfTotals } from './figures.ts'
import { instantOrNull } from './instant.ts'

export interface AboutService extends AboutMonth {
  openIncidents: number
  /** The one customer whom it is shown to, by its own contract; null: by the service's values. */
  customer: string | null
}

/** What makes a component up or down; slowness and a wrong clock are something else. */
const DECISIVE: readonly Purpose[] = ['liveness', 'fault']

/** Its values of the month so far, of the items that this version measures. */
export function serviceSummary(about: AboutService, now: number): ServiceSummary {
  const { id, name, pattern, timezone, language } = about.service
  const health = worst(about, now)
  const { service, measurement } = about
  const { contract, own } = seenBy(service, about.customer)
  const found = figuresOfTotals({ ...about, service: contract }, now)
  const figures = own && measurement ? rejudged(found, { service, customer: own, measurement }) : found
  return {
    id,
    name,
    pattern,
    timezone,
    language,
    state: health.state,
    stateSince: instantOrNull(health.sinceAt),
    openIncidents: about.openIncidents,
    values: verdictRows({ service: contract, figures }).filter((row) => row.measuring.by !== null),
    customers: about.service.customers.map((customer) => customerSummary(customer, about.service)),
  }
}

/** The worst of its components: down beats unknown beats up. Since when: the first that is so, or the last that came up. */
function worst(
  { service, states }: AboutService,
  now: number,
): { state: Health['state']; sinceAt: number | null } {
  const all = service.components.flatMap((component) => component.checks)
  const decisive = all.filter((check) => DECISIVE.includes(check.purpose))
  const checks = decisive.length > 0 ? decisive : all
  const healths = checks.map((check) => ({
    known: states.has(check.check),
    ...healthAt({ check, state: states.get(check.check) ?? null }, now),
  }))
  for (const state of ['down', 'unknown'] as const) {
    const such = healths.filter((health) => health.state === state)
    if (such.length === 0) continue
    const since = such.filter((health) => health.known).map((health) => health.sinceAt)
    return { state, sinceAt: since.length > 0 ? Math.min(...since) : null }
  }
  if (healths.length === 0) return { state: 'unknown', sinceAt: null }
  return { state: 'up', sinceAt: Math.max(...healths.map((health) => health.sinceAt)) }
}
