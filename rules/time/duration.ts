import type { Language } from '../words.ts'

export { parseDuration } from '../duration.ts'

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A duration of the calendar: years and months are as long as the calendar makes them, the rest is fixed. */
export interface CalendarDuration {
  years: number
  months: number
  weeks: number
  days: number
  /** Of the hours, minutes and seconds. */
  ms: number
}

const ISO =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/

/** Any ISO 8601 duration, calendar units apart (`P3M`, `P1W`, `P1Y2M3DT4H`); null if it is none, or too long to count in milliseconds. */
export function parseCalendarDuration(text: string): CalendarDuration | null {
  const found = ISO.exec(text)
  if (!found) return null
  const [years = 0, months = 0, weeks = 0, days = 0, h = 0, m = 0, s = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const ms = h * UNIT_MS.h + m * UNIT_MS.m + Math.round(s * UNIT_MS.s)
  const longest = ms + (years * 366 + months * 31 + weeks * 7 + days) * UNIT_MS.d
  return Number.isSafeInteger(longest) ? { years, months, weeks, days, ms } : null
}

/**
 * Milliseconds of an ISO 8601 duration of fixed length (`PT5M`, `P3DT12H`, `P1W` of 7 days, `PT0.5S`); null if it is
 * none, or has months or years (see parseCalendarDuration).
 */
export function parseIsoDuration(text: string): number | null {
  const parsed = parseCalendarDuration(text)
  return parsed && parsed.years === 0 && parsed.months === 0 ? fixedMs(parsed) : null
}

/** Milliseconds of the part of a duration that has a fixed length: weeks of 7 days, days of 24 hours, and the rest. */
export function fixedMs({ weeks, days, ms }: CalendarDuration): number {
  return (weeks * 7 + days) * UNIT_MS.d + ms
}

/** An ISO 8601 duration in the largest units that keep it whole: `PT90S` is `PT1M30S`, 500 ms is `PT0.5S`, 0 is `PT0S`. Whole milliseconds. */
export function isoDuration(ms: number): string {
  const days = Math.floor(ms / UNIT_MS.d)
  let rest = ms - days * UNIT_MS.d
  let time = ''
  for (const unit of ['h', 'm'] as const) {
    const count = Math.floor(rest / UNIT_MS[unit])
    rest -= count * UNIT_MS[unit]
    if (count > 0) time += `${count}${unit.toUpperCase()}`
  }
  if (rest > 0) time += `${rest / UNIT_MS.s}S`
  if (days === 0 && time === '') return 'PT0S'
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
}

const NAMES = {
  ja: { d: '日', h: '時間', m: '分', s: '秒', ms: 'ミリ秒', between: '' },
  en: { d: ' d', h: ' h', m: ' min', s: ' s', ms: ' ms', between: ' ' },
} as const

/**
 * A span for people: `5分`, `1時間30分`, `20 min`, `1 h 30 min`. Below a second in milliseconds, otherwise
 * cut to whole seconds (never rounded up: a margin must not look larger than it is). Negative spans carry a minus.
 */
export function formatDuration(ms: number, language: Language): string {
  const names = NAMES[language]
  if (ms < 0) return `-${formatDuration(-ms, language)}`
  if (ms > 0 && ms < UNIT_MS.s) return `${Math.trunc(ms)}${names.ms}`
  let rest = ms
  const parts: string[] = []
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.trunc(rest / UNIT_MS[unit])
    rest -= count * UNIT_MS[unit]
    if (count > 0) parts.push(`${count}${names[unit]}`)
  }
  return parts.length > 0 ? parts.join(names.between) : `0${names.s}`
}

const ISO_NAMES = {
  ja: { Y: '年', M: 'ヶ月', W: '週間', D: '日', TH: '時間', TM: '分', TS: '秒' },
  en: { Y: ' year', M: ' month', W: ' week', D: ' d', TH: ' h', TM: ' min', TS: ' s' },
} as const

/**
 * An ISO 8601 duration for people, in the units that it is written in (the guideline says 60分 and 24時間):
 * `3ヶ月`, `3 months`, `60 min`. What is no duration comes back as it is.
 */
export function formatIsoDuration(text: string, language: Language): string {
  if (!parseCalendarDuration(text)) return text
  const names = ISO_NAMES[language]
  const [date = '', time = ''] = text.slice(1).split('T')
  const parts: string[] = []
  for (const [prefix, half] of [
    ['', date],
    ['T', time],
  ] as const) {
    for (const [, count, unit] of half.matchAll(/([\d.]+)([A-Z])/g)) {
      const name = names[`${prefix}${unit}` as keyof typeof names]
      const plural = language === 'en' && name.length > 4 && Number(count) !== 1 ? 's' : ''
      if (Number(count) > 0) parts.push(`${Number(count)}${name}${plural}`)
    }
  }
  return parts.length > 0 ? parts.join(NAMES[language].between) : formatDuration(0, language)
}
