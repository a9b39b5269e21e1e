/**
 * What this collector took in of each check lately, for the console: the newest result with its values
 * and how the runs of the last day ended. Only for showing; what counts lies in the store.
 */
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor, Item, ResultItem } from '../../rules/wire/v1.ts'
import { type Counts, DAY_HOURS, makeHourCounts, RING } from './hour-counts.ts'
import { makeNewestResults, type Times } from './newest-results.ts'

export type { Counts } from './hour-counts.ts'

/** A result at its own time (Unix ms). */
export interface TimedResult {
  item: ResultItem
  plannedAt: number
  startedAt: number
  finishedAt: number
  receivedAt: number
  /** `agent/epoch/sequence`. */
  source: string
}

const HOUR_MS = 3_600_000
/** Checks of a generation, of which two are kept; those longest without an item are forgotten first. */
const CHECKS = 100_000

interface Batch {
  agentId: string
  epoch: string
  receivedAt: number
  base: Anchor
  items: Item[]
}

/** The results of a batch at their own times; each by the anchor before it in sequence (design, rule 1). */
export function timedResults(batch: Batch): TimedResult[] {
  const found: TimedResult[] = []
  for (const [item, anchor] of withAnchors(batch)) {
    if (item.kind === 'result') found.push(timed(item, anchor, batch))
  }
  return found
}

function timed(
  item: ResultItem,
  anchor: Anchor,
  { agentId, epoch, receivedAt }: Omit<Batch, 'base' | 'items'>,
): TimedResult {
  return {
    item,
    plannedAt: eventTime(anchor, item.planned),
    startedAt: eventTime(anchor, item.started),
    finishedAt: eventTime(anchor, item.finished),
    receivedAt,
    source: `${agentId}/${epoch}/${item.seq}`,
  }
}

export interface Recent {
  /**
   * Notes a batch that was stored, with how many of its items were there before. `asTheyAre`: none of its times lies
   * beyond what the receipt allows.
   */
  took(batch: Batch, duplicates: number, asTheyAre?: boolean): void
  newest(check: string): TimedResult | null
  /** Notes a result that was read from the store. */
  remember(result: TimedResult): void
  /** Runs of the last 24 h by whole hours, as far back as `fromAt`. */
  counts(check: string, now: number): { counts: Counts; fromAt: number }
}

interface Kept {
  /** Counts are complete from here on. */
  fromAt: number
  /** Of its counts, and of its newest result. */
  readonly row: number
  /** The newest hour of the epoch that was counted. */
  hour: number
}

/** The times of the result that is looked at. */
const times: Times = { plannedAt: 0.5, startedAt: 0.5, finishedAt: 0.5, receivedAt: 0.5 }

export function makeRecent(startedAt: number, checks = CHECKS): Recent {
  const hours = makeHourCounts()
  const results = makeNewestResults()
  /** In two generations, so that nothing has to be put in order at each touch: the older one is forgotten whole. */
  let young = new Map<string, Kept>()
  let old = new Map<string, Kept>()

  let forgotten = false

  function kept(check: string, receivedAt: number): Kept {
    const known = young.get(check)
    if (known) return known
    const before = old.get(check)
    if (before) old.delete(check)
    const entry = before ?? { fromAt: forgotten ? receivedAt : startedAt, row: hours.take(), hour: 0 }
    young.set(check, entry)
    if (young.size > checks) {
      // What comes back may be one of them: nobody knows any more what was counted of it.
      forgotten ||= old.size > 0
      for (const { row } of old.values()) {
        results.clear(row)
        hours.give(row)
      }
      old = young
      young = new Map()
    }
    return entry
  }

  function note({ row }: Kept, item: ResultItem, anchor: Anchor, origin: string): number {
    const at = eventTime(anchor, item.started)
    if (results.startedAt(row) >= at) return at
    times.plannedAt = eventTime(anchor, item.planned)
    times.startedAt = at
    times.finishedAt = eventTime(anchor, item.finished)
    results.set(row, item, times, origin)
    return at
  }

  function count(entry: Kept, at: number, receivedAt: number, outcome: keyof Counts): void {
    // Also keeps what is counted within the hours that there is room for, whatever times an agent claims.
    if (at < entry.fromAt || at > receivedAt + HOUR_MS) return
    const hour = Math.floor(at / HOUR_MS)
    if (hour > entry.hour) {
      hours.clear(entry.row, entry.hour + 1, hour)
      entry.hour = hour
    }
    if (hour > entry.hour - RING) hours.add(entry.row, hour, outcome)
  }

  return {
    took({ agentId, epoch, receivedAt, base, items }, duplicates, asTheyAre = false) {
      const origin = `${agentId}/${epoch}`
      times.receivedAt = receivedAt
      // Which of them were new is the store's secret: what was counted is no longer complete before them.
      const unclear = duplicates > 0 && duplicates < items.length
      const all = asTheyAre ? null : withAnchors({ base, items, receivedAt })
      let anchor = base
      for (let i = 0; i < items.length; i += 1) {
        const [item, by] = all?.[i] ?? [items[i] as Item, anchor]
        if (item.kind === 'anchor') anchor = item
        if (item.kind !== 'result' && item.kind !== 'skipped') continue
        const entry = kept(item.check, receivedAt)
        const at = item.kind === 'result' ? note(entry, item, by, origin) : eventTime(base, item.planned)
        if (unclear) {
          hours.clear(entry.row, entry.hour - RING + 1, entry.hour)
          entry.fromAt = receivedAt
        } else if (duplicates === 0)
          count(entry, at, receivedAt, item.kind === 'result' ? item.outcome : 'skipped')
      }
    },
    newest(check) {
      const { row } = young.get(check) ?? old.get(check) ?? {}
      return row === undefined ? null : results.get(row, check)
    },
    remember({ item, source, ...at }) {
      const { row } = kept(item.check, at.receivedAt)
      if (results.startedAt(row) < at.startedAt)
        results.set(row, item, at, source.slice(0, source.lastIndexOf('/')))
    },
    counts(check, now) {
      const entry = young.get(check) ?? old.get(check)
      const first = Math.floor(now / HOUR_MS) - DAY_HOURS + 1
      const fromAt = Math.max(entry?.fromAt ?? (forgotten ? now : startedAt), first * HOUR_MS)
      const total: Counts = { ok: 0, failed: 0, unknown: 0, skipped: 0 }
      if (entry)
        for (let hour = Math.max(first, entry.hour - RING + 1); hour <= entry.hour; hour += 1)
          hours.into(total, entry.row, hour)
      return { counts: total, fromAt }
    },
  }
}
