/** From episodes of checks to incidents of a service, and what each owes. Pure. */
import type { CheckSpec, Episode, Health } from '../detection/types.ts'
import type { IncidentKind } from '../words.ts'

/** One incident as evaluation knows it. Stored as it is; every instant has its own field (design, rule 2). */
export interface Incident {
  id: string
  service: string
  kind: IncidentKind
  /** The component it concerns; null where it is the service's (outage, monitoring-gap). */
  component: string | null
  /** Full names of the checks that take part, in the order of their first failure. */
  checks: string[]
  lastOkAt: number | null
  firstFailedAt: number
  /** 検知. */
  confirmedAt: number
  /** 発見: the earlier of `confirmedAt` and the first report by a person. */
  discoveredAt: number
  /** End of the stop: start of the first ok result of the confirmed recovery; null while open. */
  recoveredAt: number | null
  /** Null with an end: its checks were removed from the configuration, and nobody knows whether it recovered. */
  recoveryConfirmedAt: number | null
  reason: string | null
  message: string | null
  /** A component stopped and the service goes on without it (サービス影響なし); absent where nothing says so. */
  impact?: 'none'
  /** The component whose stop explains it (`dependsOn`); absent where none does. */
  dueTo?: string
}

/** What evaluation knows of one check at an instant. */
export interface CheckView {
  spec: CheckSpec
  episodes: Episode[]
  health: Health
  /** Start of the newest executed result (ok or failed); null before the first. */
  lastExecutedAt: number | null
  /** Since when it is not monitored (`silenceOf` in `rules/detection`); null while it is. */
  silentSince: number | null
  /** The failed results of the window, oldest first: what still fails after an outage is read from them. */
  failures: Failure[]
}

/** One failed result: its start, and when it was known (its finish, never after its receipt). */
export interface Failure {
  startedAt: number
  knownAt: number
}

/** What changes; each change carries why (a decision returns its reason). */
export type IncidentChange =
  /** `learnedAfterEnd`: it was over before we learned of it; it is told, but nobody is paged. */
  | { type: 'opened'; incident: Incident; learnedAfterEnd: boolean; because: string }
  /** Times or members were corrected by later evidence; due times never move. */
  | { type: 'corrected'; incident: Incident; because: string }
  | { type: 'recovered'; incident: Incident; because: string }
  /** Recovered too early in the light of later evidence: runs on under the same id. */
  | { type: 'reopened'; incident: Incident; because: string }

/** Why a confirmed failure is not (yet) an incident of its own. */
export interface Held {
  check: string
  because: 'liveness-not-yet-known' | 'covered-by-outage'
  /** When the hold ends at the latest, or null if it does not end by time. */
  untilAt: number | null
}

export interface Decision {
  changes: IncidentChange[]
  held: Held[]
  /** The next instant at which deciding again may say something else without new results; null if none. */
  nextAt: number | null
}
