/** 大きく増加 (III.1.1.3): against the same hour of the week, in the weeks before. */
import { wallOf } from '../time/wall.ts'
import { percentile, percentileOf, type Sketch } from './sketch.ts'
import type { Sensitivity, SlowdownRule } from './types.ts'

export const HOUR_MS = 3_600_000
const WEEK_MS = 168 * HOUR_MS
/** Weeks looked back, and how many of them must have said enough. */
export const WEEKS = 5
const FEWEST_WEEKS = 3

/**
 * Beyond `times` the usual value and beyond `spreads` of what it differed by from week to week: one odd week
 * neither raises the alarm nor hides it. `leastMs` more than usual nobody notices.
 */
const DEVIATION: Record<Sensitivity, { times: number; spreads: number; leastMs: number }> = {
  low: { times: 3, spreads: 6, leastMs: 100 },
  medium: { times: 2, spreads: 4, leastMs: 50 },
  high: { times: 1.5, spreads: 3, leastMs: 20 },
}

/** Beginning of the hour that an instant lies in. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

/**
 * The hours that tell what is usual in the hour of `at`, newest first: those in which the clocks of `zone` showed the
 * same hour of the week, since people come by their own clocks and not by UTC.
 * @throws RangeError if the zone is not known.
 */
export function usualHours(at: number, zone: string): number[] {
  const hour = hourOf(at)
  const ahead = wallOf(hour, zone) - hour
  return Array.from({ length: WEEKS }, (_, n) => {
    const before = hour - (n + 1) * WEEK_MS
    // Where clocks were turned by half an hour, the hour that has more of it.
    return Math.round((before + ahead - (wallOf(before, zone) - before)) / HOUR_MS) * HOUR_MS
  })
}

export interface Usual {
  /** Median of the percentile over the weeks, milliseconds. */
  ms: number
  /** Median distance of the weeks from it, milliseconds. */
  spreadMs: number
  weeks: number
}

/** What is usual by the sketches of `usualHours`; null where too few weeks have enough samples: then nothing is unusual. */
export function usualOf(
  sketches: readonly Sketch[],
  { percentile: percent, minSamples }: Pick<SlowdownRule, 'percentile' | 'minSamples'>,
): Usual | null {
  const weeks = sketches.flatMap((sketch) =>
    sketch.count < minSamples ? [] : (percentileOf(sketch, percent) ?? []),
  )
  const ms = percentile(weeks, 50)
  if (weeks.length < FEWEST_WEEKS || ms === null) return null
  const spreadMs = percentile(
    weeks.map((week) => Math.abs(week - ms)),
    50,
  )
  return { ms, spreadMs: spreadMs ?? 0, weeks: weeks.length }
}

/** Above this the window's percentile is slow, and by which of the two; null where nothing is known to judge by. */
export function slowAbove(
  { limitMs, deviation }: Pick<SlowdownRule, 'limitMs' | 'deviation'>,
  usual: Usual | null,
): { ms: number; by: 'limit' | 'deviation' } | null {
  const much = deviation === null || usual === null ? null : unusual(usual, deviation)
  if (much !== null && (limitMs === null || much < limitMs)) return { ms: much, by: 'deviation' }
  return limitMs === null ? null : { ms: limitMs, by: 'limit' }
}

function unusual({ ms, spreadMs }: Usual, sensitivity: Sensitivity): number {
  const { times, spreads, leastMs } = DEVIATION[sensitivity]
  return Math.max(ms * times, ms + spreads * spreadMs, ms + leastMs)
}
