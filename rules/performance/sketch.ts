/**
 * Response times of one check in one hour, as counts by logarithmic buckets: percentiles within 1 % of the true
 * ones. After DDSketch (Masson, Rim, Lee: PVLDB 12, 2019), with a fixed accuracy.
 */

/** Ratio of the bounds of a bucket: 1 % to either side of its middle. */
const GAMMA = 1.01 / 0.99
const LOG = Math.log(GAMMA)
/** Shorter times count as this one, milliseconds. */
const SHORTEST_MS = 0.01

export interface Sketch {
  count: number
  maxMs: number
  /** Count by number of the bucket, which holds (GAMMA^(n-1), GAMMA^n] milliseconds. */
  buckets: Record<string, number>
}

export function emptySketch(): Sketch {
  return { count: 0, maxMs: 0, buckets: {} }
}

/** Adds one response time, milliseconds, in place. One that is no time is refused. */
export function addTo(sketch: Sketch, ms: number): void {
  if (!(ms >= 0) || ms === Number.POSITIVE_INFINITY) throw new RangeError(`${ms} ms is no response time`)
  const bucket = Math.ceil(Math.log(Math.max(ms, SHORTEST_MS)) / LOG)
  sketch.count += 1
  sketch.maxMs = Math.max(sketch.maxMs, ms)
  sketch.buckets[bucket] = (sketch.buckets[bucket] ?? 0) + 1
}

/** The value that `percent` of the times do not exceed (nearest rank), milliseconds; null without any. */
export function percentileOf({ count, maxMs, buckets }: Sketch, percent: number): number | null {
  if (count === 0) return null
  const rank = rankOf(count, percent)
  let below = 0
  for (const [bucket, n] of Object.entries(buckets).toSorted(([a], [b]) => Number(a) - Number(b))) {
    below += n
    if (below >= rank) return Math.min(maxMs, (2 * GAMMA ** Number(bucket)) / (GAMMA + 1))
  }
  return maxMs
}

/** Of the values themselves, in any order; null without any. */
export function percentile(values: readonly number[], percent: number): number | null {
  const inOrder = values.toSorted((a, b) => a - b)
  return inOrder[rankOf(values.length, percent) - 1] ?? null
}

/** Place in order, from 1 on, of the value that `percent` of `count` values do not exceed. */
export function rankOf(count: number, percent: number): number {
  // What floating point adds to a whole number is no further rank: 95 % of 20 is 19.
  return Math.max(1, Math.ceil((count * percent) / 100 - 1e-9))
}
