/** What a time-sync check on the collector's own host says of the collector's clock (design, rule 1). */
import type { ClockDoubt } from '../obligations/types.ts'
import { holdMs } from './step.ts'
import type { CheckSpec, CheckState } from './types.ts'

/**
 * Times, up to `now`, in which the clock cannot be relied on: from a failed result (beyond the check's own
 * limit) until the next ok one, and from where a result no longer speaks for it until the next that does.
 * In order of time. Nothing is said of the time before the check was there.
 */
export function clockDoubts(state: CheckState, spec: CheckSpec, now: number): ClockDoubt[] {
  const { checkpoint, sinceAt, window } = state
  const doubts: ClockDoubt[] = []
  const unknown = (from: number, to: number) => {
    if (from < to) doubts.push({ from, to, because: 'own-clock-unknown' })
  }
  let offSince = checkpoint.streak?.outcome === 'failed' ? checkpoint.streak.firstStartedAt : null
  /** Until when the newest result that was ok speaks for the clock. */
  let goodUntil = Math.max(checkpoint.lastExecutedAt ?? sinceAt, sinceAt) + holdMs(spec)
  for (const { startedAt, outcome } of window) {
    if (outcome === 'unknown') continue
    if (offSince === null) unknown(goodUntil, startedAt)
    if (outcome === 'failed') offSince ??= startedAt
    else {
      if (offSince !== null) doubts.push({ from: offSince, to: startedAt, because: 'own-clock-off' })
      offSince = null
      goodUntil = startedAt + holdMs(spec)
    }
  }
  if (offSince !== null)
    doubts.push({ from: offSince, to: Math.max(offSince, now), because: 'own-clock-off' })
  else unknown(goodUntil, now)
  return doubts
}
