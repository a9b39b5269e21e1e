/** Times in which our own clock proves nothing (design, rule 1). */
import type { ClockDoubt } from './types.ts'

type Doubt = Omit<ClockDoubt, 'because'> & { because: string }

/** The first doubt that touches [from, to], both ends included; null where the clock can be relied on. */
export function doubtWithin<T extends Doubt>(doubts: readonly T[], from: number, to: number): T | null {
  return earliest(doubts.filter((doubt) => doubt.from <= to && from <= doubt.to))
}

/**
 * The first doubt that holds one of the instants. For distances of days and months: what lies between two
 * good readings of the clock does not make their distance wrong.
 */
export function doubtAt<T extends Doubt>(doubts: readonly T[], ...instants: number[]): T | null {
  return earliest(doubts.filter((doubt) => instants.some((at) => doubt.from <= at && at <= doubt.to)))
}

/** One and the same for any order of the doubts. */
function earliest<T extends Doubt>(doubts: readonly T[]): T | null {
  const ordered = doubts.toSorted((a, b) => a.from - b.from || (a.because < b.because ? -1 : 1))
  return ordered[0] ?? null
}
