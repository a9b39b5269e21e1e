import { episodesOf, healthOf, lastExecutedAt, silentSince } from '../detection/fold.ts'
import { knownAt } from '../detection/step.ts'
import type { CheckSpec, CheckState } from '../detection/types.ts'
import type { CheckView } from './types.ts'

/** What `decide` needs to know of one check at `now`; `graceMs` is the grace for delivery before silence counts. */
export function viewOf(state: CheckState, spec: CheckSpec, now: number, graceMs: number): CheckView {
  return {
    spec,
    episodes: episodesOf(state, spec),
    health: healthOf(state, spec, now),
    lastExecutedAt: lastExecutedAt(state),
    silentSince: silentSince(state, spec, now, graceMs),
    failures: state.window
      .filter((result) => result.outcome === 'failed')
      .map((result) => ({ startedAt: result.startedAt, knownAt: knownAt(result) })),
  }
}
