/**
 * Availability by another way, small and slow: what every single instant counts as, asked of all the evidence
 * anew each time. A period is walked over either millisecond by millisecond, or by every instant at which the
 * evidence says anything at all.
 */
import type { CheckHistory, CheckResult } from '../../rules/availability/check.ts'
import type { TimelineInput } from '../../rules/availability/timeline.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from '../../rules/calendar/types.ts'
import type { Expression } from '../../rules/service-model/types.ts'

export interface World extends TimelineInput {
  open: readonly Interval[]
  windows: readonly MaintenanceWindow[]
  rules: MaintenanceRules
  /** Beginnings of the allowance's years, in order; the first one is where walking begins. */
  years: readonly number[]
}

export type Part = 'up' | 'down' | 'unknown' | 'maintenance' | 'outside'
type State = 'up' | 'down' | 'unknown'

const within = (at: number, { from, to }: Interval) => from <= at && at < to
const holdOf = ({ everyMs, timeoutMs }: CheckHistory) => everyMs + timeoutMs + 1000

/** Results by check in their own order, found once for each world: a month of them is asked very often. */
const sorted = new WeakMap<World, Map<string, CheckResult[]>>()

/** The newest result of a check that had begun at an instant; of those that began together the one of the last source. */
function newestAt(world: World, check: string, at: number): CheckResult | null {
  const known = sorted.get(world) ?? new Map<string, CheckResult[]>()
  sorted.set(world, known)
  let results = known.get(check)
  if (!results) {
    results = world.checks
      .filter((one) => one.check === check)
      .flatMap((one) => one.results)
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.source < b.source ? -1 : 1))
    known.set(check, results)
  }
  let [low, high] = [0, results.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((results[middle]?.startedAt ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return results[low - 1] ?? null
}

/** What a check says at an instant; null where it is not active. */
function checkAt(world: World, check: string, at: number): State | null {
  const histories = world.checks.filter((one) => one.check === check)
  const current = histories.find((one) => one.activeFrom <= at && at < (one.activeTo ?? Infinity))
  if (!current) return null
  // Back to where it was last begun anew.
  let since = current.activeFrom
  for (let before = current; ; ) {
    const earlier = histories.find((one) => one !== before && one.activeTo === before.activeFrom)
    if (!earlier) break
    since = earlier.activeFrom
    before = earlier
  }
  const newest = newestAt(world, check, at)
  if (newest && newest.startedAt < since) return 'unknown'
  if (!newest || newest.outcome === 'unknown' || at >= newest.startedAt + holdOf(current)) return 'unknown'
  return newest.outcome === 'ok' ? 'up' : 'down'
}

/** Up 1, unknown 0.5, down 0: all is the least, any the greatest, n of those that have a say the n-th greatest. */
const MARK: Record<State, number> = { up: 1, unknown: 0.5, down: 0 }

function markOf(expression: Expression, marks: ReadonlyMap<string, number>): number | null {
  if (expression.kind === 'component') return marks.get(expression.component) ?? null
  const of = expression.of.flatMap((part) => markOf(part, marks) ?? []).toSorted((a, b) => b - a)
  if (of.length === 0) return null
  const place = expression.kind === 'at-least' ? expression.count : expression.kind === 'any' ? 1 : of.length
  return of[Math.min(place, of.length) - 1] ?? 0
}

const before = (name: string, mark: string) => name.split(mark)[0] ?? name

/** What the service is at an instant. */
export function stateAt(world: World, at: number): State {
  const { faultCounts, slowdownCounts, downtimeEnds } = world.interpretation
  const decisive = { outage: true, fault: faultCounts === 'down', slowdown: slowdownCounts === 'down' }
  const purposes: Record<string, boolean> = {
    liveness: true,
    fault: decisive.fault,
    performance: decisive.slowdown,
  }
  const running = world.failures.filter(
    ({ kind, firstFailedAt, recoveredAt }) =>
      decisive[kind as keyof typeof decisive] && firstFailedAt <= at && at < (recoveredAt ?? Infinity),
  )
  const forgiven = running.filter(
    ({ withdrawn, partialRecoveryAt, firstFailedAt }) =>
      (withdrawn && world.withdrawals === 'applied') ||
      (downtimeEnds === 'partial-recovery' &&
        partialRecoveryAt !== null &&
        at >= Math.max(partialRecoveryAt, firstFailedAt)),
  )
  const blames = (check: string) => running.some((one) => one.check === check && !forgiven.includes(one))
  const forgives = (check: string) => forgiven.some((one) => one.check === check)

  // By check without its vantage: what each place that has a say says.
  const words = new Map<string, number[]>()
  const asked = new Set<string>()
  let alive = false
  for (const { check, purpose } of world.checks) {
    const state = purposes[purpose] && !asked.has(check) ? checkAt(world, check, at) : null
    if (!state) continue
    asked.add(check)
    const live = purpose === 'liveness'
    alive ||= live
    const down = blames(check) || (state === 'down' && !forgives(check))
    if (state === 'unknown' ? !live && !blames(check) : !live && !down) continue
    const own = before(check, '@')
    words.set(own, [...(words.get(own) ?? []), MARK[state === 'unknown' ? state : down ? 'down' : 'up']])
  }
  const marks = new Map<string, number>()
  for (const [check, said] of words) {
    const mark = said.includes(1) ? 1 : said.includes(0) ? 0 : 0.5
    const component = check.split('/')[1] ?? check
    marks.set(component, Math.min(mark, marks.get(component) ?? 1))
  }
  const names = new Set([...marks.keys(), ...running.map(({ check }) => before(check, '@'))])
  const expression = world.redundancy ?? {
    ...{ kind: 'all', of: [...names].map((component) => ({ kind: 'component', component })) },
  }
  const mark = markOf(expression, marks)
  if (mark === 0) return 'down'
  if (!alive || mark === 0.5) return 'unknown'
  const still = new Set([...asked].map((check) => before(check, '@')))
  for (const { check } of running)
    if (blames(check) && !still.has(before(check, '@'))) marks.set(before(check, '@'), 0)
  return markOf(expression, marks) === 0 ? 'down' : 'up'
}

/** Whether a stop at an instant lies in a window of which it may be taken off, the allowance aside. */
function excused({ windows, rules }: World, at: number): boolean {
  return windows.some(
    (window) =>
      within(at, window) &&
      window.kind === 'regular' &&
      window.announcedAt !== null &&
      window.from - window.announcedAt >= rules.leadTimeMs &&
      window.announcedAt < window.from &&
      window.recordedAt <= window.from,
  )
}

/** Milliseconds by part over the period, walked in steps that end at each of `cuts` (in order, from the first year on). */
export function walk(world: World, cuts: readonly number[]): Record<Part, number> {
  const parts: Record<Part, number> = { up: 0, down: 0, unknown: 0, maintenance: 0, outside: 0 }
  let left = 0
  let at = world.years[0] ?? world.period.from
  if (world.years.includes(at)) left = world.rules.allowanceMs ?? 0
  for (const to of cuts) {
    if (to <= at) continue
    const add = (part: Part, from: number, until: number) => {
      const counted = Math.min(until, world.period.to) - Math.max(from, world.period.from)
      if (counted > 0) parts[part] += counted
    }
    const state = stateAt(world, at)
    if (!world.open.some((one) => within(at, one))) add('outside', at, to)
    else if (state === 'down' && excused(world, at)) {
      const taken = Math.min(left, to - at)
      left -= taken
      add('maintenance', at, at + taken)
      add('down', at + taken, to)
    } else add(state, at, to)
    at = to
    if (world.years.includes(at)) left = world.rules.allowanceMs ?? 0
  }
  return parts
}

/** Every millisecond from where anything can count. */
export function everyMillisecond({ windows, period }: World): number[] {
  const from = Math.min(period.from, ...windows.map((window) => window.from))
  return Array.from({ length: period.to - from + 1 }, (_, index) => from + index)
}

/** Every instant that anything in the world names, and every end of a hold. */
export function everyInstant(world: World): number[] {
  const { checks, failures, open, windows, period, years } = world
  const holds = checks.map(holdOf)
  const named = [
    ...checks.flatMap((one) => [one.activeFrom, one.activeTo ?? period.to]),
    ...checks.flatMap(({ results }) =>
      results.flatMap(({ startedAt }) => [startedAt, ...holds.map((hold) => startedAt + hold)]),
    ),
    ...failures.flatMap((one) => [
      one.firstFailedAt,
      one.recoveredAt ?? period.to,
      one.partialRecoveryAt ?? period.to,
    ]),
    ...[...open, ...windows, period].flatMap(({ from, to }) => [from, to]),
    ...years,
  ]
  return [...new Set(named)].filter((at) => at <= period.to).toSorted((a, b) => a - b)
}

/**
 * The instants of `everyInstant` at which anything can change at all: of results that say the same without a silence
 * between them only the first. For histories of weeks.
 */
export function turningInstants(world: World): number[] {
  const least = Math.min(...world.checks.map(holdOf))
  const edges = world.checks.flatMap(({ activeFrom, activeTo }) => [activeFrom, activeTo ?? Infinity])
  const all = Map.groupBy(world.checks, ({ check }) => check)
  const checks = [...all.values()].flatMap((histories) => {
    const results = histories
      .flatMap((one) => one.results)
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.source < b.source ? -1 : 1))
    const goesOn = (a: CheckResult, b: CheckResult) =>
      a.outcome === b.outcome &&
      b.startedAt - a.startedAt < least &&
      !edges.some((edge) => a.startedAt <= edge && edge <= b.startedAt)
    const turns = results.filter((one, index) => {
      const [before, next] = [results[index - 1], results[index + 1]]
      return !before || !next || !goesOn(before, one) || !goesOn(one, next)
    })
    return histories.map((history, index) => ({ ...history, results: index === 0 ? turns : [] }))
  })
  return everyInstant({ ...world, checks })
}
