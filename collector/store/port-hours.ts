/** The part of the store port (`port.ts`) that keeps how fast targets answered (III.1.1.3) and how clocks stood (III.1.1.5), hour by hour. */
import type { Sketch } from '../../rules/performance/sketch.ts'
import type { Lease } from './records.ts'

/** How far a host's clock was ahead of the collector's in one hour, milliseconds; negative where it was behind. */
export interface ClockHour {
  /** The agent's id. */
  agentId: string
  hourAt: number
  leastMs: number
  mostMs: number
  readings: number
}

export interface HourVerbs {
  /** Of each partition the newest hour (its beginning) that is kept; absent where none is. */
  hoursKept(a: { partitions: number[] }): Promise<{ partition: number; hourAt: number }[]>
  /**
   * Keeps the sketches of one hour of a partition's checks and the clocks of its hosts, in the place of what was kept
   * of it, and forgets those of hours before `forgetBefore`. Rejects with `fenced` where the lease is not held.
   */
  keepHour(a: {
    partition: number
    lease: Lease
    now: number
    hourAt: number
    sketches: { check: string; sketch: Sketch }[]
    clocks: Omit<ClockHour, 'hourAt'>[]
    forgetBefore: number
  }): Promise<void>
  /** What is kept of the clocks of hosts in the hours of [fromAt, toAt), oldest first. */
  clockHours(a: { agentIds: string[]; fromAt: number; toAt: number }): Promise<ClockHour[]>
  /** What is kept of checks in hours, in no order. */
  sketches(a: {
    checks: string[]
    hours: number[]
  }): Promise<{ check: string; hourAt: number; sketch: Sketch }[]>
}
