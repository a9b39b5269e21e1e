import type { Anchor, Item } from './v1.ts'

/**
 * The instant (Unix ms, on the collector's scale) of a monotonic time of the anchor's epoch.
 * A pure function of the item and the anchor that precedes it in sequence, never of arrival
 * (design, rule 1): a stepped wall clock moves nothing that was anchored before the step.
 */
export function eventTime(anchor: Anchor, mono: number): number {
  return Math.round(anchor.wall + (mono - anchor.mono) + (anchor.offset ?? 0))
}

/**
 * How far, in milliseconds, a time may lie beyond its receipt. Where the agent had measured its offset, the
 * two clocks were one: then ours was stepped back, and the agent's order of things is the better one.
 */
const AHEAD_MS = { unmeasured: 60_000, measured: 7 * 86_400_000 }

/** What was never measured and lies so far back is no backlog (no spool keeps that long) but a clock without a battery. */
const LONG_AGO_MS = 90 * 86_400_000

/** Milliseconds by which event times that end at `newestAt` lie beyond what their receipt allows; 0 mostly. */
export function aheadOf(anchor: Anchor, newestAt: number, receivedAt: number): number {
  const ahead = newestAt - receivedAt
  if (anchor.offset === null && ahead < -LONG_AGO_MS) return ahead
  return ahead > AHEAD_MS[anchor.offset === null ? 'unmeasured' : 'measured'] ? ahead : 0
}

/**
 * The items of a batch in sequence, each with the anchor that its times follow from. Nothing happened after it
 * was received (the bound of design, rule 1): what an anchor puts later, by a clock that was never measured or
 * by a lie, is moved as one piece until it ends with its receipt. One result of the year 5000 would otherwise
 * be the newest of its check for good, and hide every silence; one of 1970 would be a stop of half a century.
 */
export function withAnchors(batch: {
  base: Anchor
  items: readonly Item[]
  receivedAt: number
}): [Item, Anchor][] {
  let anchor = batch.base
  const found: [Item, Anchor][] = []
  const newest = new Map<Anchor, number>()
  for (const item of batch.items.toSorted((a, b) => a.seq - b.seq)) {
    if (item.kind === 'anchor') anchor = item
    const mono = item.kind === 'result' ? item.finished : item.kind === 'skipped' ? item.planned : null
    if (mono !== null) newest.set(anchor, Math.max(newest.get(anchor) ?? 0, mono))
    found.push([item, anchor])
  }
  const bounded = new Map<Anchor, Anchor>()
  for (const [one, mono] of newest) {
    const ahead = aheadOf(one, eventTime(one, mono), batch.receivedAt)
    if (ahead !== 0) bounded.set(one, { ...one, wall: one.wall - ahead })
  }
  return bounded.size === 0 ? found : found.map(([item, one]) => [item, bounded.get(one) ?? one])
}
