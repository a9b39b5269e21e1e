/**
 * Interval compliance of one check over a period (III.1.1.1 a, III.1.1.2 a, III.1.1.3 a, III.1.1.5 a): what was planned,
 * what became of it and why, and the largest distance between executions.
 */
import { intersection, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import type { Outcome, Verdict } from '../words.ts'
import { doubtWithin } from './doubt.ts'
import { monitoredMs } from './monitored.ts'
import { countLosses, type Loss, type Skip, skippedPlans } from './plan.ts'
import type { ClockDoubt } from './types.ts'

export type { Loss, Skip } from './plan.ts'

/** A start within a second of its plan is on plan (design, rule 1). */
const ON_PLAN_MS = 1000

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
  /** In any order, repeated or not, of this check. Those before the period tell where its first distance began. */
  results: readonly Run[]
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
  doubts?: readonly ClockDoubt[]
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
 * own clock was in doubt.
 */
export function complianceOf(input: ComplianceInput): Compliance {
  const { period, everyMs, active, monitored, asOf } = input
  const span = {
    from: Math.max(period.from, active.from),
    to: Math.min(period.to, active.to ?? Number.POSITIVE_INFINITY, asOf),
  }
  const owed = monitored === null ? union([span]) : intersection(union(monitored), union([span]))
  const plans = plansOf(input.results, owed)
  const runs = [...plans.values()]
  const skips = skippedPlans(input.skips, plans, owed)
  const executed = runs.filter(({ outcome }) => outcome !== 'unknown')
  const unknown = runs.filter(({ outcome }) => outcome === 'unknown')
  const seen = runs.length + skips.count
  const fits = owed.reduce((sum, { from, to }) => sum + Math.floor((to - from) / everyMs), 0)
  const planned = Math.max(fits, seen)

  const reasons = new Map<string, number>(skips.reasons)
  const add = (reason: string, count: number) => {
    if (count > 0) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  }
  for (const run of unknown) add(reasonOf(run), 1)
  const knownIn = (part: Interval) =>
    runs.filter(({ plannedAt }) => part.from <= plannedAt && plannedAt < part.to).length + skips.countIn(part)
  const lost = countLosses(input.losses, owed, everyMs, knownIn, planned - seen)
  for (const [reason, count] of lost.reasons) add(reason, count)
  add('no-result', planned - seen - lost.count)
  return {
    planned,
    executed: executed.length,
    late: executed.filter(({ plannedAt, startedAt }) => startedAt - plannedAt > ON_PLAN_MS).length,
    unknown: unknown.length,
    skipped: skips.count,
    missed: planned - seen,
    reasons: Object.fromEntries([...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ...distances(input, span),
  }
}

const reasonOf = ({ reason }: Run) => reason ?? 'probe-unknown'
const RANK: Record<Outcome, number> = { ok: 0, failed: 0, unknown: 1 }

/** The planned runs within the owed time, by plan. */
function plansOf(results: readonly Run[], owed: readonly Interval[]): Map<number, Run> {
  const plans = new Map<number, Run>()
  const order = (a: Run, b: Run) =>
    RANK[a.outcome] - RANK[b.outcome] || a.startedAt - b.startedAt || (reasonOf(a) < reasonOf(b) ? -1 : 1)
  for (const run of results.filter(({ attempt = 0 }) => attempt === 0).toSorted(order))
    if (!plans.has(run.plannedAt) && owed.some(({ from, to }) => from <= run.plannedAt && run.plannedAt < to))
      plans.set(run.plannedAt, run)
  return plans
}

function distances(
  { results, active, period, monitored, limitMs, doubts = [] }: ComplianceInput,
  span: Interval,
): Pick<Compliance, 'largestGapMs' | 'largestGapFromAt' | 'verdict'> {
  if (span.from >= span.to)
    return { largestGapMs: null, largestGapFromAt: null, verdict: limitMs === null ? 'unset' : 'pending' }
  const starts = results
    .filter(
      ({ outcome, startedAt }) => outcome !== 'unknown' && startedAt >= active.from && startedAt <= span.to,
    )
    .map(({ startedAt }) => startedAt)
    .toSorted((a, b) => a - b)
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
  }
  return {
    largestGapMs: largest.ms,
    largestGapFromAt: largest.from,
    verdict: limitMs === null ? 'unset' : verdict,
  }
}
