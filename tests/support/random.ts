/**
 * The only source of chance of simulation, chaos, fuzzing and benches: the same seed gives the same, always; streams are
 * named, so that one more draw in one moves no other.
 */
import { createHash } from 'node:crypto'

export interface Random {
  /** In [0, 1). */
  fraction(): number
  /** A whole number in [from, to]. */
  int(from: number, to: number): number
  /** A whole number from 0 below `bound`. */
  below(bound: number): number
  chance(probability: number): boolean
  /** True once in `n`. */
  once(n: number): boolean
  pick<T>(list: readonly T[]): T
  bytes(length: number): Buffer
  /** RFC 9562 version 4 in shape. */
  uuid(): string
}

/** xoshiro128** by Blackman and Vigna, seeded by a digest of the seed and the stream's name. */
export function makeRandom(seed: number, stream: string): Random {
  const digest = createHash('sha256').update(`${seed}\n${stream}`).digest()
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [number, number, number, number]

  function next(): number {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }

  const fraction = () => next() / 2 ** 32
  const int = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  const below = (bound: number) => int(0, bound - 1)
  const bytes = (length: number) => {
    const out = Buffer.allocUnsafe(length)
    for (let i = 0; i < length; i += 1) out[i] = next() & 0xff
    return out
  }
  return {
    fraction,
    int,
    below,
    once: (n) => below(n) === 0,
    chance: (probability) => fraction() < probability,
    pick(list) {
      const found = list[int(0, list.length - 1)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    bytes,
    uuid() {
      const hex = bytes(16).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
