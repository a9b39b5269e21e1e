/** The interval items (III.1.1.1 a, III.1.1.2 a): the next execution is owed within the value in force. */
import { executionsOf } from '../detection/gaps.ts'
import type { CheckSpec, CheckState, Observation } from '../detection/types.ts'
import type { ObligationState } from '../words.ts'

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
}

export interface IntervalInput {
  state: CheckState
  spec: CheckSpec
  /** The value in force, milliseconds. */
  limitMs: number
  now: number
  /** How long evidence may be under way before its absence counts, milliseconds. */
  graceMs: number
  /** Gap obligations of this check that are stored: later evidence may turn them. */
  known?: { clockFrom: number; state: ObligationState }[]
}

/**
 * What a check owes and owed, as far as its window reaches. One standing obligation is open and due at
 * the last start + limit. A gap longer than that which has ended is breached once the grace after the
 * receipt of its end is over (live results come before backlog, which may still fill it). One that lasts
 * beyond due time and grace is not proven: there is no evidence, which later evidence turns to met or
 * breached. Every field but `state: 'open'` ones follows from the evidence alone, so repeated judgements
 * give equal rows.
 */
export function judgeInterval(input: IntervalInput): IntervalJudgement {
  const { state, spec, limitMs, now, graceMs, known = [] } = input
  const { from, executions } = executionsOf(state)
  const standingFrom = executions.at(-1)?.startedAt ?? from
  const obligations: IntervalObligation[] = [
    { ...owed(`${spec.check}#standing`, standingFrom, limitMs), state: 'open' },
  ]
  const later: number[] = []

  for (const { clockFrom, end } of distances(from, executions)) {
    const gap = owed(`${spec.check}#${clockFrom}`, clockFrom, limitMs)
    const stored = known.find((row) => row.clockFrom === clockFrom)?.state
    if (end === null) {
      const silentAt = gap.dueAt + graceMs
      if (now > silentAt)
        obligations.push({ ...gap, state: 'not-proven', decidedAt: silentAt, because: 'no-evidence-yet' })
      else later.push(silentAt + 1)
      continue
    }
    const evidence = { toAt: end.startedAt, gapMs: end.startedAt - clockFrom, by: end.source }
    const marginMs = gap.dueAt - end.startedAt
    if (marginMs >= 0) {
      if (stored === 'not-proven' || stored === 'breached')
        obligations.push({
          ...gap,
          state: 'met',
          decidedAt: end.receivedAt,
          marginMs,
          because: 'evidence-came-later',
          evidence,
        })
      continue
    }
    const settledAt = end.receivedAt + graceMs
    if (now > settledAt)
      obligations.push({
        ...gap,
        state: 'breached',
        decidedAt: settledAt,
        marginMs,
        because: 'gap-longer-than-limit',
        evidence,
      })
    else later.push(settledAt + 1)
  }
  return { obligations, nextAt: later.length > 0 ? Math.min(...later) : null }
}

function owed(key: string, clockFrom: number, limitMs: number) {
  return {
    key,
    clockFrom,
    dueAt: clockFrom + limitMs,
    limitMs,
    decidedAt: null,
    marginMs: null,
    because: null,
    evidence: {},
  }
}

/** Every start with the execution that followed it; the last one with none. */
function distances(from: number, executions: Observation[]) {
  const starts = [from, ...executions.map((result) => result.startedAt)]
  return starts.map((clockFrom, index) => ({ clockFrom, end: executions[index] ?? null }))
}
