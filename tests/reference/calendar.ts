/**
 * The calendar by another way, small and slow: a table of what the clocks of a zone show in every minute of some
 * days, read as text. Nothing is reckoned with offsets; a local time is looked up by comparing texts.
 */
import type { DaySpan, HolidayData, HoursPeriod, Interval, ServiceHours } from '../../rules/calendar/types.ts'

const MINUTE = 60_000

/** `2026-11-21 09:05` of every minute from `from` on. */
export interface Table {
  zone: string
  from: number
  texts: string[]
  /** The days that it shows. */
  days: string[]
  /** What was looked up before. */
  found: Map<string, number>
}

export function tableOf(zone: string, from: number, days: number): Table {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const texts = Array.from({ length: days * 1440 }, (_, minute) => format.format(from + minute * MINUTE))
  return { zone, from, texts, days: [...new Set(texts.map((text) => text.slice(0, 10)))], found: new Map() }
}

/** `1560` minutes of `2026-11-21` is `2026-11-22 02:00`. */
export function textOf(day: string, minutes: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')
}

/** The first (last) minute that shows the text; where none does, the one at which the clocks jump over it. */
export function lookUp(table: Table, text: string, which: 'earlier' | 'later'): number {
  const key = `${text} ${which}`
  let index = table.found.get(key)
  if (index === undefined) {
    index = which === 'earlier' ? table.texts.indexOf(text) : table.texts.lastIndexOf(text)
    if (index === -1) index = table.texts.findIndex((other) => other >= text)
    if (index === -1) index = table.texts.length
    table.found.set(key, index)
  }
  return table.from + index * MINUTE
}

function nextDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10)
}

/** The minutes of a period in which the service is offered, and of which it is not known. Period and table agree in minutes. */
export function openMinutes(
  table: Table,
  hours: ServiceHours,
  holidays: HolidayData | null,
  period: Interval,
): { open: Set<number>; noHours: Set<string>; guessed: Set<string> } {
  const [open, noHours, guessed] = [new Set<number>(), new Set<string>(), new Set<string>()]
  for (const day of table.days) {
    const ownMinutes = between(lookUp(table, `${day} 00:00`, 'earlier'), startOfNext(table, day), period)
    const edition = hours.periods.find(
      (one) => !(one.from !== null && day < one.from) && !(one.to !== null && day > one.to),
    )
    if (!edition) {
      if (ownMinutes.length > 0) noHours.add(day)
      continue
    }
    const exception = edition.exceptions[day]
    for (const span of exception ?? spansOfWeek(edition, day)) {
      const whole = !exception && edition.weekly === 'always'
      const from = lookUp(table, textOf(day, span.from), 'earlier')
      const to = whole ? startOfNext(table, day) : lookUp(table, textOf(day, span.to), 'later')
      const minutes = between(from, to, period)
      if (!exception && edition.publicHolidays === 'closed') {
        const inJapan = new Date(from + 9 * 60 * MINUTE).toISOString().slice(0, 10)
        if (!holidays || inJapan > holidays.to || inJapan < holidays.from) {
          if (minutes.length > 0) guessed.add(day)
        } else if (inJapan in holidays.days) continue
      }
      for (const minute of minutes) open.add(minute)
    }
  }
  return { open, noHours, guessed }
}

function startOfNext(table: Table, day: string): number {
  return lookUp(table, `${nextDay(day)} 00:00`, 'earlier')
}

function between(from: number, to: number, period: Interval): number[] {
  const minutes: number[] = []
  for (let at = from; at < to; at += MINUTE) if (at >= period.from && at < period.to) minutes.push(at)
  return minutes
}

function spansOfWeek(edition: HoursPeriod, day: string): readonly DaySpan[] {
  for (const { from, to } of edition.closed)
    for (let closed = from; closed <= to; closed = nextDay(closed)) if (closed === day) return []
  if (edition.yearEnd) {
    // Walks the year end from its first day on, over the turn of the year.
    const { from, to } = edition.yearEnd
    for (let date = `2024-${from}`; ; date = nextDay(date)) {
      if (date.slice(5) === day.slice(5)) return []
      if (date.slice(5) === to) break
    }
  }
  if (edition.weekly === 'always') return [{ from: 0, to: 1440 }]
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
  return edition.weekly[names[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 'sun']
}

/** The same local date and time `n` months later, its date cut to the month's last day, as a text. */
export function monthsLater(text: string, n: number): string {
  const [year = 0, month = 0] = text.slice(0, 7).split('-').map(Number)
  const target = year * 12 + month - 1 + n
  const prefix = `${Math.floor(target / 12)}-${String((target % 12) + 1).padStart(2, '0')}`
  for (let date = Number(text.slice(8, 10)); ; date -= 1) {
    const day = `${prefix}-${String(date).padStart(2, '0')}`
    const real = new Date(`${day}T00:00:00Z`)
    if (!Number.isNaN(real.getTime()) && real.toISOString().startsWith(day)) return `${day}${text.slice(10)}`
  }
}

/** The spans of a period in which the service is offered, minute by minute; only whole minutes can be asked. */
export function openIntervals(
  hours: ServiceHours,
  holidays: HolidayData | null,
  period: Interval,
): Interval[] {
  const day = 1440 * MINUTE
  const from = Math.floor(period.from / day) * day - 2 * day
  const table = tableOf(hours.zone, from, Math.ceil((period.to - from) / day) + 2)
  const whole = {
    from: Math.floor(period.from / MINUTE) * MINUTE,
    to: Math.ceil(period.to / MINUTE) * MINUTE,
  }
  const { open } = openMinutes(table, hours, holidays, whole)
  const found: Interval[] = []
  for (const at of [...open].sort((a, b) => a - b)) {
    const last = found[found.length - 1]
    if (last && last.to === at) last.to = at + MINUTE
    else found.push({ from: at, to: at + MINUTE })
  }
  return found
    .map((one) => ({ from: Math.max(one.from, period.from), to: Math.min(one.to, period.to) }))
    .filter((one) => one.from < one.to)
}
