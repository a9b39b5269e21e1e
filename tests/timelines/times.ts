/** Times and spans as timelines write them, and as they are shown where one differs. */

import { addDays } from '../../rules/time/day.ts'
import { parseCalendarDuration } from '../../rules/time/duration.ts'
import { instantOf } from '../../rules/time/period.ts'
import { wallOf } from '../../rules/time/wall.ts'

const LOCAL = /^(?:(\d{4}-\d\d-\d\d)|d(\d+))?\s*(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?$/

/**
 * The instant of `00:05`, `00:05:03.001` (first day), `d2 09:00` (second day), `2026-11-30 09:00` or of
 * RFC 3339 with its offset. Of a local time that the clocks show twice it is the first.
 * @throws SyntaxError for anything else
 */
export function instantIn(firstDay: string, zone: string, text: string): number {
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    return Date.parse(text)
  const found = LOCAL.exec(text)
  if (!found) throw new SyntaxError(`${text} is no time of a timeline`)
  const [, date, count, hours = '0', minutes = '0', seconds = '0', ms = '0'] = found
  const day = date ?? addDays(firstDay, Number(count ?? 1) - 1)
  const at = instantOf(day, Number(hours) * 60 + Number(minutes), zone, 'earlier')
  return at + Number(seconds) * 1000 + Number(ms)
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const

/** Milliseconds of `20m`, `1h30m`, `-1ms`, `0s` or of a fixed ISO 8601 duration. @throws SyntaxError for anything else */
export function spanMs(text: string): number {
  const found = /^(-?)((?:\d+(?:ms|[smhd]))+)$/.exec(text)
  if (!found) {
    const iso = parseCalendarDuration(text)
    if (!iso || iso.years + iso.months > 0) throw new SyntaxError(`${text} is no span of a timeline`)
    return (iso.weeks * 7 + iso.days) * UNITS.d + iso.ms
  }
  let sum = 0
  for (const [, count, unit] of (found[2] ?? '').matchAll(/(\d+)(ms|[smhd])/g))
    sum += Number(count) * UNITS[unit as keyof typeof UNITS]
  return found[1] === '-' ? -sum : sum
}

/** `2026-11-02 00:05:03.001` on the clocks of a zone. */
export function stampOf(at: number | null, zone: string): string | null {
  if (at === null) return null
  return new Date(wallOf(at, zone)).toISOString().replace('T', ' ').replace('.000Z', '').replace('Z', '')
}

/** The span in the largest units that keep it whole: `1h30m`, `-1ms`, `0s`. */
export function spanOf(ms: number | null): string | null {
  if (ms === null) return null
  let rest = Math.abs(ms)
  let text = ''
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) text += `${count}${unit}`
  }
  return `${ms < 0 ? '-' : ''}${text === '' ? '0s' : text}`
}
