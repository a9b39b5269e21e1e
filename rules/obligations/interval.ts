import type { CheckSpec, CheckState } from '../detection/types.ts'
import type { ObligationState } from '../words.ts'
/** One obligation as it should be kept: by `key`; insert it, or update it where its state or due time differ. */
export interface IntervalObligation {
  /** `standing` for the one that advances, else `gap/<clockFrom>`; unique per check and item. */
  key: string
  clockFrom: number
  dueAt: number
  limitMs: number
  state: 'open' | 'met' | 'breached' | 'not-proven'
  decidedAt: number | null
  marginMs: number | null
  because: string | null
  /** `{ toAt }` where the gap has an end. */
  evidence: Record<string, unknown>
}
export interface IntervalJudgement {
  obligations: IntervalObligation[]
  /** When judging again may say something else without new results; null if never. */
  nextAt: number | null
}
export function judgeInterval(a: {
  state: CheckState
  spec: CheckSpec
  limitMs: number
  now: number
  /** How long evidence may be under way before its absence counts. */
  graceMs: number
  /** Gap obligations of this check that are stored: later evidence may turn a `not-proven` one. */
  known?: { clockFrom: number; state: ObligationState }[]
}): IntervalJudgement {
  throw new Error(`being written ${a.now}`)
}
