/**
 * The obligations of the calendar: availability of each period (III.2.1.1 a), the reports to customers and to the
 * manager (III.1.1.7 a, III.1.1.4 a), and the ledger's own retention (III.2.1.3 b). Judged each night and at start
 * from what is recorded, so that one whose due time passed while nothing ran is there with its own due time.
 */

import { boundsOf } from '../../rules/availability/ratio.ts'
import type { Interval } from '../../rules/calendar/types.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { dueAt, dueRulesOf } from '../../rules/obligations/due.ts'
import type { Judged } from '../../rules/obligations/judged.ts'
import { judgeRatio } from '../../rules/obligations/ratio.ts'
import { judgeRetention } from '../../rules/obligations/retention.ts'
import { judgeSequence } from '../../rules/obligations/sequence.ts'
import type { Obligation } from '../../rules/obligations/types.ts'
import { sumOf } from '../../rules/report/availability.ts'
import type { PartitionSums } from '../../rules/report/types.ts'
import { localDayOf } from '../../rules/time/day.ts'
import { monthOf, periodOf } from '../../rules/time/period.ts'
import { REPORT_AUDIENCES, type ReportAudience } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import type { IssuedReportRow } from '../store/port.ts'
import { monthAfter } from './history.ts'
import { requiredOf } from './measure.ts'
import type { FrozenMonth } from './month.ts'

/** A row as it is kept, but for its id and service. */
export type Owed = Omit<Judged, 'endAt'> & { item: string }

const { availability, periodicReport, managerReport, incidentRecords } = EDITION.measures
const REPORT_ITEM: Record<ReportAudience, string> = { customers: periodicReport, manager: managerReport }
/** For how long a look at the ledger proves that it is there: two nights. */
export const LOOKED_MS = 2 * 86_400_000

/** Availability of every period from the one that `sinceAt` lies in to the present one. */
export function availabilityOwed(a: {
  service: Service
  /** When the service was known here, and until when. */
  sinceAt: number
  untilAt: number | null
  /** When it was away in between. */
  away: readonly Interval[]
  frozen: ReadonlyMap<string, FrozenMonth>
  now: number
}): Owed[] {
  const { service, frozen, now } = a
  const required = requiredOf(service)
  if (required === null) return []
  const zone = service.timezone
  const kind = service.interpretation.availabilityPeriod
  const owed: Owed[] = []
  const until = Math.min(now, a.untilAt ?? now)
  const first = monthAt(a.sinceAt, zone)
  const last = a.untilAt === null ? null : monthAt(a.untilAt, zone)
  // Of months in which the service was not here none is ever closed: nothing is known of them.
  const isAbsent = (month: string) => {
    const { from, to } = monthOf(month, zone)
    const gone = a.away.some((gap) => gap.from <= from && to <= gap.to)
    return !frozen.has(month) && (gone || month < first || (last !== null && month > last))
  }
  for (let month = first; monthOf(month, zone).from <= until; ) {
    const period = periodOf(month, kind, zone)
    const months = monthsOf(period.from, period.to, zone)
    const known = months.flatMap((one) => frozen.get(one)?.measurement ?? [])
    const absent = months.filter(isAbsent)
    month = monthAt(period.to, zone)
    if (absent.length === months.length) continue
    const sums = sumOf([
      ...known.map((one) => one.availability.partition),
      ...absent.map((one) => unknownIn(monthOf(one, zone))),
    ])
    const closed = known.length + absent.length === months.length && period.to <= now
    // What is over is held to the value that was in force then, as its report is; where there was none, to none.
    const inForce = closed && known.length > 0 ? (known.at(-1)?.availability.required ?? null) : required
    if (inForce === null) continue
    const [problem] = known.flatMap(({ problems }) => problems)
    const { endAt: _, ...judged } = judgeRatio({
      subject: `period/${months[0]}${months.length > 1 ? `+${months.length}` : ''}`,
      period,
      bounds: boundsOf({ ...period, ...sums }),
      required: inForce,
      closed,
      problem: problem?.code ?? null,
    })
    owed.push({ ...judged, item: availability })
  }
  return owed
}

/** The partition of a span of which nothing is known. */
export function unknownIn({ from, to }: Interval): PartitionSums {
  const none = { upMs: 0, downMs: 0, maintenanceMs: 0, outsideMs: 0 }
  return { ...none, periodMs: to - from, unknownMs: to - from }
}

