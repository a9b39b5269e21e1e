/** Calendar days of a zone: their length is whatever the zone's clocks made of them, never a fixed 86 400 s. */

/** Farther from UTC than any zone's clocks. */
const FARTHEST_MS = 16 * 3_600_000

export interface ZoneDay {
  /** `2026-11-01`. */
  day: string
  /** Instants [fromAt, toAt), Unix ms. */
  fromAt: number
  toAt: number
}

/** The whole day before the one that `now` lies in, on the clocks of a zone. @throws RangeError if the zone is not known. */
export function dayBefore(now: number, timezone: string): ZoneDay {
  const toAt = dayStart(localDay(now, timezone), timezone)
  const day = localDay(toAt - 1, timezone)
  return { day, fromAt: dayStart(day, timezone), toAt }
}

function localDay(at: number, timezone: string): string {
  const part: Record<string, string> = {}
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  for (const { type, value } of format.formatToParts(at)) part[type] = value
  return `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`
}

/** First instant whose local date is `day`, found by halving: a midnight that clocks skip needs no case of its own. */
function dayStart(day: string, timezone: string): number {
  const middle = Date.parse(`${day}T00:00:00Z`)
  let before = middle - FARTHEST_MS
  let within = middle + FARTHEST_MS
  while (within - before > 1) {
    const half = Math.floor((before + within) / 2)
    if (localDay(half, timezone) < day) before = half
    else within = half
  }
  return within
}
