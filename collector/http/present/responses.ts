/** Response times for a graph: results in buckets of equal length, with percentiles. Pure. */
import type { ResponseBucket } from '../../../rules/api/monitored.ts'
import { percentile } from '../../../rules/performance/sketch.ts'
import type { TimedResult } from '../../ingest/recent.ts'
import { instant } from './instant.ts'

/** Buckets of a graph at most. */
const BUCKETS = 150
/** Lengths of a bucket, seconds: those that divide a day, so that marks fall on whole hours. */
const LENGTHS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
]
const PERCENTILES = { p50: 50, p95: 95, p99: 99 } as const

/** The shortest length that needs no more than `BUCKETS`, and is not shorter than the check's interval. */
export function bucketMsFor(spanMs: number, everyMs: number): number {
  const least = Math.max(spanMs / BUCKETS, everyMs)
  const fits = LENGTHS_S.find((seconds) => seconds * 1000 >= least)
  return (fits ?? Math.ceil(least / 1000)) * 1000
}

/** `value` names what is the response time; null: only outcomes are counted. Microseconds suffice. */
export function bucketsOf(
  results: readonly TimedResult[],
  value: string | null,
  bucketMs: number,
): ResponseBucket[] {
  const groups = Map.groupBy(results, ({ startedAt }) => Math.floor(startedAt / bucketMs) * bucketMs)
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([at, group]) => {
      const times = group.flatMap(({ item }) => {
        const time = value === null ? undefined : item.values?.[value]
        return typeof time === 'number' ? [time] : []
      })
      const share = (percent: number) => percentile(times, percent)
      const outcomes = (outcome: string) => group.filter(({ item }) => item.outcome === outcome)
      return {
        at: instant(at),
        count: times.length,
        p50: share(PERCENTILES.p50),
        p95: share(PERCENTILES.p95),
        p99: share(PERCENTILES.p99),
        max: share(100),
        ok: outcomes('ok').length,
        warned: outcomes('ok').filter(({ item }) => item.reason !== undefined).length,
        failed: outcomes('failed').length,
        unknown: outcomes('unknown').length,
      }
    })
}
