/** 契約サービス時間 as instants (III.2.1.1 BP i): the weekly plan, 祝日, 年末年始, company holidays, exceptions. */
import { addDays, localDayOf, startOfDay, weekdayOf } from '../time/day.ts'
import { instantOf } from '../time/period.ts'
import { intersection, union } from './intervals.ts'
import type { DaySpan, HolidayData, HoursPeriod, Interval, LocalDay, ServiceHours } from './types.ts'

/** 祝日 are days of Japan, wherever the service is used. */
const HOLIDAY_ZONE = 'Asia/Tokyo'
/** A span may last until the end of the next day, and clocks that are put back at midnight show that end a day later once more. */
const SPILL_DAYS = 2

/** What a calendar does not say of a day of the period. */
export interface HoursProblem {
  /**
   * `no-hours`: no HoursPeriod covers the day; it counts as not offered.
   * `holiday-data-ends`: whether it is a 祝日 is not known; it counts as none, which is the larger promise.
   * Either way the figure of the period rests on a guess: no verdict over it may be `met` or `breached`.
   */
  code: 'no-hours' | 'holiday-data-ends'
  day: LocalDay
}

export interface ServiceTime {
  /** When the service is offered, in order, merged, within the period. */
  open: Interval[]
  /** By day. */
  problems: HoursProblem[]
}

/**
 * When a service is offered within a period. A span belongs to the day on which it begins: 22:00-02:00 before
 * a closed day lasts until 02:00 of that day. It is closed as a 祝日 where the date in Japan at its beginning
 * is one; in the zone of Japan that is the day itself, and elsewhere hours that are written in UTC close on
 * the same instants as those written in JST. 年末年始, company holidays and exceptions are days of the zone.
 * @throws RangeError for a zone or day that does not exist.
 */
export function serviceTime(
  hours: ServiceHours,
  holidays: HolidayData | null,
  period: Interval,
): ServiceTime {
  const open: Interval[] = []
  const problems: HoursProblem[] = []
  if (period.from >= period.to) return { open, problems }
  const first = addDays(localDayOf(period.from, hours.zone), -SPILL_DAYS)
  // Clocks that are put back over midnight show the old day again after the new one has begun.
  const last = addDays(localDayOf(period.to - 1, hours.zone), 1)
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const plan = planOf(hours, holidays, day)
    const spans = within(plan.open, period)
    open.push(...spans)
    if (plan.hours === null && within([wholeDay(day, hours.zone)], period).length > 0)
      problems.push({ code: 'no-hours', day })
    if (within(plan.guessed, period).length > 0) problems.push({ code: 'holiday-data-ends', day })
  }
  return { open: union(open), problems }
}

/** Whether the service is offered on a day at all (営業日): hours begin on it. Null where the calendar does not say. */
export function opensOn(hours: ServiceHours, holidays: HolidayData | null, day: LocalDay): boolean | null {
  const plan = planOf(hours, holidays, day)
  if (plan.hours === null) return null
  if (plan.open.length === plan.guessed.length && plan.guessed.length > 0) return null
  return plan.open.length > 0
}

/** What is offered from a day on. */
interface DayPlan {
  /** The edition of the hours that covers it; null where none does. */
  hours: HoursPeriod | null
  open: Interval[]
  /** Those of `open` of which it is not known whether a 祝日 closes them. */
  guessed: Interval[]
}

/** The plan of one day: an exception outranks all, then what closes it, then the week. A day that the zone left out has none. */
function planOf(hours: ServiceHours, holidays: HolidayData | null, day: LocalDay): DayPlan {
  const { zone } = hours
  const edition = editionOn(hours, day)
  if (!edition) return { hours: null, open: [], guessed: [] }
  const whole = wholeDay(day, zone)
  if (whole.from === whole.to) return { hours: edition, open: [], guessed: [] }
  const planned = plannedSpans(edition, day)
  const open = planned.always ? [whole] : planned.spans.flatMap((span) => instants(day, span, zone))
  if (planned.exception || edition.publicHolidays === 'open') return { hours: edition, open, guessed: [] }
  const judged = open.map((span) => ({ span, holiday: isHoliday(holidays, span.from) }))
  return {
    hours: edition,
    open: judged.flatMap(({ span, holiday }) => (holiday === true ? [] : [span])),
    guessed: judged.flatMap(({ span, holiday }) => (holiday === null ? [span] : [])),
  }
}

/** What the plan writes for a day, 祝日 left aside; `always` is the whole day, however long it is. */
export function plannedSpans(
  edition: HoursPeriod,
  day: LocalDay,
): { spans: readonly DaySpan[]; always: boolean; exception: boolean } {
  const exception = Object.hasOwn(edition.exceptions, day) ? edition.exceptions[day] : undefined
  if (exception) return { spans: exception, always: false, exception: true }
  if (isYearEnd(edition, day) || edition.closed.some(({ from, to }) => from <= day && day <= to))
    return { spans: [], always: false, exception: false }
  const always = edition.weekly === 'always'
  const spans = edition.weekly === 'always' ? [{ from: 0, to: 1440 }] : edition.weekly[weekdayOf(day)]
  return { spans, always, exception: false }
}

/** The edition of the hours that covers a day; null where none does. */
export function editionOn({ periods }: ServiceHours, day: LocalDay): HoursPeriod | null {
  return periods.find(({ from, to }) => (from === null || from <= day) && (to === null || day <= to)) ?? null
}

function within(intervals: Interval[], period: Interval): Interval[] {
  return intersection(union(intervals), [period])
}

function wholeDay(day: LocalDay, zone: string): Interval {
  return { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) }
}

/** Empty where the clocks skip all of it. */
function instants(day: LocalDay, { from, to }: DaySpan, zone: string): Interval[] {
  const span = { from: instantOf(day, from, zone, 'earlier'), to: instantOf(day, to, zone, 'later') }
  return span.from < span.to ? [span] : []
}

function isYearEnd({ yearEnd }: HoursPeriod, day: LocalDay): boolean {
  if (!yearEnd) return false
  const date = day.slice(5)
  const { from, to } = yearEnd
  return from <= to ? from <= date && date <= to : from <= date || date <= to
}

/** Whether the date in Japan at an instant is a 祝日; null where the data say nothing of that date. */
export function isHoliday(holidays: HolidayData | null, at: number): boolean | null {
  const day = localDayOf(at, HOLIDAY_ZONE)
  if (!holidays || day < holidays.from || holidays.to < day) return null
  return Object.hasOwn(holidays.days, day)
}
