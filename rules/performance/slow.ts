/** Stretches in which a check's window of response times was slow (パフォーマンス低下, III.1.1.3). Pure. */
import { knownAt } from '../detection/step.ts'
import type { Episode, Observation } from '../detection/types.ts'
import { slowAbove, type Usual } from './baseline.ts'
import { percentile, rankOf } from './sketch.ts'
import type { SlowdownRule } from './types.ts'

/** What is slow stays so until the percentile is this share of what it was slow above: it must not flap around it. */
const CALM = 0.9
/** So many results at least are beyond it: of few samples a high percentile is the slowest one alone. */
const FEWEST_SLOW = 3

/** By what it was slow, as codes. */
const REASONS = { limit: 'slower-than-limit', deviation: 'slower-than-usual' } as const

/** Whether it was told of a window of response times, and not of single results. */
export function isOfWindow({ reason }: { reason: string | null }): boolean {
  return reason === REASONS.limit || reason === REASONS.deviation
}

export interface SlowInput {
  /** In order; those without a response time are passed over. */
  window: readonly Observation[]
  rule: SlowdownRule
  /** What is usual in the hour of an instant. */
  usualAt: (at: number) => Usual | null
  /** Results before the first of `window` are known no more: its first windows are not whole. */
  cut: boolean
  /** Start of the earliest result that is new; what was found before it stays as it is, whatever rule it was found by. */
  newFrom: number
  /** As it was found before, oldest first: what began before the window says enough stays as it is. */
  known: readonly Episode[]
}

/** Stretches remembered of one check, newest last. */
const KEPT = 32

/**
 * Judged at each result over the window before it; with fewer samples than the rule wants, nothing changes. It
 * begins and is known with the result that made the window slow: the window itself is the confirmation.
 * `judgedAt` is the start of the newest result whose window said slow or calm; null where none did.
 */
export function slowEpisodes(input: SlowInput): { slow: Episode[]; judgedAt: number | null } {
  const { window, rule, cut, known } = input
  const timed = window.filter(({ responseMs }) => responseMs !== undefined)
  const wholeFrom = cut ? (window[0]?.startedAt ?? 0) + rule.windowMs : Number.NEGATIVE_INFINITY
  const from = Math.max(wholeFrom, input.newFrom)
  const earlier = known.filter(({ firstFailedAt }) => firstFailedAt < from)
  const last = earlier.at(-1)
  const found = earlier.slice(0, -1)
  let running: Episode | null = null
  if (last && (last.recoveredAt === null || last.recoveredAt >= from))
    running = { ...last, recoveredAt: null, recoveryConfirmedAt: null }
  else if (last) found.push(last)
  let calmAt = running?.lastOkAt ?? lastJudged(timed, input, wholeFrom, from)
  // The last calm window may be whole no more, where it was when this stretch was found.
  const calmBefore = ({ startedAt }: Observation) =>
    known.find(({ firstFailedAt }) => firstFailedAt === startedAt)?.lastOkAt ?? null
  let judgedAt: number | null = null
  let first = 0
  for (const [index, result] of timed.entries()) {
    if (result.startedAt < from) continue
    while ((timed[first]?.startedAt ?? 0) <= result.startedAt - rule.windowMs) first += 1
    const count = index + 1 - first
    const above = count < rule.minSamples ? null : slowAbove(rule, input.usualAt(result.startedAt))
    if (above === null) continue
    judgedAt = result.startedAt
    // The percentile is beyond a value where more results are than may lie beyond the percentile.
    const may = count - rankOf(count, rule.percentile)
    const slow = beyond(timed, first, index, above.ms)
    if (running === null && slow > may && slow >= FEWEST_SLOW) {
      const times = timed.slice(first, index + 1).flatMap(({ responseMs }) => responseMs ?? [])
      const ms = percentile(times, rule.percentile) ?? 0
      running = begin(result, calmAt ?? calmBefore(result), { ms, above, rule })
    } else if (running !== null && beyond(timed, first, index, above.ms * CALM) <= may) {
      found.push({ ...running, recoveredAt: result.startedAt, recoveryConfirmedAt: knownAt(result) })
      running = null
    }
    if (running === null) calmAt = result.startedAt
  }
  return { slow: [...found, ...(running ? [running] : [])].slice(-KEPT), judgedAt }
}

/** How many of `timed` from `first` to `last` took longer than `ms`. */
function beyond(timed: readonly Observation[], first: number, last: number, ms: number): number {
  let count = 0
  for (let index = first; index <= last; index += 1) if ((timed[index]?.responseMs ?? 0) > ms) count += 1
  return count
}

/** Start of the last result of [wholeFrom, from) whose window was judged; null where none was. */
function lastJudged(
  timed: readonly Observation[],
  { rule, usualAt }: SlowInput,
  wholeFrom: number,
  from: number,
): number | null {
  const judged = timed.findLast(({ startedAt }, index) => {
    if (startedAt < wholeFrom || startedAt >= from) return false
    const least = timed[index + 1 - rule.minSamples]
    const enough = least !== undefined && least.startedAt > startedAt - rule.windowMs
    return enough && slowAbove(rule, usualAt(startedAt)) !== null
  })
  return judged?.startedAt ?? null
}

function begin(
  result: Observation,
  lastOkAt: number | null,
  { ms, above, rule }: { ms: number; above: { ms: number; by: 'limit' | 'deviation' }; rule: SlowdownRule },
): Episode {
  return {
    lastOkAt,
    firstFailedAt: result.startedAt,
    confirmedAt: knownAt(result),
    confirmedBy: result.source,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: REASONS[above.by],
    message: `p${rule.percentile} ${Math.round(ms)} ms > ${Math.round(above.ms)} ms`,
  }
}
