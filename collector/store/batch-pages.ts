/** Reads the batches of a span, each once, while blocks are written and merged in between. */
import type { PlaceInBatches, Store, StoredBatch } from './port.ts'

export interface BatchPage {
  batches: StoredBatch[]
  /** Blocks that cannot be read: their batches are missing. */
  damaged: number[]
  /** On the last page the newest arrival that was looked at. */
  upTo: number
}

/** As `batchesBetween`, from the first page to the last. @param span.limit batches of a page that are in no block */
export async function* batchPages(
  store: Pick<Store, 'batchesBetween'>,
  span: { partitions: number[]; fromAt: number; toAt: number; after: number; limit: number },
): AsyncGenerator<BatchPage> {
  // A block that others are merged into comes behind those that are read by now, of which some may have been among them.
  const read = new Set<number | undefined>()
  for (let after: PlaceInBatches | number = span.after; ; ) {
    const { batches, origins, damaged, upTo, next } = await store.batchesBetween({ ...span, after })
    const fresh = batches.filter((_, index) => !read.has(origins[index]))
    for (const block of origins) read.add(block)
    yield { batches: fresh, damaged, upTo }
    if (next === null) return
    after = next
  }
}
