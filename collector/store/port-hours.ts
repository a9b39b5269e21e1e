/** The part of the store port (`port.ts`) that keeps how fast targets answered, hour by hour (III.1.1.3). */
import type { Sketch } from '../../rules/performance/sketch.ts'
import type { Lease } from './records.ts'

export interface HourVerbs {
  /** Of each partition the newest hour (its beginning) that is kept; absent where none is. */
  hoursKept(a: { partitions: number[] }): Promise<{ partition: number; hourAt: number }[]>
  /**
   * Keeps the sketches of one hour of a partition's checks, in the place of what was kept of it, and forgets those of
   * hours before `forgetBefore`. Rejects with `fenced` where the lease is not held.
   */
  keepHour(a: {
    partition: number
    lease: Lease
    now: number
    hourAt: number
    sketches: { check: string; sketch: Sketch }[]
    forgetBefore: number
  }): Promise<void>
  /** What is kept of checks in hours, in no order. */
  sketches(a: {
    checks: string[]
    hours: number[]
  }): Promise<{ check: string; hourAt: number; sketch: Sketch }[]>
}
