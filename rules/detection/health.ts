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
 * When a check counts as not monitored if nothing more comes: nothing at all is heard of it beyond its hold
 * and the grace for delivery (milliseconds), or results still come but say nothing for as many intervals more
 * as confirm a failure (one unknown result is no gap). Before the first result it counts from the activation.
 * @returns since when, and the last instant at which it is not yet told.
 */
export function silenceOf(
  state: CheckState,
  spec: CheckSpec,
  graceMs: number,
): { sinceAt: number; untilAt: number } {
  const holdFrom = (at: number | null) => Math.max(at ?? state.sinceAt, state.sinceAt) + holdMs(spec)
  const heard = holdFrom(lastHeardAt(state))
  const executed = holdFrom(lastExecutedAt(state))
  const patience = executed + spec.confirm.failures * spec.everyMs
  return heard <= patience
    ? { sinceAt: heard, untilAt: heard + graceMs }
    : { sinceAt: executed, untilAt: patience + graceMs }
}

/** Since when the check is not monitored, where that counts at `now`; null while it is. */
export function silentSince(state: CheckState, spec: CheckSpec, now: number, graceMs: number): number | null {
  const { sinceAt, untilAt } = silenceOf(state, spec, graceMs)
  return now > untilAt ? sinceAt : null
}
