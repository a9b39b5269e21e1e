/** Sets of instants as intervals [from, to). What comes out is in order, not empty, and neither overlaps nor touches. */
import type { Interval } from './types.ts'

/** All of them as one set, in any order and overlapping or not; empty and reversed ones hold nothing. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)
  const merged: Interval[] = []
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** What lies in both of two sets. Both must be in order and without overlap, as `union` gives them. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const found: Interval[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i], b[j]]
    if (!one || !other) break
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
    if (from < to) found.push({ from, to })
    if (one.to < other.to) i += 1
    else j += 1
  }
  return found
}

/** What lies in the first set and not in the second. Both must be in order and without overlap. */
export function difference(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const found: Interval[] = []
  let j = 0
  for (const { from, to } of a) {
    let at = from
    while (j < b.length && (b[j]?.to ?? 0) <= at) j += 1
    for (let k = j; k < b.length; k += 1) {
      const hole = b[k]
      if (!hole || hole.from >= to) break
      if (hole.from > at) found.push({ from: at, to: hole.from })
      at = Math.max(at, hole.to)
    }
    if (at < to) found.push({ from: at, to })
  }
  return found
}

/** Length of a set in order and without overlap, milliseconds. */
export function lengthMs(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0)
}
