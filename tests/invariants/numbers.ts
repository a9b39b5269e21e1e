/** Sets of sequence numbers by (agent, epoch), as inclusive ranges: a month has millions, and few ranges. */
import type { Numbers } from './history.ts'

type Range = [number, number]
export type NumberSets = ReadonlyMap<string, readonly Range[]>

export const keyOf = (agentId: string, epoch: string) => `${agentId} ${epoch}`

/** Ranges of all lists by (agent, epoch), in order and joined. */
export function setsOf(...lists: readonly (readonly Numbers[] | undefined)[]): NumberSets {
  const sets = new Map<string, Range[]>()
  for (const { agentId, epoch, ranges } of lists.flatMap((list) => list ?? [])) {
    const key = keyOf(agentId, epoch)
    const known = sets.get(key) ?? []
    sets.set(key, known)
    for (const [from, to] of ranges) known.push([from, to])
  }
  return new Map([...sets].map(([key, ranges]) => [key, joined(ranges)]))
}

export function joined(ranges: readonly Range[]): Range[] {
  const found: Range[] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else found.push([from, to])
  }
  return found
}

export function has(ranges: readonly Range[] | undefined, n: number): boolean {
  if (!ranges) return false
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = ranges[middle] ?? [0, 0]
    if (n < from) high = middle - 1
    else if (n > to) low = middle + 1
    else return true
  }
  return false
}

/** What of `a` is not in `b`; both in order and joined. */
export function minus(a: readonly Range[], b: readonly Range[] = []): Range[] {
  const left: Range[] = []
  for (const [from, to] of a) {
    let at = from
    for (const [start, end] of b) {
      if (end < at || start > to) continue
      if (start > at) left.push([at, start - 1])
      at = end + 1
    }
    if (at <= to) left.push([at, to])
  }
  return left
}

export const countOf = (ranges: readonly Range[] = []) =>
  ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)

/** How many numbers all sets hold. */
export function sizeOf(sets: NumberSets): number {
  return [...sets.values()].reduce((sum, ranges) => sum + countOf(ranges), 0)
}

/** For people: `3, 7–9` and how many more. */
export function textOf(ranges: readonly Range[], most = 5): string {
  const listed = ranges.slice(0, most).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  const more = ranges.length - listed.length
  return more > 0 ? `${listed.join(', ')} and ${more} more ranges` : listed.join(', ')
}

/** Sorted numbers as ranges; for generators that count. */
export function rangesFrom(sequence: Iterable<number>): Range[] {
  return joined([...sequence].map((n): Range => [n, n]))
}
