/**
 * パフォーマンス低下 over a window of results: the guideline leaves both the target and what 大きく増加 is to the
 * agreement (III.1.1.3), so both are the service's own, and stated.
 */

/** How far beyond the same hour of past weeks is 大きく増加: `high` sensitivity tells of the least. */
export const SENSITIVITIES = ['low', 'medium', 'high'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

/** Where a rule does not say. */
export const SLOWDOWN_DEFAULTS = { percentile: 95, minSamples: 20 } as const

/** What `percentile` of the window's response times is judged by; at least one of `limitMs` and `deviation` is there. */
export interface SlowdownRule {
  /** 50 to 99.9. */
  percentile: number
  windowMs: number
  /** Above this it is slow; null where only the deviation is looked at. */
  limitMs: number | null
  /** Null where only the limit is looked at. */
  deviation: Sensitivity | null
  /** With fewer results in the window nothing is said; 10 and up. */
  minSamples: number
}
