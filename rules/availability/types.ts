/** Availability (稼働率, III.2.1.1): where every millisecond of a period went. */
import type { Interval } from '../calendar/types.ts'

export type ServiceState = 'up' | 'down' | 'unknown'

/** A stretch of one state of the service; `because` names what decides it (a check, an incident, a reason code). */
export interface StateSpan extends Interval {
  state: ServiceState
  because: readonly string[]
}

/** up + down + unknown + maintenance + outside = the period, to the millisecond (design, rule 4). */
export interface Partition {
  from: number
  to: number
  periodMs: number
  upMs: number
  downMs: number
  unknownMs: number
  maintenanceMs: number
  outsideMs: number
}

/** A segment of the partition in order of time: what it counts as, and why. */
export interface Segment extends Interval {
  part: ServiceState | 'maintenance' | 'outside'
  because: readonly string[]
}

/** With T = service hours − maintenance: lower = up/T, upper = (up + unknown)/T, as exact fractions. */
export interface Bounds {
  upMs: number
  /** up + unknown. */
  atMostMs: number
  /** T; 0 where nothing was offered: then there is no ratio. */
  ofMs: number
}

/** What of a maintenance window counts, and why not. */
export interface WindowJudgement {
  id: string
  /** What is taken off the service hours: real stop within the window, the service hours and the allowance. */
  countedMs: number
  /** Real stop within the window. */
  stoppedMs: number
  /** `allowance-used-up` is said where any of it did not fit; `countedMs` says how much did. */
  because:
    | 'counted'
    | 'not-regular'
    | 'not-announced'
    | 'announced-after-start'
    | 'announced-late'
    | 'recorded-after-start'
    | 'allowance-used-up'
    | 'no-allowance'
    | 'not-stopped'
    /** Its stop lay outside the service hours: nothing to take off. */
    | 'outside-service-hours'
    /** It overlaps a window that began before it and that the same stop is counted with. */
    | 'counted-with-another'
}
