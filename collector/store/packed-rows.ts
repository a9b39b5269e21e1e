/**
 * Rows of a window as text. They hardly differ: as differences they take a twentieth of what they take as JSON. Rows
 * are appended one by one, so that a result costs what its own row takes and not its whole window.
 */
import type { Observation } from '../../rules/detection/types.ts'
import { OUTCOMES } from '../../rules/words.ts'
import { digitsOf, readDigits } from './vlq.ts'

type Optional = 'reason' | 'message' | 'offsetMs' | 'responseMs'

/** A result with its source in two parts: `agent/epoch`, and the number; or whole, and null. */
export type Row = Omit<Observation, 'source' | Optional> & {
  [name in Optional]: Observation[name] | undefined
} & { origin: string; seq: number | null }

/** A part of a window, in itself. */
export interface RowText {
  /** What `source` has before its last number (`agent/epoch`), and reasons and messages: each text once. */
  texts: string[]
  /** Numbers, each row's against what the row before lets expect. */
  rows: string
  /** The rows as they are, instead of `rows`: where an agent claims times beyond what the numbers hold. */
  plain?: Observation[]
}

/** Instants below it: their differences, and differences of those, are exact. */
const BOUND = 2 ** 48
/** Sequence numbers below it, likewise; an agent may count up to 2^53. */
const SEQ_BOUND = 1e14

/** What a row may have beside its outcome, as flags. */
const ORIGIN = 1
const REASON = 2
const MESSAGE = 4
const WHOLE_SOURCE = 8
const ATTEMPT = 16
const OFFSET = 32
const RESPONSE = 64

/** Text that is put together from so many pieces is made one piece: each piece takes memory of its own. */
const PIECES = 16

/** Whether the numbers of a row can be packed. */
export function fits(row: Row): boolean {
  return (
    inBounds(row.plannedAt) &&
    inBounds(row.startedAt) &&
    inBounds(row.finishedAt) &&
    inBounds(row.receivedAt) &&
    // What is not written as such a number stays part of its source, which is kept whole.
    (row.seq === null || row.seq < SEQ_BOUND) &&
    (row.offsetMs === undefined || inBounds(row.offsetMs)) &&
    (row.responseMs === undefined || inBounds(row.responseMs))
  )
}

const inBounds = (number: number) => Number.isInteger(number) && Math.abs(number) < BOUND

/** Rows in the making. What the next row is expected to be: as long after this one as this one after the row before, and so on. */
export class RowWriter {
  count = 0
  readonly texts: string[] = []
  #rows = ''
  #startedAt: number
  #everyMs = 0
  #tookMs = 0
  #underWayMs = 0
  #seq = 0
  #seqStep = 0
  #origin = 0
  #lastOrigin: string | null = null

  /** `sinceAt`: an instant near the first row, which the reader knows. */
  constructor(sinceAt: number) {
    this.#startedAt = sinceAt
  }

