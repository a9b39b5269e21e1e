/** Distances between executions: what the interval items measure (III.1.1.1 a, III.1.1.2 a). */
import type { CheckState, ExecutionGap } from './types.ts'

/**
 * Starts of executed (ok or failed) results in order, led by where the first distance begins: the last
 * execution before the window, or the check's activation. A check owes nothing before its activation.
 * A skipped or unknown execution is no 応答確認 (design, rule 10).
 */
function startsOf(state: CheckState): { from: number; starts: number[] } {
  const { sinceAt, checkpoint, window } = state
  const executed = window.filter((result) => result.outcome !== 'unknown').map((result) => result.startedAt)
  const starts = executed.filter((at) => at >= sinceAt)
  const before = executed.findLast((at) => at < sinceAt) ?? checkpoint.lastExecutedAt
  return { from: Math.max(before ?? sinceAt, sinceAt), starts }
}

/**
 * Times longer than `limitMs` (milliseconds, strictly) between the starts of executions, in order, as far
 * as the window reaches; the last one is open (`toAt` null) where at `now` the next start is overdue.
 */
export function executionGaps(state: CheckState, limitMs: number, now: number): ExecutionGap[] {
  const { from, starts } = startsOf(state)
  const gaps: ExecutionGap[] = []
  let fromAt = from
  for (const at of starts) {
    if (at - fromAt > limitMs) gaps.push({ fromAt, toAt: at })
    fromAt = Math.max(fromAt, at)
  }
  if (now - fromAt > limitMs) gaps.push({ fromAt, toAt: null })
  return gaps
}

/** The start of the newest execution that counts for the interval, or the activation before the first. */
export function owedFrom(state: CheckState): number {
  const { from, starts } = startsOf(state)
  return Math.max(from, starts.at(-1) ?? from)
}

/**
 * The largest distance (milliseconds) between starts of executions of which some part lies in
 * [fromAt, toAt], the time from the last start to `toAt` included; distances count whole. Null where no
 * execution is known up to `toAt`: there is no evidence.
 */
export function largestGap(state: CheckState, fromAt: number, toAt: number): number | null {
  const { from, starts } = startsOf(state)
  const known = state.checkpoint.lastExecutedAt !== null || starts.some((at) => at <= toAt)
  if (!known) return null
  let largest = 0
  let before = from
  for (const at of [...starts.filter((start) => start <= toAt), toAt]) {
    if (at >= fromAt) largest = Math.max(largest, at - before)
    before = Math.max(before, at)
  }
  return largest
}
