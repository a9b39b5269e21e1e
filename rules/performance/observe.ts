/** Takes results of a check in whose response times are judged over a window (III.1.1.3). */
import { observe } from '../detection/fold.ts'
import type { CheckSpec, CheckState, Episode, Observation } from '../detection/types.ts'
import type { Usual } from './baseline.ts'
import { slowEpisodes } from './slow.ts'
import type { SlowdownRule } from './types.ts'

/** Results taken in at once: the window that is kept holds so many more than a rule's window may. */
const AT_ONCE = 50

/** As `observe`, and what was slow stands in `slow`. A changed rule judges what comes from then on, and not what was told. */
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
    const { slow, judgedAt } = slowEpisodes({
      ...{ window: taken.state.window, rule: spec.slowdown, usualAt, known: current.slow ?? [] },
      cut: taken.state.checkpoint.newest !== null,
      newFrom: observations
        .slice(from, from + AT_ONCE)
        .reduce((earliest, { startedAt }) => Math.min(earliest, startedAt), Number.POSITIVE_INFINITY),
    })
    const judged = Math.max(
      judgedAt ?? Number.NEGATIVE_INFINITY,
      current.slowJudgedAt ?? Number.NEGATIVE_INFINITY,
    )
    current = { ...taken.state, slow, ...(Number.isFinite(judged) && { slowJudgedAt: judged }) }
  }
  return { state: current, tooOld }
}

/** The state of a check whose response times no rule judges any more. */
export function untimed({ slow: _, slowJudgedAt: __, ...state }: CheckState): CheckState {
  return state
}

/** Whether slow stretches begin and end alike. */
export function sameSlow(a: readonly Episode[] = [], b: readonly Episode[] = []): boolean {
  if (a.length !== b.length) return false
  return a.every(
    (one, at) => one.firstFailedAt === b[at]?.firstFailedAt && one.recoveredAt === b[at]?.recoveredAt,
  )
}
