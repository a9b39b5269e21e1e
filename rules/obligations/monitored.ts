/**
 * Monitored time: where intervals are owed within the service hours only (setting `monitoringHours`), a
 * distance counts the monitored part of it. `null` is around the clock. A list is in order and without
 * overlap (`union`); what lies beyond its end counts as monitored, so that no due time is later than owed:
 * let it reach further than anything that is to be judged.
 */
import type { Interval } from '../calendar/types.ts'

/** Milliseconds of [from, to] that are monitored. */
export function monitoredMs(from: number, to: number, monitored: readonly Interval[] | null): number {
  if (monitored === null) return Math.max(0, to - from)
  let sum = Math.max(0, to - Math.max(from, endOf(monitored)))
  for (const span of monitored) sum += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from))
  return sum
}

/**
 * The last instant at which no more than `limitMs` of monitored time since `from` is over: a limit that is
 * used up with the end of a day is due with the beginning of the next one.
 */
export function dueWithin(from: number, limitMs: number, monitored: readonly Interval[] | null): number {
  if (monitored === null) return from + limitMs
  let left = limitMs
  for (const span of monitored) {
    const begin = Math.max(from, span.from)
    if (begin >= span.to) continue
    if (begin + left < span.to) return begin + left
    left -= span.to - begin
  }
  return Math.max(from, endOf(monitored)) + left
}

const endOf = (monitored: readonly Interval[]) => monitored.at(-1)?.to ?? Number.NEGATIVE_INFINITY
