import type { Language } from '../words.ts'
import { wallOf } from './wall.ts'

/**
 * Names of zones that readers know by an abbreviation. Not from Intl: its abbreviations differ between
 * builds and locales (`JST` here, `GMT+9` there); any other zone goes by its own name.
 */
const ZONE_NAMES: Record<string, Record<Language, string>> = {
  'Asia/Tokyo': { ja: 'JST', en: 'JST' },
  UTC: { ja: 'UTC', en: 'UTC' },
}

/**
 * An instant (Unix ms) as people of a zone read it, with the zone's offset at that instant:
 * `2026-11-21 11:05:03 (JST, UTC+09:00)` (design, rule 1). Cut to whole seconds.
 * Only numbers come from Intl, so that the text does not depend on the build's locale data.
 * @throws RangeError if the zone is not known or the instant is no valid date.
 */
export function formatInstant(at: number, timezone: string, language: Language): string {
  const wall = wallOf(at, timezone)
  const text = new Date(wall).toISOString().slice(0, 19).replace('T', ' ')
  const offsetMinutes = Math.round((wall - at) / 60_000)
  const sign = offsetMinutes < 0 ? '-' : '+'
  const minutes = Math.abs(offsetMinutes)
  const two = (n: number) => String(n).padStart(2, '0')
  const name = ZONE_NAMES[timezone]?.[language] ?? timezone
  return `${text} (${name}, UTC${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)})`
}
