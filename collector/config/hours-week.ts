/** The weekly plan: which spans each weekday has. */
import { type DaySpan, type HoursPeriod, WEEKDAYS, type Weekday } from '../../rules/calendar/types.ts'
import type { Findings } from './findings.ts'
import { isMapping, kindOf, shown } from './read.ts'
import type { Path, Source } from './source.ts'

export interface ReadWeek {
  weekly: HoursPeriod['weekly']
  /** By weekday: where it is stated. */
  keys: Record<string, Path>
}

const DAY_MINUTES = 1440

/** `always`, or a mapping that states every weekday once: `{ mon-fri: "08:00-20:00", sat: closed, sun: closed }`. */
export function readWeek(raw: unknown, source: Source, path: Path, findings: Findings): ReadWeek {
  const keys: Record<string, Path> = {}
  const spans: Partial<Record<Weekday, readonly DaySpan[]>> = {}
  if (raw === 'always' || raw === undefined) return { weekly: 'always', keys }
  if (!isMapping(raw)) {
    const message = `always, or a mapping such as { mon-fri: "08:00-20:00", sat: closed, sun: closed }, belongs here, not ${kindOf(raw)}`
    findings.error(source.at(path), 'wrong-type', message)
    return { weekly: 'always', keys }
  }
  for (const [key, value] of Object.entries(raw)) {
    const at = [...path, key]
    const days = weekdaysOf(key)
    if (!days) {
      const message = `${shown(key)} is no weekday; write mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri`
      findings.error(source.atKey(at), 'bad-hours', message)
      continue
    }
    const read = readDaySpans(value, source, at, findings)
    for (const day of days) {
      const first = keys[day]
      if (first)
        findings.error(
          source.atKey(at),
          'weekday-twice',
          `${day} is stated in line ${source.atKey(first).line} already (${first.at(-1)}); each weekday is stated once (III.2.1.1)`,
        )
      else keys[day] = at
      spans[day] ??= read
    }
  }
  const missing = WEEKDAYS.filter((day) => !keys[day])
  if (missing.length > 0) {
    const message = `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not stated: the hours have a gap (III.2.1.1); write closed where the service is not offered`
    findings.error(source.at(path), 'weekday-missing', message)
  }
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, spans[day] ?? []]))
  return { weekly: weekly as Record<Weekday, readonly DaySpan[]>, keys }
}

/** `mon`, `mon-fri`, over the end of the week `sat-mon`. Null for anything else. */
function weekdaysOf(key: string): Weekday[] | null {
  const names: readonly string[] = WEEKDAYS
  const ends = key.split('-').map((part) => names.indexOf(part))
  const [first = -1, last = first] = ends
  if (ends.length > 2 || first < 0 || last < 0) return null
  const length = ((last - first + WEEKDAYS.length) % WEEKDAYS.length) + 1
  return Array.from({ length }, (_, n) => WEEKDAYS[(first + n) % WEEKDAYS.length] ?? 'mon')
}

/** `closed`, `"08:00-20:00"` or a list of such spans. */
export function readDaySpans(raw: unknown, source: Source, path: Path, findings: Findings): DaySpan[] {
  if (raw === 'closed') return []
  const listed = Array.isArray(raw) ? raw.map((one: unknown, index) => ({ one, at: [...path, index] })) : null
  return (listed ?? [{ one: raw, at: path }]).flatMap(({ one, at }) => {
    const span = typeof one === 'string' ? spanOf(one) : null
    if (span) return [span]
    const what = typeof one === 'string' ? shown(one) : kindOf(one)
    if (one === 'closed') {
      findings.error(source.at(at), 'bad-hours', 'closed stands alone, without a list and other spans')
      return []
    }
    const message = `${what} is no span of a day; write "08:00-20:00" (24:00 is its end, 22:00-02:00 runs over midnight) or closed`
    findings.error(source.at(at), 'bad-hours', message)
    return []
  })
}

/** In minutes since midnight; an end before the beginning is on the next day. */
function spanOf(text: string): DaySpan | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text.trim())
  if (!found) return null
  const [, fromHour, fromMinute, toHour, toMinute] = found
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = toHour === undefined ? DAY_MINUTES : Number(toHour) * 60 + Number(toMinute)
  return { from, to: to < from ? to + DAY_MINUTES : to }
}
