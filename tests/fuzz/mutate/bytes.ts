/** Bytes as a broken disk, a cut line or an enemy would have them. */
import type { Random } from '../../support/random.ts'
import type { Seed } from '../target.ts'

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2c, 0x3a, 0x5c, 0x7b, 0x7d]
/** No input grows beyond it: time is better spent on many. */
export const MOST_BYTES = 262_144

type Step = (data: Buffer, random: Random, seeds: readonly Seed[]) => Buffer

const place = (data: Buffer, random: Random) => random.below(data.length + 1)

const cut = (data: Buffer, random: Random): [number, number] => {
  const from = place(data, random)
  const length = 1 + random.below(random.once(4) ? Math.max(1, data.length) : 16)
  return [from, Math.min(data.length, from + length)]
}

const STEPS: Step[] = [
  function flipBit(data, random) {
    const copy = Buffer.from(data)
    const at = random.below(Math.max(1, data.length))
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
    return copy
  },
  function setByte(data, random) {
    const copy = Buffer.from(data)
    const at = random.below(Math.max(1, data.length))
    if (at < copy.length) copy[at] = random.once(2) ? random.pick(INTERESTING) : random.below(256)
    return copy
  },
  function remove(data, random) {
    const [from, to] = cut(data, random)
    return Buffer.concat([data.subarray(0, from), data.subarray(to)])
  },
  function repeat(data, random) {
    const [from, to] = cut(data, random)
    const part = data.subarray(from, to)
    const times = random.once(8) ? 1 + random.below(1000) : 1 + random.below(3)
    return Buffer.concat([
      data.subarray(0, to),
      ...Array.from({ length: times }, () => part),
      data.subarray(to),
    ])
  },
  function zero(data, random) {
    const [from, to] = cut(data, random)
    return Buffer.from(data).fill(0, from, to)
  },
  function truncate(data, random) {
    return data.subarray(0, place(data, random))
  },
  function insert(data, random) {
    const at = place(data, random)
    const bytes = Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256)))
    return Buffer.concat([data.subarray(0, at), bytes, data.subarray(at)])
  },
  function splice(data, random, seeds) {
    if (seeds.length === 0) return data
    const other = random.pick(seeds).data
    const [from, to] = cut(other, random)
    const at = place(data, random)
    return Buffer.concat([data.subarray(0, at), other.subarray(from, to), data.subarray(at)])
  },
  function swap(data, random) {
    const [from, to] = cut(data, random)
    const at = place(data, random)
    const rest = Buffer.concat([data.subarray(0, from), data.subarray(to)])
    return Buffer.concat([rest.subarray(0, at), data.subarray(from, to), rest.subarray(at)])
  },
]

/** One to a few steps. */
export function mutateBytes(data: Buffer, random: Random, seeds: readonly Seed[]): Buffer {
  let mutated = data
  for (let steps = 1 + random.below(4); steps > 0; steps -= 1)
    mutated = random.pick(STEPS)(mutated, random, seeds)
  return mutated.subarray(0, MOST_BYTES)
}
