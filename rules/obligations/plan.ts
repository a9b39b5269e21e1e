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

/** Whether an instant lies in a set of time, which is in order and without overlap. */
export function within(owed: readonly Interval[], at: number): boolean {
  let [low, high] = [0, owed.length]
  while (low < high) {
    const half = (low + high) >>> 1
    if ((owed[half]?.to ?? 0) <= at) low = half + 1
    else high = half
  }
  return (owed[low]?.from ?? Number.POSITIVE_INFINITY) <= at
}

/** How many of them lie in [from, to); `sorted` from the least on. */
export function countBetween(sorted: ArrayLike<number>, { from, to }: Interval): number {
  const before = (at: number) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const half = (low + high) >>> 1
      if ((sorted[half] ?? 0) < at) low = half + 1
      else high = half
    }
    return low
  }
  return Math.max(0, before(to) - before(from))
}

export interface Skipped {
  count: number
  reasons: Map<string, number>
  /** How many of them lie in [from, to). */
  countIn(span: Interval): number
}

/**
 * Skips by reason within the owed time; a plan that has a result or another skip is none. Single ones cost little
 * each; ranges count by their arithmetic, so a long one costs no more than a short one.
 */
export function skippedPlans(
  skips: readonly Skip[],
  plans: ReadonlyMap<number, unknown>,
  owed: readonly Interval[],
): Skipped {
  const ordered = skips
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => a.fromAt - b.fromAt || b.toAt - a.toAt || (a.reason < b.reason ? -1 : 1))
  /** Of the single ones, in order. */
  const points: number[] = []
  const counted: { progress: Progression; free: Interval[] }[] = []
  const reasons = new Map<string, number>()
  let total = 0
  let coveredTo = Number.NEGATIVE_INFINITY
  const add = (reason: string, count: number) => {
    total += count
    reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  }
  for (const skip of ordered) {
    const progress = progressionOf(skip)
    if (progress.step === 0) {
      const at = skip.fromAt
      const isNew = at > coveredTo && within(owed, at) && !plans.has(at)
      coveredTo = Math.max(coveredTo, skip.toAt)
      if (!isNew) continue
      points.push(at)
      add(skip.reason, 1)
      continue
    }
    // What reaches into a range that was counted already is the same plans again.
    const free = difference(owed, coveredTo < skip.fromAt ? [] : [{ from: skip.fromAt, to: coveredTo + 1 }])
    const count = countOf(progress, free, plans)
    coveredTo = Math.max(coveredTo, skip.toAt)
    if (count === 0) continue
    counted.push({ progress, free })
    add(skip.reason, count)
  }
  const countIn = (span: Interval) =>
    counted.reduce(
      (sum, { progress, free }) => sum + countOf(progress, intersection(free, [span]), plans),
      countBetween(points, span),
    )
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
  return count - [...plans.keys()].filter((at) => isIn(progress, at) && within(spans, at)).length
}

interface Progression {
  from: number
  /** Whole or not; 0 of a single one. */
  step: number
  count: number
}

function progressionOf({ fromAt, toAt, count }: Skip): Progression {
  if (count === 1 || toAt <= fromAt) return { from: fromAt, step: 0, count: 1 }
  return { from: fromAt, step: (toAt - fromAt) / (count - 1), count }
}

function stepsIn({ from, step, count }: Progression, span: Interval): number {
  const first = Math.max(0, Math.ceil((span.from - from) / step))
  const last = Math.min(count - 1, Math.ceil((span.to - from) / step) - 1)
  return Math.max(0, last - first + 1)
}

function isIn({ from, step, count }: Progression, at: number): boolean {
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
