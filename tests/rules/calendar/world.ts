/** Calendars to test with: hours as they are written, and 祝日 from the package that production reads. */
import holidayJp from '@holiday-jp/holiday_jp'
import type {
  DaySpan,
  HolidayData,
  HoursPeriod,
  ServiceHours,
  Weekday,
} from '../../../rules/calendar/types.ts'

const names = Object.entries(holidayJp.holidays).map(([day, { name }]) => [day, name] as const)

export const HOLIDAYS: HolidayData = {
  version: 'holiday_jp',
  from: '1970-01-01',
  to: '2050-12-31',
  days: Object.fromEntries(names),
}

const NONE: readonly DaySpan[] = []

/** The same spans on some weekdays, none on the others. */
export function weekly(days: readonly Weekday[], ...spans: DaySpan[]): Record<Weekday, readonly DaySpan[]> {
  const on = (day: Weekday) => (days.includes(day) ? spans : NONE)
  return {
    mon: on('mon'),
    tue: on('tue'),
    wed: on('wed'),
    thu: on('thu'),
    fri: on('fri'),
    sat: on('sat'),
    sun: on('sun'),
  }
}

export const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
export const EVERY_DAY = [...WORKDAYS, 'sat', 'sun'] as const

/** `8:00` to `20:00`. */
export const span = (from: string, to: string): DaySpan => ({ from: minutes(from), to: minutes(to) })
const minutes = (clock: string) => {
  const [h = 0, m = 0] = clock.split(':').map(Number)
  return h * 60 + m
}

export function edition(more: Partial<HoursPeriod> = {}): HoursPeriod {
  return {
    from: null,
    to: null,
    weekly: 'always',
    publicHolidays: 'open',
    yearEnd: null,
    closed: [],
    exceptions: {},
    ...more,
  }
}

/** One edition of hours for ever, in Japan. */
export function hours(more: Partial<HoursPeriod> = {}, zone = 'Asia/Tokyo'): ServiceHours {
  return { zone, periods: [edition(more)] }
}

/** 「休日・日祭日を除く 8:00-20:00」 (III.2.1.1 BP i). */
export const OFFICE = hours({ weekly: weekly(WORKDAYS, span('8:00', '20:00')), publicHolidays: 'closed' })

/** An instant as the clocks of Japan show it, `2026-05-07 08:00`. */
export const jst = (text: string) => Date.parse(`${text.replace(' ', 'T')}+09:00`)
