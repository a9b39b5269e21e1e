/** The texts of a block, each once, by a small number. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 9 } }

export class Texts {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#texts.push(text) - 1
    this.#numbers.set(text, number)
    return number
  }

  /** @throws RangeError where there is none of that number. */
  textOf(number: number): string {
    const text = this.#texts[number]
    if (text === undefined) throw new RangeError(`the block has no text ${number}`)
    return text
  }

  pack(): Uint8Array {
    return packJson(this.#texts)
  }

  static unpack(bytes: Uint8Array): Texts {
    const texts = new Texts()
    for (const text of unpackJson(bytes) as string[]) texts.#texts.push(text)
    return texts
  }
}

export function packJson(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value), LEVEL)
}

export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8'))
}
