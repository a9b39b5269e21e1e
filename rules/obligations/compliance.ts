/**
 * Interval compliance of one check over a period (III.1.1.1 a, III.1.1.2 a, III.1.1.3 a, III.1.1.5 a): what was planned,
 * what became of it and why, and the largest distance between executions.
 */
import { intersection, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import type { Outcome, Verdict } from '../words.ts'
import { doubtWithin } from './doubt.ts'
import { monitoredMs } from './monitored.ts'
import { countBetween, countLosses, type Loss, type Skip, skippedPlans, within } from './plan.ts'
import type { ClockDoubt, GoneSpan } from './types.ts'

export type { Loss, Skip } from './plan.ts'

/** A start within a second of its plan is on plan (design, rule 1). */
const ON_PLAN_MS = 1000
/** Runs looked at between two pauses: a few milliseconds of work. */
const LOOKED_AT = 10_000

export interface Run {
  plannedAt: number
  startedAt: number
  outcome: Outcome
  reason?: string | null
  /** 0 is a planned run; repetitions that confirm are executions, but were not planned. */
  attempt?: number
}

export interface ComplianceInput {
  period: Interval
  /** In any order, repeated or not, of this check. Those before the period tell where its first distance began. Read once. */
  results: Iterable<Run>
  skips: readonly Skip[]
  /** Of the agent of this check. */
  losses: readonly Loss[]
  everyMs: number
  /** The value in force, milliseconds; null where nobody set one. */
  limitMs: number | null
  /** When the check was configured; `to` is null while it is. */
  active: { from: number; to: number | null }
  /** When intervals are owed, as in monitored.ts; null is always. */
  monitored: readonly Interval[] | null
  /** The latest instant that the facts know of. */
  asOf: number
  doubts?: readonly (ClockDoubt | GoneSpan)[]
}

/** As `IntervalCompliance` of the report, with instants. */
export interface Compliance {
  planned: number
  executed: number
  late: number
  unknown: number
  skipped: number
  missed: number
  reasons: Record<string, number>
  largestGapMs: number | null
  largestGapFromAt: number | null
  verdict: Verdict
}

/**
 * `planned` is how often the interval fits into each owed stretch of time, or what was seen to be planned where
 * that is more (an agent that starts anew plans at once): planned = executed + unknown + skipped + missed. A plan
 * counts once: executed before unknown before skipped. Plans outside of the owed time count for nothing.
 * Distances between executions count whole, in the period that they end in; the last one runs until the end of
 * what is owed and known. Without any execution there is no figure. Breached by one beyond the limit that has ended; not proven where it still runs, or our
 * own clock was in doubt. Yields after each slice of work.
 */
export function* complianceOf(input: ComplianceInput): Generator<void, Compliance> {
  const { period, everyMs, active, monitored, asOf } = input
  const span = {
    from: Math.max(period.from, active.from),
    to: Math.min(period.to, active.to ?? Number.POSITIVE_INFINITY, asOf),
  }
  const owed = monitored === null ? union([span]) : intersection(union(monitored), union([span]))
  const { plans, starts } = yield* sorted(input, owed, span.to)
  const skips = skippedPlans(input.skips, plans, owed)
  yield
  const seen = plans.size + skips.count
  const fits = owed.reduce((sum, { from, to }) => sum + Math.floor((to - from) / everyMs), 0)
  const planned = Math.max(fits, seen)

  const reasons = new Map<string, number>(skips.reasons)
  const add = (reason: string, count: number) => {
    if (count > 0) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  }
  const counts = { executed: 0, late: 0, unknown: 0 }
  let looked = 0
  for (const run of plans.values()) {
    if (run.outcome === 'unknown') {
      counts.unknown += 1
      add(reasonOf(run), 1)
    } else {
      counts.executed += 1
      if (run.startedAt - run.plannedAt > ON_PLAN_MS) counts.late += 1
    }
    looked += 1
    if (looked % LOOKED_AT === 0) yield
  }
  const times = input.losses.length > 0 ? Float64Array.from(plans.keys()).sort() : []
  const knownIn = (part: Interval) => countBetween(times, part) + skips.countIn(part)
  const lost = countLosses(input.losses, owed, everyMs, knownIn, planned - seen)
  for (const [reason, count] of lost.reasons) add(reason, count)
  add('no-result', planned - seen - lost.count)
  return {
    planned,
    ...counts,
    skipped: skips.count,
    missed: planned - seen,
    reasons: Object.fromEntries([...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ...(yield* distances(input, span, starts)),
  }
}

const reasonOf = ({ reason }: Run) => reason ?? 'probe-unknown'
const RANK: Record<Outcome, number> = { ok: 0, failed: 0, unknown: 1 }

/** Executed comes before unknown; of several the one that began first, then by its reason. */
function isBefore(a: Run, b: Run): boolean {
  const order = RANK[a.outcome] - RANK[b.outcome] || a.startedAt - b.startedAt
  return order !== 0 ? order < 0 : reasonOf(a) < reasonOf(b)
}

/** The planned runs within the owed time, by plan, and the starts of all executions until `to`, in order. */
function* sorted(
  { results, active }: ComplianceInput,
  owed: readonly Interval[],
  to: number,
): Generator<void, { plans: Map<number, Run>; starts: number[] }> {
  const plans = new Map<number, Run>()
  const starts: number[] = []
  let inOrder = true
  let looked = 0
  for (const run of results) {
    const { plannedAt, startedAt, outcome, attempt = 0 } = run
    if (outcome !== 'unknown' && startedAt >= active.from && startedAt <= to) {
      inOrder &&= startedAt >= (starts.at(-1) ?? startedAt)
      starts.push(startedAt)
    }
    if (attempt === 0 && within(owed, plannedAt)) {
      const before = plans.get(plannedAt)
      if (!before || isBefore(run, before)) plans.set(plannedAt, run)
    }
    looked += 1
    if (looked % LOOKED_AT === 0) yield
  }
  return { plans, starts: inOrder ? starts : starts.toSorted((a, b) => a - b) }
}

function* distances(
  { active, period, monitored, limitMs, doubts = [] }: ComplianceInput,
  span: Interval,
  starts: readonly number[],
): Generator<void, Pick<Compliance, 'largestGapMs' | 'largestGapFromAt' | 'verdict'>> {
  if (span.from >= span.to)
    return { largestGapMs: null, largestGapFromAt: null, verdict: limitMs === null ? 'unset' : 'pending' }
  if (starts.length === 0) {
    // No distance has ever ended, nor begun: there is no figure, and once one was owed there is no proof.
    const owing = limitMs !== null && monitoredMs(active.from, span.to, monitored) > limitMs
    const verdict = limitMs === null ? 'unset' : owing ? 'not-proven' : 'pending'
    return { largestGapMs: null, largestGapFromAt: null, verdict }
  }
  const earlier = starts.findLast((at) => at < period.from)
  const within = starts.filter((at) => at >= span.from)
  let before = earlier ?? span.from
  let largest = { ms: -1, from: before }
  // Nothing was executed in it yet, and nothing is overdue: there is nothing to say.
  let verdict: Verdict = within.length === 0 ? 'pending' : 'met'
  for (const [index, at] of [...within, span.to].entries()) {
    const ms = monitoredMs(before, at, monitored)
    if (ms > largest.ms) largest = { ms, from: before }
    if (limitMs !== null && ms > limitMs && verdict !== 'breached') {
      const proven = index < within.length && doubtWithin(doubts, before, at) === null
      verdict = proven ? 'breached' : 'not-proven'
    }
    before = at
    if (index % LOOKED_AT === LOOKED_AT - 1) yield
  }
  return {
    largestGapMs: largest.ms,
    largestGapFromAt: largest.from,
    verdict: limitMs === null ? 'unset' : verdict,
  }
}
