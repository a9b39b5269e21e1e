/** What is known of a check now. No data is unknown: never up, never down (design, rule 3). */
import { holdMs } from './step.ts'
import { tailOf } from './tail.ts'
import type { CheckSpec, CheckState, Health } from './types.ts'

/** Start of the newest executed result (ok or failed); null before the first. */
export function lastExecutedAt(state: CheckState): number | null {
  const last = state.window.findLast((result) => result.outcome !== 'unknown')
  return last ? last.startedAt : state.checkpoint.lastExecutedAt
}

/** Start of the newest result of any outcome; null before the first. */
function lastHeardAt(state: CheckState): number | null {
  return state.window.at(-1)?.startedAt ?? state.checkpoint.newest?.startedAt ?? null
}

/**
 * The newest executed result speaks from its start for `holdMs`; after that the state is unknown: silent,
 * or `probe-unknown` while results that say nothing still come. Up counts from the start of the
 * uninterrupted run of ok results, down from the failure's first failed result.
 */
export function healthOf(state: CheckState, spec: CheckSpec, now: number): Health {
  const { lastExecutedAt: executedAt, streak, running, heldSince } = tailOf(state, spec).cursor
  const hold = holdMs(spec)
  const heardAt = lastHeardAt(state)
  const heard = heardAt !== null && now <= heardAt + hold
  if (executedAt === null || streak === null)
    return { state: 'unknown', sinceAt: state.sinceAt, reason: heard ? 'probe-unknown' : 'no-result-yet' }
  const untilAt = executedAt + hold
  if (now > untilAt) return { state: 'unknown', sinceAt: untilAt, reason: heard ? 'probe-unknown' : 'silent' }
  if (streak.outcome === 'ok') return { state: 'up', sinceAt: heldSince ?? executedAt, untilAt }
  return {
    state: 'down',
    sinceAt: running?.firstFailedAt ?? executedAt,
    untilAt,
    confirmed: running !== null && running.confirmedAt !== null,
  }
}

/**
 * Since when nothing at all has been heard of the check, where at `now` that is longer than its hold and
 * the grace for delivery (milliseconds); null while it is heard. Before the first result it counts from
 * the activation.
 */
export function silentSince(state: CheckState, spec: CheckSpec, now: number, graceMs: number): number | null {
  const since = Math.max(lastHeardAt(state) ?? state.sinceAt, state.sinceAt) + holdMs(spec)
  return now > since + graceMs ? since : null
}
