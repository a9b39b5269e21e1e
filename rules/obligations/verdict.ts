import type { ObligationState } from '../words.ts'

/**
 * The verdict over a window's obligations of one item: one breach breaches, what is not proven is never met.
 * Withdrawn ones do not count. Where none is decided yet, a measured figure decides instead (an interval
 * item has a standing obligation that is only ever open): `achievedMs` within `inForceMs` is met; beyond
 * it, evidence may still be under way, and it is not proven until the gap is judged.
 */
export function verdictOf(
  counts: Record<ObligationState, number>,
  measured?: { achievedMs: number | null; inForceMs: number },
): 'met' | 'breached' | 'not-proven' | 'pending' {
  if (counts.breached > 0) return 'breached'
  if (counts['not-proven'] > 0) return 'not-proven'
  if (counts.met > 0) return 'met'
  if (measured === undefined || measured.achievedMs === null) return 'pending'
  return measured.achievedMs <= measured.inForceMs ? 'met' : 'not-proven'
}
