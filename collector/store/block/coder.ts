/** One description of a block for both directions: a writer writes what it is given, a reader gives what it reads. */
import type { Numbers } from './numbers.ts'
import { type Bits, RangeDecoder, RangeEncoder } from './range-coder.ts'

export interface Coder {
  readonly writing: boolean
  number(model: Numbers, number: number): number
  bit(bits: Bits, at: number, bit: number): number
}

export class Writer implements Coder {
  readonly writing = true
  readonly #to = new RangeEncoder()

  number(model: Numbers, number: number): number {
    model.write(this.#to, number)
    return number
  }
  bit(bits: Bits, at: number, bit: number): number {
    this.#to.bit(bits, at, bit)
    return bit
  }
  finish(): Uint8Array {
    return this.#to.finish()
  }
}

export class Reader implements Coder {
  readonly writing = false
  readonly #from: RangeDecoder

  constructor(bytes: Uint8Array) {
    this.#from = new RangeDecoder(bytes)
  }
  number(model: Numbers): number {
    return model.read(this.#from)
  }
  bit(bits: Bits, at: number): number {
    return this.#from.bit(bits, at)
  }
}
