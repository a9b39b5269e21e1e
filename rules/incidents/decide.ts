import type { CheckView, Decision, Incident } from './types.ts'
export interface DecideInput {
  service: string
  checks: CheckView[]
  /** The open ones, and those recovered recently (LOOKBACK_MS and more). */
  incidents: Incident[]
  now: number
  newId: () => string
}
/** Failures that ended longer ago than this are history: they are matched, but never opened anew. The caller passes incidents of at least this long and a day more. */
export const LOOKBACK_MS = 6 * 86_400_000
export function decide(_input: DecideInput): Decision {
  throw new Error('being written')
}
