/**
 * Limits with two levels for every check type: 目標レベル (warning) and 受け入れられないレベル (critical),
 * 001 2.2.2.9 and 2.2.3.16. Beyond critical a check has failed; beyond warning alone it is ok with a reason,
 * which people see as 注意.
 */
import { DURATION_PATTERN } from '../../rules/duration.ts'
import { levelOf, misordered, type Worse } from '../../rules/wire/two-levels.ts'
import type { ProbeResult } from './types.ts'

export type { Worse } from '../../rules/wire/two-levels.ts'

/** At least one of the two; durations in milliseconds. A value that equals its level has not exceeded it. */
export interface Limits {
  warning?: number
  critical?: number
}

export interface LimitsForm {
  unit: 'number' | 'duration'
  worse: Worse
  /** What is limited, in which unit, for editors and errors: `percent of the space in use`. */
  what: string
  minimum?: number
  maximum?: number
}

/** JSON Schema of a limit: `{ warning: 80, critical: 90 }`, or the critical level alone. Levels in the wrong order are refused. */
/* @__NO_SIDE_EFFECTS__ */
export function limitsSchema({ unit, worse, what, minimum, maximum }: LimitsForm): object {
  const level =
    unit === 'duration'
      ? { type: 'string', pattern: DURATION_PATTERN, description: 'a duration such as 500ms' }
      : {
          type: 'number',
          ...(minimum === undefined ? {} : { minimum }),
          ...(maximum === undefined ? {} : { maximum }),
        }
  const { type, ...bounds } = level
  return {
    ...bounds,
    type: [type, 'object'],
    minProperties: 1,
    additionalProperties: false,
    properties: { warning: level, critical: level },
    worse,
    description: `${unit === 'duration' ? 'a duration such as 500ms' : 'a number'}, or { warning, critical }: ${what}`,
  }
}

/** A limit as written and validated; null where there is none. Throws where the levels are in the wrong order. */
export function limitsOf(written: unknown, worse: Worse): Limits | null {
  if (written === undefined || written === null) return null
  if (typeof written !== 'object') {
    const critical = levelOf(written)
    if (critical === null) throw new Error(`${String(written)} is no limit`)
    return { critical }
  }
  const levels = written as { warning?: unknown; critical?: unknown }
  if (misordered(levels, worse)) throw new Error('warning must not lie beyond critical')
  const [warning, critical] = [levelOf(levels.warning), levelOf(levels.critical)]
  return { ...(warning === null ? {} : { warning }), ...(critical === null ? {} : { critical }) }
}

/** One measured thing against its limit. */
export interface Reading {
  /** For people: `space of /var`. */
  text: string
  /** Null where it could not be read. */
  value: number | null
  limits: Limits | null
  worse: Worse
  /** Code of why it is beyond its limit, e.g. `disk-space`; the same for both levels. */
  reason: string
  /** The value and its levels for people, e.g. `93.1 %`; the bare number by default. */
  show?: (value: number) => string
  /** The whole sentence of a reading beyond its limit, where value and level would say less. */
  say?: string
  /** Why it could not be read, for people. */
  missing?: string
}

export type Level = 'critical' | 'warning'

/** The level that a value is beyond; null where it keeps both. */
function levelBeyond(value: number, limits: Limits | null, worse: Worse): Level | null {
  const beyond = (level: number | undefined) =>
    level !== undefined && (worse === 'higher' ? value > level : value < level)
  if (beyond(limits?.critical)) return 'critical'
  return beyond(limits?.warning) ? 'warning' : null
}

/**
 * What the readings say together: failed where one is beyond critical; else unknown (`not-readable`) where one
 * that has a limit could not be read; else ok, with a reason where one is beyond warning. The message names the
 * worst first.
 */
export function judgeReadings(
  readings: readonly Reading[],
): Pick<ProbeResult, 'outcome' | 'reason' | 'message'> {
  const told: Record<Level | 'missing', { reason: string; text: string }[]> = {
    critical: [],
    missing: [],
    warning: [],
  }
  for (const { text, value, limits, worse, reason, show = plain, say, missing } of readings) {
    if (limits === null) continue
    if (value === null || !Number.isFinite(value)) {
      told.missing.push({ reason: 'not-readable', text: `${text}: ${missing ?? 'could not be read'}` })
      continue
    }
    const level = levelBeyond(value, limits, worse)
    if (!level) continue
    const sentence = say ?? `${text} ${show(value)} (${level} ${show(limits[level] ?? 0)})`
    told[level].push({ reason, text: sentence })
  }
  const all = [...told.critical, ...told.missing, ...told.warning]
  const [first] = all
  if (!first) return { outcome: 'ok' }
  const outcome = told.critical.length > 0 ? 'failed' : told.missing.length > 0 ? 'unknown' : 'ok'
  return { outcome, reason: first.reason, message: all.map(({ text }) => text).join('; ') }
}

const plain = (value: number) => String(Math.round(value * 1000) / 1000)
