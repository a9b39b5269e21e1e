/** An inclusive range of sequence numbers. */
export type Range = [from: number, to: number]

/** A set of sequence numbers, kept as sorted ranges that neither touch nor overlap. */
export class SequenceSet {
  #ranges: Range[] = []

  /** How many numbers are in it. */
  get size(): number {
    return this.#ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  }

  ranges(): readonly Range[] {
    return this.#ranges
  }

  has(n: number): boolean {
    return this.#ranges.some(([from, to]) => from <= n && n <= to)
  }

  add(from: number, to = from): void {
    let [low, high] = [from, to]
    const last = this.#ranges.at(-1)
    if (last && from === last[1] + 1) {
      // By far the most frequent: the next number.
      last[1] = to
      return
    }
    const rest = this.#ranges.filter((range) => {
      if (range[1] < low - 1 || range[0] > high + 1) return true
      low = Math.min(low, range[0])
      high = Math.max(high, range[1])
      return false
    })
    rest.push([low, high])
    this.#ranges = rest.sort((a, b) => a[0] - b[0])
  }

  /** The numbers of this set that are not in `other`, as ranges. */
  without(other: SequenceSet): Range[] {
    const left: Range[] = []
    for (const [from, to] of this.#ranges) {
      let start = from
      for (const [low, high] of other.#ranges) {
        if (high < start || low > to) continue
        if (low > start) left.push([start, low - 1])
        start = high + 1
      }
      if (start <= to) left.push([start, to])
    }
    return left
  }
}

export const sizeOf = (ranges: readonly Range[]) => ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
