/** The notice sections of a report: what each incident owed, who was told when, and with which margin. Pure. */
import type { Incident } from '../incidents/types.ts'
import type { Obligation } from '../obligations/types.ts'
import type { NoticeKind, ObligationState, Phase } from '../words.ts'
import { noCounts } from './figures.ts'
import type { Notices } from './types.ts'

export interface ToldNotice {
  id: string
  incidentId: string
  kind: NoticeKind
  createdAt: number
  dueAt: number | null
  /** Deliveries by state. */
  counts: Record<'waiting' | 'accepted' | 'refused' | 'expired', number>
  firstAcceptedAt: number | null
  lastAcceptedAt: number | null
  /** What its text was made of; null where it cannot be read. */
  facts: object | null
}

export interface NoticeInput {
  incidents: readonly (Incident & { withdrawnAt: number | null })[]
  /** Of the month, and those of its incidents whenever they began. */
  obligations: readonly Obligation[]
  notices: readonly ToldNotice[]
  phases: readonly { incidentId: string; phase: Phase; at: number }[]
  /** The obligations that the month counts (`countedIn`). */
  counted: readonly Pick<Obligation, 'item' | 'state'>[]
}

/**
 * Whether an obligation counts in a period: by the start of its clock. One of the calendar (a period, a report, the
 * ledger) lasts longer than a month: it counts where it ended, and while it is open wherever it reaches.
 */
export function countedIn(
  { subject, state, clockFrom, dueAt, decidedAt }: Obligation,
  { from, to }: { from: number; to: number },
): boolean {
  if (!isOfCalendar(subject)) return from <= clockFrom && clockFrom < to
  if (state === 'open') return clockFrom < to && dueAt > from
  // A period is over, and its report due, at the first instant of what follows it.
  const endedAt = Math.min(dueAt, decidedAt ?? dueAt)
  return from < endedAt && endedAt <= to
}

/** `period/2026-11`, `report/customers`, `ledger`: neither an incident nor a check. */
function isOfCalendar(subject: string): boolean {
  return subject === 'ledger' || subject.startsWith('period/') || subject.startsWith('report/')
}

export function noticeSections({ incidents, obligations, notices, phases, counted }: NoticeInput): Notices {
  const totals: Record<string, Record<ObligationState, number>> = {}
  for (const { item, state } of counted.toSorted((a, b) => (a.item < b.item ? -1 : 1))) {
    const row = totals[item] ?? noCounts()
    totals[item] = row
    row[state] += 1
  }
  const inOrder = incidents.toSorted((a, b) => a.firstFailedAt - b.firstFailedAt || (a.id < b.id ? -1 : 1))
  return {
    incidents: inOrder.map((incident) => ({
      id: incident.id,
      kind: incident.kind,
      component: incident.component,
      firstFailedAt: instant(incident.firstFailedAt),
      confirmedAt: instant(incident.confirmedAt),
      discoveredAt: instant(incident.discoveredAt),
      recoveredAt: instantOrNull(incident.recoveredAt),
      phases: phases
        .filter(({ incidentId }) => incidentId === incident.id)
        .toSorted((a, b) => a.at - b.at)
        .map(({ phase, at }) => ({ phase, at: instant(at) })),
      withdrawn: incident.withdrawnAt !== null,
      obligations: obligations
        .filter(({ subject }) => subject === incident.id)
        .toSorted((a, b) => a.dueAt - b.dueAt || (a.item < b.item ? -1 : 1))
        .map(obligationOf),
      notices: notices
        .filter(({ incidentId }) => incidentId === incident.id)
        .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
        .map(noticeOf),
    })),
    totals,
  }
}

function obligationOf(row: Obligation) {
  const { id, item, state, marginMs, because } = row
  return {
    id,
    item,
    clockFrom: instant(row.clockFrom),
    dueAt: instant(row.dueAt),
    state,
    decidedAt: instantOrNull(row.decidedAt),
    marginMs,
    because,
  }
}

function noticeOf(notice: ToldNotice) {
  const { id, kind, createdAt, dueAt, counts, firstAcceptedAt, lastAcceptedAt, facts } = notice
  const { waiting, accepted, refused, expired } = counts
  return {
    id,
    kind,
    createdAt: instant(createdAt),
    dueAt: instantOrNull(dueAt),
    recipients: waiting + accepted + refused + expired,
    accepted,
    refused: refused + expired,
    firstAcceptedAt: instantOrNull(firstAcceptedAt),
    lastAcceptedAt: instantOrNull(lastAcceptedAt),
    ...(facts === null ? { unreadable: true as const } : {}),
  }
}

const instant = (at: number) => new Date(at).toISOString()
const instantOrNull = (at: number | null) => (at === null ? null : instant(at))
