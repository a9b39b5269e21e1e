/** 契約サービス時間 as the configuration writes it: `always`, one edition, or a list of editions. */
import { alwaysOpen } from '../../rules/calendar/always.ts'
import type { DaySpan, HolidayData, HoursPeriod, ServiceHours } from '../../rules/calendar/types.ts'
import { isNeverOpen } from '../../rules/calendar/validate.ts'
import { localDayOf } from '../../rules/time/day.ts'
import type { Findings } from './findings.ts'
import type { HolidayLists } from './holidays.ts'
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
  /** Of each of the days and ranges of `closed`. */
  closedAt: readonly Path[]
  /** Null where 祝日 are open. */
  holidays: { data: HolidayData; at: Path } | null
}

/** What the hours of a service are read with. */
export interface CalendarSetting {
  zone: string
  /** Unix ms: what a calendar needs from now on is asked of it. */
  now: number
  lists: HolidayLists
}

/** Everything that is wrong is reported; what is returned then may not be used. */
export function readHours(
  raw: unknown,
  setting: CalendarSetting,
  source: Source,
  path: Path,
  findings: Findings,
): ReadHours {
  const { zone } = setting
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
  const before = findings.told()
  const editions = entries.flatMap((entry, index) => {
    const at = Array.isArray(raw) ? [...path, index] : path
    const edition = readEdition(entry, setting.lists, source, at, findings)
    return edition ? [edition] : []
  })
  if (editions.length === 0) return always
  const complete = findings.told() === before
  const hours: ServiceHours = { zone, periods: editions.map(({ period }) => period) }
  const holidays = settleHolidays(editions, setting, source, findings)
  tellCalendarProblems(hours, holidays, editions, complete, source, path, findings)
  if (findings.told() > before) return always
  if (hours.periods.every(isNeverOpen)) {
    const message = 'these hours are closed on every day: no service is offered (III.2.1.1)'
    findings.error(source.at(path), 'bad-hours', message)
  }
  tellEnded(editions, setting, source, findings)
  return { hours, holidays }
}

/** Hours that are over are no error, since a service may have ended, but the next edition may be what is missing. */
function tellEnded(
  editions: readonly ReadEdition[],
  { zone, now }: CalendarSetting,
  source: Source,
  findings: Findings,
): void {
  const last = editions.at(-1)
  if (!last || last.period.to === null || last.period.to >= localDayOf(now, zone)) return
  const message = `the hours ended on ${last.period.to}: no service is offered since then; add the next edition if there is one (III.2.1.1)`
  findings.warn(source.at([...last.at, 'to']), 'hours-ended', message)
}

function readEdition(
  raw: unknown,
  lists: HolidayLists,
  source: Source,
  path: Path,
  findings: Findings,
): ReadEdition | null {
  const nested = ['weekly', 'holidays', 'yearEnd', 'closed', 'exceptions']
  const valid = readShape(editionShape, raw, source, path, findings, { nested })
  if (!valid || !isMapping(raw)) return null
  const week = readWeek(raw.weekly, source, [...path, 'weekly'], findings)
  const holidays = readEditionHolidays(raw.holidays, lists, source, [...path, 'holidays'], findings)
  const closed = readClosed(raw.closed, source, [...path, 'closed'], findings)
  const period: HoursPeriod = {
    from: valid.from ?? null,
    to: valid.to ?? null,
    weekly: week.weekly,
    publicHolidays: holidays ? 'closed' : 'open',
    yearEnd: readYearEnd(raw.yearEnd, source, [...path, 'yearEnd'], findings),
    closed: closed.map(({ days }) => days),
    exceptions: readExceptions(raw.exceptions, source, [...path, 'exceptions'], findings),
  }
  return { period, at: path, weekKeys: week.keys, closedAt: closed.map(({ at }) => at), holidays }
}

function readYearEnd(raw: unknown, source: Source, path: Path, findings: Findings): HoursPeriod['yearEnd'] {
  if (raw === undefined) return null
  const valid = readShape(yearEndShape, raw, source, path, findings)
  return valid?.from !== undefined && valid.to !== undefined ? { from: valid.from, to: valid.to } : null
}

/** `2026-08-13` or `2026-08-14..2026-08-16`; whether there are such days is looked at with the calendar. */
function readClosed(
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): { days: HoursPeriod['closed'][number]; at: Path }[] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) {
    const message = `a list of days such as [2026-08-13, 2026-08-14..2026-08-16] belongs here, not ${kindOf(raw)}`
    findings.error(source.at(path), 'wrong-type', message)
    return []
  }
  return raw.flatMap((entry: unknown, index) => {
    const at = [...path, index]
    const [from = '', to = from, ...more] =
      typeof entry === 'string' ? entry.split('..').map((day) => day.trim()) : []
    if (typeof entry === 'string' && more.length === 0) return [{ days: { from, to }, at }]
    const what = typeof entry === 'string' ? shown(entry) : kindOf(entry)
    const message = `a day such as 2026-08-13, or 2026-08-14..2026-08-16, belongs here, not ${what}`
    findings.error(source.at(at), 'bad-hours', message)
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
