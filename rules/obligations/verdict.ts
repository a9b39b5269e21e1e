/** From decided obligations and measured figures to the verdicts over an item, against either value. */
import type { Standing } from '../guideline/value.ts'
import type { ObligationState, Verdict } from '../words.ts'

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

/**
 * The verdict against the reference value alone (対策参照値), from the verdict against the value in force.
 * The same value has the same verdict. Where the guideline sets none it is unset: neither reached nor missed.
 * A looser own value is breached whatever was achieved, since what is promised misses the reference value
 * (design, "One idea": 未達). Of a stricter one `figure` says what the same facts are worth against the
 * reference value (`spanFigure`, or judging again with it); without a figure, what keeps the stricter value
 * keeps the reference value, and what breaches it proves nothing.
 */
export function referenceVerdictOf(a: {
  standing: Standing
  verdict: Verdict
  figure?: 'met' | 'breached' | 'not-proven' | null
}): Verdict {
  const { standing, verdict, figure = null } = a
  if (standing === 'provider' || standing === 'unset') return 'unset'
  if (standing === 'looser') return 'breached'
  if (standing === 'stricter' && (verdict === 'breached' || verdict === 'not-proven'))
    return figure ?? 'not-proven'
  return verdict
}

/**
 * What the decided obligations of spans (delays, intervals) are worth against another limit: by the longest of
 * those that ended. Never met while one has no length (it was not kept at all, or is not proven).
 */
export function spanFigure(
  rows: readonly { state: ObligationState; limitMs: number; marginMs: number | null }[],
  referenceMs: number,
): 'met' | 'breached' | 'not-proven' | null {
  const counted = rows.filter(({ state }) => state !== 'open' && state !== 'withdrawn')
  const spans = counted.flatMap(({ state, limitMs, marginMs }) =>
    state === 'not-proven' || marginMs === null ? [] : [limitMs - marginMs],
  )
  if (spans.some((ms) => ms > referenceMs)) return 'breached'
  if (spans.length < counted.length) return 'not-proven'
  return spans.length > 0 ? 'met' : null
}
