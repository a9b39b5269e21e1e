/** From episodes of checks to incidents of a service, and what each owes. Pure. */
import type { CheckSpec, CheckState, Episode, Health } from '../detection/types.ts'
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
  /** A component stopped and the service is known to go on without it (サービス影響なし); absent where nothing says so. */
  impact?: 'none'
  /** The component whose stop explains it (`dependsOn`); absent where none does. */
  dueTo?: string
}

/** `partial`: what is known begins with it already, so its true beginning may be earlier. */
export type SeenEpisode = Episode & { partial?: boolean }

/** What evaluation knows of one check at an instant. */
export interface CheckView {
  spec: CheckSpec
  episodes: SeenEpisode[]
  health: Health
  /** Start of the newest executed result (ok or failed); null before the first. */
  lastExecutedAt: number | null
  /** From when on it is owed (its activation): of what happened before it knows only what was put there (`knowsOf`). */
  sinceAt: number
  /** Since when it is not monitored (`silenceOf` in `rules/detection`); null while it is. */
  silentSince: number | null
  /** The failed results of the window, oldest first: what still fails after an outage is read from them. */
  failures: Executed[]
  /** Where a rule judges its response times: start of the newest result whose window said slow or calm. */
  slowJudgedAt?: number | null
  /**
   * While results of it wait for their time: since when its clock is set back, and how many failed since that were not
   * known when it was.
   */
  setBack?: { since: number; failures: number }
  /** Times of a clock that was behind, of which it knows nothing since that is right again. */
  leftOut?: CheckState['leftOut']
  /** Where several vantages do the check (`of`): what this one answered, to be put together with the others. */
  vantage?: Vantage
  /** Nothing is known before this instant: of several vantages as one, or of one that failed more often than it remembers. */
  knownFrom?: number
  /** Of several vantages as one: what each of them failed with, whether or not another one answered meanwhile. */
  failed?: SeenEpisode[]
}

/** One executed result: its start, and when it was known (its finish, never after its receipt). */
export interface Executed {
  startedAt: number
  knownAt: number
}

export interface Vantage {
  /** Its ok results, oldest first, as far as the window reaches, led by the one that still holds when it begins. */
  answers: Executed[]
  /** Nothing is known of its answers before this instant; null where everything is. */
  knownFrom: number | null
  /** Since its newest executed result others came that say nothing. */
  heardUnknown: boolean
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
  because: 'liveness-not-yet-known' | 'covered-by-outage' | 'covered-by-dependency'
  /** When the hold ends at the latest, or null if it does not end by time. */
  untilAt: number | null
}

export interface Decision {
  changes: IncidentChange[]
  held: Held[]
  /** The next instant at which deciding again may say something else without new results; null if none. */
  nextAt: number | null
}
