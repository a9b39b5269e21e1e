/** The interval items (III.1.1.1 a, III.1.1.2 a): the next execution is owed within the value in force. */
import type { Interval } from '../calendar/types.ts'
import { executedElsewhere, executionsOf, type Numbered, numberedOf } from '../detection/gaps.ts'
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

interface Known {
  clockFrom: number
  state: ObligationState
  because?: string | null
}

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
  known?: Known[]
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
 * our own clock neither breach nor late evidence is proven, and that stays so when the doubt is forgotten; nor is a breach
 * where something was executed between that was placed elsewhere. One within the limit needs no row and gets none.
 */
export function judgeInterval(input: IntervalInput): IntervalJudgement {
  const { state, now, graceMs, known = [] } = input
  const { from, executions } = executionsOf(state)
  const storedOf = new Map(known.toReversed().map((row) => [row.clockFrom, row]))
  const found: IntervalJudgement = {
    obligations: [standing(input, from, executions)],
    nextAt: null,
    settling: false,
  }
  const lookAgain = (at: number) => {
    found.nextAt = Math.min(found.nextAt ?? at, at)
  }

  // Of hundreds of distances that are all too long it is found out once; mostly nobody asks.
  let numbers: Numbered | undefined
  const numbered = () => {
    numbers ??= numberedOf(state)
    return numbers
  }
  let clockFrom = from
  for (const end of executions) {
    const began = clockFrom
    clockFrom = end.startedAt
    const limitMs = limitAt(began, input)
    if (limitMs === null) continue
    const stored = storedOf.get(began)
    // Nearly all of them: no part of it is longer than the whole.
    if (stored === undefined && end.startedAt - began <= limitMs) continue
    const { decided, settledAt } = endedDistance(input, { clockFrom: began, end, limitMs, stored, numbered })
    if (decided) found.obligations.push(decided)
    if (settledAt === null) continue
    lookAgain(settledAt + 1)
    found.settling = true
  }
  const limitMs = limitAt(clockFrom, input)
  if (limitMs === null) return found
  const lasting = owed(input, clockFrom, limitMs)
  const silentAt = lasting.dueAt + graceMs
  if (now <= silentAt) lookAgain(silentAt + 1)
  else {
    found.obligations.push({
      ...lasting,
      state: 'not-proven',
      decidedAt: silentAt,
      because: 'no-evidence-yet',
    })
    found.settling = true
  }
  return found
}

/** What is owed for a distance that has ended, if anything; `settledAt`: when that will be known, where it is not yet. */
function endedDistance(
  input: IntervalInput,
  a: {
    clockFrom: number
    end: Observation
    limitMs: number
    stored: Known | undefined
    numbered: () => Numbered
  },
): { decided: IntervalObligation | null; settledAt: number | null } {
  const { now, graceMs, monitored = null, doubts = [] } = input
  const { clockFrom, end, limitMs, stored } = a
  const gapMs = monitoredMs(clockFrom, end.startedAt, monitored)
  const evidence = {
    toAt: end.startedAt,
    gapMs,
    by: end.source,
    ...(monitored === null ? {} : { elapsedMs: end.startedAt - clockFrom }),
  }
  const ended = { ...owed(input, clockFrom, limitMs), marginMs: limitMs - gapMs, evidence }
  const doubt = doubtWithin(doubts, clockFrom, end.startedAt)?.because ?? remembered(stored)
  if (ended.marginMs >= 0) {
    if (stored?.state !== 'not-proven' && stored?.state !== 'breached')
      return { decided: null, settledAt: null }
    const state = doubt ? 'not-proven' : 'met'
    const because = doubt ?? 'evidence-came-later'
    return { decided: { ...ended, state, decidedAt: end.receivedAt, because }, settledAt: null }
  }
  const settledAt = end.receivedAt + graceMs
  if (now <= settledAt) return { decided: null, settledAt }
  // Of several collectors an agent asks now one and now another, and places what it executes by each of their clocks.
  const elsewhere = doubt === null && executedElsewhere(a.numbered(), clockFrom, end.startedAt)
  const state = doubt || elsewhere ? 'not-proven' : 'breached'
  const because = doubt ?? (elsewhere ? 'clock-stepped' : 'gap-longer-than-limit')
  return { decided: { ...ended, state, decidedAt: settledAt, because }, settledAt: null }
}

/** The one that is open, and due at the last start + limit. */
export function standingOf(
  input: Pick<IntervalInput, 'state' | 'spec' | 'limitMs' | 'earlier' | 'monitored'>,
): IntervalObligation {
  const { from, executions } = executionsOf(input.state)
  return standing(input, from, executions)
}

function standing(
  input: Owing & Pick<IntervalInput, 'limitMs' | 'earlier'>,
  from: number,
  executions: readonly Observation[],
): IntervalObligation {
  const clockFrom = executions.at(-1)?.startedAt ?? from
  const limitMs = limitAt(clockFrom, input) ?? input.limitMs
  return { ...owed(input, clockFrom, limitMs), key: `${input.spec.check}#standing`, state: 'open' }
}

function limitAt(
  at: number,
  { earlier = [], limitMs }: Pick<IntervalInput, 'earlier' | 'limitMs'>,
): number | null {
  const before = earlier.find(({ until }) => at < until)
  return before === undefined ? limitMs : before.limitMs
}

type Owing = Pick<IntervalInput, 'spec' | 'monitored'>

function owed({ spec, monitored = null }: Owing, clockFrom: number, limitMs: number) {
  return {
    key: `${spec.check}#${clockFrom}`,
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
function remembered(stored: Known | undefined): ClockDoubt['because'] | null {
  return DOUBTS.find((because) => because === stored?.because) ?? null
}
