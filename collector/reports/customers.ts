/**
 * A report as one customer of a service reads it: its own values in force, what was owed and told to it, and
 * nothing of another customer or of the provider's own people. What the service did (availability, intervals) is
 * the same for all, and is held against the customer's values. Pure.
 */
import type { Achieved } from '../../rules/api/types.ts'
import { EDITION, NOTICE_ITEM } from '../../rules/guideline/items.ts'
import { limitMsOf, type ValueInForce } from '../../rules/guideline/value.ts'
import { judgedRatio } from '../../rules/report/availability.ts'
import type { ItemFigures } from '../../rules/report/figures.ts'
import type { Measurement } from '../../rules/report/types.ts'
import type { Verdict } from '../../rules/words.ts'
import type { Customer, Service } from '../model.ts'
import { NoReport } from './history.ts'
import type { Loaded } from './revisions.ts'

/** Whose obligations are the customer's own: they were opened and judged by its own values. */
const OWN_ITEMS = new Set<string>([...Object.values(NOTICE_ITEM), EDITION.measures.followUp])

/** The customer as it was last configured in the time of these revisions. @throws NoReport */
export function customerIn(loaded: readonly Loaded[], { id }: Service, customer: string): Customer {
  const of = (service: Service | null) => service?.customers.find((one) => one.id === customer)
  const found = of(loaded.findLast(({ service }) => of(service))?.service ?? null)
  if (!found)
    throw new NoReport('unknown-customer', `there is no customer ${customer} of ${id} in that month`)
  return found
}

/** The service by the customer's contract. */
export function contractOf(service: Service, { values, slowdownNotice }: Customer): Service {
  const agreed = slowdownNotice ?? service.interpretation.slowdownNotice
  const interpretation = { ...service.interpretation, slowdownNotice: agreed }
  return { ...service, interpretation, values, customers: [] }
}

/** What somebody is held to show of a service: of one customer its own, without one what is of all alike. */
export function seenBy(
  service: Service,
  customer: string | null,
): { contract: Service; own: Customer | null } {
  const own = service.customers.find(({ id }) => id === customer) ?? null
  return { contract: own ? contractOf(service, own) : service, own }
}

/** The rows that are the customer's, and those of the service alike. */
export function ownOf<T extends { customer: string | null }>(rows: readonly T[], { id }: Customer): T[] {
  return rows.filter(({ customer }) => customer === null || customer === id)
}

/** Without entries about another customer; one whose payload is gone says of nobody whom it was about. */
export function ownEntries<T extends { kind: string; payload: string | null }>(
  entries: readonly T[],
  { id }: Customer,
): T[] {
  return entries.filter(({ kind, payload }) => {
    if (payload === null) return !kind.startsWith('obligation.')
    const { customer = null } = JSON.parse(payload) as { customer?: string | null }
    return customer === null || customer === id
  })
}

/** Figures of the service held against the customer's values, where these are others. */
export function rejudged(
  figures: ReadonlyMap<string, ItemFigures>,
  a: { service: Service; customer: Customer; measurement: Measurement },
): Map<string, ItemFigures> {
  return new Map(
    [...figures].map(([item, figure]) => {
      const value = a.customer.values[item]
      const same = JSON.stringify(value?.inForce) === JSON.stringify(a.service.values[item]?.inForce)
      if (!value || same || OWN_ITEMS.has(item)) return [item, figure]
      const verdict =
        item === EDITION.measures.availability
          ? ofAvailability(value, a.measurement)
          : ofSpan(value, figure.achieved, figure.verdict)
      return [item, { ...figure, verdict }]
    }),
  )
}

function ofAvailability({ inForce }: ValueInForce, { availability, period, problems }: Measurement): Verdict {
  const { partition, lower, verdict } = period ?? availability
  // Without a ratio (a calendar that is guessed, nothing offered) another value proves nothing either.
  if (lower === null && verdict !== 'pending') return 'not-proven'
  const required = typeof inForce === 'string' ? inForce : null
  return judgedRatio(partition, { required, guessed: problems.length > 0, over: false }).verdict
}

/** What was found against another limit; what does not follow from the figure is not proven. */
function ofSpan(value: ValueInForce, achieved: Achieved | null, verdict: Verdict): Verdict {
  if (verdict !== 'met' && verdict !== 'breached' && verdict !== 'not-proven') return verdict
  const limitMs = limitMsOf(value)
  if (limitMs === null || achieved === null || achieved.of === 'availability') return 'not-proven'
  if (achieved.of === 'shortest-retention')
    return achieved.ms < limitMs || verdict === 'breached' ? 'not-proven' : verdict
  if (achieved.ms > limitMs) return 'breached'
  return verdict === 'not-proven' ? verdict : 'met'
}
