/**
 * Obligations by another way, small and slow: times are walked millisecond by millisecond, months day by day, and
 * every plan is a thing of its own. Takes nothing from rules/obligations.
 */
import type { Interval } from '../../rules/calendar/types.ts'
import type { Audience, Outcome } from '../../rules/words.ts'

type State = 'open' | 'met' | 'breached' | 'not-proven'

export interface Told {
  state: State
  because: string | null
  marginMs: number | null
}

interface Doubt extends Interval {
  because: string
}

/** Whether an instant is monitored; beyond the last of them every one is. */
function isMonitored(at: number, monitored: readonly Interval[] | null): boolean {
  if (!monitored) return true
  return monitored.every(({ to }) => to <= at) || monitored.some(({ from, to }) => from <= at && at < to)
}

export function walkedMs(from: number, to: number, monitored: readonly Interval[] | null): number {
  let count = 0
  for (let at = from; at < to; at += 1) if (isMonitored(at, monitored)) count += 1
  return count
}

/** Walks on as long as no more than the limit is over. */
export function walkedDue(from: number, limitMs: number, monitored: readonly Interval[] | null): number {
  let at = from
  for (let over = 0; ; at += 1) {
    if (isMonitored(at, monitored)) over += 1
    if (over > limitMs) return at
  }
}

/** The first doubt, by beginning and name, that holds any of the instants. */
function doubtOf(doubts: readonly Doubt[], instants: readonly number[]): string | null {
  const touching = doubts.filter(({ from, to }) => instants.some((at) => from <= at && at <= to))
  touching.sort((a, b) => a.from - b.from || a.because.localeCompare(b.because))
  return touching[0]?.because ?? null
}

const everyMsOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

export interface Run {
  startedAt: number
  receivedAt: number
  outcome: Outcome
}

/** Rows of one check by their clock: the standing one, then those that are decided. */
export function slowIntervals(a: {
  sinceAt: number
  runs: readonly Run[]
  limitMs: number
  graceMs: number
  now: number
  monitored: readonly Interval[] | null
  doubts: readonly Doubt[]
}) {
  const starts = a.runs
    .filter((run) => run.outcome !== 'unknown' && run.startedAt >= a.sinceAt)
    .sort((x, y) => x.startedAt - y.startedAt)
  const last = starts.at(-1)?.startedAt ?? a.sinceAt
  const decided: {
    clockFrom: number
    dueAt: number
    state: State
    marginMs: number | null
    because: string
  }[] = []
  let before = a.sinceAt
  for (const run of starts) {
    const lasted = walkedMs(before, run.startedAt, a.monitored)
    const dueAt = walkedDue(before, a.limitMs, a.monitored)
    // Too late by the one measure exactly where it is by the other.
    if (lasted > a.limitMs !== run.startedAt > dueAt)
      throw new Error('the due time and the distance disagree')
    if (lasted > a.limitMs && a.now > run.receivedAt + a.graceMs) {
      const doubt = doubtOf(a.doubts, everyMsOf(before, run.startedAt))
      const state = doubt ? 'not-proven' : 'breached'
      const because = doubt ?? 'gap-longer-than-limit'
      decided.push({ clockFrom: before, dueAt, state, marginMs: a.limitMs - lasted, because })
    }
    before = run.startedAt
  }
  const dueAt = walkedDue(last, a.limitMs, a.monitored)
  if (a.now > dueAt + a.graceMs)
    decided.push({ clockFrom: last, dueAt, state: 'not-proven', marginMs: null, because: 'no-evidence-yet' })
  return { standing: { clockFrom: last, dueAt }, decided }
}

export interface Sent {
  audience: Audience
  person: string
  state: 'waiting' | 'accepted' | 'refused' | 'expired'
  acceptedAt: number | null
  recipientServerAt: number | null
  acknowledgedAt: number | null
  endedAt: number | null
}

type Person = { at: number } | 'only-relayed' | 'waiting' | 'unreachable' | 'lost'

