import type { Language } from '../words.ts'

/**
 * Names of zones that readers know by an abbreviation. Not from Intl: its abbreviations differ between
 * builds and locales (`JST` here, `GMT+9` there); any other zone goes by its own name.
 */
const ZONE_NAMES: Record<string, Record<Language, string>> = {
  'Asia/Tokyo': { ja: 'JST', en: 'JST' },
  UTC: { ja: 'UTC', en: 'UTC' },
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timezone, format)
  }
  return format
}

/** Fields of an instant on the clocks of a zone, and that clock's distance from UTC in minutes. */
function localFields(at: number, timezone: string): { text: string; offsetMinutes: number } {
  const part: Record<string, string> = {}
  for (const { type, value } of formatOf(timezone).formatToParts(at)) part[type] = value
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = part
  const local = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second)
  return {
    text: `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}`,
    offsetMinutes: Math.round((local - Math.floor(at / 1000) * 1000) / 60_000),
  }
}

/**
 * An instant (Unix ms) as people of a zone read it, with the zone's offset at that instant:
 * `2026-11-21 11:05:03 (JST, UTC+09:00)` (design, rule 1). Cut to whole seconds.
 * Only numbers come from Intl, so that the text does not depend on the build's locale data.
 * @throws RangeError if the zone is not known or the instant is no valid date.
 */
export function formatInstant(at: number, timezone: string, language: Language): string {
  const { text, offsetMinutes } = localFields(at, timezone)
  const sign = offsetMinutes < 0 ? '-' : '+'
  const minutes = Math.abs(offsetMinutes)
  const two = (n: number) => String(n).padStart(2, '0')
  const name = ZONE_NAMES[timezone]?.[language] ?? timezone
  return `${text} (${name}, UTC${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)})`
}