  get text(): RowText {
    return { texts: this.texts, rows: flat(this.#rows) }
  }

  /** Only rows that fit. */
  add(row: Row): void {
    const { startedAt, finishedAt, origin, seq, reason, message } = row
    const place = origin === this.#lastOrigin ? this.#origin : this.#placeOf(origin)
    const flags =
      (place === this.#origin ? 0 : ORIGIN) +
      (reason === undefined ? 0 : REASON) +
      (message === undefined ? 0 : MESSAGE) +
      (seq === null ? WHOLE_SOURCE : 0) +
      (row.attempt === 0 ? 0 : ATTEMPT) +
      (row.offsetMs === undefined ? 0 : OFFSET) +
      (row.responseMs === undefined ? 0 : RESPONSE)
    const everyMs = startedAt - this.#startedAt
    const tookMs = finishedAt - startedAt
    const underWayMs = row.receivedAt - finishedAt
    const seqStep = (seq ?? this.#seq) - this.#seq
    let text =
      digitsOf(flags * OUTCOMES.length + OUTCOMES.indexOf(row.outcome)) +
      digitsOf(everyMs - this.#everyMs) +
      digitsOf(startedAt - row.plannedAt) +
      digitsOf(tookMs - this.#tookMs) +
      digitsOf(underWayMs - this.#underWayMs) +
      digitsOf(seqStep - this.#seqStep)
    if (flags !== 0) {
      if (flags & ORIGIN) text += digitsOf(place)
      if (reason !== undefined) text += digitsOf(this.#placeOf(reason))
      if (message !== undefined) text += digitsOf(this.#placeOf(message))
      if (flags & ATTEMPT) text += digitsOf(row.attempt)
      if (row.offsetMs !== undefined) text += digitsOf(row.offsetMs)
      if (row.responseMs !== undefined) text += digitsOf(row.responseMs)
    }
    this.#rows += text
    this.count += 1
    if (this.count % PIECES === 0) flat(this.#rows)
    this.#startedAt = startedAt
    this.#everyMs = everyMs
    this.#tookMs = tookMs
    this.#underWayMs = underWayMs
    this.#seqStep = seqStep
    this.#origin = place
    if (seq !== null) this.#seq = seq
    this.#lastOrigin = origin
  }

  #placeOf(text: string): number {
    const known = this.texts.indexOf(text)
    return known >= 0 ? known : this.texts.push(text) - 1
  }
}

/** The same text in one piece: whoever reads a character of it has the engine join the pieces, in place. */
function flat(text: string): string {
  text.charCodeAt(0)
  return text
}

/** @throws an error where the text is not one that a writer made. */
export function readRows({ texts, rows, plain }: RowText, sinceAt: number): Observation[] {
  if (plain) return plain
  const numbers = readDigits(rows)
  let at = 0
  const next = (): number => {
    const number = numbers[at]
    if (number === undefined) throw new Error('a stored state of a check ends half way')
    at += 1
    return number
  }
  const text = (place: number): string => {
    const found = texts[place]
    if (found === undefined) throw new Error('a stored state of a check names a text that it lacks')
    return found
  }
  const window: Observation[] = []
  let startedAt = sinceAt
  let everyMs = 0
  let tookMs = 0
  let underWayMs = 0
  let seq = 0
  let seqStep = 0
  let origin = 0
  while (at < numbers.length) {
    const about = next()
    const flags = Math.floor(about / OUTCOMES.length)
    everyMs += next()
    startedAt += everyMs
    const plannedAt = startedAt - next()
    tookMs += next()
    const finishedAt = startedAt + tookMs
    underWayMs += next()
    seqStep += next()
    seq += seqStep
    if (flags & ORIGIN) origin = next()
    const row: Observation = {
      plannedAt,
      startedAt,
      finishedAt,
      receivedAt: finishedAt + underWayMs,
      outcome: OUTCOMES[about % OUTCOMES.length] ?? 'unknown',
      attempt: 0,
      source: '',
    }
    if (flags & REASON) row.reason = text(next())
    if (flags & MESSAGE) row.message = text(next())
    if (flags & ATTEMPT) row.attempt = next()
    if (flags & OFFSET) row.offsetMs = next()
    if (flags & RESPONSE) row.responseMs = next()
    row.source = flags & WHOLE_SOURCE ? text(origin) : `${text(origin)}/${seq}`
    window.push(row)
  }
  return window
}

/** `agent/epoch` and the number behind it; a source of any other form is kept whole. */
export function rowOf(result: Observation): Row {
  const { source, reason, message, offsetMs, responseMs, ...rest } = result
  const more = { ...rest, reason, message, offsetMs, responseMs }
  const end = source.lastIndexOf('/')
  const digits = source.slice(end + 1)
  return end >= 0 && NUMBER.test(digits)
    ? { ...more, origin: source.slice(0, end), seq: Number(digits) }
    : { ...more, origin: source, seq: null }
}

/** The result of a row, which is its own from then on. */
export function resultOf(row: Row): Observation {
  const { plannedAt, startedAt, finishedAt, receivedAt, outcome, attempt } = row
  const source = sourceOf(row)
  const result: Observation = { plannedAt, startedAt, finishedAt, receivedAt, outcome, attempt, source }
  if (row.reason !== undefined) result.reason = row.reason
  if (row.message !== undefined) result.message = row.message
  if (row.offsetMs !== undefined) result.offsetMs = row.offsetMs
  if (row.responseMs !== undefined) result.responseMs = row.responseMs
  return result
}

/** As `String` writes an integer below `SEQ_BOUND`. */
const NUMBER = /^(0|[1-9]\d{0,13})$/

/** The `source` of a result. */
export function sourceOf({ origin, seq }: Pick<Row, 'origin' | 'seq'>): string {
  return seq === null ? origin : `${origin}/${seq}`
}
