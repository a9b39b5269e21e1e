/** 契約サービス時間 as the configuration writes it: `always`, one edition, or a list of editions. */
import { alwaysOpen } from '../../rules/calendar/always.ts'
import type { DaySpan, HolidayData, HoursPeriod, ServiceHours } from '../../rules/calendar/types.ts'
import type { Findings } from './findings.ts'
import { readEditionHolidays, settleHolidays } from './hours-holidays.ts'
import { tellCalendarProblems } from './hours-problems.ts'
import { readDaySpans, readWeek } from './hours-week.ts'
import { isMapping, kindOf, readShape, shown } from './read.ts'
import { editionShape, yearEndShape } from './shape.ts'
import type { Path, Source } from './source.ts'

export interface ReadHours {
  hours: ServiceHours
  holidays: HolidayData | null
}

/** One edition as it was read, and where its parts stand in the file. */
export interface ReadEdition {
  period: HoursPeriod
  at: Path
  /** By weekday: the key that states it. */
  weekKeys: Record<string, Path>
  /** Null where 祝日 are open. */
  holidays: { data: HolidayData; at: Path } | null
}

/** Everything that is wrong is reported; what is returned then may not be used. */
export function readHours(
  raw: unknown,
  zone: string,
  now: number,
  source: Source,
  path: Path,
  findings: Findings,
): ReadHours {
  const always = { hours: alwaysOpen(zone), holidays: null }
  if (raw === undefined || raw === 'always') return always
  if (!isMapping(raw) && !Array.isArray(raw)) {
    const message = `always, { weekly: … } or a list of editions with from and to belongs here, not ${kindOf(raw)} (III.2.1.1)`
    findings.error(source.at(path), 'wrong-type', message)
    return always
  }
  const entries: unknown[] = Array.isArray(raw) ? raw : [raw]
  if (entries.length === 0)
    findings.error(source.at(path), 'bad-hours', 'a list of editions holds at least one (III.2.1.1)')
  const before = findings.errors().length
  const editions = entries.flatMap((entry, index) => {
    const at = Array.isArray(raw) ? [...path, index] : path
    const edition = readEdition(entry, source, at, findings)
    return edition ? [edition] : []
  })
  // Calendars are looked through only where everything in them could be read: the rest would follow from that.
  if (editions.length === 0 || findings.errors().length > before) return always
  const hours: ServiceHours = { zone, periods: editions.map(({ period }) => period) }
  const holidays = settleHolidays(editions, zone, now, source, findings)
  tellCalendarProblems(hours, holidays, editions, source, path, findings)
  if (hours.periods.every(isNeverOpen)) {
    const message = 'these hours are closed on every day: no service is offered (III.2.1.1)'
    findings.error(source.at(path), 'bad-hours', message)
  }
  return { hours, holidays }
}

function readEdition(raw: unknown, source: Source, path: Path, findings: Findings): ReadEdition | null {
  const nested = ['weekly', 'holidays', 'yearEnd', 'closed', 'exceptions']
  const valid = readShape(editionShape, raw, source, path, findings, { nested })
  if (!valid || !isMapping(raw)) return null
  const week = readWeek(raw.weekly, source, [...path, 'weekly'], findings)
  const holidays = readEditionHolidays(raw.holidays, source, [...path, 'holidays'], findings)
  const period: HoursPeriod = {
    from: valid.from ?? null,
    to: valid.to ?? null,
    weekly: week.weekly,
    publicHolidays: holidays ? 'closed' : 'open',
    yearEnd: readYearEnd(raw.yearEnd, source, [...path, 'yearEnd'], findings),
    closed: readClosed(raw.closed, source, [...path, 'closed'], findings),
    exceptions: readExceptions(raw.exceptions, source, [...path, 'exceptions'], findings),
  }
  return { period, at: path, weekKeys: week.keys, holidays }
}

/** A season may be closed, a service may not. */
function isNeverOpen({ weekly, exceptions }: HoursPeriod): boolean {
  const spans = weekly === 'always' ? null : [...Object.values(weekly), ...Object.values(exceptions)]
  return spans?.every((ofDay) => ofDay.length === 0) ?? false
}

function readYearEnd(raw: unknown, source: Source, path: Path, findings: Findings): HoursPeriod['yearEnd'] {
  if (raw === undefined) return null
  const valid = readShape(yearEndShape, raw, source, path, findings)
  return valid?.from !== undefined && valid.to !== undefined ? { from: valid.from, to: valid.to } : null
}

/** `2026-08-13` or `2026-08-14..2026-08-16`; whether there are such days is looked at with the calendar. */
function readClosed(raw: unknown, source: Source, path: Path, findings: Findings): HoursPeriod['closed'] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) {
    const message = `a list of days such as [2026-08-13, 2026-08-14..2026-08-16] belongs here, not ${kindOf(raw)}`
    findings.error(source.at(path), 'wrong-type', message)
    return []
  }
  return raw.flatMap((entry: unknown, index) => {
    const [from = '', to = from, ...more] =
      typeof entry === 'string' ? entry.split('..').map((day) => day.trim()) : []
    if (typeof entry === 'string' && more.length === 0) return [{ from, to }]
    const what = typeof entry === 'string' ? shown(entry) : kindOf(entry)
    const message = `a day such as 2026-08-13, or 2026-08-14..2026-08-16, belongs here, not ${what}`
    findings.error(source.at([...path, index]), 'bad-hours', message)
    return []
  })
}

function readExceptions(
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): HoursPeriod['exceptions'] {
  if (raw === undefined) return {}
  if (!isMapping(raw)) {
    const message = `a mapping of days such as { 2026-12-05: "10:00-15:00" } belongs here, not ${kindOf(raw)}`
    findings.error(source.at(path), 'wrong-type', message)
    return {}
  }
  const read = Object.entries(raw).map(([day, spans]): [string, readonly DaySpan[]] => [
    day,
    readDaySpans(spans, source, [...path, day], findings),
  ])
  return Object.fromEntries(read)
}
