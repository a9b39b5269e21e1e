/** Calendar days of a zone: their length is whatever the zone's clocks made of them, never a fixed 86 400 s. */
import { WEEKDAYS, type Weekday } from '../calendar/types.ts'
import { instantAtWall, wallOf } from './wall.ts'

/** A day as UTC's clocks count it; here only to reckon with dates, never with instants. */
const DATE_MS = 86_400_000

export interface ZoneDay {
  /** `2026-11-01`. */
  day: string
  /** Instants [fromAt, toAt), Unix ms. */
  fromAt: number
  toAt: number
}

/** The whole day before the one that `now` lies in, on the clocks of a zone. @throws RangeError if the zone is not known. */
export function dayBefore(now: number, timezone: string): ZoneDay {
  const toAt = startOfDay(localDayOf(now, timezone), timezone)
  const day = localDayOf(toAt - 1, timezone)
  return { day, fromAt: startOfDay(day, timezone), toAt }
}

/** The date that the clocks of a zone show at an instant, `2026-11-21`. @throws RangeError if the zone is not known. */
export function localDayOf(at: number, zone: string): string {
  return dateOf(wallOf(at, zone))
}

/**
 * The first instant of a day on the clocks of a zone: midnight, or where the clocks jump over it. A day that
 * a zone left out (Apia, 2011-12-30) begins where the next one does and is empty.
 * @throws RangeError if there is no such day or zone.
 */
export function startOfDay(day: string, zone: string): number {
  return instantAtWall(wallOfDate(day), zone, 'earlier')
}

/** The day `n` days after (before, where negative) on the calendar. @throws RangeError if there is no such day. */
export function addDays(day: string, n: number): string {
  return dateOf(wallOfDate(day) + n * DATE_MS)
}

/** @throws RangeError if there is no such day. */
export function weekdayOf(day: string): Weekday {
  // 1970-01-01 was a Thursday.
  const index = (((wallOfDate(day) / DATE_MS + 3) % 7) + 7) % 7
  return WEEKDAYS[index] ?? 'mon'
}

/** Whether the calendar has that day: `2026-02-29` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const wall = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(wall) && dateOf(wall) === text
}

/** What the clocks show at midnight of a day (`wall.ts`). @throws RangeError if there is no such day. */
export function wallOfDate(day: string): number {
  if (!isDay(day)) throw new RangeError(`there is no day ${day}`)
  return Date.parse(`${day}T00:00:00Z`)
}

/** The date of a reading of the clocks. */
export function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}
