/** 稼働率 of a service over a period (III.2.1.1): from its checks' runs to the partition, its bounds and its verdict. */
import type { CheckResult } from '../availability/check.ts'
import { partitionOf } from '../availability/partition.ts'
import { availabilityVerdict, boundsOf, ratioText } from '../availability/ratio.ts'
import { type Failure, timelineOf } from '../availability/timeline.ts'
import type { Partition, StateSpan, WindowJudgement } from '../availability/types.ts'
import { serviceTime } from '../calendar/hours.ts'
import { intersection, union } from '../calendar/intervals.ts'
import { type JudgedMaintenance, judgeWindows } from '../calendar/maintenance.ts'
import type {
  HolidayData,
  Interval,
  MaintenanceRules,
  MaintenanceWindow,
  ServiceHours,
} from '../calendar/types.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import type { Expression } from '../service-model/types.ts'
import type { MeasuredCheck } from './failures.ts'
import type { Runs } from './runs.ts'
import type { Availability, PartitionSums, Problem } from './types.ts'

const CLAUSE = 'III.2.1.1'
/** Stretches that a document lists; a service that flaps all month has more. */
const SEGMENTS = 500
/** A timeline is made in slices of this length, so that whoever drives it can let others go first. */
const SLICE_MS = 21_600_000

/** A stretch of the period with the settings that were in force in it. */
export interface Part extends Interval {
  hours: ServiceHours
  holidays: HolidayData | null
  rules: MaintenanceRules
  interpretation: Interpretation
  /** What must be up, by components; null, or none given: every one of them. */
  redundancy?: Expression | null
}

export interface AvailabilityInput {
  period: Interval
  /** In order; they cover the period. */
  parts: readonly Part[]
  checks: readonly MeasuredCheck[]
  failures: readonly Failure[]
  withdrawals: 'applied' | 'ignored'
  /** Of the period, and those before it that use up the allowance of its year. */
  windows: readonly MaintenanceWindow[]
  /** Real stops within windows before the period. */
  earlierStops: readonly Interval[]
  /** Percent; null where no value is in force. */
  required: string | null
  /** Whether the period asked for is over: then nothing more can be offered in it. */
  over: boolean
  /** Whether results of the period are gone: then no ratio is told, either. */
  guessed?: boolean
}

/** The days of the period of which the calendars do not say whether the service was offered. */
export function problemsOf(parts: readonly Part[]): Problem[] {
  return offeredIn(parts).problems
}

/**
 * Yields after each slice of work. Where the calendar leaves a day open (holiday data that end before it), the
 * partition stands on a guess: no ratio is given, and it is not proven.
 */
export function* measureAvailability(input: AvailabilityInput): Generator<void, Availability> {
  const { period, parts, windows, earlierStops, required, over } = input
  const spans = yield* timeline(input)
  const { open, problems } = offeredIn(parts)
  const stops = [...earlierStops, ...spans.filter(({ state }) => state === 'down')]
  const judged = parts.map((part) =>
    judgeWindows({
      windows,
      rules: part.rules,
      stops,
      open: union([...open, ...earlierStops]),
      period: { from: part.from, to: part.to },
    }),
  )
  const maintenance = judged.flatMap((one) => one.maintenance)
  const { partition, segments } = partitionOf({ period, open, maintenance, spans })
  const told = segments.filter(({ part }) => part !== 'up' && part !== 'outside')
  return {
    from: instant(period.from),
    to: instant(period.to),
    partition: sumsOf(partition),
    ...judgedRatio(partition, { required, guessed: problems.length > 0 || input.guessed === true, over }),
    segments: told.slice(0, SEGMENTS).map(({ from, to, part, because }) => ({
      from: instant(from),
      to: instant(to),
      part,
      because: [...because],
    })),
    segmentsOmitted: Math.max(0, told.length - SEGMENTS),
    maintenance: windowRows(judged, windows),
  }
}

/** When the service was really down within its service hours, by whatever was decided of its failures. */
export function* stopsIn(
  input: Pick<AvailabilityInput, 'parts' | 'checks' | 'failures'>,
): Generator<void, Interval[]> {
  const spans = yield* timeline({ ...input, withdrawals: 'applied' })
  const { open } = offeredIn(input.parts)
  return intersection(union(spans.filter(({ state }) => state === 'down')), open)
}

/**
 * The ratios and the verdict of a partition; `guessed` where it is not known when the service was offered. A period
 * that is over and in which nothing was offered has no ratio, and proves nothing: as its obligation (`judgeRatio`).
 */
