/** Takes results of a check in whose response times are judged over a window (III.1.1.3). */
import { observe } from '../detection/fold.ts'
import type { CheckSpec, CheckState, Observation } from '../detection/types.ts'
import type { Usual } from './baseline.ts'
import { slowEpisodes } from './slow.ts'
import type { SlowdownRule } from './types.ts'

/** Results taken in at once: the window that is kept holds so many more than a rule's window may. */
const AT_ONCE = 50

/** As `observe`, and what was slow stands in `slow`. */
export function observeTimed(
  state: CheckState,
  spec: CheckSpec & { slowdown: SlowdownRule },
  observations: readonly Observation[],
  usualAt: (at: number) => Usual | null,
): ReturnType<typeof observe> {
  let current = state
  const tooOld: Observation[] = []
  for (let from = 0; from < observations.length; from += AT_ONCE) {
    const taken = observe(current, spec, observations.slice(from, from + AT_ONCE))
    tooOld.push(...taken.tooOld)
    const slow = slowEpisodes({
      window: taken.state.window,
      rule: spec.slowdown,
      usualAt,
      cut: taken.state.checkpoint.newest !== null,
      known: current.slow ?? [],
    })
    current = { ...taken.state, slow }
  }
  return { state: current, tooOld }
}
