/** What one check said over a period: its results as stretches of one state (design, rules 1 and 3). */
import type { Interval } from '../calendar/types.ts'
import { compare, holdMs } from '../detection/step.ts'
import type { Outcome, Purpose } from '../words.ts'
import type { ServiceState } from './types.ts'

/** One executed or unknown result at its own time. */
export interface CheckResult {
  startedAt: number
  outcome: Outcome
  /** `agent/epoch/sequence`: counts once. */
  source: string
}

/** A check as it was configured for a time. The same check under other values, right after it, is one more of these. */
export interface CheckHistory {
  /** `service/component/check`. */
  check: string
  purpose: Purpose
  everyMs: number
  timeoutMs: number
  /** In any order; those outside of the check's active time count for nothing. */
  results: readonly CheckResult[]
  activeFrom: number
  /** Null while it is active. */
  activeTo: number | null
}

/** A stretch of one state of a check. */
export interface CheckSpan extends Interval {
  state: ServiceState
  /** Why it is unknown; null where it is not. */
  reason: 'no-result-yet' | 'silent' | 'probe-unknown' | null
}

/**
 * What a check said wherever it was active within the period, in order and without a gap there. At any instant
 * its newest result speaks for it, if that is no older than it may be by the values then in force; otherwise
 * it is unknown. Values that change without a break leave the results in force; after a break it begins anew.
 */
export function checkSpans(histories: readonly CheckHistory[], period: Interval): CheckSpan[] {
  const spans: CheckSpan[] = []
  for (const run of runsOf(histories)) {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) continue
    const results = inOrder(run.flatMap((history) => history.results)).filter(
      ({ startedAt }) => first.from <= startedAt && startedAt < last.to,
    )
    let next = 0
    for (const piece of run) {
      let at = piece.from
      while (at < piece.to) {
        while (next < results.length && (results[next]?.startedAt ?? 0) <= at) next += 1
        const to = Math.min(piece.to, results[next]?.startedAt ?? piece.to)
        speak(spans, clipTo(period, { from: at, to }), results[next - 1] ?? null, piece.holdMs)
        at = to
      }
    }
  }
  return spans
}

interface Piece extends Interval {
  holdMs: number
  results: readonly CheckResult[]
}

/** The times of a check, joined to runs without a break. A later beginning ends what ran before it. */
function runsOf(histories: readonly CheckHistory[]): Piece[][] {
  const sorted = histories.toSorted((a, b) => a.activeFrom - b.activeFrom)
  const runs: Piece[][] = []
  sorted.forEach((history, index) => {
    const end = Math.min(history.activeTo ?? Infinity, sorted[index + 1]?.activeFrom ?? Infinity)
    const piece = { from: history.activeFrom, to: end, holdMs: holdMs(history), results: history.results }
    const run = runs.at(-1)
    if (run && run.at(-1)?.to === piece.from) run.push(piece)
    else runs.push([piece])
  })
  return runs
}

/** By start, each source once, whatever the order they came in. */
function inOrder(results: readonly CheckResult[]): CheckResult[] {
  const seen = new Set<string>()
  return results
    .toSorted((a, b) => compare(a, b) || (a.outcome < b.outcome ? -1 : 1))
    .filter(({ source }) => !seen.has(source) && seen.add(source))
}

/** What the newest result says of a stretch: its outcome while it holds, then silence. */
function speak(spans: CheckSpan[], stretch: Interval, newest: CheckResult | null, hold: number): void {
  const known = newest !== null && newest.outcome !== 'unknown'
  const until = known ? Math.min(Math.max(newest.startedAt + hold, stretch.from), stretch.to) : stretch.from
  add(spans, { from: stretch.from, to: until }, newest?.outcome === 'ok' ? 'up' : 'down', null)
  const reason = newest === null ? 'no-result-yet' : known ? 'silent' : 'probe-unknown'
  add(spans, { from: until, to: stretch.to }, 'unknown', reason)
}

function add(
  spans: CheckSpan[],
  { from, to }: Interval,
  state: ServiceState,
  reason: CheckSpan['reason'],
): void {
  if (from >= to) return
  const last = spans.at(-1)
  if (last && last.to === from && last.state === state && last.reason === reason) last.to = to
  else spans.push({ from, to, state, reason })
}

function clipTo(period: Interval, { from, to }: Interval): Interval {
  return { from: Math.max(from, period.from), to: Math.min(to, period.to) }
}
