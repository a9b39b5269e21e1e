import { step } from './step.ts'
import type { CheckSpec, CheckState, Cursor, Episode, Observation } from './types.ts'

export interface Folded {
  cursor: Cursor
  /** Failures that ended on the way. */
  episodes: Episode[]
}

/** Folds results (in order) into a copy of a cursor. */
export function fold(from: Cursor, spec: CheckSpec, observations: readonly Observation[]): Folded {
  const cursor = { ...from }
  const episodes: Episode[] = []
  for (const observation of observations) {
    const ended = step(cursor, spec, observation)
    if (ended) episodes.push(ended)
  }
  return { cursor, episodes }
}

/** States never change, so what was folded for one stays right as long as it lives. */
const folded = new WeakMap<CheckState, { spec: CheckSpec; result: Folded }>()

/** The whole state folded: one result of one check makes all checks of its service be looked at, most of them unchanged. */
export function tailOf(state: CheckState, spec: CheckSpec): Folded {
  const known = folded.get(state)
  if (known?.spec === spec) return known.result
  const result = fold(state.checkpoint, spec, state.window)
  folded.set(state, { spec, result })
  return result
}

/** The same for a state that somebody folded result by result. */
export function knowTail(state: CheckState, spec: CheckSpec, result: Folded): void {
  folded.set(state, { spec, result })
}
