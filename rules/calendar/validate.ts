/** What is wrong with a calendar as it is written: the reader of the configuration says it with file and line. */
import { addDays, isDay } from '../time/day.ts'
import { instantOf } from '../time/period.ts'
import { isZone } from '../time/wall.ts'
import { editionOn, isHoliday, plannedSpans } from './hours.ts'
import {
  type DaySpan,
  type HolidayData,
  type HoursPeriod,
  type LocalDay,
  type ServiceHours,
  WEEKDAYS,
} from './types.ts'

export type CalendarCode =
  | 'zone-unknown'
  /** No edition of the hours at all. */
  | 'no-periods'
  /** `2026-02-30`, or no `YYYY-MM-DD` at all. */
  | 'day-impossible'
  /** A day so far away that its neighbours cannot be reckoned with: `9999-12-31`. */
  | 'day-too-far'
  /** `02-30`, or no `MM-DD` at all. */
  | 'date-impossible'
  | 'period-reversed'
  /** An edition begins before the one above it has ended, or either has no day there. */
  | 'periods-overlap'
  | 'periods-gap'
  /** A span must begin on its day and end on the next one at the latest, in whole minutes. */
  | 'span-out-of-day'
  | 'span-empty'
  | 'span-reversed'
  | 'spans-overlap'
  /** A span lasts beyond midnight into one of the next day. */
  | 'spans-overlap-midnight'
  | 'closed-reversed'
  /** It would have no effect: the edition that holds it does not cover the day. */
  | 'closed-outside-period'
  | 'exception-outside-period'

export interface CalendarProblem {
  code: CalendarCode
  /** Where in `ServiceHours`: `['periods', 0, 'weekly', 'mon', 1]`. */
  path: (string | number)[]
  /** What is written there, or what it collides with. */
  value: string
}

const DAY_MINUTES = 1440

/** Every problem at once, in the order of the text. `holidays` tells which neighbours of a day are closed. */
export function calendarProblems(
  hours: ServiceHours,
  holidays: HolidayData | null = null,
): CalendarProblem[] {
  const written = [...zoneProblems(hours), ...hours.periods.flatMap(periodProblems), ...orderProblems(hours)]
  // Days that collide are looked for only where days, zone and order can be reckoned with.
  return written.length > 0 ? written : collisions(hours, holidays)
}

function zoneProblems({ zone, periods }: ServiceHours): CalendarProblem[] {
  const problems: CalendarProblem[] = []
  if (!isZone(zone)) problems.push({ code: 'zone-unknown', path: ['zone'], value: zone })
  if (periods.length === 0) problems.push({ code: 'no-periods', path: ['periods'], value: '' })
  return problems
}

function periodProblems(period: HoursPeriod, index: number): CalendarProblem[] {
  const path = ['periods', index]
  const problems = dayProblems(path, period)
  if (period.from !== null && period.to !== null && period.to < period.from)
    problems.push({ code: 'period-reversed', path: [...path, 'to'], value: `${period.from}/${period.to}` })
  if (period.weekly !== 'always') problems.push(...weeklyProblems([...path, 'weekly'], period.weekly))
  for (const side of ['from', 'to'] as const) {
    const value = period.yearEnd?.[side]
    // 02-29 is a date in some years.
    if (value !== undefined && !isDay(`2024-${value}`))
      problems.push({ code: 'date-impossible', path: [...path, 'yearEnd', side], value })
  }
  period.closed.forEach((closed, at) => {
    const where = [...path, 'closed', at]
    problems.push(...dayProblems(where, closed))
    const value = `${closed.from}/${closed.to}`
    if (closed.to < closed.from) problems.push({ code: 'closed-reversed', path: where, value })
    else if (!covers(period, closed.from) && !covers(period, closed.to))
      problems.push({ code: 'closed-outside-period', path: where, value })
  })
  for (const [day, spans] of Object.entries(period.exceptions)) {
    const where = [...path, 'exceptions', day]
    const problem = dayProblem(day)
    if (problem) problems.push({ code: problem, path: where, value: day })
    else if (!covers(period, day))
      problems.push({ code: 'exception-outside-period', path: where, value: day })
    problems.push(...spansProblems(where, spans))
  }
  return problems
}

function dayProblems(
  path: (string | number)[],
  days: { from: LocalDay | null; to: LocalDay | null },
): CalendarProblem[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const value = days[side]
    const code = value === null ? null : dayProblem(value)
    return value === null || code === null ? [] : [{ code, path: [...path, side], value }]
  })
}

/** A day has a day before and a day after it, in every zone; the calendar's four digits end. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '9998-12-31'

function dayProblem(day: string): 'day-impossible' | 'day-too-far' | null {
  if (!isDay(day)) return 'day-impossible'
  return day < FIRST_DAY || LAST_DAY < day ? 'day-too-far' : null
}

/** Whether a calendar can be reckoned with around that day. */
export function isReckonable(day: string): boolean {
  return dayProblem(day) === null
}

/** Steps without hours after which there will be none: more than two leap days. */
const STEPS_WITHOUT_HOURS = 9 * 366

