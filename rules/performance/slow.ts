/** Stretches in which a check's window of response times was slow (パフォーマンス低下, III.1.1.3). Pure. */
import { knownAt } from '../detection/step.ts'
import type { Episode, Observation } from '../detection/types.ts'
import { slowAbove, type Usual } from './baseline.ts'
import { percentile } from './sketch.ts'
import type { SlowdownRule } from './types.ts'

/** What is slow stays so until the percentile is this share of what it was slow above: it must not flap around it. */
const CALM = 0.9
/** So many results at least are beyond it: of few samples a high percentile is the slowest one alone. */
const FEWEST_SLOW = 3

export interface SlowInput {
  /** In order; those without a response time are passed over. */
  window: readonly Observation[]
  rule: SlowdownRule
  /** What is usual in the hour of an instant. */
  usualAt: (at: number) => Usual | null
  /** Results before the first of `window` are known no more: its first windows are not whole. */
  cut: boolean
  /** As it was found before, oldest first: what began before the window says enough stays as it is. */
  known: readonly Episode[]
}

/** Stretches remembered of one check, newest last. */
const KEPT = 32

/**
 * Judged at each result over the window before it; with fewer samples than the rule wants, nothing changes. It
 * begins and is known with the result that made the window slow: the window itself is the confirmation.
 */
export function slowEpisodes({ window, rule, usualAt, cut, known }: SlowInput): Episode[] {
  const timed = window.filter(({ responseMs }) => responseMs !== undefined)
  const wholeFrom = cut ? (window[0]?.startedAt ?? 0) + rule.windowMs : Number.NEGATIVE_INFINITY
  const earlier = known.filter(({ firstFailedAt }) => firstFailedAt < wholeFrom)
  const last = earlier.at(-1)
  const found = earlier.slice(0, -1)
  let running: Episode | null = null
  if (last && (last.recoveredAt === null || last.recoveredAt >= wholeFrom))
    running = { ...last, recoveredAt: null, recoveryConfirmedAt: null }
  else if (last) found.push(last)
  let calmAt = running?.lastOkAt ?? null
  // The last calm window may be whole no more, where it was when this stretch was found.
  const calmBefore = ({ startedAt }: Observation) =>
    known.find(({ firstFailedAt }) => firstFailedAt === startedAt)?.lastOkAt ?? null
  let first = 0
  for (const [index, result] of timed.entries()) {
    while ((timed[first]?.startedAt ?? 0) <= result.startedAt - rule.windowMs) first += 1
    if (result.startedAt < wholeFrom) continue
    const above = slowAbove(rule, usualAt(result.startedAt))
    const times = timed.slice(first, index + 1).flatMap(({ responseMs }) => responseMs ?? [])
    const ms = times.length < rule.minSamples ? null : percentile(times, rule.percentile)
    if (above === null || ms === null) continue
    const beyond = times.filter((time) => time > above.ms).length
    if (running === null && ms > above.ms && beyond >= FEWEST_SLOW)
      running = begin(result, calmAt ?? calmBefore(result), { ms, above, rule })
    else if (running !== null && ms <= above.ms * CALM) {
      found.push({ ...running, recoveredAt: result.startedAt, recoveryConfirmedAt: knownAt(result) })
      running = null
    }
    if (running === null) calmAt = result.startedAt
  }
  return [...found, ...(running ? [running] : [])].slice(-KEPT)
}

function begin(
  result: Observation,
  lastOkAt: number | null,
  { ms, above, rule }: { ms: number; above: { ms: number; by: string }; rule: SlowdownRule },
): Episode {
  return {
    lastOkAt,
    firstFailedAt: result.startedAt,
    confirmedAt: knownAt(result),
    confirmedBy: result.source,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: above.by === 'limit' ? 'slower-than-limit' : 'slower-than-usual',
    message: `p${rule.percentile} ${Math.round(ms)} ms > ${Math.round(above.ms)} ms`,
  }
}
