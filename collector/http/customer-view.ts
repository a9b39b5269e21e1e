/**
 * What whoever is bound to services (a customer, or a token with services) gets of an answer. Each shape is
 * written out field by field: what is added to an answer later is not shown here until somebody decides so,
 * and the compiler asks. Not shown: which checks, agents and hosts; messages of programs; evidence by name;
 * who of the provider's people did it; notices to the provider's people and to other customers. Cause and
 * forecast of a follow-up are shown: they were written to be told to customers. The document of an issued report
 * goes out as it was issued, byte by byte: so it is shown only to whom it was issued (`reportsFor`).
 */
import type {
  Guideline,
  IncidentSummary,
  IssuedReport,
  NoticeSummary,
  ObligationSummary,
  ServiceSummary,
  ValueRow,
} from '../../rules/api/types.ts'
import type { Availability, ServiceAvailability } from '../../rules/report/types.ts'
import type { Audience, IncidentKind } from '../../rules/words.ts'
import { HttpProblem } from './problem.ts'
import type { Asking } from './route.ts'

/** Of whoever asks: the services, and the customer among those of a service. */
export type Scope = Pick<Asking, 'services' | 'customer'>

const CUSTOMERS_OWN: readonly Audience[] = ['users', 'admin']

export const maySee = ({ services }: Scope, service: string): boolean =>
  services === null || services.includes(service)

/** As of a service that does not exist: that it does is not for everybody to know. @throws HttpProblem `not-found` */
export function requireService(scope: Scope, service: string): void {
  if (!maySee(scope, service))
    throw new HttpProblem('not-found', { detail: `there is no service ${service}` })
}

/** What the store's lists are bound to. */
export function boundTo({ services }: Scope): { services?: string[] } {
  return services === null ? {} : { services: [...services] }
}

/** The same, where rows are a customer's or everybody's; `asked` is the customer that the query names. */
export function boundToCustomer(
  scope: Scope,
  asked: string | undefined,
): { services?: string[]; customers?: (string | null)[] } {
  if (scope.services === null) return asked === undefined ? {} : { customers: [asked] }
  const own = scope.customer === null ? [null] : [null, scope.customer]
  return { ...boundTo(scope), customers: asked === undefined ? own : own.filter((one) => one === asked) }
}

const isOwn = ({ customer: own }: Scope, { customer }: { customer: string | null }) =>
  customer === null || customer === own

/** An own value without who of the provider's people decided it, and why. */
const ownValue = (own: ValueRow['own']): ValueRow['own'] =>
  own && { value: own.value, source: own.source, on: own.on, decidedBy: null, reason: null }

const value = (row: ValueRow): ValueRow => ({
  ...{ item: row.item, title: row.title, class: row.class, reference: row.reference },
  ...{ own: ownValue(row.own), inForce: row.inForce, standing: row.standing, achieved: row.achieved },
  ...{ counts: row.counts, verdict: row.verdict, referenceVerdict: row.referenceVerdict },
  measuring: row.measuring,
})

export function serviceFor(scope: Scope, one: ServiceSummary): ServiceSummary {
  if (scope.services === null) return one
  const { id, name, pattern, timezone, language, state, stateSince, openIncidents } = one
  return {
    ...{ id, name, pattern, timezone, language, state, stateSince, openIncidents },
    values: one.values.map(value),
    customers: one.customers
      .filter((customer) => customer.id === scope.customer)
      .map((customer) => ({
        ...customer,
        values: customer.values.map((row) => ({ ...row, own: ownValue(row.own) })),
      })),
  }
}

export function guidelineFor(scope: Scope, one: Guideline): Guideline {
  if (scope.services === null) return one
  const { pattern, by, type, on } = one.classification
  return {
    ...{ service: one.service, serviceName: one.serviceName, edition: one.edition, pattern: one.pattern },
    classification: { pattern, by, type, on, criteria: null, decidedBy: null, reason: null },
    ...{ from: one.from, to: one.to, controls: one.controls, interpretation: one.interpretation },
    rows: one.rows.map((row) => {
      const mine = row.customers?.filter((customer) => customer.id === scope.customer) ?? []
      const customers = mine.map((customer) => ({ ...customer, own: ownValue(customer.own) }))
      const more = customers.length > 0 ? { customers } : {}
      return { ...value(row), control: row.control, clauses: row.clauses, ...more }
    }),
  }
}

/** What is owed of a check goes by its name, and that by the host which does it. */
const namesCheckOf = ({ service, subject }: ObligationSummary) => subject.startsWith(`${service}/`)

export function obligationsFor(scope: Scope, all: ObligationSummary[]): ObligationSummary[] {
  if (scope.services === null) return all
  return all
    .filter((one) => maySee(scope, one.service) && isOwn(scope, one))
    .map((one) => ({
      ...{ id: one.id, item: one.item, service: one.service, customer: one.customer },
      subject: namesCheckOf(one) ? '' : one.subject,
      ...{ clockFrom: one.clockFrom, dueAt: one.dueAt, limitMs: one.limitMs, state: one.state },
      ...{ decidedAt: one.decidedAt, marginMs: one.marginMs, because: one.because, evidence: {} },
    }))
}

/** Whether it went to the customer's people. */
export const isTold = (scope: Scope, one: Pick<NoticeSummary, 'service' | 'customer' | 'audiences'>) =>
  maySee(scope, one.service) &&
  isOwn(scope, one) &&
  one.audiences.some((audience) => CUSTOMERS_OWN.includes(audience))

