/** Executions of one check by several vantages (`CheckSpec.of`), as if one had done them. */
import { compare } from './step.ts'
import type { CheckState } from './types.ts'

/**
 * A state that says of executions (`executionsOf`, `largestGap`) what all vantages did together: any of them keeps an
 * interval (III.1.1.1 a). It reaches back as far as the shortest of their windows, and says nothing of failures.
 */
export function executedByAny(states: readonly [CheckState, ...CheckState[]]): CheckState {
  const [first, ...others] = states
  if (others.length === 0) return first
  const folded = states.reduce((a, b) => ((lastOf(b) ?? -1) > (lastOf(a) ?? -1) ? b : a))
  const from = lastOf(folded) ?? Number.NEGATIVE_INFINITY
  const waiting = states.flatMap(({ aside }) => aside ?? [])
  return {
    checkpoint: folded.checkpoint,
    window: states
      .flatMap(({ window }) => window)
      .filter(({ startedAt }) => startedAt > from)
      .toSorted(compare),
    sinceAt: Math.min(...states.map(({ sinceAt }) => sinceAt)),
    ...(waiting.length > 0 && {
      aside: {
        since: Math.min(...waiting.map(({ since }) => since)),
        upTo: Math.min(...waiting.map(({ upTo }) => upTo)),
        results: waiting.flatMap(({ results }) => results).toSorted(compare),
      },
    }),
  }
}

function lastOf({ checkpoint }: CheckState): number | null {
  return checkpoint.lastExecutedAt
}
