/** Texts by a small number, each once: columns hold the number in the text's place. */
export class NumberedTexts {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  constructor(texts: readonly string[] = []) {
    for (const text of texts) this.numberOf(text)
  }

  /** In the order of their numbers. */
  get all(): readonly string[] {
    return this.#texts
  }

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
    if (text === undefined) throw new RangeError(`there is no text ${number}`)
    return text
  }
}
