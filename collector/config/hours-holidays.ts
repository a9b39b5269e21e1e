/** Which 祝日 a service's calendar knows, and how far. */
import type { HolidayData } from '../../rules/calendar/types.ts'
import { isReckonable } from '../../rules/calendar/validate.ts'
import { addDays, localDayOf, startOfDay } from '../../rules/time/day.ts'
import { besides } from './files.ts'
import type { Findings } from './findings.ts'
import type { HolidayLists } from './holidays.ts'
import type { CalendarSetting, ReadEdition } from './hours.ts'
import { isMapping, kindOf, readShape, shown } from './read.ts'
import { holidaysFileShape } from './shape.ts'
import type { Path, Source } from './source.ts'

/** 祝日 are days of Japan, wherever the service is used. */
const HOLIDAY_ZONE = 'Asia/Tokyo'
/** An open calendar whose data end within so many days is told of. */
const NEAR_END_DAYS = 400

/** `open` (the larger promise, and the default), `closed`, or `{ file }` with data of one's own: closed too. */
export function readEditionHolidays(
  raw: unknown,
  lists: HolidayLists,
  source: Source,
  path: Path,
  findings: Findings,
): ReadEdition['holidays'] {
  if (raw === undefined || raw === 'open') return null
  if (raw === 'closed') return { data: lists.packaged(), at: path }
  if (!isMapping(raw)) {
    const what = typeof raw === 'string' ? shown(raw) : kindOf(raw)
    const message = `closed, open or { file: syukujitsu.csv } belongs here, not ${what}`
    findings.error(source.at(path), 'bad-value', message)
    return null
  }
  const named = readShape(holidaysFileShape, raw, source, path, findings)
  if (named?.file === undefined) return null
  const at = [...path, 'file']
  const data = lists.ofFile(besides(source.file, named.file), source.at(at), findings)
  return data ? { data, at } : null
}

/** The data of all editions, as much of them as the service can need; null where every edition is open on 祝日. */
export function settleHolidays(
  editions: readonly ReadEdition[],
  { zone, now, lists }: CalendarSetting,
  source: Source,
  findings: Findings,
): HolidayData | null {
  const closed = editions.flatMap(({ period, at, holidays }) => (holidays ? [{ period, at, holidays }] : []))
  const [first] = closed
  if (!first) return null
  const { data } = first.holidays
  const today = localDayOf(now, HOLIDAY_ZONE)
  for (const { period, at, holidays } of closed) {
    if (holidays.data.version !== data.version) {
      const message = `one calendar has one list of holidays: the first edition has ${data.version}`
      findings.error(source.at(holidays.at), 'bad-holidays', message)
    } else if (period.to === null) tellNearEnd(data, today, source, holidays.at, findings)
    else if (isReckonable(period.to) && lastDayInJapan(period.to, zone) > data.to) {
      const message = `the holiday data (${data.version}) end on ${data.to}, before this edition does: III.2.1.1 cannot be judged for the days after`
      findings.error(source.at([...at, 'to']), 'holiday-data-end', message)
    }
    if (period.from !== null && isReckonable(period.from) && period.from < data.from) {
      const message = `the holiday data (${data.version}) begin on ${data.from}: III.2.1.1 cannot be judged for the days before`
      findings.warn(source.at([...at, 'from']), 'holiday-data-start', message)
    }
  }
  const days = closed
    .map(({ period }) => period)
    .filter(({ from, to }) => isReckonable(from ?? today) && isReckonable(to ?? today))
  return lists.trimmed(data, days, today)
}

function tellNearEnd(data: HolidayData, today: string, source: Source, path: Path, findings: Findings): void {
  if (addDays(today, NEAR_END_DAYS) <= data.to) return
  const message = `the holiday data (${data.version}) end on ${data.to} and these hours have no end: renew the data in time, since III.2.1.1 cannot be judged for the days after`
  findings.warn(source.at(path), 'holiday-data-end', message)
}

/** The date in Japan when a day of a zone is over. */
function lastDayInJapan(day: string, zone: string): string {
  return localDayOf(startOfDay(addDays(day, 1), zone) - 1, HOLIDAY_ZONE)
}
