/**
 * The clocks on the wall of a zone. A reading of them is written as the Unix ms at which UTC's clocks show
 * the same: `2026-11-21 09:00` in any zone is `Date.UTC(2026, 10, 21, 9)`. What is not so is named an instant.
 */

/** Farther from UTC than any zone's clocks, milliseconds. */
const FARTHEST_MS = 16 * 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
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
    formats.set(zone, format)
  }
  return format
}

/** Whether there is a zone of that name. */
export function isZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What the clocks of a zone show at an instant. @throws RangeError if the zone is not known or `at` is no valid date. */
export function wallOf(at: number, zone: string): number {
  return at + aheadOf(at, zone)
}

/** How far the clocks of a zone are ahead of UTC at an instant, milliseconds. */
function aheadOf(at: number, zone: string): number {
  const fields: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) fields[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/**
 * The instant at which the clocks of a zone show `wall`. A reading that they skip is the instant at which they
 * jump over it; one that they show twice is its first instant (`earlier`) or its second one (`later`).
 * No zone turns its clocks twice within two days. So `earlier` is where the clocks first show `wall` or more, and `later` where they last show `wall` or less.
 * @throws RangeError if the zone is not known.
 */
export function instantAtWall(wall: number, zone: string, which: 'earlier' | 'later'): number {
  const [first, last] = [wall - FARTHEST_MS, wall + FARTHEST_MS]
  const [before, after] = [aheadOf(first, zone), aheadOf(last, zone)]
  if (before === after) return wall - before
  const turn = turnBetween(first, last, before, zone)
  if (which === 'earlier') return wall < turn + before ? wall - before : Math.max(turn, wall - after)
  return wall >= turn + after ? wall - after : Math.min(turn, wall - before)
}

/** The first instant, between two, at which the clocks are no longer `before` ahead of UTC; found by halving. */
function turnBetween(first: number, last: number, before: number, zone: string): number {
  let [still, changed] = [first, last]
  while (changed - still > 1) {
    const half = Math.floor((still + changed) / 2)
    if (aheadOf(half, zone) === before) still = half
    else changed = half
  }
  return changed
}
