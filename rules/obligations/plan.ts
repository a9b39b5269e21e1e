/** What became of planned runs that have no result: skipped by the agent, or lost on their way. */
import { difference, intersection } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'

/** Planned runs that did not start: `count` of them, evenly from the first plan to the last; one where both are equal. */
export interface Skip {
  fromAt: number
  toAt: number
  count: number
  reason: string
}

/** Records of an agent that were given up before they were received, of whatever check. */
export interface Loss {
  /** Null: not known. Where one is, it stands for both. */
  firstAt: number | null
  lastAt: number | null
  count: number
  reason: string
}

const within = (owed: readonly Interval[], at: number) => owed.some(({ from, to }) => from <= at && at < to)

export interface Skipped {
  count: number
  reasons: Map<string, number>
  /** How many of them lie in [from, to). */
  countIn(span: Interval): number
}

/**
 * Skips by reason within the owed time; a plan that has a result or another skip is none. Ranges count by their
 * arithmetic, so a long one costs no more than a short one.
 */
export function skippedPlans(
  skips: readonly Skip[],
  plans: ReadonlyMap<number, unknown>,
  owed: readonly Interval[],
): Skipped {
  const ordered = skips
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => a.fromAt - b.fromAt || b.toAt - a.toAt || (a.reason < b.reason ? -1 : 1))
  const counted: { progress: Progression; free: Interval[] }[] = []
  const reasons = new Map<string, number>()
  let total = 0
  let coveredTo = Number.NEGATIVE_INFINITY
  for (const skip of ordered) {
    const progress = progressionOf(skip)
    // What reaches into a range that was counted already is the same plans again.
    const free = difference(owed, coveredTo < skip.fromAt ? [] : [{ from: skip.fromAt, to: coveredTo + 1 }])
    const count = countOf(progress, free, plans)
    coveredTo = Math.max(coveredTo, skip.toAt)
    if (count === 0) continue
    counted.push({ progress, free })
    total += count
    reasons.set(skip.reason, (reasons.get(skip.reason) ?? 0) + count)
  }
  const countIn = (span: Interval) =>
    counted.reduce((sum, { progress, free }) => sum + countOf(progress, intersection(free, [span]), plans), 0)
  return { count: total, reasons, countIn }
}

/** Plans of a progression within a set of time that have no result. */
function countOf(
  progress: Progression,
  spans: readonly Interval[],
  plans: ReadonlyMap<number, unknown>,
): number {
  const count = spans.reduce((sum, span) => sum + stepsIn(progress, span), 0)
  if (count === 0) return 0
  if (progress.step === 0) return plans.has(progress.from) ? 0 : 1
  return count - [...plans.keys()].filter((at) => isIn(progress, at) && within(spans, at)).length
}

interface Progression {
  from: number
  /** Whole or not; 0 where there is one. */
  step: number
  count: number
}

function progressionOf({ fromAt, toAt, count }: Skip): Progression {
  if (count === 1 || toAt <= fromAt) return { from: fromAt, step: 0, count: 1 }
  return { from: fromAt, step: (toAt - fromAt) / (count - 1), count }
}

function stepsIn({ from, step, count }: Progression, span: Interval): number {
  if (step === 0) return from >= span.from && from < span.to ? 1 : 0
  const first = Math.max(0, Math.ceil((span.from - from) / step))
  const last = Math.min(count - 1, Math.ceil((span.to - from) / step) - 1)
  return Math.max(0, last - first + 1)
}

function isIn({ from, step, count }: Progression, at: number): boolean {
  if (step === 0) return at === from
  const index = Math.round((at - from) / step)
  return index >= 0 && index < count && Math.abs(from + index * step - at) < 1
}

/**
 * Of the missed plans (at most `missed`), those that a loss explains: no more than it gave up, and no more than the
 * plans of its time that nothing else is known of. What is lost without any time explains nothing.
 */
export function countLosses(
  losses: readonly Loss[],
  owed: readonly Interval[],
  everyMs: number,
  knownIn: (span: Interval) => number,
  missed: number,
): { count: number; reasons: Map<string, number> } {
  const reasons = new Map<string, number>()
  let left = missed
  const ordered = unique(losses).toSorted(
    (a, b) =>
      (a.firstAt ?? a.lastAt ?? 0) - (b.firstAt ?? b.lastAt ?? 0) ||
      (a.lastAt ?? a.firstAt ?? 0) - (b.lastAt ?? b.firstAt ?? 0) ||
      (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : a.count - b.count),
  )
  for (const loss of ordered) {
    const [first, last] = [loss.firstAt ?? loss.lastAt, loss.lastAt ?? loss.firstAt]
    if (first === null || last === null) continue
    let room = 0
    for (const { from, to } of owed) {
      const [begin, end] = [Math.max(from, first), Math.min(to - 1, last)]
      if (begin > end) continue
      room += Math.floor((end - begin) / everyMs) + 1 - knownIn({ from: begin, to: end + 1 })
    }
    const explained = Math.max(0, Math.min(left, loss.count, room))
    if (explained === 0) continue
    left -= explained
    reasons.set(loss.reason, (reasons.get(loss.reason) ?? 0) + explained)
  }
  return { count: missed - left, reasons }
}

function unique(losses: readonly Loss[]): Loss[] {
  const keyOf = ({ firstAt, lastAt, count, reason }: Loss) => `${firstAt}/${lastAt}/${count}/${reason}`
  return [...new Map(losses.map((loss) => [keyOf(loss), loss])).values()]
}
