/**
 * Of times that a clock of ours showed twice, since it was set back: what was executed while it was, and all but that,
 * each by itself. Where the first of the two is older than what is kept in order, each is judged as it really was.
 */
import type { Said } from '../reference/detection.ts'
import type { History } from './history.ts'
import type { Stored } from './known.ts'
import { stepsOf } from './steps.ts'

/** For each time in which a clock of ours was set back two views: as if nothing else were, and as if it had not been. */
export function shownTwice(
  { world }: Pick<History, 'world'>,
  said: Pick<Stored, 'of'>,
): Pick<Stored, 'of'>[] {
  const back = (world.faults ?? []).filter(
    (fault) =>
      fault.kind === 'clock-step' &&
      fault.who.startsWith('collector') &&
      stepsOf({ world: { ...world, faults: [fault] } }).some((shown) => shown.from < fault.from),
  )
  return back.flatMap(({ from, to }) =>
    [true, false].map((wanted) => ({
      of: (check: string) =>
        said
          .of(check)
          .filter(
            ({ trueAt = Number.NaN }: Said) =>
              (trueAt >= from && trueAt < (to ?? Number.POSITIVE_INFINITY)) === wanted,
          ),
    })),
  )
}
