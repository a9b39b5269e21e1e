/**
 * Of times that a clock of ours showed twice, since it was set back: what was executed while it was, and all but that,
 * each by itself. Where the first of the two is older than what is kept in order, each is judged as it really was.
 */
import type { Said } from '../reference/detection.ts'
import { AROUND_STEP_MS } from './heard.ts'
import type { History } from './history.ts'
import type { Stored } from './known.ts'
import { stepsOf } from './steps.ts'

/** For each time in which a clock of ours was set back two views: as if nothing else were, and as if it had not been. */
export function shownTwice(
  { world }: Pick<History, 'world'>,
  said: Pick<Stored, 'of'>,
): Pick<Stored, 'of'>[] {
  const back = (world.faults ?? []).flatMap((fault) => {
    if (fault.kind !== 'clock-step' || !fault.who.startsWith('collector')) return []
    const shown = stepsOf({ world: { ...world, faults: [fault] } }).map(({ from }) => from)
    const backMs = fault.from - Math.min(...shown)
    return backMs > 0 ? [{ from: fault.from, to: (fault.to ?? world.to) + AROUND_STEP_MS, backMs }] : []
  })
  return back.flatMap(({ from, to, backMs }) => {
    // Who has not measured it anew since it is right again goes by it for some time.
    const isBack = ({ trueAt = Number.NaN, startedAt }: Said) =>
      trueAt >= from && trueAt < to && trueAt - startedAt > backMs / 2
    return [true, false].map((wanted) => ({
      of: (check: string) => said.of(check).filter((one) => isBack(one) === wanted),
    }))
  })
}
