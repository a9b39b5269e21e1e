/** Interval compliance of each check over a period, across the changes of its configuration. Pure. */
import { serviceTime } from '../calendar/hours.ts'
import { difference, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import { intervalItemOf } from '../guideline/items.ts'
import { type Compliance, complianceOf } from '../obligations/compliance.ts'
import type { ClockDoubt } from '../obligations/types.ts'
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
 * One row per item that the check is held to; what was asked of an external network is told without an item. A change of its interval or of the value in force begins its
 * distances anew; a change of anything else does not.
 */
export function* intervalsOf(a: {
  check: MeasuredCheck
  period: Interval
  monitored: readonly Interval[] | null
  decided: Decided | null
}): Generator<void, IntervalCompliance[]> {
  const { check, period, decided } = a
  const found: Row[] = []
  for (const piece of stretchesOf(check.pieces)) {
    const item = intervalItemOf(piece)
    const { activeFrom, activeTo, everyMs, limitMs } = piece
    if (activeFrom >= period.to || (activeTo ?? Number.POSITIVE_INFINITY) <= period.from) continue
    if (item === null && !piece.external) continue
    const compliance = yield* complianceOf({
      period,
      results: runsOf(check, piece, period),
      skips: check.runs.skipped.map(({ plannedAt: at, reason }) => ({
        fromAt: at,
        toAt: at,
        count: 1,
        reason,
      })),
      losses: check.losses,
      everyMs,
      limitMs,
      active: { from: activeFrom, to: activeTo },
      monitored: owedTime(a.monitored, decided?.withdrawn ?? [], period),
      asOf: period.to,
      doubts: decided?.doubts ?? [],
    })
    found.push({ item, limitMs, ...compliance })
  }
  return [...Map.groupBy(found, ({ item }) => item)].map(([item, rows]) => joined(check.check, item, rows))
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
