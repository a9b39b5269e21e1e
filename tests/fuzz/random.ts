/** Seeded choices: the same seed gives the same input, always. */
export interface Random {
  /** A whole number from 0 below `bound`. */
  below(bound: number): number
  /** True once in `n`. */
  once(n: number): boolean
  pick<T>(list: readonly T[]): T
}

/** mulberry32, well mixed from neighbouring seeds too. */
export function makeRandom(seed: number): Random {
  let state = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return {
    below,
    once: (n) => below(n) === 0,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
  }
}