/** Whether an edition without problems is closed on each of its days, 祝日 aside: it promises nothing. */
export function isNeverOpen(period: HoursPeriod): boolean {
  if (Object.values(period.exceptions).some((spans) => spans.length > 0)) return false
  if (period.weekly !== 'always' && Object.values(period.weekly).every((spans) => spans.length === 0))
    return true
  let day = period.from ?? FIRST_DAY
  for (let steps = 0; steps < STEPS_WITHOUT_HOURS && day <= (period.to ?? LAST_DAY); steps++) {
    const closed = period.closed.find(({ from, to }) => from <= day && day <= to)
    if (!closed && plannedSpans(period, day).spans.length > 0) return false
    day = addDays(closed?.to ?? day, 1)
  }
  return true
}

function covers({ from, to }: HoursPeriod, day: LocalDay): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}

function weeklyProblems(
  path: (string | number)[],
  weekly: Exclude<HoursPeriod['weekly'], 'always'>,
): CalendarProblem[] {
  return WEEKDAYS.flatMap((weekday, index) => {
    const next = WEEKDAYS[(index + 1) % WEEKDAYS.length] ?? 'mon'
    return [
      ...spansProblems([...path, weekday], weekly[weekday]),
      ...midnightProblems([...path, weekday], weekly[weekday], weekly[next], next),
    ]
  })
}

function spansProblems(path: (string | number)[], spans: readonly DaySpan[]): CalendarProblem[] {
  const problems: CalendarProblem[] = []
  spans.forEach((span, index) => {
    const found = (code: CalendarCode, value = textOf(span)) =>
      problems.push({ code, path: [...path, index], value })
    const { from, to } = span
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from >= DAY_MINUTES)
      found('span-out-of-day')
    else if (to === from) found('span-empty')
    else if (to < from) found('span-reversed')
    else if (to > 2 * DAY_MINUTES) found('span-out-of-day')
    const other = spans.slice(0, index).find((one) => one.from < to && from < one.to)
    if (other) found('spans-overlap', `${textOf(other)} ${textOf(span)}`)
  })
  return problems
}

/** Spans of a day that last into spans of the next one. */
function midnightProblems(
  path: (string | number)[],
  spans: readonly DaySpan[],
  following: readonly DaySpan[],
  next: string,
): CalendarProblem[] {
  return spans.flatMap((span, index) => {
    const other = following.find((one) => one.from < one.to && one.from < span.to - DAY_MINUTES)
    const value = `${textOf(span)} ${next} ${other ? textOf(other) : ''}`
    return other ? [{ code: 'spans-overlap-midnight', path: [...path, index], value }] : []
  })
}

/** `08:00-20:00`; beyond midnight `22:00-26:00`. */
function textOf({ from, to }: DaySpan): string {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${clock(from)}-${clock(to)}`
}

function orderProblems({ periods }: ServiceHours): CalendarProblem[] {
  return periods.slice(1).flatMap((period, before): CalendarProblem[] => {
    const end = periods[before]?.to ?? null
    const path = ['periods', before + 1, 'from']
    const value = `${end ?? ''}/${period.from ?? ''}`
    if (end === null || period.from === null) return [{ code: 'periods-overlap', path, value }]
    if (!isDay(end) || !isDay(period.from)) return []
    const next = addDays(end, 1)
    if (period.from < next) return [{ code: 'periods-overlap', path, value }]
    return period.from > next ? [{ code: 'periods-gap', path, value }] : []
  })
}

/** Exceptions, and the turns of editions, against the days beside them: the week alone does not show these. */
function collisions(hours: ServiceHours, holidays: HolidayData | null): CalendarProblem[] {
  return hours.periods.flatMap((period, index) => {
    const path = ['periods', index]
    const exceptions = Object.keys(period.exceptions).flatMap((day) => {
      const where = [...path, 'exceptions', day]
      const before = addDays(day, -1)
      const into = hasException(hours, before) ? [] : collision(hours, holidays, before, where)
      return [...into, ...collision(hours, holidays, day, where)]
    })
    const turn = index > 0 && period.from !== null ? addDays(period.from, -1) : null
    const told = turn === null || hasException(hours, turn) || hasException(hours, addDays(turn, 1))
    return [...(told ? [] : collision(hours, holidays, turn, [...path, 'from'])), ...exceptions]
  })
}

function hasException(hours: ServiceHours, day: LocalDay): boolean {
  return Object.hasOwn(editionOn(hours, day)?.exceptions ?? {}, day)
}

/** Whether a day lasts into the next one; told at `path` as a whole. */
function collision(
  hours: ServiceHours,
  holidays: HolidayData | null,
  day: LocalDay,
  path: (string | number)[],
): CalendarProblem[] {
  const next = addDays(day, 1)
  const [spans, following] = [spansOn(hours, holidays, day), spansOn(hours, holidays, next)]
  return midnightProblems([], spans, following, next)
    .slice(0, 1)
    .map((problem) => ({ ...problem, path, value: `${day} ${problem.value}` }))
}

function spansOn(hours: ServiceHours, holidays: HolidayData | null, day: LocalDay): readonly DaySpan[] {
  const edition = editionOn(hours, day)
  if (!edition) return []
  const { spans, exception } = plannedSpans(edition, day)
  if (exception || edition.publicHolidays === 'open') return spans
  return spans.filter(({ from }) => isHoliday(holidays, instantOf(day, from, hours.zone, 'earlier')) !== true)
}
