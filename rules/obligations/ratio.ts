/**
 * A share of a period: availability (III.2.1.1 a) and hours covered (III.4.4.2 a, III.4.4.5 a), by its bounds.
 * Exact: nothing is rounded before it is compared (99.496 % does not reach 99.5 %).
 */
import { availabilityVerdict } from '../availability/ratio.ts'
import type { Bounds } from '../availability/types.ts'
import { difference, intersection, lengthMs, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import type { Judged } from './judged.ts'

export interface RatioInput {
  subject: string
  period: Interval
  /** Of the whole period, all of its months together. */
  bounds: Bounds
  /** The value in force, decimal percent: `99.5`. */
  required: string
  /** Whether the period is closed: before it later results may change the figure. */
  closed: boolean
  /** Code of what the figure rests on a guess for (`no-hours`, `holiday-data-ends`); null where on nothing. */
  problem?: string | null
}

/**
 * Met where the lower bound reaches the value, breached where the upper bound misses it, otherwise not proven.
 * Open until the period is closed. Nothing offered has no ratio, and proves nothing.
 * @throws RangeError where `required` is no percentage.
 */
export function judgeRatio({
  subject,
  period,
  bounds,
  required,
  closed,
  problem = null,
}: RatioInput): Judged {
  const row: Judged = {
    key: `${subject}#${period.from}`,
    subject,
    clockFrom: period.from,
    dueAt: period.to,
    limitMs: period.to - period.from,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    endAt: null,
    evidence: { ...bounds, required },
  }
  if (!closed) return row
  const decided = (state: 'met' | 'breached' | 'not-proven', because: string): Judged => ({
    ...row,
    state,
    because,
    decidedAt: period.to,
    endAt: period.to,
  })
  if (bounds.ofMs === 0) return decided('not-proven', 'nothing-offered')
  if (problem !== null) return decided('not-proven', problem)
  const verdict = availabilityVerdict(bounds, required)
  if (verdict === 'met') return decided('met', 'ratio-reached')
  if (verdict === 'breached') return decided('breached', 'ratio-missed')
  return decided('not-proven', 'unknown-time')
}

/** Time of which it is known whether it was covered. */
export interface CoverageSpan extends Interval {
  covered: boolean
}

/** Bounds of what was covered of a period, around the clock: what nobody vouches for is unknown; a hole outranks a claim. */
export function coverageOf(spans: readonly CoverageSpan[], period: Interval): Bounds {
  const of = (covered: boolean) =>
    intersection(union(spans.filter((span) => span.covered === covered)), union([period]))
  const holes = of(false)
  const ofMs = Math.max(0, period.to - period.from)
  return { upMs: lengthMs(difference(of(true), holes)), atMostMs: ofMs - lengthMs(holes), ofMs }
}
