/** 国民の祝日: from the package that comes along, or from the Cabinet Office's file. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import packaged from '@holiday-jp/holiday_jp'
import type { HolidayData, LocalDay } from '../../rules/calendar/types.ts'
import { isDay } from '../../rules/time/day.ts'
import { MAX_HOLIDAYS_BYTES, readText } from './files.ts'
import type { Findings, Place } from './findings.ts'

/** First and last 祝日 of a year: a list that goes so far knows the whole year. */
const FIRST_OF_YEAR = '01-01'
const LAST_OF_YEAR = '11-23'
/** How far around `now` holidays are kept with a revision at least, and at most ahead of it, years. */
const YEARS_BACK = 2
const YEARS_AHEAD = 10

/** The lists of one configuration, each read once however many services name it. */
export interface HolidayLists {
  /** Those of the package @holiday-jp/holiday_jp. */
  packaged(): HolidayData
  /** Those of a file; null (with findings) where it is none. `namedAt` is where the configuration names it. */
  ofFile(file: string, namedAt: Place, findings: Findings): HolidayData | null
  /**
   * What of the list a service of these editions can need: whole years from its first day, and from two years before
   * the year of `today`, to the year after its last day, and at most ten years ahead. Revisions hold the data and
   * stay small; services that need the same share it.
   */
  trimmed(data: HolidayData, editions: readonly Edges[], today: LocalDay): HolidayData
}

/** First and last day of an edition of the hours; null is without end. */
interface Edges {
  from: LocalDay | null
  to: LocalDay | null
}

export function makeHolidayLists(): HolidayLists {
  let packaged: HolidayData | undefined
  const files = new Map<string, HolidayData | null>()
  const parts = new Map<string, HolidayData>()
  return {
    packaged() {
      packaged ??= packagedHolidays()
      return packaged
    },
    ofFile(file, namedAt, findings) {
      const known = files.get(file)
      if (known) return known
      // A list that is none is told of wherever it is named.
      const data = readHolidays(file, namedAt, findings)
      files.set(file, data)
      return data
    },
    trimmed(data, editions, today) {
      const span = spanNeeded(data, editions, today)
      const key = JSON.stringify([data.version, span.from, span.to])
      const part = parts.get(key) ?? trimHolidays(data, span)
      parts.set(key, part)
      return part
    },
  }
}

function packagedHolidays(): HolidayData {
  const named = Object.entries(packaged.holidays).map(([day, { name }]) => [day, name])
  const days = Object.fromEntries(named) as Record<LocalDay, string>
  return { version: `@holiday-jp/holiday_jp ${packaged.VERSION}`, ...spanOf(Object.keys(days)), days }
}

/**
 * The Cabinet Office's `syukujitsu.csv` (UTF-8 or Shift_JIS): a row of titles, then `2026/1/1,元日`. Every bad row
 * is an error at its own line; null (with findings) where there is no usable row, and then only the first bad one is
 * told. Rows are not quoted: another file may have been named, and a list of users is personal data.
 */
function readHolidays(file: string, namedAt: Place, findings: Findings): HolidayData | null {
  const read = readText(file, MAX_HOLIDAYS_BYTES, ['utf-8', 'shift_jis'])
  if ('code' in read) {
    findings.error(namedAt, read.code, `${file} ${read.message}`)
    return null
  }
  const days: Record<LocalDay, string> = {}
  const problems: { line: number; problem: string }[] = []
  for (const [index, row] of read.text.split(/\r\n|\r|\n/).entries()) {
    const holiday = rowOf(row)
    if (row.trim() === '' || (index === 0 && !holiday && !/^\d/.test(row))) continue
    const problem = !holiday
      ? 'this is no row of holidays; a row is 2026/1/1,元日'
      : Object.hasOwn(days, holiday.day)
        ? `${holiday.day} stands twice in this list`
        : null
    if (problem) problems.push({ line: index + 1, problem })
    else if (holiday) days[holiday.day] = holiday.name
  }
  const empty = Object.keys(days).length === 0
  if (empty) findings.error(namedAt, 'bad-holidays', `${file} holds no holiday; a row is 2026/1/1,元日`)
  for (const { line, problem } of empty ? problems.slice(0, 1) : problems)
    findings.error({ file, line, column: 1, path: namedAt.path }, 'bad-holidays', problem)
  if (empty) return null
  const missing = missingYears(Object.keys(days))
  if (missing.length > 0) {
    const message = `${file} has no 元日 of ${shownYears(missing)}: whole years are missing in it, whose 祝日 would count as open`
    findings.error(namedAt, 'bad-holidays', message)
    return null
  }
  const digest = createHash('sha256').update(read.bytes).digest('hex')
  return { version: `${basename(file)} sha256:${digest}`, ...spanOf(Object.keys(days)), days }
}

function rowOf(row: string): { day: LocalDay; name: string } | null {
  const found = /^"?(\d{4})[/-](\d{1,2})[/-](\d{1,2})"?,"?([^",]+?)"?,*\s*$/.exec(row)
  if (!found) return null
  const [, year = '', month = '', date = '', name = ''] = found
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? { day, name: name.trim() } : null
}

/** Years after the first one without the day that every year has. */
function missingYears(days: readonly LocalDay[]): number[] {
  const years = new Set(days.map(yearOf))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const known = new Set(days.filter((day) => day.endsWith(FIRST_OF_YEAR)).map(yearOf))
  return Array.from({ length: last - first }, (_, n) => first + 1 + n).filter((year) => !known.has(year))
}

function shownYears(years: readonly number[]): string {
  return `${years.slice(0, 3).join(', ')}${years.length > 3 ? ` and ${years.length - 3} more` : ''}`
}

/** What a list of holidays knows: whole years where it holds their first and last one, else not beyond its ends. */
function spanOf(listed: readonly LocalDay[]): Pick<HolidayData, 'from' | 'to'> {
  const sorted = listed.toSorted()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  return {
    from: first.slice(5) <= FIRST_OF_YEAR ? `${first.slice(0, 4)}-01-01` : first,
    to: last.slice(5) >= LAST_OF_YEAR ? `${last.slice(0, 4)}-12-31` : last,
  }
}

function spanNeeded(
  data: HolidayData,
  editions: readonly Edges[],
  today: LocalDay,
): Pick<HolidayData, 'from' | 'to'> {
  const year = Number(today.slice(0, 4))
  const firstYear = Math.min(year - YEARS_BACK, ...editions.map(({ from }) => (from ? yearOf(from) : year)))
  const lastYear = Math.max(...editions.map(({ to }) => (to ? yearOf(to) + 1 : year + YEARS_AHEAD)))
  return { from: later(data.from, `${firstYear}-01-01`), to: earlier(data.to, `${lastYear}-12-31`) }
}

function trimHolidays(data: HolidayData, { from, to }: Pick<HolidayData, 'from' | 'to'>): HolidayData {
  const kept = Object.entries(data.days).filter(([day]) => from <= day && day <= to)
  return { version: data.version, from, to, days: Object.fromEntries(kept) }
}

function yearOf(day: LocalDay): number {
  return Number(day.slice(0, 4))
}

function later(a: LocalDay, b: LocalDay): LocalDay {
  return a > b ? a : b
}

function earlier(a: LocalDay, b: LocalDay): LocalDay {
  return a < b ? a : b
}
