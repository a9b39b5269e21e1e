/** What ingest hands over of its own accord, so that it need not be read back from the store. */
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
