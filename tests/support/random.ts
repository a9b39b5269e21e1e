/** Numbers that a seed determines, so that a run can be done again. */
import { createHash } from 'node:crypto'

export interface Random {
  /** In [0, 1). */
  fraction(): number
  /** A whole number in [from, to]. */
  between(from: number, to: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

/** Each (seed, name) has its own row of numbers, whatever else runs beside it. */
export function makeRandom(seed: number, name: string): Random {
  let state = createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0)
  // mulberry32
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  return { fraction, between, pick: (from) => from[between(0, from.length - 1)] ?? from[0] }
}
