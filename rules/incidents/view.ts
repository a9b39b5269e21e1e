import { failedSince } from '../detection/ahead.ts'
import { ENDED, episodesOf, healthOf, lastExecutedAt, silentSince } from '../detection/fold.ts'
import { knownAt } from '../detection/step.ts'
import type { CheckSpec, CheckState, Episode } from '../detection/types.ts'
import type { Outcome } from '../words.ts'
import { lastsAt } from './stretch.ts'
import type { CheckView, Executed, Vantage } from './types.ts'

/** What `decide` needs to know of one check at `now`; `graceMs` is the grace for delivery before silence counts. */
export function viewOf(state: CheckState, spec: CheckSpec, now: number, graceMs: number): CheckView {
  const { ended } = state.checkpoint
  return {
    spec,
    // A rule that is there no more says nothing of what it found.
    episodes:
      state.slow && spec.slowdown
        ? [...episodesOf(state, spec), ...state.slow].toSorted(byBeginning)
        : episodesOf(state, spec),
    health: healthOf(state, spec, now),
    lastExecutedAt: lastExecutedAt(state),
    sinceAt: state.sinceAt,
    silentSince: silentSince(state, spec, now, graceMs),
    failures: executedOf(state, 'failed'),
    ...(spec.slowdown && { slowJudgedAt: state.slowJudgedAt ?? null }),
    ...(state.leftOut && { leftOut: state.leftOut }),
    ...(state.aside && {
      setBack: { since: state.aside.since, failures: failedSince(state.aside, state.window) },
    }),
    ...(ended[0] && ended.length >= ENDED && { knownFrom: ended[0].firstFailedAt }),
    ...(spec.of === undefined ? {} : { vantage: vantageOf(state) }),
  }
}

/**
 * Whether a check knows what it failed with at an instant: it was there by then, or it holds that very failure. That may
 * lie before its activation, where the clock that timed it was behind; a check that began anew since knows nothing of it.
 */
export function knowsOf({ sinceAt, episodes, failed = [] }: CheckView, at: number): boolean {
  return sinceAt <= at || [...episodes, ...failed].some((one) => lastsAt(one, at))
}

function executedOf({ window }: CheckState, outcome: Outcome): Executed[] {
  return window
    .filter((result) => result.outcome === outcome)
    .map((result) => ({ startedAt: result.startedAt, knownAt: knownAt(result) }))
}

function vantageOf(state: CheckState): Vantage {
  const { streak, lastExecutedAt: foldedAt, newest } = state.checkpoint
  const before =
    streak?.outcome === 'ok' && foldedAt !== null ? [{ startedAt: foldedAt, knownAt: foldedAt }] : []
  return {
    answers: [...before, ...executedOf(state, 'ok')],
    knownFrom: newest?.startedAt ?? null,
    heardUnknown: (state.window.at(-1)?.startedAt ?? 0) > (lastExecutedAt(state) ?? Number.POSITIVE_INFINITY),
  }
}

const byBeginning = (a: Episode, b: Episode) => a.firstFailedAt - b.firstFailedAt
