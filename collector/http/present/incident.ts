/** Rows of incidents and of what they owe and told, as the API gives them. Pure. */
import type {
  DeliverySummary,
  IncidentSummary,
  NoticeSummary,
  ObligationSummary,
} from '../../../rules/api/types.ts'
import { withoutSecrets } from '../../log.ts'
import type { Customer } from '../../model.ts'
import type {
  DeliveryRow,
  IncidentRow,
  ObligationRow,
  PhaseRow,
  Store,
  StoredNotice,
} from '../../store/port.ts'
import { instant, instantOrNull } from './instant.ts'

type NoticeItem = Awaited<ReturnType<Store['notices']>>['items'][number]
type FollowUp = Awaited<ReturnType<Store['followUps']>>[number]

export function obligationSummary(row: ObligationRow): ObligationSummary {
  const { id, item, service, customer, subject, limitMs, state, marginMs, because } = row
  return {
    id,
    item,
    service,
    customer,
    subject,
    clockFrom: instant(row.clockFrom),
    dueAt: instant(row.dueAt),
    limitMs,
    state,
    decidedAt: instantOrNull(row.decidedAt),
    marginMs,
    because,
    evidence: row.evidence,
  }
}

export function noticeSummary(row: NoticeItem): NoticeSummary {
  const { id, kind, form, service, customer, audiences, late } = row
  return {
    id,
    kind,
    form,
    incident: row.incidentId,
    service,
    customer,
    audiences,
    createdAt: instant(row.createdAt),
    dueAt: instantOrNull(row.dueAt),
    deliveries: row.counts,
    firstAcceptedAt: instantOrNull(row.firstAcceptedAt),
    lastAcceptedAt: instantOrNull(row.lastAcceptedAt),
    late,
    unreadable: row.facts === null,
  }
}

/** No address: the hint alone says who it is. */
export function deliverySummary(row: DeliveryRow & { notice: StoredNotice }): DeliverySummary {
  const { id, audience, channel, hint, state, attempts, late, lastAnswer, notice } = row
  return {
    id,
    notice: row.noticeId,
    incident: notice.incidentId,
    service: notice.service,
    customer: notice.customer,
    kind: notice.kind,
    audience,
    channel,
    hint,
    state,
    attempts,
    createdAt: instant(row.createdAt),
    dueAt: instantOrNull(row.dueAt),
    nextAttemptAt: instantOrNull(row.nextAttemptAt),
    acceptedAt: instantOrNull(row.acceptedAt),
    late,
    // A server likes to quote whom it answers for.
    lastAnswer: lastAnswer === null ? null : withoutSecrets(lastAnswer),
  }
}

/** By the configuration, or as a notice called one that is no customer any more. */
function namesOf(about: {
  customers: readonly Pick<Customer, 'id' | 'name'>[]
  obligations: readonly ObligationRow[]
  notices: readonly NoticeItem[]
}): IncidentSummary['customers'] {
  const ids = [...about.obligations, ...about.notices].flatMap(({ customer }) => customer ?? [])
  const told = about.notices.map(({ customer, facts }) => ({ id: customer, name: facts?.customerName }))
  return [...new Set(ids)].map((id) => {
    const name = [...about.customers, ...told].find((one) => one.id === id && one.name !== undefined)?.name
    return { id, name: name ?? id }
  })
}

export function incidentSummary(
  row: IncidentRow,
  /** Of this incident alone. */
  about: {
    serviceName: string
    /** Of the service, as configured. */
    customers: readonly Pick<Customer, 'id' | 'name'>[]
    obligations: ObligationRow[]
    notices: NoticeItem[]
    followUps: FollowUp[]
    phases: PhaseRow[]
  },
): IncidentSummary {
  const { id, service, kind, component, checks, reason, message, acknowledgedBy } = row
  return {
    id,
    service,
    serviceName: about.serviceName,
    kind,
    component,
    checks,
    state: row.recoveredAt === null ? 'open' : 'recovered',
    lastOkAt: instantOrNull(row.lastOkAt),
    firstFailedAt: instant(row.firstFailedAt),
    confirmedAt: instant(row.confirmedAt),
    discoveredAt: instant(row.discoveredAt),
    recoveredAt: instantOrNull(row.recoveredAt),
    reason,
    message,
    impact: row.impact ?? null,
    dueTo: row.dueTo ?? null,
    acknowledgedAt: instantOrNull(row.acknowledgedAt),
    acknowledgedBy,
    customers: namesOf(about),
    obligations: about.obligations.map(obligationSummary),
    notices: about.notices.map(noticeSummary),
    followUps: about.followUps.map(({ at, by, cause, forecast }) => ({
      at: instant(at),
      by,
      cause,
      forecast,
    })),
    phases: about.phases.map(({ phase, at, by }) => ({ phase, at: instant(at), by })),
    withdrawnAt: instantOrNull(row.withdrawnAt),
  }
}
