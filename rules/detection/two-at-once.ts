import { eventTime } from '../wire/event-time.ts'
import type { Anchor, Item } from '../wire/v1.ts'

/**
 * Two living copies of one agent (a cloned machine, a copied data directory) have one identity: their results are
 * stored as one agent's. Each start of an agent has an epoch of its own, and a start is refused while another one has
 * the data directory: of one agent, an epoch has ended for good when the next one begins. Two that take turns, each
 * with executions while the other had some, are two programs.
 */
export interface EpochsOfAgent {
  /** By epoch, the last heard of last: from its first to its last known execution (Unix ms). */
  spans: Map<string, { fromAt: number; toAt: number }>
  last: string | null
  /** How often an epoch was heard of again after another one: a restart that empties an old spool does it once. */
  returns: number
  /** Until when it was told. */
  toldAt: number
}

/** What clocks that were measured may be wrong by, beyond what they declare, milliseconds. */
const MARGIN_MS = 5_000
/** Epochs of one agent that are remembered. */
const MOST_EPOCHS = 8
/** What goes on is told again when it has gone on for so long, milliseconds. */
const AGAIN_MS = 600_000

export const newEpochs = (): EpochsOfAgent => ({
  ...{ spans: new Map(), last: null, returns: 0, toldAt: Number.NEGATIVE_INFINITY },
})

/**
 * Takes note of when a batch's results were executed.
 * @returns the time in which two copies executed, where it has to be told (again); null otherwise
 */
export function notedEpoch(
  known: EpochsOfAgent,
  batch: { epoch: string; base: Anchor; items: readonly Item[] },
): { fromAt: number; toAt: number } | null {
  const { epoch } = batch
  if (known.last !== epoch) {
    known.returns = known.spans.has(epoch) ? known.returns + 1 : 0
    known.last = epoch
  }
  const seen = executedIn(batch)
  if (!seen) return null
  const before = known.spans.get(epoch)
  const span = {
    fromAt: Math.min(before?.fromAt ?? seen.fromAt, seen.fromAt),
    toAt: Math.max(before?.toAt ?? seen.toAt, seen.toAt),
  }
  known.spans.delete(epoch)
  known.spans.set(epoch, span)
  if (known.spans.size > MOST_EPOCHS) known.spans.delete(known.spans.keys().next().value ?? '')
  if (known.returns < 2) return null
  for (const [other, { fromAt, toAt }] of known.spans) {
    const both = { fromAt: Math.max(fromAt, span.fromAt), toAt: Math.min(toAt, span.toAt) }
    if (other === epoch || both.toAt - both.fromAt <= MARGIN_MS + seen.uncertaintyMs) continue
    if (both.toAt < known.toldAt + AGAIN_MS) continue
    known.toldAt = both.toAt
    return both
  }
  return null
}

/** From its first to its last execution, by measured clocks; null where there is none. */
function executedIn({ base, items }: { base: Anchor; items: readonly Item[] }) {
  let anchor = base
  let found: { fromAt: number; toAt: number; uncertaintyMs: number } | null = null
  for (const item of items) {
    if (item.kind === 'anchor') anchor = item
    if (item.kind !== 'result' || anchor.offset === null) continue
    const at = eventTime(anchor, item.started)
    if (!found) found = { fromAt: at, toAt: at, uncertaintyMs: 0 }
    if (at < found.fromAt) found.fromAt = at
    if (at > found.toAt) found.toAt = at
    found.uncertaintyMs = Math.max(found.uncertaintyMs, 2 * (anchor.uncertainty ?? 0))
  }
  return found
}
