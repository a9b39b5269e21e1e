/** How far a host's clock was from the time servers, by its time-sync check (III.1.1.5). */
import type { CheckState } from './types.ts'

/** A run of measurements beyond a limit. What could not be measured neither begins nor ends one. */
export interface OffsetEpisode {
  /** Start of the first result beyond the limit, as far as the window reaches. */
  fromAt: number
  /** Start of the next result within it; null while it lasts. */
  toAt: number | null
  /** Largest distance found, milliseconds, without its sign. */
  worstMs: number
  /** `source` of the first result, and when it was received. */
  by: string
  receivedAt: number
  /** It may have begun before the window: nothing older is known. */
  partial: boolean
}

/** Offsets beyond `limitMs` (strictly) in order of time. An offset counts whether the check's own limit was wider or narrower. */
export function offsetEpisodes({ window, checkpoint }: CheckState, limitMs: number): OffsetEpisode[] {
  const episodes: OffsetEpisode[] = []
  let running: OffsetEpisode | null = null
  let first = true
  for (const { startedAt, receivedAt, source, offsetMs } of window) {
    if (offsetMs === undefined) continue
    const distance = Math.abs(offsetMs)
    if (distance <= limitMs) {
      if (running) running.toAt = startedAt
      running = null
    } else if (running) {
      running.worstMs = Math.max(running.worstMs, distance)
    } else {
      const partial = first && checkpoint.newest !== null
      running = { fromAt: startedAt, toAt: null, worstMs: distance, by: source, receivedAt, partial }
      episodes.push(running)
    }
    first = false
  }
  return episodes
}