/** The reports to an audience, one obligation from each issue to the next; none that is due after `untilAt`. */
export function reportsOwed(a: {
  service: Service
  sinceAt: (audience: ReportAudience) => number
  /** When the service was removed; null while it is here. */
  untilAt: number | null
  issued: readonly IssuedReportRow[]
  now: number
}): Owed[] {
  const { service, now } = a
  return REPORT_AUDIENCES.flatMap((audience) => {
    const item = REPORT_ITEM[audience]
    const value = service.values[item]?.inForce
    if (typeof value !== 'string') return []
    const events = a.issued
      .filter((one) => one.audience === audience)
      .map(({ id, issuedAt, recordedAt }) => ({ id, at: issuedAt, recordedAt }))
    const subject = `report/${audience}`
    const due = dueRulesOf(service)
    const times = { sinceAt: a.sinceAt(audience), untilAt: a.untilAt, now }
    const { obligations } = judgeSequence({ subject, events, ...times, value, due })
    return obligations.map(({ endAt: _, ...judged }) => ({ ...judged, item }))
  })
}

/** What a look at the ledger found. */
export interface LedgerLook {
  at: number
  /** The first entry's; null: there is no entry yet. */
  firstAt: number | null
  entries: number
  /** Findings of its verification, and payloads that are gone. */
  findings: number
  payloadsGone: number
}

/**
 * The ledger is kept as one standing obligation: open with the evidence of the last look while everything is there
 * since `sinceAt`, met when its time is over, breached by what is missing.
 */
export function ledgerOwed(a: { service: Service; sinceAt: number; look: LedgerLook }): Owed[] {
  const { service, sinceAt, look } = a
  const value = service.values[incidentRecords]?.inForce
  if (typeof value !== 'string' || look.firstAt === null) return []
  const due = dueRulesOf(service)
  const broken = look.findings > 0 || (look.payloadsGone > 0 && look.at < dueAt(look.firstAt, value, due))
  const [judged] = judgeRetention({
    records: [{ id: 'ledger', createdAt: sinceAt, goneAt: broken ? look.at : null, seenAt: look.at }],
    ...{ value, due, from: 'creation', checkedWithinMs: LOOKED_MS, now: look.at },
  })
  if (!judged) return []
  const { endAt: _, ...row } = judged
  const evidence = {
    ...{ entries: look.entries, firstAt: look.firstAt, checkedAt: look.at, keptMs: look.at - look.firstAt },
    ...{ findings: look.findings, payloadsGone: look.payloadsGone },
  }
  const standing = row.state === 'met' && look.at < row.dueAt
  return [
    {
      ...row,
      ...(standing ? { state: 'open', decidedAt: null, marginMs: null } : {}),
      key: `ledger#${sinceAt}`,
      item: incidentRecords,
      evidence,
    },
  ]
}

/**
 * An open obligation of the calendar that nothing will decide any more. It was neither kept nor broken: whoever
 * takes a service or a value away before its due time has proven nothing.
 */
export function endedEarly(
  row: Obligation,
  { service, untilAt, now }: { service: Service; untilAt: number | null; now: number },
): Pick<Obligation, 'state' | 'because' | 'decidedAt'> {
  const unset = typeof service.values[row.item]?.inForce !== 'string'
  const because = untilAt !== null ? 'service-removed' : unset ? 'value-unset' : 'period-changed'
  return { state: 'not-proven', because, decidedAt: untilAt ?? now }
}

/** Since when an audience is owed reports: as it is stored, and anew after what was ended early. */
export function owedSince(
  stored: readonly Obligation[],
  { audience, sinceAt, now }: { audience: ReportAudience; sinceAt: number; now: number },
): number {
  const rows = stored.filter(({ subject }) => subject === `report/${audience}`)
  const ends = rows.filter(({ because }) => because === 'service-removed' || because === 'value-unset')
  const endedAt = Math.max(...ends.map(({ decidedAt }) => decidedAt ?? Number.NEGATIVE_INFINITY))
  const begun = rows.filter(({ clockFrom }) => clockFrom > endedAt).map(({ clockFrom }) => clockFrom)
  return Math.min(...begun, ends.length > 0 ? now : sinceAt)
}

const monthAt = (at: number, zone: string) => localDayOf(at, zone).slice(0, 7)

function monthsOf(from: number, to: number, zone: string): string[] {
  const months: string[] = []
  for (let month = monthAt(from, zone); monthOf(month, zone).from < to; month = monthAfter(month, 1))
    months.push(month)
  return months
}
