/** A service against its reference values, as the API gives it. Pure. */
import type { ServiceSummary } from '../../../rules/api/types.ts'
import { verdictRows } from '../../../rules/report/verdicts.ts'
import { rejudged, seenBy } from '../../reports/customers.ts'
import { customerSummary } from './customer.ts'
import { type AboutMonth, figuresOfTotals } from './figures.ts'
import { instantOrNull } from './instant.ts'
import { stateOf } from './service-state.ts'

export interface AboutService extends AboutMonth {
  openIncidents: number
  /** The one customer whom it is shown to, by its own contract; null: by the service's values. */
  customer: string | null
}

/** Its values of the month so far, of the items that this version measures. */
export function serviceSummary(about: AboutService, now: number): ServiceSummary {
  const { id, name, pattern, timezone, language } = about.service
  const health = stateOf(about.service, about.states, now)
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
