/** Sequence numbers as sorted, disjoint, inclusive ranges: how "counts once" is kept in few rows. */
export type Range = readonly [first: number, last: number]

export function holds(ranges: readonly Range[], seq: number): boolean {
  return ranges.some(([first, last]) => first <= seq && seq <= last)
}

/** The ranges with these numbers added; ranges that touch become one. */
export function add(ranges: readonly Range[], seqs: Iterable<number>): Range[] {
  return addRanges(
    ranges,
    [...seqs].map((seq): Range => [seq, seq]),
  )
}

export function addRanges(ranges: readonly Range[], more: readonly Range[]): Range[] {
  const all = [...ranges, ...more].sort((a, b) => a[0] - b[0])
  const out: [number, number][] = []
  for (const [first, last] of all) {
    const end = out.at(-1)
    if (end && first <= end[1] + 1) end[1] = Math.max(end[1], last)
    else out.push([first, last])
  }
  return out
}