/** Those to the customer's people. Where one goes to the provider's people too, they are in its counts. */
export function noticesFor(scope: Scope, all: NoticeSummary[]): NoticeSummary[] {
  if (scope.services === null) return all
  return all.flatMap((one) => {
    if (!isTold(scope, one)) return []
    const audiences = one.audiences.filter((audience) => CUSTOMERS_OWN.includes(audience))
    return {
      ...{ id: one.id, kind: one.kind, form: one.form, incident: one.incident, service: one.service },
      ...{ customer: one.customer, audiences, createdAt: one.createdAt, dueAt: one.dueAt },
      ...{ deliveries: one.deliveries, late: one.late, unreadable: one.unreadable },
      ...{ firstAcceptedAt: one.firstAcceptedAt, lastAcceptedAt: one.lastAcceptedAt },
    }
  })
}

/** What every customer of a service is told of. */
const CUSTOMERS_KINDS: readonly IncidentKind[] = ['outage', 'fault']

/** What the store's lists of incidents are bound to; which slowdowns are theirs, `concerns` says of each. */
export function boundIncidents(scope: Scope): { services?: string[]; kinds?: IncidentKind[] } {
  return scope.services === null ? {} : { ...boundTo(scope), kinds: [...CUSTOMERS_KINDS, 'slowdown'] }
}

/**
 * Whether an incident is a customer's business: what stops the service or is wrong with it. What is wrong with our
 * own monitoring, with clocks and links names hosts and places, and is told to our own people; slow answers are
 * told where that was agreed (III.1.1.3).
 */
export function concerns(
  scope: Scope,
  one: Pick<IncidentSummary, 'service' | 'kind'> & { notices: Parameters<typeof isTold>[1][] },
): boolean {
  if (scope.services === null) return true
  if (!maySee(scope, one.service)) return false
  if (one.kind === 'slowdown') return one.notices.some((notice) => isTold(scope, notice))
  return CUSTOMERS_KINDS.includes(one.kind)
}

/** @throws HttpProblem `not-found` */
export function incidentFor(scope: Scope, one: IncidentSummary): IncidentSummary {
  if (scope.services === null) return one
  if (!concerns(scope, one)) throw new HttpProblem('not-found', { detail: `There is no incident ${one.id}.` })
  return {
    ...{ id: one.id, service: one.service, serviceName: one.serviceName, kind: one.kind },
    ...{ component: one.component, checks: [], state: one.state, reason: one.reason, message: null },
    // Where a stop comes from is told to those who look for it.
    ...{ impact: one.impact, dueTo: null },
    ...{ lastOkAt: one.lastOkAt, firstFailedAt: one.firstFailedAt, confirmedAt: one.confirmedAt },
    ...{ discoveredAt: one.discoveredAt, recoveredAt: one.recoveredAt },
    ...{ acknowledgedAt: one.acknowledgedAt, acknowledgedBy: null, withdrawnAt: one.withdrawnAt },
    customers: one.customers.filter(({ id }) => id === scope.customer),
    obligations: obligationsFor(scope, one.obligations),
    notices: noticesFor(scope, one.notices),
    followUps: one.followUps.map(({ at, cause, forecast }) => ({ at, by: '', cause, forecast })),
    phases: one.phases.map(({ phase, at }) => ({ phase, at, by: '' })),
  }
}

/** Check and vantage, by their names: of what decided a stretch, and only they have a slash. */
const namesCheck = (because: string) => because.includes('/')

/** Where the time went and what it is worth; of why, the codes and the incidents. */
export function availabilityFor(scope: Scope, one: ServiceAvailability): ServiceAvailability {
  if (scope.services === null) return one
  const spoken = (of: Availability): Availability => ({
    ...{ from: of.from, to: of.to, partition: of.partition },
    ...{ lower: of.lower, upper: of.upper, measured: of.measured },
    ...{ required: of.required, verdict: of.verdict, segmentsOmitted: of.segmentsOmitted },
    maintenance: of.maintenance.map(({ id, from, to, countedMs, stoppedMs, because }) => ({
      ...{ id, from, to, countedMs, stoppedMs, because },
    })),
    segments: of.segments.map(({ from, to, part, because }) => ({
      ...{ from, to, part },
      because: because.filter((word) => !namesCheck(word)),
    })),
  })
  const { service, availability, withoutWithdrawals, problems } = one
  return {
    ...{ service, availability: spoken(availability), problems },
    withoutWithdrawals: withoutWithdrawals && spoken(withoutWithdrawals),
  }
}

/**
 * Reports that were issued to customers; those to the provider's own manager are not theirs. Of a service with
 * customers (`divided`) the report of the service has what is owed to each of them: theirs is the one that was
 * issued to them.
 */
export function reportsFor(
  scope: Scope,
  all: IssuedReport[],
  divided: (service: string) => boolean,
): IssuedReport[] {
  if (scope.services === null) return all
  const isTheirs = ({ audience, service, customer }: IssuedReport) =>
    audience === 'customers' &&
    maySee(scope, service) &&
    (customer === null ? !divided(service) : customer === scope.customer)
  return all.filter(isTheirs).map((one) => ({
    ...{ id: one.id, service: one.service, customer: one.customer, audience: one.audience },
    ...{ means: one.means, month: one.month, digest: one.digest },
    ...{ issuedAt: one.issuedAt, recordedAt: one.recordedAt, recordedBy: '' },
  }))
}
