/** What ingest hands over of its own accord, so that it need not be read back from the store. */
import type { Clock } from '../../rules/clock.ts'
import type { StoredBatch } from '../store/port.ts'

/** Items that may wait: beyond that they are read from the store. */
const MOST_ITEMS = 50_000

export interface Feed {
  /** Batches in the order of their arrival. */
  take(batches: readonly StoredBatch[]): void
  /** Takes out those that wait, each of which follows on the one before; `knownTo` is the newest arrival heard of. */
  drain(): { batches: StoredBatch[]; knownTo: number }
}

/** `overflowed` is called where batches are left to be read from the store. */
export function makeFeed(overflowed: () => void): Feed {
  let waiting: StoredBatch[] = []
  let items = 0
  let last = 0

  return {
    take(batches) {
      for (const batch of batches) {
        if (batch.arrival !== last + 1 || items > MOST_ITEMS) {
          // What waits lies before what is missing now, and is read with it.
          if (items > MOST_ITEMS) overflowed()
          waiting = []
          items = 0
        }
        waiting.push(batch)
        items += batch.items.length
        last = batch.arrival
      }
    },
    drain() {
      const batches = waiting
      waiting = []
      items = 0
      return { batches, knownTo: last }
    },
  }
}

/**
 * When a pass decides that began at `now` and has these batches: a pass waits for the store, and others take in
 * meanwhile. Nothing is decided before what it is decided by came, by our own clock: another collector's may be ahead.
 */
export function notBefore(batches: readonly StoredBatch[], now: number, clock: Pick<Clock, 'now'>): number {
  const newest = batches.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt), now)
  return Math.max(now, Math.min(newest, clock.now()))
}
