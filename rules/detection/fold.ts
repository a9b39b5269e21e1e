/**
 * Results of one check, in whatever order they arrive, to its failures (稼働停止・障害の検知).
 * The newest `WINDOW` results are kept and folded anew when asked; older ones are folded once, for good.
 */
import { compare, emptyCursor } from './step.ts'
import { fold, tailOf } from './tail.ts'
import type { CheckSpec, CheckState, Cursor, Episode, Observation } from './types.ts'

export { executionGaps, largestGap } from './gaps.ts'
export { healthOf, lastExecutedAt, silenceOf, silentSince } from './health.ts'
export { holdMs } from './step.ts'

/** How many of the newest results of a check can still be put in order. */
export const WINDOW = 256

/** Confirmed failures that a checkpoint remembers. */
export const ENDED = 64

/** The state of a check that is owed from `sinceAt` on and has no result yet. */
export function newCheckState(sinceAt: number): CheckState {
  return { checkpoint: emptyCursor(), window: [], sinceAt }
}

/**
 * Takes results in, in their own order, and returns the new state; the input stays as it is.
 * Any order of arrival gives the same state while it lies within the window, and a result that is
 * already there (same source, hence same start) counts once. `tooOld` are those that belong before
 * what is folded for good: the caller counts and records them.
 * In order of arrival it costs one push per result, and one copy of the window per call.
 */
export function observe(
  state: CheckState,
  spec: CheckSpec,
  observations: readonly Observation[],
): { state: CheckState; tooOld: Observation[] } {
  const tooOld: Observation[] = []
  const window = [...state.window]
  const { newest } = state.checkpoint
  for (const observation of observations) {
    const behind = newest ? compare(observation, newest) : 1
    if (behind < 0) tooOld.push(observation)
    else if (behind > 0) insert(window, observation)
  }
  const surplus = window.length - WINDOW
  if (surplus <= 0) return { state: { ...state, window }, tooOld }
  const checkpoint = foldedForGood(state.checkpoint, spec, window.slice(0, surplus))
  return { state: { ...state, checkpoint, window: window.slice(surplus) }, tooOld }
}

/** A checkpoint with the results (in order) that follow it: with that they can no longer be put in order. */
export function foldedForGood(checkpoint: Cursor, spec: CheckSpec, results: readonly Observation[]): Cursor {
  const { cursor, episodes } = fold(checkpoint, spec, results)
  const ended = [...cursor.ended, ...episodes.filter((episode) => episode.confirmedAt !== null)]
  return { ...cursor, ended: ended.slice(-ENDED) }
}

/**
 * The failures of a check in order of time, as far as its state reaches back: those that ended, then the
 * one that runs, confirmed or not. An unconfirmed one that ended (`confirmedAt` null, `recoveredAt` set)
 * was never told, but counts as downtime.
 */
export function episodesOf(state: CheckState, spec: CheckSpec): Episode[] {
  const { cursor, episodes } = tailOf(state, spec)
  return [...state.checkpoint.ended, ...episodes, ...(cursor.running ? [cursor.running] : [])]
}

/** Inserts in order unless it is there already; from the end, since results mostly come in order. */
function insert(window: Observation[], observation: Observation): void {
  let at = window.length
  while (at > 0) {
    const before = window[at - 1]
    const order = before ? compare(observation, before) : 1
    if (order === 0) return
    if (order > 0) break
    at -= 1
  }
  if (at === window.length) window.push(observation)
  else window.splice(at, 0, observation)
}
