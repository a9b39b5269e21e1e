/**
 * What this collector took in of each check lately, for the console: the newest result with its values
 * and how the runs of the last day ended. Only for showing; what counts lies in the store.
 */
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor, Item, ResultItem } from '../../rules/wire/v1.ts'

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

export interface Counts {
  ok: number
  failed: number
  unknown: number
  skipped: number
}

interface Kept {
  newest: TimedResult | null
  /** By hour of the epoch. */
  hours: Map<number, Counts>
  /** Complete from here on. */
  fromAt: number
}

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
/** Checks that are kept; those longest without an item are forgotten first. */
const CHECKS = 20_000

interface Batch {
  agentId: string
  epoch: string
  receivedAt: number
  base: Anchor
  items: Item[]
}

/** The results of a batch at their own times; each by the anchor before it in sequence (design, rule 1). */
export function timedResults(batch: Batch): TimedResult[] {
  const timed: TimedResult[] = []
  for (const [item, anchor] of withAnchors(batch)) {
    if (item.kind !== 'result') continue
    timed.push({
      item,
      plannedAt: eventTime(anchor, item.planned),
      startedAt: eventTime(anchor, item.started),
      finishedAt: eventTime(anchor, item.finished),
      receivedAt: batch.receivedAt,
      source: `${batch.agentId}/${batch.epoch}/${item.seq}`,
    })
  }
  return timed
}

export interface Recent {
  /** Notes a batch that was stored, with how many of its items were there before. */
  took(batch: Batch, duplicates: number): void
  newest(check: string): TimedResult | null
  /** Notes a result that was read from the store. */
  remember(result: TimedResult): void
  /** Runs of the last 24 h by whole hours, as far back as `fromAt`. */
  counts(check: string, now: number): { counts: Counts; fromAt: number }
}

export function makeRecent(startedAt: number): Recent {
  const checks = new Map<string, Kept>()

  function kept(check: string): Kept {
    const known = checks.get(check)
    if (known) checks.delete(check)
    const entry = known ?? { newest: null, hours: new Map(), fromAt: startedAt }
    checks.set(check, entry)
    for (const oldest of checks.keys()) {
      if (checks.size <= CHECKS) break
      checks.delete(oldest)
    }
    return entry
  }

  function remember(result: TimedResult): void {
    const entry = kept(result.item.check)
    if (!entry.newest || entry.newest.startedAt < result.startedAt) entry.newest = result
  }

  function count(check: string, at: number, receivedAt: number, outcome: keyof Counts): void {
    const { hours, fromAt } = kept(check)
    // Also keeps the map small, whatever times an agent claims.
    if (at < fromAt || at > receivedAt + HOUR_MS) return
    const hour = Math.floor(at / HOUR_MS)
    const counts = hours.get(hour) ?? { ok: 0, failed: 0, unknown: 0, skipped: 0 }
    counts[outcome] += 1
    hours.set(hour, counts)
    for (const old of hours.keys()) if (old < hour - DAY_HOURS) hours.delete(old)
  }

  return {
    took(batch, duplicates) {
      const results = timedResults(batch)
      for (const result of results) remember(result)
      if (duplicates > 0) {
        // Which of them were new is the store's secret: what was counted is no longer complete before them.
        if (duplicates < batch.items.length)
          for (const { item } of results) {
            const entry = kept(item.check)
            entry.hours.clear()
            entry.fromAt = batch.receivedAt
          }
        return
      }
      for (const { item, startedAt: at } of results) count(item.check, at, batch.receivedAt, item.outcome)
      for (const item of batch.items)
        if (item.kind === 'skipped')
          count(item.check, eventTime(batch.base, item.planned), batch.receivedAt, 'skipped')
    },
    newest: (check) => checks.get(check)?.newest ?? null,
    remember,
    counts(check, now) {
      const entry = checks.get(check)
      const total: Counts = { ok: 0, failed: 0, unknown: 0, skipped: 0 }
      const first = Math.floor(now / HOUR_MS) - DAY_HOURS + 1
      const fromAt = Math.max(entry?.fromAt ?? startedAt, first * HOUR_MS)
      for (const [hour, counts] of entry?.hours ?? [])
        if (hour >= first)
          for (const outcome of Object.keys(total) as (keyof Counts)[]) total[outcome] += counts[outcome]
      return { counts: total, fromAt }
    },
  }
}
