/** Results of one check out of the batches as they were stored, in time, however many batches that takes. */
import type { Store } from '../store/port.ts'
import { type TimedResult, timedResults } from './recent.ts'

/** Batches read at a time. */
const SLICE = 1_000
/** No slice of time is made shorter than this, milliseconds. */
const SHORTEST_MS = 1_000

export interface Wanted {
  agentId: string
  /** Full name. */
  check: string
  /** Of results that started in [fromAt, toAt]. */
  fromAt: number
  toAt: number
  /** Length of the first slice of time, milliseconds. */
  spanMs: number
  /** Batches read at most. */
  most: number
  /** Reading may stop with this many results. */
  enough?: number
}

/**
 * Batches come by arrival, results are wanted by their own time: reads slices of time from the newest to
 * older ones, each whole. `leftTo` is where reading stopped; null where all of it was read, or enough.
 */
export async function readResults(
  store: Pick<Store, 'batchesOf'>,
  { agentId, check, fromAt, toAt: until, spanMs, most, enough = Number.POSITIVE_INFINITY }: Wanted,
): Promise<{ results: TimedResult[]; leftTo: number | null }> {
  const found = new Map<string, TimedResult>()
  const all = () => [...found.values()].toSorted(newestFirst)
  let toAt = until
  let span = spanMs
  for (let left = most; toAt >= fromAt && found.size < enough; ) {
    if (left <= 0) return { results: all(), leftTo: toAt }
    const start = Math.max(fromAt, toAt - span)
    const { batches } = await store.batchesOf({ agentId, fromAt: start, toAt, limit: SLICE })
    left -= batches.length
    if (batches.length === SLICE && span > SHORTEST_MS) {
      span = Math.max(SHORTEST_MS, Math.floor(span / 4))
      continue
    }
    for (const result of batches.flatMap(timedResults))
      if (result.item.check === check && result.startedAt >= start && result.startedAt <= toAt)
        found.set(result.source, result)
    toAt = start - 1
    span *= 2
  }
  return { results: all(), leftTo: null }
}

/** By start, then by source. */
export function newestFirst(
  a: Pick<TimedResult, 'startedAt' | 'source'>,
  b: Pick<TimedResult, 'startedAt' | 'source'>,
): number {
  if (a.startedAt !== b.startedAt) return b.startedAt - a.startedAt
  return a.source < b.source ? 1 : a.source > b.source ? -1 : 0
}
