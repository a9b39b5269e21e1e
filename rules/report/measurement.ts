/** The measurement sections of a report: a pure function of results, configuration and withdrawals. */
import { createHash } from 'node:crypto'
import type { Interval, MaintenanceWindow } from '../calendar/types.ts'
import type { GoneSpan } from '../obligations/types.ts'
import { withoutVantage } from '../service-model/names.ts'
import { type AvailabilityInput, measureAvailability, type Part, problemsOf } from './availability.ts'
import { failuresOf, type MeasuredCheck, type Said } from './failures.ts'
import { type Decided, intervalsOf } from './intervals.ts'
import type { Runs } from './runs.ts'
import type { Inputs, Measurement, Problem } from './types.ts'

export interface MeasurementInput {
  period: Interval
  /** In order; they cover the period. */
  parts: readonly Part[]
  /** Their runs need not be sorted. */
  checks: readonly MeasuredCheck[]
  /** What people decided of failures: withdrawals and partial recoveries. */
  said: readonly Said[]
  windows: readonly MaintenanceWindow[]
  earlierStops: readonly Interval[]
  /** Availability in force, percent; null where there is none. */
  required: string | null
  /** Whether the period asked for is over. */
  over: boolean
  /** When intervals are owed; null is always. */
  monitored: readonly Interval[] | null
  /** What was decided of distances between executions, by check. */
  decided: readonly Decided[]
  /** Of which results are gone, and the days of the period that they lie in; none mostly. */
  gone?: { spans: readonly GoneSpan[]; problems: readonly Problem[] }
}

/** Runs hashed between two pauses. */
const HASHED = 5_000

/**
 * Yields after each slice of work, so that whoever drives it may let others go first. `period` of the answer is
 * the caller's to add: it is of several months.
 */
export function* measuring(input: MeasurementInput): Generator<void, Measurement> {
  const checks = input.checks.toSorted((a, b) => (a.check < b.check ? -1 : 1))
  for (const { runs } of checks) {
    runs.sort()
    yield
  }
  const failures = []
  for (const check of checks) {
    failures.push(...failuresOf(check, input.said))
    yield
  }
  const goneProblems = input.gone?.problems ?? []
  const availability: Omit<AvailabilityInput, 'withdrawals'> = {
    ...{ ...input, checks, failures },
    guessed: goneProblems.length > 0,
  }
  const applied = yield* measureAvailability({ ...availability, withdrawals: 'applied' })
  const within = ({ firstFailedAt, recoveredAt }: { firstFailedAt: number; recoveredAt: number | null }) =>
    firstFailedAt < input.period.to && (recoveredAt ?? Number.POSITIVE_INFINITY) > input.period.from
  const withdrawn = failures.some((failure) => failure.withdrawn && within(failure))
  const ignored = withdrawn ? yield* measureAvailability({ ...availability, withdrawals: 'ignored' }) : null
  const intervals = []
  // What several vantages do is one check, and one that is owed (III.1.1.1 a).
  for (const [check, vantages] of Map.groupBy(checks, (one) => withoutVantage(one.check))) {
    const decided = input.decided.find((one) => one.check === check) ?? null
    const { period, monitored } = input
    const gone = input.gone?.spans ?? []
    intervals.push(...(yield* intervalsOf({ check, vantages, period, monitored, decided, gone })))
    yield
  }
  return {
    availability: applied,
    withoutWithdrawals: ignored,
    period: null,
    problems: [...problemsOf(input.parts), ...goneProblems],
    inputs: yield* inputsOf(checks, input.period),
    intervals,
    timeSync: checks.flatMap((check) => timeSyncOf(check, input.period)),
  }
}

/** Of the checks that look at clocks (III.1.1.5): the largest offset that was measured. */
function timeSyncOf({ check, pieces, runs }: MeasuredCheck, { from, to }: Interval): Measurement['timeSync'] {
  if (!pieces.some(({ purpose }) => purpose === 'time-sync')) return []
  const row = { check, results: 0, largestOffsetMs: null as number | null, failed: 0, unknown: 0 }
  for (const { outcome, offsetMs } of activeRuns(pieces, runs, { from, to })) {
    row.results += 1
    if (outcome === 'failed') row.failed += 1
    if (outcome === 'unknown') row.unknown += 1
    if (offsetMs !== null) row.largestOffsetMs = Math.max(row.largestOffsetMs ?? 0, Math.abs(offsetMs))
  }
  return [row]
}

function* activeRuns(pieces: MeasuredCheck['pieces'], runs: Runs, { from, to }: Interval) {
  for (const { activeFrom, activeTo } of pieces)
    yield* runs.between(Math.max(from, activeFrom), Math.min(to, activeTo ?? Number.POSITIVE_INFINITY))
}

/** The digest of the inputs remains where they are gone (design, rule 4). */
function* inputsOf(checks: readonly MeasuredCheck[], { from, to }: Interval): Generator<void, Inputs> {
  const hash = createHash('sha256')
  let executions = 0
  let skipped = 0
  for (const { check, runs } of checks) {
    const end = runs.placeOf(to)
    for (let place = runs.placeOf(from); place < end; place += 1) {
      const { plannedAt, startedAt, outcome, attempt, reason, offsetMs } = runs.at(place)
      const source = runs.sourceAt(place)
      hash.update(
        `${JSON.stringify([check, plannedAt, startedAt, outcome, attempt, reason, source, offsetMs])}\n`,
      )
      executions += 1
      if (executions % HASHED === 0) yield
    }
    for (const { plannedAt, reason } of runs.skipped) {
      if (plannedAt < from || plannedAt >= to) continue
      hash.update(`${JSON.stringify([check, plannedAt, reason])}\n`)
      skipped += 1
    }
    yield
  }
  return { executions, skipped, digest: hash.digest('hex') }
}
