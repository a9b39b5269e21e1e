/**
 * Availability by another way, small and slow: what every single instant counts as, asked of all the evidence
 * anew each time. A period is walked over either millisecond by millisecond, or by every instant at which the
 * evidence says anything at all.
 */
import type { CheckHistory, CheckResult } from '../../rules/availability/check.ts'
import type { TimelineInput } from '../../rules/availability/timeline.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from '../../rules/calendar/types.ts'

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
  let newest: CheckResult | null = null
  for (const result of histories.flatMap((one) => one.results)) {
    if (result.startedAt < since || result.startedAt > at) continue
    const later =
      !newest ||
      result.startedAt > newest.startedAt ||
      (result.startedAt === newest.startedAt && result.source > newest.source)
    if (later) newest = result
  }
  if (!newest || newest.outcome === 'unknown' || at >= newest.startedAt + holdOf(current)) return 'unknown'
  return newest.outcome === 'ok' ? 'up' : 'down'
}

/** What the service is at an instant. */
export function stateAt(world: World, at: number): State {
  const { faultCounts, slowdownCounts, downtimeEnds } = world.interpretation
  const decisive = { outage: true, fault: faultCounts === 'down', slowdown: slowdownCounts === 'down' }
  const purposes: Record<string, boolean> = {
    liveness: true,
    fault: decisive.fault,
    performance: decisive.slowdown,
  }
  const said = new Map<string, State>()
  const alive: State[] = []
  for (const { check, purpose } of world.checks) {
    const state = purposes[purpose] && !said.has(check) ? checkAt(world, check, at) : null
    if (!state) continue
    said.set(check, state)
    if (purpose === 'liveness') alive.push(state)
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
  const blamed = running.filter((one) => !forgiven.includes(one))
  let unknown = alive.length === 0 || alive.includes('unknown')
  let abandoned = false
  for (const [check, state] of said)
    if (state === 'down' && !forgiven.some(({ checks }) => checks.includes(check))) return 'down'
  for (const { checks } of blamed) {
    const own = checks.flatMap((check) => said.get(check) ?? [])
    if (own.length === 0) abandoned = true
    else if (own.includes('unknown')) unknown = true
    else return 'down'
  }
  return unknown ? 'unknown' : abandoned ? 'down' : 'up'
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
