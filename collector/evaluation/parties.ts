/**
 * To whom a service tells of an incident, each by a notice of its own: its customers, each by its own contract, and
 * the provider's own people. A service without customers has one party, with everybody in it. Pure.
 *
 * Choices where the guideline is silent: days and months of a customer's contract are counted by the service's
 * calendar, and its due times are shown in the customer's time zone. The manager of a partner's service is told
 * beside the service's own manager; the manager of an external network instead of it (III.3.2.5).
 */
import type { Incident } from '../../rules/incidents/types.ts'
import type { Terms } from '../../rules/obligations/owed.ts'
import { componentOf } from '../../rules/service-model/names.ts'
import { AUDIENCES, type Audience, type Language } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import { contractOf } from '../reports/customers.ts'
import type { NoticeFacts } from '../store/port.ts'
import { isExternal } from './configured.ts'

export interface Party {
  /** Null: the provider's own people, or everybody of a service without customers. */
  customer: string | null
  /** The customer's name; null where it is none. */
  name: string | null
  /** Whom it consists of. */
  audiences: readonly Audience[]
  language: Language
  timezone: string
  /** What it is owed by. */
  terms: Terms
}

/** Who works for the provider: told of a planned stop too. */
export const STAFF: readonly Audience[] = ['manager', 'on-call']
const OUTSIDE = AUDIENCES.filter((one) => !STAFF.includes(one))

/** The customers in the order of the configuration, and the provider's own people at last. */
export function partiesOf(service: Service): Party[] {
  const { language, timezone, customers } = service
  const own = { customer: null, name: null, language, timezone, terms: service }
  if (customers.length === 0) return [{ ...own, audiences: AUDIENCES }]
  return [
    ...customers.map((customer): Party => {
      const { id, name, language, timezone } = customer
      const terms = contractOf(service, customer)
      return { customer: id, name, audiences: OUTSIDE, language, timezone, terms }
    }),
    { ...own, audiences: STAFF },
  ]
}

/** Whose managers are told of an incident: those of the components that take part and have any; null: the service's alone. */
export function managersFor(incident: Incident, service: Service): NoticeFacts['managers'] | null {
  const ids = incident.component === null ? incident.checks.map(componentOf) : [incident.component]
  const instead = incident.kind === 'external-network'
  const components = service.components
    .filter((one) => ids.includes(one.id) && (instead ? isExternal(one) : one.kind === 'partner-service'))
    .map(({ id }) => id)
  return components.length > 0 ? { components, instead } : null
}
