/** Interval compliance of each check over a period, across the changes of its configuration. Pure. */
import { serviceTime } from '../calendar/hours.ts'
import { difference, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import { intervalItemOf } from '../guideline/items.ts'
import { type Compliance, complianceOf } from '../obligations/compliance.ts'
import type { ClockDoubt, GoneSpan } from '../obligations/types.ts'
import type { Part } from './availability.ts'
import type { CheckPiece, MeasuredCheck } from './failures.ts'
import { worstOf } from './figures.ts'
import type { IntervalCompliance } from './types.ts'

/** When intervals are owed, by the setting `monitoringHours`; null is always. */
export function monitoredIn(parts: readonly Part[]): Interval[] | null {
  if (parts.every(({ interpretation }) => interpretation.monitoringHours === 'always')) return null
  return union(
    parts.flatMap(({ from, to, hours, holidays, interpretation }) =>
      interpretation.monitoringHours === 'always'
        ? [{ from, to }]
        : serviceTime(hours, holidays, { from, to }).open,
    ),
  )
}

/** What was decided of distances of one check. */
export interface Decided {
  check: string
  /** Withdrawn by two persons: nothing was owed then. */
  withdrawn: readonly Interval[]
  doubts: readonly ClockDoubt[]
}

/**
 * One row per item that the check is held to; what was asked of an external network is told without an item. A
 * change of its interval or of the value in force begins its distances anew; a change of anything else does not.
 * Where several vantages do it, an execution by any of them ends a distance, and each has its own plans.
 */
export function* intervalsOf(a: {
  /** Without a vantage. */
  check: string
  vantages: readonly MeasuredCheck[]
  period: Interval
  monitored: readonly Interval[] | null
  decided: Decided | null
  /** Of which results are gone. */
  gone?: readonly GoneSpan[]
}): Generator<void, IntervalCompliance[]> {
  const { check, vantages } = a
  const rows = yield* rowsOf(vantages, a)
  if (vantages.length === 1) return rowsByItem(check, rows)
  const counted: Row[] = []
  for (const one of vantages) counted.push(...(yield* rowsOf([one], a)))
  const counts = rowsByItem(check, counted)
  return rowsByItem(check, rows).map((row) => {
    const { largestGapMs, largestGapFrom, verdict, limitMs } = row
    const own = counts.find(({ item }) => item === row.item) ?? row
    return { ...own, limitMs, largestGapMs, largestGapFrom, verdict }
  })
}

/** The compliance of checks together, by each stretch of equal values. */
function* rowsOf(
  checks: readonly MeasuredCheck[],
  about: Pick<Parameters<typeof intervalsOf>[0], 'period' | 'monitored' | 'decided' | 'gone'>,
): Generator<void, Row[]> {
  const { period, monitored, decided, gone = [] } = about
  const found: Row[] = []
  for (const piece of stretchesOf(together(checks.map(({ pieces }) => pieces)))) {
    const item = intervalItemOf(piece)
    const { activeFrom, activeTo, everyMs, limitMs } = piece
    if (activeFrom >= period.to || (activeTo ?? Number.POSITIVE_INFINITY) <= period.from) continue
    if (item === null && !piece.external) continue
    const compliance = yield* complianceOf({
      period,
      results: all(checks.map((check) => runsOf(check, piece, period))),
      skips: checks.flatMap(({ runs }) =>
        runs.skipped.map(({ plannedAt: at, reason }) => ({ fromAt: at, toAt: at, count: 1, reason })),
      ),
      losses: checks.flatMap(({ losses }) => losses),
      everyMs,
      limitMs,
      active: { from: activeFrom, to: activeTo },
      monitored: owedTime(monitored, decided?.withdrawn ?? [], period),
      asOf: period.to,
      doubts: [...(decided?.doubts ?? []), ...gone],
    })
    found.push({ item, limitMs, ...compliance })
  }
  return found
}

function rowsByItem(check: string, rows: readonly Row[]): IntervalCompliance[] {
  return [...Map.groupBy(rows, ({ item }) => item)].map(([item, ofItem]) => joined(check, item, ofItem))
}

function* all<T>(parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}

/** When any vantage was to do it; where they differ, by the first one's values. */
function together(vantages: readonly (readonly CheckPiece[])[]): readonly CheckPiece[] {
  if (vantages.length === 1) return vantages[0] ?? []
  const pieces = vantages.flat()
  const edges = [
    ...new Set(
      pieces.flatMap(({ activeFrom, activeTo }) => [activeFrom, activeTo ?? Number.POSITIVE_INFINITY]),
    ),
  ].toSorted((a, b) => a - b)
  return edges.flatMap((activeFrom, index) => {
    const to = edges[index + 1]
    const current = pieces.find(
      (piece) => piece.activeFrom <= activeFrom && activeFrom < (piece.activeTo ?? Number.POSITIVE_INFINITY),
    )
    if (to === undefined || current === undefined) return []
    return [{ ...current, activeFrom, activeTo: to === Number.POSITIVE_INFINITY ? null : to }]
  })
}

/** Pieces joined where the interval and the value in force stay the same. */
function stretchesOf(pieces: readonly CheckPiece[]): CheckPiece[] {
  const stretches: CheckPiece[] = []
  for (const piece of pieces) {
    const last = stretches.at(-1)
    const same =
      last?.activeTo === piece.activeFrom &&
      last.everyMs === piece.everyMs &&
      last.limitMs === piece.limitMs &&
      last.purpose === piece.purpose &&
      last.external === piece.external
    if (last && same) last.activeTo = piece.activeTo
    else stretches.push({ ...piece })
  }
  return stretches
}

function runsOf({ runs }: MeasuredCheck, piece: CheckPiece, { from, to }: Interval) {
  // The run before the period is where its first distance began.
  const before = runs.placeOf(from) - 1
  let first = before
  while (first > 0 && runs.at(first).outcome === 'unknown') first -= 1
  const since = first >= 0 ? runs.at(first).startedAt : from
  const until = Math.min(to, piece.activeTo ?? Number.POSITIVE_INFINITY)
  return runs.between(Math.max(since, piece.activeFrom), until)
}

/** Null is always; where something was withdrawn, the period and what follows it without that. */
function owedTime(
  monitored: readonly Interval[] | null,
  withdrawn: readonly Interval[],
  { to }: Interval,
): readonly Interval[] | null {
  if (withdrawn.length === 0) return monitored
  const always = { from: Number.NEGATIVE_INFINITY, to }
  return difference(monitored ?? [always], union(withdrawn))
}

type Row = Compliance & { item: string | null; limitMs: number | null }

function joined(check: string, item: string | null, rows: Row[]): IntervalCompliance {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const reasons: Record<string, number> = {}
  for (const [reason, count] of rows.flatMap((row) => Object.entries(row.reasons)))
    reasons[reason] = (reasons[reason] ?? 0) + count
  const known = rows.filter(({ largestGapMs }) => largestGapMs !== null)
  const largest = known.toSorted((a, b) => (b.largestGapMs ?? 0) - (a.largestGapMs ?? 0))[0]
  const gapFrom = largest?.largestGapFromAt ?? null
  return {
    check,
    item,
    limitMs: rows.at(-1)?.limitMs ?? null,
    planned: sum(({ planned }) => planned),
    executed: sum(({ executed }) => executed),
    late: sum(({ late }) => late),
    unknown: sum(({ unknown }) => unknown),
    skipped: sum(({ skipped }) => skipped),
    missed: sum(({ missed }) => missed),
    reasons,
    largestGapMs: largest?.largestGapMs ?? null,
    largestGapFrom: gapFrom === null ? null : new Date(gapFrom).toISOString(),
    verdict: worstOf(rows.map(({ verdict }) => verdict)),
  }
}
