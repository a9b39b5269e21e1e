/** 実稼働時間: from the results of checks and from confirmed failures to the states of a service (III.2.1.1 BP ii). */
import type { Interval } from '../calendar/types.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import { allOf, evaluate, fromVantages } from '../service-model/evaluate.ts'
import { componentOf, withoutVantage } from '../service-model/names.ts'
import type { Expression } from '../service-model/types.ts'
import { type IncidentKind, PURPOSES, type Purpose } from '../words.ts'
import { type CheckHistory, type CheckSpan, checkSpans } from './check.ts'
import type { ServiceState, StateSpan } from './types.ts'

/** A confirmed failure, of any kind; which kinds stop the service is the interpretation's. */
export interface Failure {
  /** Of the incident. */
  id: string
  kind: IncidentKind
  /** Full name of the check that failed: a withdrawal is of its failure only. */
  check: string
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
  /** What must be up, by components; absent or null: every one of them. */
  redundancy?: Expression | null
  interpretation: Pick<Interpretation, 'faultCounts' | 'slowdownCounts' | 'downtimeEnds'>
  /** `applied`: withdrawn failures are up; `ignored`: as if nothing had been withdrawn. Reports show both. */
  withdrawals: 'applied' | 'ignored'
}

/**
 * The states of a service over a period, without a gap. A component is down where a deciding check of it fails or
 * a confirmed failure runs, else unknown where a liveness check is, else up; the service is what its redundancy
 * makes of them, and unknown where no liveness check is active. Confirmation never shortens downtime: it begins
 * with the first failed result, and an ok result within a confirmed failure does not interrupt it. Silence does:
 * unknown is never down. Of one check that several vantages do, those who do not know have no say, and it is
 * up where it answers any. Where faults or slowdowns count, their checks add what is down; their own silence
 * outside of a failure makes nothing unknown. A withdrawn failure is up as far as its check failed.
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
      const [of, component] = [withoutVantage(check), componentOf(check)]
      return [{ check, of, component, liveness: purpose === 'liveness', spans: checkSpans(own, period) }]
    })
  })
  const failures = input.failures
    .filter(({ kind }) => counts(kind, interpretation))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((failure) => stretchOf(failure, input))
  // One whose checks are no longer asked is a component still, as long as its failure runs.
  const components = [
    ...lanes.map(({ component }) => component),
    ...failures.map(({ check }) => componentOf(check)),
  ]
  return sweep(period, lanes, failures, input.redundancy ?? allOf([...new Set(components)]))
}

interface Lane {
  check: string
  /** The check that it is, where several vantages do it; else its own name. */
  of: string
  component: string
  /** Whether its silence makes the component unknown. */
  liveness: boolean
  spans: CheckSpan[]
}

/** From its first failed result on: down until `downTo`, then as its check's failure is told away. */
interface Stretch extends Interval {
  id: string
  check: string
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
  const { check } = failure
  if (failure.withdrawn && withdrawals === 'applied')
    return { id, check, from, to, downTo: from, instead: 'withdrawn' }
  const partial = interpretation.downtimeEnds === 'partial-recovery' ? failure.partialRecoveryAt : null
  const downTo = Math.min(to, partial ?? to)
  return { id, check, from, to, downTo, instead: 'partial-recovery' }
}

/** Cuts the period wherever anything changes and decides each piece by itself. */
function sweep(period: Interval, lanes: Lane[], failures: Stretch[], expression: Expression): StateSpan[] {
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
        expression,
      ),
    })
    from = to
  }
  return timeline
}

/** What a lane says once what was decided of its failures is heard; a null state has no say. */
interface Word {
  lane: Lane & CheckSpan
  state: ServiceState | null
}

function decide(
  said: readonly (Lane & CheckSpan)[],
  running: readonly Stretch[],
  at: number,
  expression: Expression,
): Pick<StateSpan, 'state' | 'because'> {
  const all = said.map((lane): Word => ({ lane, state: stateOf(lane, running, at) }))
  const words = heard(all)
  const silenced = new Set(all.filter((word) => !words.includes(word)).map(({ lane }) => lane.check))
  const blamed = running.filter(({ downTo, check }) => at < downTo && !silenced.has(check))
  const ids = blamed.map(({ id }) => id)
  const states = new Map<string, ServiceState>()
  for (const { lane, state } of words) {
    const worst = states.get(lane.component)
    if (state !== null && worst !== 'down' && (state === 'down' || worst !== 'unknown'))
      states.set(lane.component, state)
  }
  const namesOf = (state: ServiceState) =>
    words.filter((word) => word.state === state && word.lane.state === state).map(({ lane }) => lane.check)

  const state = evaluate(expression, (component) => states.get(component) ?? null)
  if (state === 'down') return { state, because: [...namesOf('down'), ...ids] }
  if (!said.some(({ liveness }) => liveness))
    return { state: 'unknown', because: ['no-liveness-check', ...ids] }
  if (state === 'unknown') {
    const reasons = words.flatMap((word) => (word.state === 'unknown' ? (word.lane.reason ?? []) : []))
    return { state, because: [...new Set(reasons), ...namesOf('unknown'), ...ids] }
  }
  // What is left is of checks that are no longer asked: nothing says that it has ended.
  const asked = new Set(said.map(({ of }) => of))
  const left = new Set(
    blamed.filter(({ check }) => !asked.has(withoutVantage(check))).map(({ check }) => componentOf(check)),
  )
  const rest = (one: string) => (left.has(one) ? 'down' : (states.get(one) ?? null))
  if (left.size > 0 && evaluate(expression, rest) === 'down') return { state: 'down', because: ids }
  const failed = new Set(words.flatMap(({ lane }) => (lane.state === 'down' ? lane.check : [])))
  const away = running.filter(({ downTo, check }) => at >= downTo && failed.has(check))
  return { state: 'up', because: away.flatMap(({ instead, id }) => [instead, id]) }
}

/** Whoever takes part in a confirmed failure and says ok does not interrupt it; one that was told away is none. */
function stateOf(lane: Lane & CheckSpan, running: readonly Stretch[], at: number): ServiceState | null {
  const own = running.filter(({ check }) => check === lane.check)
  const blamed = own.some(({ downTo }) => at < downTo)
  if (lane.state === 'unknown') return lane.liveness || blamed ? 'unknown' : null
  if (blamed || (lane.state === 'down' && own.length === 0)) return 'down'
  return lane.liveness ? 'up' : null
}

/** Of the vantages of one check, those whose word is the check's. */
function heard(words: readonly Word[]): Word[] {
  return [...Map.groupBy(words, ({ lane }) => lane.of).values()].flatMap((group) => {
    if (group.length === 1) return group
    const state = fromVantages(group.flatMap((word) => word.state ?? []))
    return group.filter((word) => word.state === state)
  })
}

function append(timeline: StateSpan[], span: StateSpan): void {
  const last = timeline.at(-1)
  const same = last?.state === span.state && last.because.join('\n') === span.because.join('\n')
  if (last && same) last.to = span.to
  else timeline.push(span)
}
