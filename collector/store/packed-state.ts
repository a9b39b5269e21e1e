/**
 * The state of a check as the store keeps it. The rows of a window hardly differ: as differences they take a
 * twentieth of what they take as JSON, so that one page of the database is all of it that a result rewrites. Nothing is left out: `unpackState(packState(state))` equals `state`.
 */
import type { CheckState, Observation } from '../../rules/detection/types.ts'
import { OUTCOMES } from '../../rules/words.ts'
import { digitsOf, readDigits } from './vlq.ts'

/** A check's state as one text; crosses threads and lies in the store as it is. */
export type PackedState = string & { readonly packed: 'CheckState' }

/** What the text holds as JSON. */
interface Document {
  checkpoint: CheckState['checkpoint']
  sinceAt: number
  slow?: CheckState['slow']
  slowJudgedAt?: number
  /** What `source` has before its last number (`agent/epoch`), and reasons and messages: each text once. */
  texts: string[]
  /** Numbers, each row's against what the row before lets expect. */
  rows: string
  /** The rows as they are, instead of `rows`: where an agent claims times beyond what the numbers hold. */
  window?: Observation[]
}

/** Instants and sequence numbers below it: their differences, and differences of those, are exact. */
const BOUND = 2 ** 48

/** What a row may have beside its outcome, as flags. */
const ORIGIN = 1
const REASON = 2
const MESSAGE = 4
const WHOLE_SOURCE = 8
const ATTEMPT = 16
const OFFSET = 32
const RESPONSE = 64

/** What the next row is expected to be: as long after this one as this one after the row before, and so on. */
interface Expected {
  startedAt: number
  everyMs: number
  tookMs: number
  underWayMs: number
  seq: number
  seqStep: number
  origin: number
}

const first = (sinceAt: number): Expected => ({
  startedAt: sinceAt,
  everyMs: 0,
  tookMs: 0,
  underWayMs: 0,
  seq: 0,
  seqStep: 0,
  origin: 0,
})

export function packState({ checkpoint, sinceAt, window, slow, slowJudgedAt }: CheckState): PackedState {
  const plain = !inBounds(sinceAt) || !window.every(fits)
  const document: Document = plain
    ? { checkpoint, sinceAt, texts: [], rows: '', window }
    : { checkpoint, sinceAt, ...packRows(window, sinceAt) }
  if (slow) document.slow = slow
  if (slowJudgedAt !== undefined) document.slowJudgedAt = slowJudgedAt
  return JSON.stringify(document) as PackedState
}

const fits = (row: Observation): boolean => {
  const { plannedAt, startedAt, finishedAt, receivedAt, offsetMs = 0, responseMs = 0 } = row
  return [plannedAt, startedAt, finishedAt, receivedAt, offsetMs, responseMs].every(inBounds)
}

const inBounds = (number: number) => Number.isInteger(number) && Math.abs(number) < BOUND

function packRows(window: readonly Observation[], sinceAt: number): Pick<Document, 'texts' | 'rows'> {
  const places = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const last = first(sinceAt)
  let lastOrigin: string | null = null
  let rows = ''
  for (const row of window) {
    const { origin, seq } = partsOf(row.source)
    const place = origin === lastOrigin ? last.origin : placeOf(origin)
    const flags =
      (place === last.origin ? 0 : ORIGIN) +
      (row.reason === undefined ? 0 : REASON) +
      (row.message === undefined ? 0 : MESSAGE) +
      (seq === null ? WHOLE_SOURCE : 0) +
      (row.attempt === 0 ? 0 : ATTEMPT) +
      (row.offsetMs === undefined ? 0 : OFFSET) +
      (row.responseMs === undefined ? 0 : RESPONSE)
    const everyMs = row.startedAt - last.startedAt
    const tookMs = row.finishedAt - row.startedAt
    const underWayMs = row.receivedAt - row.finishedAt
    const seqStep = (seq ?? last.seq) - last.seq
    rows +=
      digitsOf(flags * OUTCOMES.length + OUTCOMES.indexOf(row.outcome)) +
      digitsOf(everyMs - last.everyMs) +
      digitsOf(row.startedAt - row.plannedAt) +
      digitsOf(tookMs - last.tookMs) +
      digitsOf(underWayMs - last.underWayMs) +
      digitsOf(seqStep - last.seqStep)
    if (flags & ORIGIN) rows += digitsOf(place)
    if (row.reason !== undefined) rows += digitsOf(placeOf(row.reason))
    if (row.message !== undefined) rows += digitsOf(placeOf(row.message))
    if (flags & ATTEMPT) rows += digitsOf(row.attempt)
    if (row.offsetMs !== undefined) rows += digitsOf(row.offsetMs)
    if (row.responseMs !== undefined) rows += digitsOf(row.responseMs)
    const seen = { startedAt: row.startedAt, everyMs, tookMs, underWayMs, seqStep, origin: place }
    Object.assign(last, seen, { seq: seq ?? last.seq })
    lastOrigin = origin
  }
  return { texts: [...places.keys()], rows }
}

/** @throws an error where the text is not one that `packState` made. */
export function unpackState(packed: PackedState): CheckState {
  const { checkpoint, sinceAt, window, slow, slowJudgedAt, ...rest } = JSON.parse(packed) as Document
  const rows = window ?? unpackRows(rest, sinceAt)
  const judged = slowJudgedAt === undefined ? {} : { slowJudgedAt }
  return { checkpoint, sinceAt, window: rows, ...(slow ? { slow } : {}), ...judged }
}

function unpackRows({ texts, rows }: Pick<Document, 'texts' | 'rows'>, sinceAt: number): Observation[] {
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
  let last = first(sinceAt)
  while (at < numbers.length) {
    const about = next()
    const flags = Math.floor(about / OUTCOMES.length)
    const everyMs = last.everyMs + next()
    const startedAt = last.startedAt + everyMs
    const plannedAt = startedAt - next()
    const tookMs = last.tookMs + next()
    const finishedAt = startedAt + tookMs
    const underWayMs = last.underWayMs + next()
    const seqStep = last.seqStep + next()
    const seq = last.seq + seqStep
    const origin = flags & ORIGIN ? next() : last.origin
    const reason = flags & REASON ? { reason: text(next()) } : {}
    const message = flags & MESSAGE ? { message: text(next()) } : {}
    const attempt = flags & ATTEMPT ? next() : 0
    const offset = flags & OFFSET ? { offsetMs: next() } : {}
    const response = flags & RESPONSE ? { responseMs: next() } : {}
    window.push({
      plannedAt,
      startedAt,
      finishedAt,
      receivedAt: finishedAt + underWayMs,
      outcome: OUTCOMES[about % OUTCOMES.length] ?? 'unknown',
      attempt,
      ...reason,
      ...message,
      ...offset,
      ...response,
      source: flags & WHOLE_SOURCE ? text(origin) : `${text(origin)}/${seq}`,
    })
    last = { startedAt, everyMs, tookMs, underWayMs, seq, seqStep, origin }
  }
  return window
}

/** `agent/epoch` and the number behind it; a source of any other form is kept whole. */
function partsOf(source: string): { origin: string; seq: number | null } {
  const end = source.lastIndexOf('/')
  const digits = source.slice(end + 1)
  return end >= 0 && NUMBER.test(digits)
    ? { origin: source.slice(0, end), seq: Number(digits) }
    : { origin: source, seq: null }
}

/** As `String` writes an integer below `BOUND`. */
const NUMBER = /^(0|[1-9]\d{0,13})$/
