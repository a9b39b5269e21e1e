/**
 * Adaptive binary range coding (as in LZMA): a bit that was foreseen costs next to nothing, and what is noise
 * costs its own length. It knows nothing of what the bits mean.
 */

/** Probabilities are of a 0, in 15 bits; a new one says nothing. */
const SCALE_BITS = 15
const SCALE = 1 << SCALE_BITS
const UNKNOWN = SCALE >>> 1
/** The more was seen, the slower a probability moves: shift by how often it was used. */
const RATES = Uint8Array.of(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6)
const SLOWEST = RATES.length - 1
/** Below it the range takes in another byte. */
const SHORT = 1 << 24
const WORD = 2 ** 32
/** Bits that are coded as they are, at once. */
const AT_ONCE = 16

/** Adaptive probabilities of some binary decisions. */
export class Bits {
  readonly chance: Uint16Array
  readonly seen: Uint8Array

  constructor(decisions: number) {
    this.chance = new Uint16Array(decisions).fill(UNKNOWN)
    this.seen = new Uint8Array(decisions)
  }

  learn(at: number, bit: number): void {
    const seen = this.seen[at] as number
    const rate = RATES[seen] as number
    const chance = this.chance[at] as number
    this.chance[at] = bit === 0 ? chance + ((SCALE - chance) >>> rate) : chance - (chance >>> rate)
    if (seen < SLOWEST) this.seen[at] = seen + 1
  }
}

export class RangeEncoder {
  #bytes = new Uint8Array(4096)
  #length = 0
  #low = 0
  #range = WORD - 1
  #cache = 0
  #pending = 1

  bit(bits: Bits, at: number, bit: number): void {
    const bound = (this.#range >>> SCALE_BITS) * (bits.chance[at] as number)
    if (bit === 0) this.#range = bound >>> 0
    else {
      this.#low += bound
      this.#range = (this.#range - bound) >>> 0
    }
    bits.learn(at, bit)
    while (this.#range < SHORT) this.#shift()
  }

  /** `value` in `count` bits, nothing assumed of it; `count` from 0 to 53. */
  plain(value: number, count: number): void {
    for (let left = count; left > 0; ) {
      const taken = Math.min(left, AT_ONCE)
      left -= taken
      const part = Math.floor(value / 2 ** left) % 2 ** taken
      this.#range >>>= taken
      this.#low += part * this.#range
      while (this.#range < SHORT) this.#shift()
    }
  }

  finish(): Uint8Array {
    for (let i = 0; i < 5; i += 1) this.#shift()
    return this.#bytes.slice(0, this.#length)
  }

  #shift(): void {
    this.#range = (this.#range << 8) >>> 0
    if (this.#low < 0xff000000 || this.#low >= WORD) {
      const carry = this.#low >= WORD ? 1 : 0
      let byte = this.#cache
      for (; this.#pending > 0; this.#pending -= 1) {
        this.#put((byte + carry) & 0xff)
        byte = 0xff
      }
      this.#cache = Math.floor(this.#low / SHORT) & 0xff
    }
    this.#pending += 1
    this.#low = (this.#low % SHORT) * 256
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(this.#length * 2)
      wider.set(this.#bytes)
      this.#bytes = wider
    }
    this.#bytes[this.#length] = byte
    this.#length += 1
  }
}

export class RangeDecoder {
  readonly #bytes: Uint8Array
  #place = 0
  #code = 0
  #range = WORD - 1

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    for (let i = 0; i < 5; i += 1) this.#code = ((this.#code << 8) | this.#next()) >>> 0
  }

  bit(bits: Bits, at: number): number {
    const bound = ((this.#range >>> SCALE_BITS) * (bits.chance[at] as number)) >>> 0
    const bit = this.#code < bound ? 0 : 1
    if (bit === 0) this.#range = bound
    else {
      this.#code = (this.#code - bound) >>> 0
      this.#range = (this.#range - bound) >>> 0
    }
    bits.learn(at, bit)
    while (this.#range < SHORT) this.#shift()
    return bit
  }

  plain(count: number): number {
    let value = 0
    for (let left = count; left > 0; ) {
      const taken = Math.min(left, AT_ONCE)
      left -= taken
      this.#range >>>= taken
      const part = Math.min(Math.floor(this.#code / this.#range), 2 ** taken - 1)
      this.#code = (this.#code - part * this.#range) >>> 0
      value = value * 2 ** taken + part
      while (this.#range < SHORT) this.#shift()
    }
    return value
  }

  #shift(): void {
    this.#code = ((this.#code << 8) | this.#next()) >>> 0
    this.#range = (this.#range << 8) >>> 0
  }

  #next(): number {
    const byte = this.#bytes[this.#place]
    // Damaged bytes may send a reader on for ever: a few past the end are the coder's own look-ahead.
    if (this.#place > this.#bytes.length + 8) throw new RangeError('the block ends too early')
    this.#place += 1
    return byte ?? 0
  }
}
