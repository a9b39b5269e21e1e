/** Times in which our own clock proves nothing (design, rule 1). */
import type { ClockDoubt } from './types.ts'

/** The first doubt that touches [from, to], both ends included; null where the clock can be relied on. */
export function doubtWithin(doubts: readonly ClockDoubt[], from: number, to: number): ClockDoubt | null {
  return earliest(doubts.filter((doubt) => doubt.from <= to && from <= doubt.to))
}

/**
 * The first doubt that holds one of the instants. For distances of days and months: what lies between two
 * good readings of the clock does not make their distance wrong.
 */
export function doubtAt(doubts: readonly ClockDoubt[], ...instants: number[]): ClockDoubt | null {
  return earliest(doubts.filter((doubt) => instants.some((at) => doubt.from <= at && at <= doubt.to)))
}

/** One and the same for any order of the doubts. */
function earliest(doubts: readonly ClockDoubt[]): ClockDoubt | null {
  const ordered = doubts.toSorted((a, b) => a.from - b.from || (a.because < b.because ? -1 : 1))
  return ordered[0] ?? null
}