/** One notice at an instant: what became of each person, then what that means for all of them. */
export function slowNotice(a: {
  clockFrom: number
  dueAt: number
  now: number
  expanded: boolean
  sent: readonly Sent[]
  owed: readonly Audience[]
  reachedBy: 'relay' | 'recipient-server' | 'acknowledged'
  doubts: readonly Doubt[]
}): Told {
  const people: Person[] = []
  let lowest = Number.NEGATIVE_INFINITY
  for (const audience of a.owed) {
    const names = new Set(a.sent.filter((one) => one.audience === audience).map((one) => one.person))
    for (const name of names) {
      const own = a.sent.filter((one) => one.audience === audience && one.person === name)
      const relayed = own.filter((one) => one.state === 'accepted').map((one) => one.acceptedAt ?? 0)
      const stamped =
        a.reachedBy === 'relay'
          ? relayed
          : own
              .map((one) => (a.reachedBy === 'acknowledged' ? one.acknowledgedAt : one.recipientServerAt))
              .filter((at) => at !== null)
      if (stamped.length > 0) {
        people.push({ at: Math.min(...stamped) })
        lowest = Math.max(lowest, Math.min(...stamped))
      } else if (own.some((one) => one.state === 'waiting')) people.push('waiting')
      else if (relayed.length > 0) {
        people.push('only-relayed')
        lowest = Math.max(lowest, Math.min(...relayed))
      } else if (
        audience === 'users' &&
        own.every((one) => one.state === 'refused' && (one.endedAt ?? a.now) <= a.dueAt)
      )
        people.push('unreachable')
      else people.push('lost')
    }
  }
  const over = a.now > a.dueAt
  const unless = (until: number, told: Told): Told => {
    // Without a doubt there is no instant to look at.
    if (a.doubts.length === 0) return told
    const doubt = doubtOf(a.doubts, everyMsOf(Math.min(a.clockFrom, until), Math.max(a.clockFrom, until)))
    return doubt && told.state !== 'not-proven' ? { ...told, state: 'not-proven', because: doubt } : told
  }
  if (people.includes('lost') && (a.expanded || over))
    return unless(a.now, {
      state: 'breached',
      because: 'recipient-not-reached',
      marginMs: null,
    })
  if (lowest > a.dueAt)
    return unless(lowest, { state: 'breached', because: 'accepted-late', marginMs: a.dueAt - lowest })
  const running = !a.expanded || people.includes('waiting')
  if (running && over)
    return unless(a.now, {
      state: 'breached',
      because: a.expanded ? 'not-accepted-in-time' : 'not-expanded-in-time',
      marginMs: null,
    })
  if (running || (people.includes('only-relayed') && !over))
    return { state: 'open', because: null, marginMs: null }
  if (people.length === 0) return { state: 'not-proven', because: 'no-recipient', marginMs: null }
  if (people.includes('only-relayed'))
    return { state: 'not-proven', because: 'stamp-missing', marginMs: null }
  const reached = people.flatMap((one) => (typeof one === 'object' ? [one.at] : []))
  if (reached.length === 0) return { state: 'not-proven', because: 'nobody-reachable', marginMs: null }
  return unless(Math.max(...reached), {
    state: 'met',
    because: people.includes('unreachable') ? 'accepted-in-time-except-unreachable' : 'accepted-in-time',
    marginMs: a.dueAt - Math.max(...reached),
  })
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Japan has one offset all year. */
const JST = 9 * HOUR

/** `months` months after, by stepping from day to day on the calendar of Japan; the last day where there is none. */
export function slowMonths(at: number, months: number): number {
  const local = new Date(at + JST)
  const [day, time] = [local.getUTCDate(), (at + JST) % DAY]
  let month = local.getUTCFullYear() * 12 + local.getUTCMonth() + months
  const year = Math.floor(month / 12)
  month %= 12
  let found = Number.NaN
  for (let date = Date.UTC(year, month, 1); new Date(date).getUTCMonth() === month; date += DAY)
    if (new Date(date).getUTCDate() <= day) found = date
  return found + time - JST
}

/** End of the `n`th day after, by the calendar of Japan; weekends left out where `business`. */
export function slowDays(at: number, n: number, business: boolean): number {
  let date = at + JST - ((at + JST) % DAY)
  for (let left = n; left > 0; ) {
    date += DAY
    const weekend = [0, 6].includes(new Date(date).getUTCDay())
    if (!business || !weekend) left -= 1
  }
  return date + DAY - JST
}

/** What stands at `now` of "after every one, the next": by clock, due time, state and margin. */
export function slowSequence(a: {
  sinceAt: number
  untilAt: number | null
  events: readonly { at: number; recordedAt: number | null }[]
  dueOf: (at: number) => number
  now: number
}) {
  const end = a.untilAt === null ? a.now : Math.min(a.untilAt, a.now)
  const instants = [...new Set(a.events.map(({ at }) => at))].filter((at) => at > a.sinceAt && at <= end)
  instants.sort((x, y) => x - y)
  const rows: {
    clockFrom: number
    dueAt: number
    state: State
    marginMs: number | null
    because: string | null
  }[] = []
  let before = a.sinceAt
  for (const at of instants) {
    const dueAt = a.dueOf(before)
    const recorded = a.events.filter((event) => event.at === at).map((event) => event.recordedAt ?? at)
    const inTime = at <= dueAt
    const because = !inTime
      ? 'next-late'
      : Math.min(...recorded) > dueAt
        ? 'evidence-came-later'
        : 'next-in-time'
    rows.push({ clockFrom: before, dueAt, state: inTime ? 'met' : 'breached', marginMs: dueAt - at, because })
    before = at
  }
  const dueAt = a.dueOf(before)
  const over = a.untilAt !== null && a.now >= a.untilAt
  if (end > dueAt)
    rows.push({ clockFrom: before, dueAt, state: 'breached', marginMs: null, because: 'none-came' })
  else if (!over) rows.push({ clockFrom: before, dueAt, state: 'open', marginMs: null, because: null })
  return rows
}

/** What became of every single plan of a check, and its distances. Skips and losses are instants here. */
export function slowCompliance(a: {
  period: Interval
  active: { from: number; to: number | null }
  monitored: readonly Interval[] | null
  everyMs: number
  limitMs: number
  asOf: number
  results: readonly {
    plannedAt: number
    startedAt: number
    outcome: Outcome
    reason: string | null
    attempt: number
  }[]
  skips: readonly { at: number; reason: string }[]
}) {
  const from = Math.max(a.period.from, a.active.from)
  const to = Math.min(a.period.to, a.active.to ?? a.period.to, a.asOf)
  const owed = (at: number) =>
    at >= from && at < to && (a.monitored?.some((one) => one.from <= at && at < one.to) ?? true)
  let fits = 0
  let run = 0
  for (let at = from; at <= to; at += 1) {
    if (owed(at)) {
      run += 1
      if (run % a.everyMs === 0) fits += 1
    } else run = 0
  }
  const plans = new Map<number, string>()
  for (const result of a.results) {
    if (result.attempt > 0 || !owed(result.plannedAt)) continue
    const unknown = `unknown:${result.reason ?? 'probe-unknown'}`
    const said = result.outcome === 'unknown' ? unknown : 'executed'
    const begun = String(result.startedAt).padStart(9, '0')
    // Executed comes before unknown in the alphabet; of several the one that began first, then by its reason.
    const rank = `${said.slice(0, 8)}/${begun}/${said}`
    const before = plans.get(result.plannedAt)
    if (before === undefined || rank < before) plans.set(result.plannedAt, rank)
  }
  for (const [at, rank] of plans) plans.set(at, rank.slice(rank.lastIndexOf('/') + 1))
  for (const skip of [...a.skips].sort((x, y) => x.reason.localeCompare(y.reason)))
    if (owed(skip.at) && !plans.has(skip.at)) plans.set(skip.at, `skipped:${skip.reason}`)
  const said = [...plans.values()]
  const planned = Math.max(fits, said.length)
  const starts = a.results
    .filter((one) => one.outcome !== 'unknown' && one.startedAt >= a.active.from && one.startedAt <= to)
    .map((one) => one.startedAt)
    .sort((x, y) => x - y)
  const earlier = starts.filter((at) => at < a.period.from).at(-1)
  const points = [earlier ?? from, ...starts.filter((at) => at >= from), to]
  const gaps = points.slice(1).map((at, index) => walkedMs(points[index] ?? 0, at, a.monitored))
  return {
    planned,
    executed: said.filter((one) => one === 'executed').length,
    unknown: said.filter((one) => one.startsWith('unknown')).length,
    skipped: said.filter((one) => one.startsWith('skipped')).length,
    missed: planned - said.length,
    reasonsOf: (reason: string) => said.filter((one) => one.split(':')[1] === reason).length,
    largestGapMs: starts.length === 0 ? null : Math.max(...gaps),
    endedBeyond: gaps.slice(0, -1).some((ms) => ms > a.limitMs),
    runningBeyond:
      (starts.length === 0 ? walkedMs(a.active.from, to, a.monitored) : (gaps.at(-1) ?? 0)) > a.limitMs,
  }
}
