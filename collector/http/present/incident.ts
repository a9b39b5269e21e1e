/** Rows of incidents and of what they owe and told, as the API gives them. Pure. */
import type {
  DeliverySummary,
  IncidentSummary,
  NoticeSummary,
  ObligationSummary,
} from '../../../rules/api/types.ts'
import { withoutSecrets } from '../../log.ts'
import type { DeliveryRow, IncidentRow, NoticeRow, ObligationRow, PhaseRow, Store } from '../../store/port.ts'
import { instant, instantOrNull } from './instant.ts'

type NoticeItem = Awaited<ReturnType<Store['notices']>>['items'][number]
type FollowUp = Awaited<ReturnType<Store['followUps']>>[number]

export function obligationSummary(row: ObligationRow): ObligationSummary {
  const { id, item, service, subject, limitMs, state, marginMs, because } = row
  return {
    id,
    item,
    service,
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
  const { id, kind, form, service, audiences, late } = row
  return {
    id,
    kind,
    form,
    incident: row.incidentId,
    service,
    audiences,
    createdAt: instant(row.createdAt),
    dueAt: instantOrNull(row.dueAt),
    deliveries: row.counts,
    firstAcceptedAt: instantOrNull(row.firstAcceptedAt),
    lastAcceptedAt: instantOrNull(row.lastAcceptedAt),
    late,
  }
}

/** No address: the hint alone says who it is. */
export function deliverySummary(row: DeliveryRow & { notice: NoticeRow }): DeliverySummary {
  const { id, audience, channel, hint, state, attempts, late, lastAnswer, notice } = row
  return {
    id,
    notice: row.noticeId,
    incident: notice.incidentId,
    service: notice.service,
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

export function incidentSummary(
  row: IncidentRow,
  /** Of this incident alone. */
  about: {
    serviceName: string
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
    acknowledgedAt: instantOrNull(row.acknowledgedAt),
    acknowledgedBy,
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
