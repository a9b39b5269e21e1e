/** Whole numbers in a range-coded stream: their length is foreseen, their last digits are noise. */
import { Bits, type RangeDecoder, type RangeEncoder } from './range-coder.ts'

/** Bits of a safe integer: lengths are 0 to 53. */
const LENGTH_BITS = 6
const LENGTHS = 1 << LENGTH_BITS
/** Leading bits behind the first that are learned; what follows is written as it is. */
const LEARNED_BITS = 3
const PREFIXES = 1 << LEARNED_BITS

function lengthOf(size: number): number {
  return size < 2 ** 31 ? 32 - Math.clz32(size) : 63 - Math.clz32(Math.floor(size / 2 ** 31))
}

/** What is known of the numbers of one column: how long they are, which sign, which leading bits. */
export class Numbers {
  readonly #zero = new Bits(2)
  readonly #length = new Bits(LENGTHS)
  readonly #sign = new Bits(LENGTHS)
  readonly #lead = new Bits(LENGTHS * PREFIXES)
  /** Whether the last one was 0. */
  #was = 0

  /** @throws RangeError where it is no safe integer. */
  write(to: RangeEncoder, number: number): void {
    if (!Number.isSafeInteger(number)) throw new RangeError(`${number} is no integer that can be packed`)
    to.bit(this.#zero, this.#was, number === 0 ? 1 : 0)
    this.#was = number === 0 ? 1 : 0
    if (number === 0) return
    const size = Math.abs(number)
    const length = lengthOf(size)
    for (let bit = LENGTH_BITS - 1, node = 1; bit >= 0; bit -= 1) {
      const one = (length >>> bit) & 1
      to.bit(this.#length, node, one)
      node = node * 2 + one
    }
    to.bit(this.#sign, length, number < 0 ? 1 : 0)
    let left = length - 1
    for (let node = 1; left > 0 && node < PREFIXES; ) {
      left -= 1
      const one = Math.floor(size / 2 ** left) % 2
      to.bit(this.#lead, length * PREFIXES + node, one)
      node = node * 2 + one
    }
    to.plain(size % 2 ** left, left)
  }

  read(from: RangeDecoder): number {
    this.#was = from.bit(this.#zero, this.#was)
    if (this.#was === 1) return 0
    let node = 1
    for (let bit = 0; bit < LENGTH_BITS; bit += 1) node = node * 2 + from.bit(this.#length, node)
    const length = node - LENGTHS
    const negative = from.bit(this.#sign, length)
    let left = length - 1
    let size = 1
    for (let lead = 1; left > 0 && lead < PREFIXES; ) {
      left -= 1
      const one = from.bit(this.#lead, length * PREFIXES + lead)
      lead = lead * 2 + one
      size = size * 2 + one
    }
    if (left > 0) size = size * 2 ** left + from.plain(left)
    return negative === 1 ? -size : size
  }
}
