/** The interval items (III.1.1.1 a, III.1.1.2 a): the next execution is owed within the value in force. */
import type { Interval } from '../calendar/types.ts'
import { executionsOf } from '../detection/gaps.ts'
import type { CheckSpec, CheckState, Observation } from '../detection/types.ts'
import type { ObligationState } from '../words.ts'
import { doubtWithin } from './doubt.ts'
import { dueWithin, monitoredMs } from './monitored.ts'
import type { ClockDoubt } from './types.ts'

/** One obligation as it should be kept, by `key`: insert it, or update it where its state or due time differ. */
export interface IntervalObligation {
  /** `CHECK#standing` for the one that advances, else `CHECK#CLOCKFROM`; unique per check. */
  key: string
  clockFrom: number
  dueAt: number
  limitMs: number
  state: 'open' | 'met' | 'breached' | 'not-proven'
  decidedAt: number | null
  /** Time left at the next execution (negative: too late); null while it is not known. */
  marginMs: number | null
  because: string | null
  /** `{ toAt, gapMs, by }` of the execution that ended the gap. */
  evidence: Record<string, unknown>
}

export interface IntervalJudgement {
  obligations: IntervalObligation[]
  /** When judging again may say something else without new results; null if never. */
  nextAt: number | null
  /** A distance lasts beyond its limit, or one that ended may still be filled: more is waited for than the next execution. */
  settling: boolean
}

export interface EarlierLimit {
  until: number
  /** Milliseconds; null where none was in force. */
  limitMs: number | null
}

const DOUBTS: readonly ClockDoubt['because'][] = ['own-clock-off', 'own-clock-unknown', 'clock-stepped']

export interface IntervalInput {
  state: CheckState
  spec: CheckSpec
  /** The value in force, milliseconds. */
  limitMs: number
  /** Values in force before it, oldest first, each until `until`: a distance is judged by that of its beginning. */
  earlier?: readonly EarlierLimit[]
  now: number
  /** How long evidence may be under way before its absence counts, milliseconds. */
  graceMs: number
  /** Gap obligations of this check that are stored: later evidence may turn them. */
  known?: { clockFrom: number; state: ObligationState; because?: string | null }[]
  /** When intervals are owed (setting `monitoringHours`), as in monitored.ts; null, or none given, is always. */
  monitored?: readonly Interval[] | null
  /** Times of doubt in our own clock, as far as they are remembered; `known` remembers what they decided. */
  doubts?: readonly ClockDoubt[]
}

/**
 * What a check owes and owed, as far as its window reaches. One standing obligation is open and due at
 * the last start + limit. A gap longer than that which has ended is breached once the grace after the
 * receipt of its end is over (live results come before backlog, which may still fill it). One that lasts
 * beyond due time and grace is not proven: there is no evidence, which later evidence turns to met or
 * breached. Every field but `state: 'open'` ones follows from the evidence alone, so repeated judgements
 * give equal rows. Only monitored time counts, in distances and in due times. Of a distance across a doubt of
 * our own clock neither breach nor late evidence is proven, and that stays so when the doubt is forgotten; one
 * within the limit needs no row and gets none.
 */
export function judgeInterval(input: IntervalInput): IntervalJudgement {
  const { state, spec, now, graceMs, known = [], monitored = null, doubts = [] } = input
  const { from, executions } = executionsOf(state)
  const obligations: IntervalObligation[] = [standingOf(input)]
  const later: number[] = []
  let settling = false
  const storedOf = new Map(known.toReversed().map((row) => [row.clockFrom, row]))

  for (const { clockFrom, end } of distances(from, executions)) {
    const limitMs = limitAt(clockFrom, input)
    if (limitMs === null) continue
    const stored = storedOf.get(clockFrom)
    // Nearly all of them: no part of it is longer than the whole.
    if (end !== null && stored === undefined && end.startedAt - clockFrom <= limitMs) continue
    const gap = owed(`${spec.check}#${clockFrom}`, clockFrom, limitMs, monitored)
    if (end === null) {
      const silentAt = gap.dueAt + graceMs
      if (now > silentAt) {
        obligations.push({ ...gap, state: 'not-proven', decidedAt: silentAt, because: 'no-evidence-yet' })
        settling = true
      } else later.push(silentAt + 1)
      continue
    }
    const gapMs = monitoredMs(clockFrom, end.startedAt, monitored)
    const evidence = {
      toAt: end.startedAt,
      gapMs,
      by: end.source,
      ...(monitored === null ? {} : { elapsedMs: end.startedAt - clockFrom }),
    }
    const ended = { ...gap, marginMs: limitMs - gapMs, evidence }
    const doubt = doubtWithin(doubts, clockFrom, end.startedAt)?.because ?? remembered(stored)
    if (ended.marginMs >= 0) {
      if (stored?.state === 'not-proven' || stored?.state === 'breached')
        obligations.push({
          ...ended,
          state: doubt ? 'not-proven' : 'met',
          decidedAt: end.receivedAt,
          because: doubt ?? 'evidence-came-later',
        })
      continue
    }
    const settledAt = end.receivedAt + graceMs
    if (now > settledAt)
      obligations.push({
        ...ended,
        state: doubt ? 'not-proven' : 'breached',
        decidedAt: settledAt,
        because: doubt ?? 'gap-longer-than-limit',
      })
    else {
      later.push(settledAt + 1)
      settling = true
    }
  }
  return { obligations, nextAt: later.length > 0 ? Math.min(...later) : null, settling }
}

/** The one that is open, and due at the last start + limit. */
export function standingOf(
  input: Pick<IntervalInput, 'state' | 'spec' | 'limitMs' | 'earlier' | 'monitored'>,
): IntervalObligation {
  const { from, executions } = executionsOf(input.state)
  const clockFrom = executions.at(-1)?.startedAt ?? from
  const limitMs = limitAt(clockFrom, input) ?? input.limitMs
  return {
    ...owed(`${input.spec.check}#standing`, clockFrom, limitMs, input.monitored ?? null),
    state: 'open',
  }
}

function limitAt(
  at: number,
  { earlier = [], limitMs }: Pick<IntervalInput, 'earlier' | 'limitMs'>,
): number | null {
  const before = earlier.find(({ until }) => at < until)
  return before === undefined ? limitMs : before.limitMs
}

function owed(key: string, clockFrom: number, limitMs: number, monitored: readonly Interval[] | null) {
  return {
    key,
    clockFrom,
    dueAt: dueWithin(clockFrom, limitMs, monitored),
    limitMs,
    decidedAt: null,
    marginMs: null,
    because: null,
    evidence: {},
  }
}

/** The doubt that a stored row was decided by. */
function remembered(stored: { because?: string | null } | undefined): ClockDoubt['because'] | null {
  return DOUBTS.find((because) => because === stored?.because) ?? null
}

/** Every start with the execution that followed it; the last one with none. */
function* distances(from: number, executions: Observation[]) {
  let clockFrom = from
  for (const end of executions) {
    yield { clockFrom, end }
    clockFrom = end.startedAt
  }
  yield { clockFrom, end: null }
}
