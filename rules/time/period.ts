/** Months, longer periods and due times on the clocks of a zone. */
import type { Interval, LocalDay } from '../calendar/types.ts'
import type { Choice } from '../guideline/interpretation.ts'
import { addDays, dateOf, localDayOf, startOfDay, wallOfDate } from './day.ts'
import { parseCalendarDuration } from './duration.ts'
import { instantAtWall, wallOf } from './wall.ts'

const MINUTE_MS = 60_000
const ELAPSED_DAY_MS = 86_400_000
/** How far ahead a business day is looked for: a calendar without one in ten years has none. */
const SEARCH_DAYS = 3660

/**
 * The instant of a local time, in minutes since midnight (1440 and more: on the days after). What the clocks
 * skip is where they jump; what they show twice is its first instant (`earlier`) or its second one (`later`).
 * @throws RangeError if there is no such day or zone.
 */
export function instantOf(day: LocalDay, minutes: number, zone: string, which: 'earlier' | 'later'): number {
  return instantAtWall(wallOfDate(day) + minutes * MINUTE_MS, zone, which)
}

/** A month `2026-11` on the clocks of a zone. @throws RangeError if there is no such month or zone. */
export function monthOf(month: string, zone: string): Interval {
  return monthsFrom(month, 1, zone)
}

const MONTHS: Record<Choice<'availabilityPeriod'>, number> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
}

/**
 * The period of a kind that the month `2026-11` lies in. Years begin with `firstMonth` (1 to 12; 4 is the
 * Japanese fiscal year), quarters and half-years are counted from there.
 * @throws RangeError if there is no such month or zone.
 */
export function periodOf(
  month: string,
  kind: Choice<'availabilityPeriod'>,
  zone: string,
  firstMonth = 1,
): Interval {
  const count = MONTHS[kind]
  const index = (Number(month.slice(5)) - firstMonth + 12) % 12
  return monthsFrom(addMonths(`${month}-01`, -(index % count)).slice(0, 7), count, zone)
}

function monthsFrom(month: string, count: number, zone: string): Interval {
  const first = `${month}-01`
  return { from: startOfDay(first, zone), to: startOfDay(addMonths(first, count), zone) }
}

/** The same day of the month `n` months later, or that month's last day. @throws RangeError if there is no such day. */
export function addMonths(day: LocalDay, n: number): LocalDay {
  const date = new Date(wallOfDate(day))
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1)
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n + 1, 0)
  return dateOf(Math.min(first + (date.getUTCDate() - 1) * ELAPSED_DAY_MS, last))
}

/** How months and days of a duration are counted (requirements, section 5; settings `months` and `days`). */
export interface Counting {
  /** `calendar`: the same local date and time, or the month's last day; `elapsed`: 30 days each, 365 to the year. */
  months: Choice<'months'>
  /** `elapsed`: 24 hours each; `calendar`, `business`: until the end of the Nth (business) day after. */
  days: Choice<'days'>
  /** Asked where `days` is `business`. */
  isBusinessDay?: (day: LocalDay) => boolean
}

/**
 * When an ISO 8601 duration (`P1M`, `P3D`, `PT20M`, `P2W`) from `at` is over: years and months
 * first, then days, then hours, minutes and seconds, which always elapse. A week is seven days, and in
 * `business` still seven days of the calendar. Of a local time that the clocks show twice the first is
 * meant: a due time is never later than it was promised.
 * @throws RangeError for what is no duration, or where business days are asked for and none is to be found.
 */
export function addDuration(at: number, isoDuration: string, zone: string, counting: Counting): number {
  const parts = parseCalendarDuration(isoDuration)
  if (!parts) throw new RangeError(`${isoDuration} is no ISO 8601 duration`)
  const { years, months, weeks, days, ms } = parts
  const month =
    counting.months === 'calendar'
      ? plusMonths(at, years * 12 + months, zone)
      : at + (years * 365 + months * 30) * ELAPSED_DAY_MS
  if (counting.days === 'elapsed' || weeks + days === 0)
    return month + (weeks * 7 + days) * ELAPSED_DAY_MS + ms
  const from = addDays(localDayOf(month, zone), weeks * 7)
  const last = counting.days === 'calendar' ? addDays(from, days) : businessDayAfter(from, days, counting)
  return startOfDay(addDays(last, 1), zone) + ms
}

function plusMonths(at: number, n: number, zone: string): number {
  if (n === 0) return at
  const wall = wallOf(at, zone)
  const day = dateOf(wall)
  return instantAtWall(wallOfDate(addMonths(day, n)) + wall - wallOfDate(day), zone, 'earlier')
}

function businessDayAfter(day: LocalDay, n: number, { isBusinessDay }: Counting): LocalDay {
  if (!isBusinessDay) throw new RangeError('business days need a calendar')
  let found = day
  let left = n
  for (let searched = 0; left > 0; searched += 1) {
    if (searched > SEARCH_DAYS + n) throw new RangeError(`no business day within ten years of ${day}`)
    found = addDays(found, 1)
    if (isBusinessDay(found)) left -= 1
  }
  return found
}
