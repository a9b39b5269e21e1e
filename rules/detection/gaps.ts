/** Distances between executions: what the interval items measure (III.1.1.1 a, III.1.1.2 a). */
import { compare } from './step.ts'
import type { CheckState, ExecutionGap, Observation } from './types.ts'

/**
 * Executed (ok or failed) results of the window since the check's activation, in order, led by where the
 * first distance begins: the last execution before them, or the activation. A check owes nothing before
 * its activation; a skipped or unknown execution is no 応答確認 (design, rule 10).
 */
export function executionsOf(state: CheckState): { from: number; executions: Observation[] } {
  const { sinceAt, checkpoint, window } = state
  return {
    from: Math.max(checkpoint.lastExecutedAt ?? sinceAt, sinceAt),
    executions: window.filter(({ outcome, startedAt }) => outcome !== 'unknown' && startedAt >= sinceAt),
  }
}

/** Executions of each start of an agent, in the order of their times, with the numbers that it gave them. */
export type Numbered = readonly (readonly { startedAt: number; seq: number }[])[]

/** Of the window, and of what waits for its time. */
export function numberedOf({ window, aside }: CheckState): Numbered {
  const executed = [...window, ...(aside?.results ?? [])]
    .filter(({ outcome }) => outcome !== 'unknown')
    .toSorted(compare)
    .map(({ startedAt, source }) => {
      const at = source.lastIndexOf('/')
      return { startedAt, seq: Number(source.slice(at + 1)), origin: source.slice(0, at) }
    })
  return [...Map.groupBy(executed, ({ origin }) => origin).values()]
}

/**
 * Whether something was executed between two executions that follow each other, and was placed elsewhere: its number lies
 * between those of its agent's neighbours on both sides. Two clocks placed them then, and their distance is none.
 */
export function executedElsewhere(numbered: Numbered, fromAt: number, toAt: number): boolean {
  return numbered.some((own) => {
    const before = own.findLast(({ startedAt }) => startedAt <= fromAt)
    const after = own.find(({ startedAt }) => startedAt >= toAt)
    return before && after && own.some(({ seq }) => before.seq < seq && seq < after.seq)
  })
}

/**
 * Times longer than `limitMs` (milliseconds, strictly) between the starts of executions, in order, as far
 * as the window reaches; the last one is open (`toAt` null) where at `now` the next start is overdue.
 */
export function executionGaps(state: CheckState, limitMs: number, now: number): ExecutionGap[] {
  const { from, executions } = executionsOf(state)
  const gaps: ExecutionGap[] = []
  let fromAt = from
  for (const { startedAt } of executions) {
    if (startedAt - fromAt > limitMs) gaps.push({ fromAt, toAt: startedAt })
    fromAt = startedAt
  }
  if (now - fromAt > limitMs) gaps.push({ fromAt, toAt: null })
  return gaps
}

/**
 * The largest distance (milliseconds) between starts of executions that ended in [fromAt, toAt] or was
 * running at `toAt`; distances count whole. Null where no execution is known up to `toAt`: no evidence.
 */
export function largestGap(state: CheckState, fromAt: number, toAt: number): number | null {
  const { from, executions } = executionsOf(state)
  const starts = executions.map((result) => result.startedAt).filter((at) => at <= toAt)
  if (starts.length === 0 && state.checkpoint.lastExecutedAt === null) return null
  let largest = 0
  let before = from
  for (const at of [...starts, toAt]) {
    if (at >= fromAt) largest = Math.max(largest, at - before)
    before = at
  }
  return largest
}
