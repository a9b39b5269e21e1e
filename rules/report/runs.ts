/**
 * Executions and skipped runs of one check in columns: 40 bytes each, so that a month of many checks fits into
 * memory. They are added in any order; sorted, they are the same whatever the order was.
 */
import { NumberedTexts } from '../numbered-texts.ts'
import type { Outcome } from '../words.ts'
import { OUTCOMES } from '../words.ts'

/** One execution at its own time, Unix ms. */
export interface Run {
  plannedAt: number
  startedAt: number
  outcome: Outcome
  /** 0 for a planned run, 1 and up for the repetitions that confirm a change of outcome. */
  attempt: number
  reason: string | null
  /** Measured offset of the clock, milliseconds; null where the check measures none. */
  offsetMs: number | null
}

/** A planned run that did not start. */
export interface SkippedRun {
  plannedAt: number
  reason: string
}

const FIRST_CAPACITY = 256
const OUTCOME_BITS = 2
const ATTEMPT_BITS = 10
const MOST_ATTEMPTS = 2 ** ATTEMPT_BITS - 1

export class Runs {
  readonly skipped: SkippedRun[] = []
  readonly #origins = new NumberedTexts()
  readonly #reasons = new NumberedTexts()
  #length = 0
  #started = new Float64Array(FIRST_CAPACITY)
  #planned = new Float64Array(FIRST_CAPACITY)
  #sequence = new Float64Array(FIRST_CAPACITY)
  #offset = new Float64Array(FIRST_CAPACITY)
  #origin = new Uint32Array(FIRST_CAPACITY)
  /** Outcome, attempt and reason (0 is none) in one number. */
  #said = new Uint32Array(FIRST_CAPACITY)
  #sorted = true

  get length(): number {
    return this.#length
  }

  /** `origin` is `agent/epoch`. */
  add(run: Run, origin: string, sequence: number): void {
    if (this.#length === this.#started.length) this.#grow()
    const at = this.#length
    const before = at === 0 ? Number.NEGATIVE_INFINITY : (this.#started[at - 1] ?? 0)
    if (run.startedAt <= before) this.#sorted = false
    this.#started[at] = run.startedAt
    this.#planned[at] = run.plannedAt
    this.#sequence[at] = sequence
    this.#offset[at] = run.offsetMs ?? Number.NaN
    this.#origin[at] = this.#origins.numberOf(origin)
    const reason = run.reason === null ? 0 : this.#reasons.numberOf(run.reason) + 1
    const attempt = Math.min(run.attempt, MOST_ATTEMPTS)
    this.#said[at] =
      ((reason << (OUTCOME_BITS + ATTEMPT_BITS)) |
        (attempt << OUTCOME_BITS) |
        OUTCOMES.indexOf(run.outcome)) >>>
      0
    this.#length += 1
  }

  addSkipped(run: SkippedRun): void {
    this.skipped.push(run)
  }

  /** Puts everything in order: by start, then by source. */
  sort(): void {
    this.skipped.sort((a, b) => a.plannedAt - b.plannedAt || (a.reason < b.reason ? -1 : 1))
    if (this.#sorted) return
    const order = Array.from({ length: this.#length }, (_, index) => index).sort(
      (a, b) => (this.#started[a] ?? 0) - (this.#started[b] ?? 0) || this.#bySource(a, b),
    )
    const inOrder = <T extends Float64Array | Uint32Array>(column: T): T => {
      const sorted = column.slice() as T
      for (const [to, from] of order.entries()) sorted[to] = column[from] ?? 0
      return sorted
    }
    this.#started = inOrder(this.#started)
    this.#planned = inOrder(this.#planned)
    this.#sequence = inOrder(this.#sequence)
    this.#offset = inOrder(this.#offset)
    this.#origin = inOrder(this.#origin)
    this.#said = inOrder(this.#said)
    this.#sorted = true
  }

  /** The place of the first run that started at or after an instant, once sorted. */
  placeOf(at: number): number {
    let [low, high] = [0, this.#length]
    while (low < high) {
      const half = (low + high) >>> 1
      if ((this.#started[half] ?? 0) < at) low = half + 1
      else high = half
    }
    return low
  }

  /** @throws RangeError where there is no such place. */
  at(place: number): Run {
    if (place < 0 || place >= this.#length) throw new RangeError(`there is no run ${place}`)
    const said = this.#said[place] ?? 0
    const reason = said >>> (OUTCOME_BITS + ATTEMPT_BITS)
    const offset = this.#offset[place] ?? Number.NaN
    return {
      plannedAt: this.#planned[place] ?? 0,
      startedAt: this.#started[place] ?? 0,
      outcome: OUTCOMES[said & (2 ** OUTCOME_BITS - 1)] ?? 'unknown',
      attempt: (said >>> OUTCOME_BITS) & MOST_ATTEMPTS,
      reason: reason === 0 ? null : this.#reasons.textOf(reason - 1),
      offsetMs: Number.isNaN(offset) ? null : offset,
    }
  }

  /** Those that started in [from, to), once sorted. */
  *between(from: number, to: number): Generator<Run> {
    const end = this.placeOf(to)
    for (let place = this.placeOf(from); place < end; place += 1) yield this.at(place)
  }

  /** `agent/epoch/sequence` of the run in a place: made when asked for, since most never are. */
  sourceAt(place: number): string {
    return `${this.#origins.textOf(this.#origin[place] ?? 0)}/${this.#sequence[place]}`
  }

  #bySource(a: number, b: number): number {
    const [one, other] = [this.sourceAt(a), this.sourceAt(b)]
    return one < other ? -1 : one > other ? 1 : 0
  }

  #grow(): void {
    const wider = <T extends Float64Array | Uint32Array>(column: T, empty: T): T => {
      empty.set(column)
      return empty
    }
    const size = this.#started.length * 2
    this.#started = wider(this.#started, new Float64Array(size))
    this.#planned = wider(this.#planned, new Float64Array(size))
    this.#sequence = wider(this.#sequence, new Float64Array(size))
    this.#offset = wider(this.#offset, new Float64Array(size))
    this.#origin = wider(this.#origin, new Uint32Array(size))
    this.#said = wider(this.#said, new Uint32Array(size))
  }
}
