/**
 * The SLA report of a service for a month as a JSON document (`kijun-collector report --format json`).
 * Instants are RFC 3339 in UTC, spans are milliseconds, ratios are decimal percent, cut (never rounded up).
 */
import type { Guideline } from '../api/types.ts'
import type { IncidentKind, Language, NoticeKind, ObligationState, Phase, Verdict } from '../words.ts'

type Instant = string

export interface Report {
  /** `kijun-report/1`. */
  format: string
  service: { id: string; name: string; pattern: number; timezone: string }
  /** For whom it is, where it is one customer's: its values are in force, and nothing of another is in it. */
  customer?: { id: string; name: string; language: Language; timezone: string }
  month: string
  from: Instant
  to: Instant
  /** `closed`: the measurement sections are frozen; `provisional`: later results may still change them. */
  status: 'provisional' | 'closed'
  /** The latest instant that the figures know of. */
  asOf: Instant
  edition: Guideline['edition']
  /** The four columns of every item, unmet starred values first. */
  verdicts: Guideline['rows']
  classification: Guideline['classification']
  /** Settings of what the guideline leaves open, calendars, holiday data and maintenance, as used. */
  settings: Settings
  measurement: Measurement
  /** Results of the month that came after it was closed: they change nothing of it. */
  lateResults: number
  notices: Notices
  /** What two persons withdrew, and what is proposed. */
  withdrawals: Withdrawal[]
  ledger: LedgerReferences
}

export interface Settings {
  interpretation: Guideline['interpretation']
  revisions: { revision: number; loadedAt: Instant; loadedBy: string }[]
  hours: unknown
  holidays: { version: string; from: string; to: string } | null
  maintenance: { leadTimeMs: number; allowanceMs: number | null; yearFrom: string }
  /** Who watches the collector's own clock; null: nobody did. */
  ownClock: string | null
}

/** A pure function of results, configuration and withdrawals: any order of arrival gives the same bytes. */
export interface Measurement {
  /** With what two persons withdrew taken as up. */
  availability: Availability
  /** The same as if nobody had withdrawn anything; null where nothing was withdrawn. */
  withoutWithdrawals: Availability | null
  /** Over the longer period of the setting `availabilityPeriod`, as far as it has gone; null where it is the month. */
  period: PeriodAvailability | null
  /** What the figures cannot be told for, with the clause; none mostly. */
  problems: Problem[]
  /** What went in. */
  inputs: Inputs
  intervals: IntervalCompliance[]
  timeSync: {
    check: string
    results: number
    largestOffsetMs: number | null
    failed: number
    unknown: number
  }[]
}

/** `GET /api/v1/services/{id}/availability?from=&to=`: any span of time, cut at now. */
export interface ServiceAvailability {
  service: string
  availability: Availability
  /** As if nobody had withdrawn anything; null where nothing was withdrawn. */
  withoutWithdrawals: Availability | null
  problems: Problem[]
}

/**
 * A day of which the calendar does not say whether the service was offered, or whose results are gone (their time was
 * over, or their block is damaged): no verdict rests on it.
 */
export interface Problem {
  code: 'holiday-data-ends' | 'no-hours' | 'results-expired' | 'results-damaged'
  day: string
  clause: string
}

/** How much went in, and what of: SHA-256 over every run of every check in order. */
export interface Inputs {
  executions: number
  skipped: number
  digest: string
}

export interface PartitionSums {
  periodMs: number
  upMs: number
  downMs: number
  unknownMs: number
  maintenanceMs: number
  outsideMs: number
}

export interface PeriodAvailability {
  kind: 'quarter' | 'half-year' | 'year'
  from: Instant
  to: Instant
  /** Months that are in it so far, and whether that is all of the period. */
  months: string[]
  complete: boolean
  partition: PartitionSums
  lower: string | null
  upper: string | null
  measured: string | null
  required: string | null
  verdict: Verdict
}

export interface Availability {
  from: Instant
  to: Instant
  partition: PartitionSums
  /** Percent, cut; null where nothing was offered. */
  lower: string | null
  upper: string | null
  measured: string | null
  required: string | null
  verdict: Verdict
  /** Down, unknown and maintenance stretches in order, with what decides them; bounded, the number of others beside it. */
  segments: { from: Instant; to: Instant; part: string; because: string[] }[]
  segmentsOmitted: number
  maintenance: {
    id: string
    from: Instant
    to: Instant
    countedMs: number
    stoppedMs: number
    because: string
  }[]
}

/** 稼働監視 etc. of one check: what was planned and what became of it. */
export interface IntervalCompliance {
  check: string
  /** Null: a check of an external network, which no item sets an interval for. */
  item: string | null
  limitMs: number | null
  /** Runs that the plan held in the period. */
  planned: number
  /** Ended ok or failed. */
  executed: number
  /** Executed, but begun more than 1 s after the plan. */
  late: number
  unknown: number
  skipped: number
  missed: number
  /** Why runs were skipped, unknown or missed: counts by reason code. */
  reasons: Record<string, number>
  largestGapMs: number | null
  /** Where the largest gap began. */
  largestGapFrom: Instant | null
  verdict: Verdict
}

export interface Notices {
  incidents: IncidentCompliance[]
  /** Obligations by item and state. */
  totals: Record<string, Record<ObligationState, number>>
}

export interface IncidentCompliance {
  id: string
  kind: IncidentKind
  component: string | null
  firstFailedAt: Instant
  confirmedAt: Instant
  discoveredAt: Instant
  recoveredAt: Instant | null
  phases: { phase: Phase; at: Instant }[]
  withdrawn: boolean
  obligations: {
    id: string
    item: string
    clockFrom: Instant
    dueAt: Instant
    state: ObligationState
    decidedAt: Instant | null
    marginMs: number | null
    because: string | null
  }[]
  notices: {
    id: string
    kind: NoticeKind
    createdAt: Instant
    dueAt: Instant | null
    recipients: number
    accepted: number
    refused: number
    firstAcceptedAt: Instant | null
    lastAcceptedAt: Instant | null
    /** What is stored of it is damaged; absent where it can be read. */
    unreadable?: true | undefined
  }[]
}

export interface Withdrawal {
  proposal: string
  kind: string
  subject: string
  reason: string
  state: string
  proposedAt: Instant
  decidedAt: Instant | null
}

/** `kijun-collector verify --seal N:HASH` accepts the seal; the entries name what the sections follow from. */
export interface LedgerReferences {
  seal: { seq: number; hash: string; at: Instant } | null
  entries: { seq: number; kind: string; subject: string; at: Instant; hash: string }[]
  entriesOmitted: number
}
