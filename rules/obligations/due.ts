/** Due times by the calendar of a service: 3日 and ヶ月 as its settings count them (requirements, section 5). */
import { opensOn } from '../calendar/hours.ts'
import type { HolidayData, ServiceHours } from '../calendar/types.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import { parseCalendarDuration } from '../time/duration.ts'
import { addDuration, type Counting } from '../time/period.ts'

/** How durations become due times. */
export interface DueRules extends Counting {
  zone: string
}

/** What of a service decides its due times; `hours` and `holidays` only where days are business days. */
export interface Calendar {
  timezone: string
  interpretation: Pick<Interpretation, 'months' | 'days'>
  hours?: ServiceHours
  holidays?: HolidayData | null
}

/** A day of which the calendar says nothing counts as a business day: a due time is never later than promised. */
export function dueRulesOf({ timezone, interpretation, hours, holidays = null }: Calendar): DueRules {
  const { months, days } = interpretation
  const rules = { zone: timezone, months, days }
  return hours ? { ...rules, isBusinessDay: (day) => opensOn(hours, holidays, day) ?? true } : rules
}

/**
 * The instant until which an ISO 8601 duration from `from` lasts: at it is in time, after it is late.
 * @throws RangeError for what is no duration, or where business days are counted without hours.
 */
export function dueAt(from: number, isoDuration: string, { zone, ...counting }: DueRules): number {
  const parsed = parseCalendarDuration(isoDuration)
  if (parsed && parsed.years + parsed.months + parsed.weeks + parsed.days === 0) return from + parsed.ms
  return addDuration(from, isoDuration, zone, counting)
}
