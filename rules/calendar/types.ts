/** Calendars of a service: when it is offered, and when it is maintained. Local days and times are the zone's. */

/** `2026-11-21`, a day on the clocks of a zone. */
export type LocalDay = string

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/**
 * A span of a day in minutes since local midnight, [from, to). `to` may exceed 1440: it ends on the next day
 * (22:00-02:00 is 1320 to 1560). A local time that the clocks skip is the instant at which they jump; one that
 * they show twice is its first instant as a beginning and its second as an end.
 */
export interface DaySpan {
  from: number
  to: number
}

/** One edition of the hours; the next one begins where it ends. */
export interface HoursPeriod {
  /** First day; null is since ever. */
  from: LocalDay | null
  /** Last day; null is until further notice. */
  to: LocalDay | null
  /** `always` is around the clock. */
  weekly: 'always' | Record<Weekday, readonly DaySpan[]>
  /** Whether 祝日 are closed. */
  publicHolidays: 'closed' | 'open'
  /** 年末年始, as `MM-DD` to `MM-DD`, both included, over the turn of the year; null is open. */
  yearEnd: { from: string; to: string } | null
  /** Company holidays. */
  closed: readonly { from: LocalDay; to: LocalDay }[]
  /** Days with hours of their own: they outrank everything else; no span is closed. */
  exceptions: Readonly<Record<LocalDay, readonly DaySpan[]>>
}

/** 契約サービス時間. */
export interface ServiceHours {
  zone: string
  /** In order, without a gap or an overlap. */
  periods: readonly HoursPeriod[]
}

/** 祝日 by JST date. Outside [from, to] nothing is known, which is not the same as no holiday. */
export interface HolidayData {
  /** e.g. `@holiday-jp/holiday_jp 2.5.1`, or the file and its digest. */
  version: string
  from: LocalDay
  to: LocalDay
  days: Readonly<Record<LocalDay, string>>
}

/** Instants [from, to), Unix milliseconds. */
export interface Interval {
  from: number
  to: number
}

/** An announced window of work. */
export interface MaintenanceWindow extends Interval {
  id: string
  /** 定期保守 is taken off the service hours, 臨時保守 and emergency work is not (III.2.1.1 BP i). */
  kind: 'regular' | 'one-off' | 'emergency'
  /** When the announcement had reached the last one it was owed to; null: it was not announced. */
  announcedAt: number | null
  /** When the window was first written down here: later than its beginning it proves nothing. */
  recordedAt: number
}

export interface MaintenanceRules {
  /** Time by which the announcement must come before the window, milliseconds. */
  leadTimeMs: number
  /** Regular maintenance a year that may be taken off (例 5時間/1年), milliseconds of real stop; null: no allowance agreed. */
  allowanceMs: number | null
  /** First day of the year of the allowance, `MM-DD`. */
  yearFrom: string
  zone: string
}
