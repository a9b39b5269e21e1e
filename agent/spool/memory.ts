import type { Anchor } from '../../rules/wire/v1.ts'
import type { FrameKind } from './frame.ts'
import type { SequenceSet } from './ranges.ts'
import type { Batch, BatchLimit } from './types.ts'

/** Bounds of what is kept in memory for sending at once, and while the disk is full. */
const MOST_ENTRIES = 1000
const MOST_BYTES = 524_288

export interface RecentEntry {
  seq: number
  kind: FrameKind
  at: number
  text: string
  /** The anchor in force before it (an anchor that begins an epoch stands for itself). */
  base: Anchor
  written: boolean
  /** Not to be sent before it is on the disk: files are changed by what it tells. */
  held: boolean
}

/** The unanswered items of this epoch that are still in memory, ascending. */
export class RecentItems {
  #entries: RecentEntry[] = []
  #bytes = 0

  get entries(): readonly RecentEntry[] {
    return this.#entries
  }

  /** The smallest number in memory; everything before it is on the disk alone. */
  get first(): number {
    return this.#entries[0]?.seq ?? Number.POSITIVE_INFINITY
  }

  /** Adds one and returns those that fell out because of the bound, oldest first. */
  add(entry: RecentEntry): RecentEntry[] {
    this.#entries.push(entry)
    this.#bytes += entry.text.length
    const out: RecentEntry[] = []
    while (this.#entries.length > MOST_ENTRIES || this.#bytes > MOST_BYTES) {
      const oldest = this.#entries.shift()
      if (!oldest) break
      this.#bytes -= oldest.text.length
      out.push(oldest)
    }
    return out
  }

  drop(numbers: SequenceSet): void {
    this.#entries = this.#entries.filter((entry) => !numbers.has(entry.seq))
    this.#bytes = this.#entries.reduce((sum, entry) => sum + entry.text.length, 0)
  }

  /** The newest that may be sent, within the limit, ascending. */
  newest(epoch: string, limit: BatchLimit, sendable: (entry: RecentEntry) => boolean): Batch | null {
    const chosen: RecentEntry[] = []
    let bytes = 0
    for (let i = this.#entries.length - 1; i >= 0 && chosen.length < limit.items; i -= 1) {
      const entry = this.#entries[i]
      if (!entry || !sendable(entry)) continue
      bytes += Buffer.byteLength(entry.text) + 1
      if (bytes > limit.bytes && chosen.length > 0) break
      chosen.push(entry)
    }
    chosen.reverse()
    const first = chosen[0]
    return first
      ? { epoch, base: first.base, entries: chosen.map(({ seq, at, text }) => ({ seq, at, text })) }
      : null
  }
}
