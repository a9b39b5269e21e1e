/** What arrived and is not folded yet: what ingest handed over, and what has to be read from the store. */
import type { Clock } from '../../rules/clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Store, StoredBatch } from '../store/port.ts'
import { makeFeed, notBefore } from './feed.ts'
import type { Memory } from './partition.ts'
import type { Turns } from './turns.ts'

/** Batches read from the store at a time. */
const BATCHES = 200

/** Folds batches, in the order of their arrival, into memories that stand before them. */
type Fold = (batches: readonly StoredBatch[], into: readonly Memory[], now: number) => Promise<void>

export interface Arrived {
  /** When it is decided by what was folded: never before that had come. */
  now: number
  /** Up to which arrival a memory has everything. */
  upTo(memory: Memory): number
  /** Whether the store has more for a memory than was read at once. */
  isBehind(memory: Memory): boolean
  /** By when everything that had come is folded into a memory: now, but where the store has more. */
  heardTo(memory: Memory): number
  /** Whether there is more to fold for any. */
  more: boolean
  /** Whether something that was told of may come after what was folded: it is to be looked for at once. */
  again: boolean
  /** How old the newest result is that was read where there is more, milliseconds. */
  lagMs: number
}

export interface Arrivals {
  /** Takes what was handed over; see `Evaluation.take`. */
  take(batches: readonly StoredBatch[]): void
  /** The store may have what nobody handed over. */
  look(): void
  /** Folds what is new for the memories, of each as much as is read at once. */
  into(all: readonly Memory[], now: number, fold: Fold): Promise<Arrived>
}

export function makeArrivals({
  store,
  clock,
  metrics,
  turns,
}: {
  store: Pick<Store, 'batchesAfter'>
  clock: Pick<Clock, 'now'>
  metrics: Pick<Metrics, 'count'>
  turns: Pick<Turns, 'begin'>
}): Arrivals {
  const feed = makeFeed(() => metrics.count('kijun_evaluation_read_again_total'))
  let look = true
  /** The newest arrival heard of. */
  let knownTo = 0

  async function into(all: readonly Memory[], begunAt: number, fold: Fold): Promise<Arrived> {
    const looking = look
    look = false
    const fed = feed.drain()
    let now = notBefore(fed.batches, begunAt, clock)
    const firstFed = fed.batches[0]?.arrival ?? Number.POSITIVE_INFINITY
    knownTo = Math.max(knownTo, fed.knownTo)
    const read = new Map<Memory, { upTo: number; behind: boolean; heardTo: number }>()
    const upTo = (memory: Memory) => read.get(memory)?.upTo ?? memory.cursor
    let more = false
    let lagMs = 0
    const toRead = all.filter(
      ({ cursor }) => (looking || cursor < knownTo) && (cursor < firstFed - 1 || fed.batches.length === 0),
    )
    const again = looking && toRead.length < all.length
    look ||= again

    for (const group of byCursor(toRead)) {
      const partitions = group.map(({ partition }) => partition)
      const after = group[0]?.cursor ?? 0
      const found = await store.batchesAfter({ partitions, after, limit: BATCHES })
      turns.begin()
      const behind = found.batches.length + (found.unreadable?.length ?? 0) >= BATCHES
      more ||= behind
      // What follows is there, whoever heard of it.
      look ||= behind
      if (behind) lagMs = Math.max(lagMs, now - (found.batches.at(-1)?.receivedAt ?? now))
      knownTo = Math.max(knownTo, behind ? 0 : found.upTo)
      now = notBefore(found.batches, now, clock)
      // Most looks find nothing.
      if (found.batches.length > 0) await fold(found.batches, group, now)
      const heardTo = behind ? (found.batches.at(-1)?.receivedAt ?? Number.NEGATIVE_INFINITY) : now
      if (found.upTo !== after)
        for (const memory of group) read.set(memory, { upTo: found.upTo, behind, heardTo })
    }

    const follow = fed.batches.length > 0 ? all.filter((memory) => upTo(memory) >= firstFed - 1) : []
    if (follow.length > 0) {
      for (const memory of follow) memory.cursor = upTo(memory)
      await fold(fed.batches, follow, now)
      const lastFed = fed.batches.at(-1)?.arrival ?? 0
      for (const memory of follow) {
        const { behind = false, heardTo = now } = read.get(memory) ?? {}
        read.set(memory, { upTo: Math.max(memory.cursor, lastFed), behind, heardTo })
      }
    }
    more ||= all.some((memory) => upTo(memory) < knownTo)
    return {
      ...{ now, upTo, more, again, lagMs },
      isBehind: (memory) => read.get(memory)?.behind === true,
      heardTo: (memory) => Math.min(now, read.get(memory)?.heardTo ?? now),
    }
  }

  return {
    take(batches) {
      look ||= batches.length === 0
      feed.take(batches)
    },
    look() {
      look = true
    },
    into,
  }
}

/** Partitions that stand at the same arrival are read together. */
function byCursor(memories: Iterable<Memory>): Memory[][] {
  return [...Map.groupBy(memories, (memory) => memory.cursor).values()]
}
