/**
 * From results to what they mean for one check (design, "Detection", "Silence").
 * All functions of this folder are pure: they take what they need and read no clock.
 */
import type { SlowdownRule } from '../performance/types.ts'
import type { Outcome, Purpose } from '../words.ts'

/** What detection needs to know of one configured check. */
export interface CheckSpec {
  /** `service/component/check`; `service/component/check@agent` where several vantages do it. */
  check: string
  /** `service/component/check` where several vantages do it: those of one `of` are one check, seen from several places. */
  of?: string
  service: string
  component: string
  purpose: Purpose
  everyMs: number
  timeoutMs: number
  /** A change of outcome is confirmed by this many equal outcomes in a row, repeated at this distance. */
  confirm: { failures: number; everyMs: number }
  /** Its component is an external network (III.3.2.5): its failures are that network's, not the service's. */
  external?: boolean
  /** Of a performance check: when its response times over a window are slow (III.1.1.3). */
  slowdown?: SlowdownRule
}

/** One executed result at its own time. `startedAt` etc. are event time, `receivedAt` the collector's. */
export interface Observation {
  plannedAt: number
  startedAt: number
  finishedAt: number
  receivedAt: number
  outcome: Outcome
  attempt: number
  reason?: string
  message?: string
  /** What a time-sync check measured: the host's clock against the time servers, whole milliseconds, rounded away from zero. */
  offsetMs?: number
  /** How long the target took to answer, milliseconds, where its check type measures that (III.1.1.3). */
  responseMs?: number
  /** `agent/epoch/sequence`: identifies the result as evidence and breaks ties of equal start. */
  source: string
}

/**
 * A run of failure of one check, from its first failed result to its recovery.
 * Confirmation never shortens it: downtime runs from `firstFailedAt` to `recoveredAt`.
 */
export interface Episode {
  /** Start of the last ok result before it; null if there was none. The worst case starts here. */
  lastOkAt: number | null
  /** Start of the first failed result. */
  firstFailedAt: number
  /** 検知: finish of the confirming result, never after its receipt. Null while unconfirmed. */
  confirmedAt: number | null
  /** `source` of the confirming result. */
  confirmedBy: string | null
  /** Start of the first ok result of the streak that confirmed the recovery; null while it lasts. */
  recoveredAt: number | null
  /** Finish of the result that confirmed the recovery (bounded by its receipt). */
  recoveryConfirmedAt: number | null
  /** Reason and text of the first failed result. */
  reason: string | null
  message: string | null
}

/** The fold of every result older than the window. */
export interface Cursor {
  /** Start of the newest folded result that executed (ok or failed); null before the first. */
  lastExecutedAt: number | null
  lastOkAt: number | null
  /** Results in a row with one outcome (unknown neither adds nor breaks). */
  streak: { outcome: 'ok' | 'failed'; count: number; firstStartedAt: number } | null
  /** The failure that is running (confirmed or not), as far as folded. */
  running: Episode | null
  /** Since when the newest executed outcome has held without a silence; null before the first. */
  heldSince: number | null
  /** The newest folded result of any outcome: what is older can no longer be put in order. */
  newest: { startedAt: number; source: string } | null
  /** Confirmed failures that began and ended within what is folded, newest last, bounded. */
  ended: Episode[]
}

/**
 * The state of one check: results may arrive in any order, so the newest `WINDOW` are kept as they are
 * and everything older is folded into `checkpoint`. JSON, stored with the partition's cursor.
 */
export interface CheckState {
  checkpoint: Cursor
  /** Sorted by (startedAt, source). */
  window: Observation[]
  /** From when on this check is owed: its activation, for silence before the first result. */
  sinceAt: number
  /** Stretches in which its window of response times was slow, oldest first; only of checks that are judged so. */
  slow?: Episode[]
  /** Start of the newest result whose window of response times said slow or calm; absent before the first. */
  slowJudgedAt?: number
  /** Times of a clock that was behind, of which it knows nothing since that is right again; not stored, see `resumed`. */
  leftOut?: { from: number; to: number }
  /** What a clock that was ahead put into a time to come, while some of it has not come; bounded as two windows are. */
  aside?: Aside
}

/** Results that wait for their time, since a clock that was ahead was set back. */
export interface Aside {
  /** When it was set back, as it shows since. */
  since: number
  /** Those up to here have come: they are in the window as well. */
  upTo: number
  /** In order. */
  results: Observation[]
  /** What was folded for good before them, where that lay in a time to come as well. */
  folded?: Cursor
}

/** A time without an executed result (ok or failed) longer than a limit; both ends are starts of executions. */
export interface ExecutionGap {
  fromAt: number
  /** Null while it lasts. */
  toAt: number | null
}

export type Health =
  | { state: 'up'; sinceAt: number; untilAt: number }
  | { state: 'down'; sinceAt: number; untilAt: number; confirmed: boolean }
  | { state: 'unknown'; sinceAt: number; reason: 'no-result-yet' | 'silent' | 'probe-unknown' }
