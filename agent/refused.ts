/**
 * Which record of a batch it is that the collector answers 400 to: halved until one stands alone.
 *
 * A 400 may as well come from a proxy, from a collector that is none, or from one that is broken for everything; then a
 * spool must not be thrown away record by record. So a record is condemned only where the same batch shows that the
 * collector works and that it is this record: it was refused alone, others of the batch were accepted, and then it was
 * refused alone once more. Where nothing of a batch is accepted, all of it is kept.
 */
import type { Anchor } from '../rules/wire/v1.ts'
import type { Batch } from './spool/types.ts'

/** Requests that are refused before anything of the batch is accepted: halving 500 takes nine, and then some neighbours. */
const MOST_REFUSED = 24

export type Verdict = 'go on' | 'all refused' | 'condemned'

export interface Search {
  /** The part to send next; null when nothing is left to learn. */
  next(): Batch | null
  /** The collector read a part and took something of it. */
  taken(part: Batch): void
  /** The collector refused a part; `condemned` is said of a part of one record. */
  refused(part: Batch): Verdict
}

/** Begins with a batch that was refused as a whole; null where it is one record, of which nothing can be proven. */
export function searchIn(batch: Batch): Search | null {
  if (batch.entries.length < 2) return null
  const parts: Batch[] = halves(batch)
  let alone: Batch[] = []
  let refusals = 1
  let proven = false
  return {
    next: () => parts.pop() ?? (proven ? (alone[0] ?? null) : null),
    taken(part) {
      proven = true
      alone = alone.filter((other) => other !== part)
    },
    refused(part) {
      refusals += 1
      if (part.entries.length > 1) parts.push(...halves(part))
      else if (part === alone[0] && parts.length === 0) {
        alone.shift()
        return 'condemned'
      } else alone.push(part)
      const hopeless = parts.length === 0 || refusals >= MOST_REFUSED
      return !proven && hopeless ? 'all refused' : 'go on'
    },
  }
}

/** Both halves of a batch, each with the anchor in force before its first record. */
function halves({ epoch, base, entries }: Batch): [Batch, Batch] {
  const middle = Math.ceil(entries.length / 2)
  const [first, second] = [entries.slice(0, middle), entries.slice(middle)]
  return [
    { epoch, base, entries: first },
    { epoch, base: first.reduce((before, { text }) => anchorIn(text) ?? before, base), entries: second },
  ]
}

function anchorIn(text: string): Anchor | null {
  const { kind, ...anchor } = JSON.parse(text) as Anchor & { kind: string }
  return kind === 'anchor' ? anchor : null
}
