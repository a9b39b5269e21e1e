/** The shapes of evidence that items are judged from. A new source of evidence fills one of them. */
import type { Bounds } from '../availability/types.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from '../calendar/types.ts'
import type { CheckSpec, Observation } from '../detection/types.ts'
import type { Incident } from '../incidents/types.ts'
import type { ObligationState } from '../words.ts'
import type { Attestation } from './attested.ts'
import type { Trigger } from './delay.ts'
import type { Level } from './level.ts'
import type { JudgedDelivery } from './notice.ts'
import type { CoverageSpan } from './ratio.ts'
import type { Kept } from './retention.ts'
import type { SequenceEvent } from './sequence.ts'

/** Runs of checks: `max_interval` from start to start. */
export interface Executions {
  shape: 'executions'
  checks: readonly {
    spec: CheckSpec
    sinceAt: number
    results: readonly Observation[]
    known?: { clockFrom: number; state: ObligationState; because?: string | null }[]
  }[]
  graceMs: number
  /** Null: around the clock. */
  monitored: readonly Interval[] | null
}

/** Incidents with what was sent about them: `max_delay` to a notice; follow-ups where the clock is the discovery. */
export interface Told {
  shape: 'incidents'
  incidents: readonly {
    incident: Incident
    /** The notice that the item asks for; null: there is none (yet). */
    notice: { expanded: boolean; deliveries: readonly JudgedDelivery[] } | null
  }[]
  maintenance: { rules: MaintenanceRules; windows: readonly MaintenanceWindow[] } | null
}

/** What is done again and again: `max_interval` from one to the next. */
export interface Sequence {
  shape: 'sequence'
  subjects: readonly {
    subject: string
    sinceAt: number
    untilAt?: number | null
    events: readonly SequenceEvent[]
  }[]
}

/** What is due after something else: `max_delay` from a release. */
export interface Delays {
  shape: 'delays'
  triggers: readonly Trigger[]
}

/** A share of the period by its bounds: `min_ratio`, `coverage`. */
export interface Share {
  shape: 'share'
  bounds: Bounds
  closed: boolean
  problem: string | null
}

/** Who or what was there when: `coverage`. */
export interface Covered {
  shape: 'covered'
  spans: readonly CoverageSpan[]
  closed: boolean
}

/** What must be there until its time is over: `min_retention`. */
export interface Records {
  shape: 'records'
  records: readonly Kept[]
  serviceEndAt: number | null
  checkedWithinMs: number
}

/** Figures, measured or attested; spans in milliseconds: `min_count`, `min_duration`, `max_deviation`. */
export interface Levels {
  shape: 'levels'
  subjects: readonly { subject: string; levels: readonly Level[] }[]
}

/** What asks for a verification each time: `per_event`. */
export interface Verifications {
  shape: 'verifications'
  events: readonly { id: string; at: number }[]
  verifications: readonly { event: string; at: number }[]
  graceMs: number | null
}

/** What a person vouches for: `one_of`, `all_of`, `implemented` (token: the item's id). */
export interface Attested {
  shape: 'attested'
  attestations: readonly Attestation[]
}

export type Facts =
  | Executions
  | Told
  | Sequence
  | Delays
  | Share
  | Covered
  | Records
  | Levels
  | Verifications
  | Attested
