/** 実稼働時間: from the results of checks and from confirmed failures to the states of a service (III.2.1.1 BP ii). */
import type { Interval } from '../calendar/types.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import { type IncidentKind, PURPOSES, type Purpose } from '../words.ts'
import { type CheckHistory, type CheckSpan, checkSpans } from './check.ts'
import type { StateSpan } from './types.ts'

/** A confirmed failure, of any kind; which kinds stop the service is the interpretation's. */
export interface Failure {
  /** Of the incident. */
  id: string
  kind: IncidentKind
  /** Full names of the checks that take part: a withdrawal is of their failure only. */
  checks: readonly string[]
  firstFailedAt: number
  /** Null while it lasts. */
  recoveredAt: number | null
  /** 部分復旧; null if nobody said so. */
  partialRecoveryAt: number | null
  /** Withdrawn by two persons: a false detection, or outside of our responsibility. */
  withdrawn: boolean
}

export interface TimelineInput {
  period: Interval
  /** All checks of the service itself, none of external networks, in any order; those that decide nothing are left aside. */
  checks: readonly CheckHistory[]
  failures: readonly Failure[]
  interpretation: Pick<Interpretation, 'faultCounts' | 'slowdownCounts' | 'downtimeEnds'>
  /** `applied`: withdrawn failures are up; `ignored`: as if nothing had been withdrawn. Reports show both. */
  withdrawals: 'applied' | 'ignored'
}

/**
 * The states of a service over a period, without a gap. Down where a deciding check fails or a confirmed
 * failure runs, else unknown where a liveness check is or none is active, else up. Confirmation never shortens
 * downtime: it begins with the first failed result, and an ok result within a confirmed failure does not
 * interrupt it. Silence of its checks does: unknown is never down. Where faults or slowdowns count, their checks
 * add what is down; their own silence outside of a failure does not make the service unknown. A withdrawn
 * failure is up as far as its checks failed; what was unknown stays so.
 */
export function timelineOf(input: TimelineInput): StateSpan[] {
  const { period, interpretation } = input
  const names = [...new Set(input.checks.map(({ check }) => check))].toSorted()
  const lanes = names.flatMap((check): Lane[] => {
    const histories = input.checks.filter((one) => one.check === check)
    // A check that was given another purpose speaks for each in its own time.
    return PURPOSES.flatMap((purpose) => {
      const own = histories.filter((one) => one.purpose === purpose)
      if (own.length === 0 || !decides(purpose, interpretation)) return []
      return [{ check, liveness: purpose === 'liveness', spans: checkSpans(own, period) }]
    })
  })
  const failures = input.failures
    .filter(({ kind }) => counts(kind, interpretation))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((failure) => stretchOf(failure, input))
  return sweep(period, lanes, failures)
}

interface Lane {
  check: string
  /** Whether its silence makes the service unknown. */
  liveness: boolean
  spans: CheckSpan[]
}

/** From its first failed result on: down until `downTo`, then as its checks' failures are told away. */
interface Stretch extends Interval {
  id: string
  checks: ReadonlySet<string>
  downTo: number
  /** What tells the rest away. */
  instead: 'withdrawn' | 'partial-recovery'
}

type Counting = TimelineInput['interpretation']

function decides(purpose: Purpose, { faultCounts, slowdownCounts }: Counting): boolean {
  if (purpose === 'fault') return faultCounts === 'down'
  if (purpose === 'performance') return slowdownCounts === 'down'
  return purpose === 'liveness'
}

function counts(kind: IncidentKind, { faultCounts, slowdownCounts }: Counting): boolean {
  if (kind === 'fault') return faultCounts === 'down'
  if (kind === 'slowdown') return slowdownCounts === 'down'
  return kind === 'outage'
}

function stretchOf(failure: Failure, { withdrawals, interpretation }: TimelineInput): Stretch {
  const { id, firstFailedAt: from } = failure
  const to = failure.recoveredAt ?? Number.POSITIVE_INFINITY
  const checks = new Set(failure.checks)
  if (failure.withdrawn && withdrawals === 'applied')
    return { id, checks, from, to, downTo: from, instead: 'withdrawn' }
  const partial = interpretation.downtimeEnds === 'partial-recovery' ? failure.partialRecoveryAt : null
  const downTo = Math.min(to, partial ?? to)
  return { id, checks, from, to, downTo, instead: 'partial-recovery' }
}

/** Cuts the period wherever anything changes and decides each piece by itself. */
function sweep(period: Interval, lanes: Lane[], failures: Stretch[]): StateSpan[] {
  const cuts = [
    ...lanes.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to])),
    ...failures.flatMap(({ from, to, downTo }) => [from, to, downTo]),
  ].filter((at) => at > period.from && at < period.to)
  const edges = [...new Set([...cuts, period.to])].toSorted((a, b) => a - b)
  const timeline: StateSpan[] = []
  const cursor = lanes.map(() => 0)
  let from = period.from
  for (const to of edges) {
    if (from >= to) break
    const at = from
    const said = lanes.flatMap((lane, index) => {
      while ((lane.spans[cursor[index] ?? 0]?.to ?? Infinity) <= at) cursor[index] = (cursor[index] ?? 0) + 1
      const span = lane.spans[cursor[index] ?? 0]
      return span && span.from <= at ? [{ ...lane, ...span }] : []
    })
    append(timeline, {
      from,
      to,
      ...decide(
        said,
        failures.filter((one) => one.from <= at && at < one.to),
        at,
      ),
    })
    from = to
  }
  return timeline
}

function decide(
  said: readonly (Lane & CheckSpan)[],
  running: readonly Stretch[],
  at: number,
): Pick<StateSpan, 'state' | 'because'> {
  const away = running.filter(({ downTo }) => at >= downTo)
  const toldAway = ({ check }: Lane) => away.some(({ checks }) => checks.has(check))
  const failed = said.filter(({ state }) => state === 'down')
  const left = failed.filter((lane) => !toldAway(lane))
  const down = running
    .filter(({ downTo }) => at < downTo)
    .map(({ id, checks }) => ({ id, own: said.filter(({ check }) => checks.has(check)) }))
  const silent = down.filter(({ own }) => own.some(({ state }) => state === 'unknown'))
  // Whoever takes part in a confirmed failure and says ok does not interrupt it, unless another of it is not known.
  const lasting = down.filter((failure) => failure.own.length > 0 && !silent.includes(failure))
  const ids = down.map(({ id }) => id)
  if (left.length > 0 || lasting.length > 0)
    return { state: 'down', because: [...left.map(({ check }) => check), ...ids] }

  const alive = said.filter(({ liveness }) => liveness)
  const unknown = [
    ...new Set([...alive, ...silent.flatMap(({ own }) => own)].filter(({ state }) => state === 'unknown')),
  ]
  if (alive.length === 0) return { state: 'unknown', because: ['no-liveness-check', ...ids] }
  if (unknown.length > 0) {
    const reasons = new Set(unknown.flatMap(({ reason }) => reason ?? []))
    return { state: 'unknown', because: [...reasons, ...unknown.map(({ check }) => check), ...ids] }
  }
  // What is left is of checks that are no longer asked: nothing says that it has ended.
  if (down.length > 0) return { state: 'down', because: ids }
  return { state: 'up', because: failed.length > 0 ? away.flatMap(({ instead, id }) => [instead, id]) : [] }
}

function append(timeline: StateSpan[], span: StateSpan): void {
  const last = timeline.at(-1)
  const same = last?.state === span.state && last.because.join('\n') === span.because.join('\n')
  if (last && same) last.to = span.to
  else timeline.push(span)
}