export function judgedRatio(
  sums: PartitionSums,
  { required, guessed, over }: { required: string | null; guessed: boolean; over: boolean },
) {
  const bounds = boundsOf({ from: 0, to: sums.periodMs, ...sums })
  const ratio = (of: number, all: number) => (guessed ? null : ratioText(of, all))
  return {
    lower: ratio(bounds.upMs, bounds.ofMs),
    upper: ratio(bounds.atMostMs, bounds.ofMs),
    measured: ratio(sums.upMs, sums.upMs + sums.downMs),
    required,
    verdict:
      required === null
        ? ('unset' as const)
        : guessed || (over && bounds.ofMs === 0)
          ? ('not-proven' as const)
          : availabilityVerdict(bounds, required),
  }
}

/** Sums of partitions that follow each other. */
export function sumOf(sums: readonly PartitionSums[]): PartitionSums {
  const total: PartitionSums = {
    ...{ periodMs: 0, upMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0, outsideMs: 0 },
  }
  for (const one of sums)
    for (const key of Object.keys(total) as (keyof PartitionSums)[]) total[key] += one[key]
  return total
}

type States = Pick<AvailabilityInput, 'parts' | 'checks' | 'failures' | 'withdrawals'>

/** The states of the service in each part by its own settings, made slice by slice. */
function* timeline(input: States): Generator<void, StateSpan[]> {
  const spans: StateSpan[] = []
  for (const part of input.parts) {
    for (let from = part.from; from < part.to; ) {
      const slice = { from, to: Math.min(part.to, from + SLICE_MS) }
      spans.push(...stretch(input, part, slice))
      from = slice.to
      yield
    }
  }
  return spans
}

function stretch(
  { checks, failures, withdrawals }: States,
  { interpretation, redundancy }: Part,
  slice: Interval,
): StateSpan[] {
  return timelineOf({
    period: slice,
    checks: checks.flatMap(({ check, pieces, runs }) =>
      // An external network is none of the service: what fails of it stops nothing (III.3.2.4, III.3.2.5).
      pieces
        .filter(({ external }) => !external)
        .map(({ purpose, everyMs, timeoutMs, activeFrom, activeTo }) => {
          // The run before the slice may still speak in it.
          const first = Math.max(runs.placeOf(slice.from) - 1, runs.placeOf(activeFrom))
          const end = runs.placeOf(Math.min(slice.to, activeTo ?? Number.POSITIVE_INFINITY))
          const results = Array.from({ length: Math.max(0, end - first) }, (_, index) =>
            resultAt(runs, first + index),
          )
          return { check, purpose, everyMs, timeoutMs, activeFrom, activeTo, results }
        }),
    ),
    failures: failures.filter(
      ({ firstFailedAt, recoveredAt }) =>
        firstFailedAt < slice.to && (recoveredAt ?? Number.POSITIVE_INFINITY) > slice.from,
    ),
    ...{ interpretation, redundancy: redundancy ?? null, withdrawals },
  })
}

/** Runs are in order, each once: their place names them as well as their source, and costs less. */
function resultAt(runs: Runs, place: number): CheckResult {
  const { startedAt, outcome } = runs.at(place)
  return { startedAt, outcome, source: String(place).padStart(9, '0') }
}

function offeredIn(parts: readonly Part[]): { open: Interval[]; problems: Problem[] } {
  const offered = parts.map(({ hours, holidays, from, to }) => serviceTime(hours, holidays, { from, to }))
  const days = new Map<string, Problem>()
  for (const { code, day } of offered.flatMap(({ problems }) => problems))
    if (!days.has(`${day} ${code}`)) days.set(`${day} ${code}`, { code, day, clause: CLAUSE })
  return { open: union(offered.flatMap(({ open }) => open)), problems: [...days.values()] }
}

/** What each window came to, over all parts that it reaches into. */
function windowRows(
  judged: readonly JudgedMaintenance[],
  windows: readonly MaintenanceWindow[],
): Availability['maintenance'] {
  const rows = new Map<string, WindowJudgement>()
  for (const one of judged.flatMap((part) => part.windows)) {
    const before = rows.get(one.id)
    rows.set(one.id, {
      id: one.id,
      countedMs: one.countedMs + (before?.countedMs ?? 0),
      stoppedMs: one.stoppedMs + (before?.stoppedMs ?? 0),
      because: before === undefined || one.stoppedMs > 0 ? one.because : before.because,
    })
  }
  return [...rows.values()].flatMap((row) => {
    const window = windows.find(({ id }) => id === row.id)
    return window ? [{ ...row, from: instant(window.from), to: instant(window.to) }] : []
  })
}

function sumsOf({ periodMs, upMs, downMs, unknownMs, maintenanceMs, outsideMs }: Partition): PartitionSums {
  return { periodMs, upMs, downMs, unknownMs, maintenanceMs, outsideMs }
}

const instant = (at: number) => new Date(at).toISOString()
