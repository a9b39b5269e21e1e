/** When clocks of ours were stepped: from what was known then no order of anything is to be had. */
import { shownByCollectors } from './clocks.ts'
import type { Fault, History, Span } from './history.ts'

/**
 * Times in which a clock of ours was wrong, by any of them that was right, and by what it showed itself: what lies
 * between the two was shown by none.
 */
export function stepsOf({ world }: Pick<History, 'world'>): { from: number; to: number }[] {
  return (world.faults ?? []).flatMap((fault: Fault) => {
    const { kind, who, from } = fault
    if (kind !== 'clock-step' || !who.startsWith('collector')) return []
    const to = fault.to ?? world.to
    const [begins, ends] = [from, to - 1].map((at) => shownByCollectors(world.clocks, at))
    if (!begins || !ends) return []
    return [
      { from, to },
      { from: begins.least, to: ends.least },
      { from: begins.most, to: ends.most },
    ]
  })
}

/** Whether a clock of ours was stepped so near to a span that it says nothing of what was known when. */
export function isSteppedNear(
  steps: readonly { from: number; to: number }[],
  { from, to }: Span,
  aroundMs: number,
): boolean {
  return steps.some(
    (step) => step.from <= (to ?? Number.POSITIVE_INFINITY) + aroundMs && step.to >= from - aroundMs,
  )
}
