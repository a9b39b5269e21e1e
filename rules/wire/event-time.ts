import type { Anchor } from './v1.ts'

/**
 * The instant (Unix ms, on the collector's scale) of a monotonic time of the anchor's epoch.
 * A pure function of the item and the anchor that precedes it in sequence, never of arrival
 * (design, rule 1): a stepped wall clock moves nothing that was anchored before the step.
 */
export function eventTime(anchor: Anchor, mono: number): number {
  return Math.round(anchor.wall + (mono - anchor.mono) + (anchor.offset ?? 0))
}
