/**
 * Until when the results of a day are kept (III.2.1.3 a b; design, rule 8). Ordinary results go after the longest of
 * what was promised for records of use; failures and changes of state after the longest of what was promised for
 * records of incidents. Nothing goes that a legal hold names, or before the months that it counts in are closed,
 * reported, and no longer disputed; nor by a clock that leapt just now.
 */
import type { Interval } from '../calendar/types.ts'
import { type DueRules, dueAt } from '../obligations/due.ts'
import { HOUR_MS } from '../performance/baseline.ts'
import type { KeptBecause } from '../words.ts'

/** What may be done: ordinary results go (`thin`), or all that is left goes (`end`). */
export type RetentionStep = 'thin' | 'end'

/** A service that results are of, with what was promised of its records. */
export interface Owner {
  service: string
  /** ISO 8601 durations, of which the longest counts: reference value, value in force, customers' contracts. */
  usage: readonly string[]
  incidents: readonly string[]
  due: DueRules
  /** Every month in which figures may rest on the results. */
  months: readonly OwnedMonth[]
}

export interface OwnedMonth {
  month: string
  /** Its figures stand; true, too, where the service was not here and none will ever be made. */
  closed: boolean
  /** Whether results of the month itself are among them: its report tells of them. */
  own: boolean
  /** Until when its report may be disputed; null: none was issued. */
  disputedUntil: number | null
}

export interface Hold {
  service: string
  from: number
  /** Null: without an end. */
  to: number | null
}

/** Why results are kept, of which service, and until when; null: until somebody acts. */
export interface Kept {
  because: KeptBecause
  service: string
  until: number | null
}

/**
 * Why the results of a span are kept, what only a person can end first; null: they may go. Their time is counted from
 * `since`: when they were made or written, whichever is later.
 */
export function keptFor(
  step: RetentionStep,
  results: { span: Interval; since: number },
  owners: readonly Owner[],
  holds: readonly Hold[],
  now: number,
): Kept | null {
  const reasons = owners.flatMap((owner) => [
    ...held(owner, results.span, holds),
    ...term(step, owner, results.since, now),
    ...(step === 'thin' ? reported(owner, now) : []),
  ])
  return (
    reasons.find(({ because }) => because === 'legal-hold') ??
    reasons.toSorted((a, b) => later(a.until, b.until))[0] ??
    null
  )
}

/** A look for what may go: when it was, and since when such looks have followed each other. */
export interface Look {
  at: number
  since: number
}

/** Looks are a day apart: a longer pause is an absence, or a leap of the clock. */
const STEADY_MS = 48 * HOUR_MS
/** For so long people may notice that a clock is wrong, a restart or not: what it deletes comes never back. */
const WATCHED_MS = 20 * HOUR_MS

/** Since when looks have followed each other evenly at one that is made at `now`. */
export function steadySince(before: Look | null, now: number): number {
  const apart = before ? now - before.at : Number.POSITIVE_INFINITY
  return before && apart >= 0 && apart <= STEADY_MS ? before.since : now
}

/** Why a look deletes nothing yet, whatever its time is; null: it may. */
export function unproven(since: number, now: number): Omit<Kept, 'service'> | null {
  const until = since + WATCHED_MS
  return until > now ? { because: 'clock-unproven', until } : null
}

/** The instant until which the longest of what was promised lasts. */
export function promisedUntil(step: RetentionStep, owner: Owner, since: number): number {
  const values = step === 'thin' ? owner.usage : owner.incidents
  return Math.max(since, ...values.map((value) => dueAt(since, value, owner.due)))
}

function held({ service }: Owner, { from, to }: Interval, holds: readonly Hold[]): Kept[] {
  return holds
    .filter((hold) => hold.service === service && hold.from <= to && (hold.to === null || from < hold.to))
    .map(() => ({ because: 'legal-hold', service, until: null }))
}

function term(step: RetentionStep, owner: Owner, since: number, now: number): Kept[] {
  const until = promisedUntil(step, owner, since)
  const because = step === 'thin' ? 'usage-records' : 'incident-records'
  return until > now ? [{ because, service: owner.service, until }] : []
}

function reported({ service, months }: Owner, now: number): Kept[] {
  if (months.some(({ closed }) => !closed)) return [{ because: 'month-open', service, until: null }]
  return months.flatMap(({ own, disputedUntil }): Kept[] => {
    if (!own) return []
    if (disputedUntil === null) return [{ because: 'report-not-issued', service, until: null }]
    return disputedUntil > now ? [{ because: 'report-disputable', service, until: disputedUntil }] : []
  })
}

/** What has an end comes first while it lasts: it is no reason to act yet. */
function later(a: number | null, b: number | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : b - a
}
