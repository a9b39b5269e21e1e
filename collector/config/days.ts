import { isDay, wallOfDate } from '../../rules/time/day.ts'
import { instantAtWall } from '../../rules/time/wall.ts'
import type { Findings } from './findings.ts'
import { shown } from './read.ts'
import type { Path, Source } from './source.ts'

const MINUTE_MS = 60_000

/** A day `2026-11-01` that stands at `path`; undefined (with a finding) where it is none. */
function readDay(
  text: string | undefined,
  source: Source,
  path: Path,
  findings: Findings,
): string | undefined {
  if (text === undefined || isDay(text)) return text
  findings.error(source.at(path), 'bad-value', 'must be a day such as 2026-11-01')
  return undefined
}

/** The same of a decision, on which a day after `today` is told of: what was decided has a date in the past. */
export function readDecisionDay(
  text: string | undefined,
  today: string,
  source: Source,
  path: Path,
  findings: Findings,
): string | undefined {
  const day = readDay(text, source, path, findings)
  if (day !== undefined && day > today) {
    const message = `${day} lies in the future: write the day on which it was decided`
    findings.warn(source.at(path), 'date-in-future', message)
  }
  return day
}

/** A date of every year `04-01` that stands at `path`; undefined (with a finding) where it is none. */
export function readDate(
  text: string | undefined,
  source: Source,
  path: Path,
  findings: Findings,
): string | undefined {
  // 02-29 is a date in some years.
  if (text === undefined || isDay(`2024-${text}`)) return text
  findings.error(source.at(path), 'bad-value', 'must be a month and a day such as 04-01')
  return undefined
}

const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/**
 * The instant (Unix ms) that stands at `path`, with its offset or on the clocks of `zone`; undefined (with a finding)
 * where it is none. Of a local time that the clocks show twice, `which` says which one is meant.
 */
export function readInstant(
  text: string | undefined,
  zone: string,
  which: 'earlier' | 'later',
  source: Source,
  path: Path,
  findings: Findings,
): number | undefined {
  if (text === undefined) return undefined
  const [, day = '', hour = '', minute = '', second = '00', offset] = INSTANT.exec(text) ?? []
  if (!isDay(day)) {
    const message = `${shown(text)} is no instant; write 2026-11-15T02:00 (local time of ${zone}) or 2026-11-15T02:00+09:00`
    findings.error(source.at(path), 'bad-instant', message)
    return undefined
  }
  if (offset !== undefined) return Date.parse(`${day}T${hour}:${minute}:${second}${offset}`)
  const wall = wallOfDate(day) + (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1000
  return instantAtWall(wall, zone, which)
}
