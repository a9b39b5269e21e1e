/**
 * What evaluation holds of one check. The window lies packed, as the store keeps it, and its fold is carried along:
 * a routine result costs its own row and nothing else. Only what is late, or judged closely, unpacks the window.
 */
import { comeOf, comesAt, isAhead, resumed, setAside } from '../../rules/detection/ahead.ts'
import { foldedForGood, observe, WINDOW } from '../../rules/detection/fold.ts'
import { afterRoutine, isCalm, routineRun } from '../../rules/detection/routine.ts'
import { step } from '../../rules/detection/step.ts'
import { fold, knowTail } from '../../rules/detection/tail.ts'
import type { CheckSpec, CheckState, Cursor, Episode, Observation } from '../../rules/detection/types.ts'
import type { Usual } from '../../rules/performance/baseline.ts'
import { observeTimed, sameSlow, untimed } from '../../rules/performance/observe.ts'
import { fits, type Row, RowWriter, readRows, resultOf, rowOf, sourceOf } from '../store/packed-rows.ts'
import {
  type Document,
  type PackedAside,
  type PackedState,
  type Part,
  packAside,
  packDocument,
  readAside,
  readDocument,
} from '../store/packed-state.ts'
import type { Bounds, Due } from './bounds.ts'

/** Results of a part of a window. Whole parts are folded for good: `WINDOW` to `WINDOW + PART` results are kept. */
const PART = 64

/** How a spec folds: with another one all is folded anew. */
const foldOf = ({ everyMs, timeoutMs, confirm }: CheckSpec) => `${everyMs} ${timeoutMs} ${confirm.failures}`

/** Where a check belongs. */
interface Placed {
  bounds: Bounds
  due: Due
}

/** A window that is unpacked, with the failures that ended in it. */
interface Open {
  window: Observation[]
  episodes: Episode[]
}

export class HeldCheck {
  readonly check: string
  /** What arrived up to here was folded into it before it was read, or before it was there. */
  from = 0
  /** What is not in the store: how many results, the arrival of the first, and since when. Null: nothing. */
  unsaved: { count: number; from: number; sinceAt: number } | null = null
  /** Its state says more than its results do, so that it is to be written at once. */
  urgent = false
  #spec: CheckSpec
  #bounds: Bounds
  #sinceAt = 0
  #checkpoint: Cursor
  #slow: Pick<CheckState, 'slow' | 'slowJudgedAt'> = {}
  #leftOut: CheckState['leftOut']
  /** The window, unless what is open has changed since it was packed. */
  #parts: Part[] = []
  #writer: RowWriter
  #writerRoutine = 0
  #stale = false
  #rows = 0
  /** The fold of all but the newest `#ahead` results, which were routine. */
  #tail: Cursor
  #ahead = 0
  #calm = false
  /** The last of the window is the newest; so many before it are routine. */
  #routine = 0
  #lastAt = Number.NEGATIVE_INFINITY
  #lastOrigin = ''
  #lastSeq: number | null = null
  #open: Open | null = null
  /** What waits for its time, and when the next of it comes. */
  #aside: PackedAside | null = null
  #comesAt: number | null = null
  /** The newest offset that was measured may be beyond its limit. */
  #off = true
  /** Of its service. */
  readonly due: Due

  private constructor(spec: CheckSpec, { bounds, due }: Placed, checkpoint: Cursor, sinceAt: number) {
    this.due = due
    this.check = spec.check
    this.#spec = spec
    this.#bounds = bounds
    this.#checkpoint = checkpoint
    this.#tail = checkpoint
    this.#sinceAt = sinceAt
    this.#writer = new RowWriter(sinceAt)
  }

  static of(state: CheckState, spec: CheckSpec, placed: Placed): HeldCheck {
    const held = new HeldCheck(spec, placed, state.checkpoint, state.sinceAt)
    held.urgent = true
    held.replace(state)
    return held
  }

  /** @throws an error where the text is no packed state. */
  static read(packed: PackedState, spec: CheckSpec, placed: Placed): HeldCheck {
    const { checkpoint, sinceAt, parts, tail, slow, slowJudgedAt, aside } = readDocument(packed)
    const held = new HeldCheck(spec, placed, checkpoint, sinceAt)
    if (slow) held.#slow.slow = slow
    if (slowJudgedAt !== undefined) held.#slow.slowJudgedAt = slowJudgedAt
    held.#wait(aside ? readAside(aside, sinceAt) : null)
    held.#parts = parts
    held.#rows = parts.reduce((sum, { count }) => sum + count, 0)
    if (tail?.by !== foldOf(spec)) held.#foldAnew()
    else held.#folded({ ...tail.cursor, ended: checkpoint.ended }, tail.routineRows)
    return held
  }

  /** Start of the newest result; -Infinity before the first. */
  get lastAt(): number {
    return this.#lastAt
  }

  get bounds(): Bounds {
    return this.#bounds
  }

  /** When the next of the results comes that a clock had put ahead; null where none waits. */
  get comesAt(): number | null {
    return this.#comesAt
  }

  get isOpen(): boolean {
    return this.#open !== null
  }

  /** Another revision is run. */
  configure(spec: CheckSpec, bounds: Bounds): void {
    const same = foldOf(spec) === foldOf(this.#spec)
    this.#spec = spec
    this.#bounds = bounds
    this.#off = true
    if (same) return
    for (const part of this.#parts) part.routine = null
    this.#writerRoutine = Number.NEGATIVE_INFINITY
    this.#foldAnew()
  }

  /** Whether a result changes nothing that is judged, where its service is calm: see routine.ts and `Bounds`. */
  isRoutine(row: Row, now: number): boolean {
    const { routineMs, heardMs, offsetMs } = this.#bounds
    const { startedAt } = row
    const last = this.#lastAt
    return (
      row.outcome === 'ok' &&
      this.#calm &&
      this.#aside === null &&
      startedAt > last &&
      startedAt - last <= routineMs &&
      now - last <= heardMs &&
      startedAt >= this.#sinceAt &&
      !isAhead(startedAt, this.#sinceAt, now) &&
      (row.offsetMs === undefined || offsetMs === Number.POSITIVE_INFINITY || this.#within(row.offsetMs)) &&
      this.#slow.slow === undefined &&
      fits(row)
    )
  }

  /** Takes a routine result. The row stays the caller's. */
  addRoutine(row: Row): void {
    this.#write(row)
    this.#ahead += 1
    this.#routine += 1
    this.#append(row, true)
  }

  /** Takes a result that comes after all others; false where it does not, or where more is judged than its outcome. */
  addNext(row: Row, now: number): boolean {
    if (row.startedAt <= this.#lastAt || !fits(row)) return false
    if (this.#spec.slowdown || this.#slow.slow) return false
    // What a clock had put ahead is given up first.
    if (isAhead(this.#lastAt, this.#sinceAt, now)) return false
    const cursor = { ...this.#cursor() }
    const ended = step(cursor, this.#spec, resultOf(row))
    this.#write(row)
    this.#tail = cursor
    this.#ahead = 0
    this.#calm = isCalm(cursor)
    this.#routine = 0
    if (ended) this.#open?.episodes.push(ended)
    if (row.offsetMs !== undefined) this.#off = Math.abs(row.offsetMs) > this.#bounds.offsetMs
    this.#append(row, false)
    return true
  }

  /** Takes results wherever they belong; returns those that come too late for it. */
  insert(results: readonly Observation[], now: number, usualAt: (at: number) => Usual | null): Observation[] {
    const known = this.#unpacked()
    const before = setAside(known, now)
    const { slowdown } = this.#spec
    const spec = this.#spec
    const { state, tooOld } = slowdown
      ? observeTimed(before, { ...spec, slowdown }, results, usualAt)
      : observe(before.slow ? untimed(before) : before, spec, results)
    if (before !== known || !sameSlow(known.slow, state.slow)) this.urgent = true
    this.replace(state)
    return tooOld
  }

  /** Those results whose time has come, to be inserted now. */
  takeCome(now: number): Observation[] {
    if (this.#aside === null || (this.#comesAt ?? 0) > now) return []
    const known = this.#unpacked()
    const state = resumed(known, now)
    if (state !== known) this.replace(state)
    const { come, left } = comeOf(readAside(this.#aside, this.#sinceAt), now)
    this.#wait(left)
    this.urgent = true
    return come
  }

  /** The state from now on. */
  replace(state: CheckState): void {
    const { checkpoint, sinceAt, window, slow, slowJudgedAt } = state
    this.#checkpoint = checkpoint
    this.#sinceAt = sinceAt
    this.#leftOut = state.leftOut
    this.#wait(state.aside)
    this.#slow = { ...(slow && { slow }), ...(slowJudgedAt !== undefined && { slowJudgedAt }) }
    this.#open = { window: [...window], episodes: [] }
    this.#rows = window.length
    this.#stale = true
    this.#foldAnew()
  }

  /**
   * The state, for judging at `now`. Where all of its window is routine it is told by its fold alone: nothing of it
   * fails, is late or is far apart.
   */
  state(now: number): CheckState {
    const { of, slowdown } = this.#spec
    const known = this.#slow.slow === undefined && this.#aside === null
    const plain = of === undefined && slowdown === undefined && known
    const told = plain && this.#calm && this.#routine >= this.#rows
    if (told && !this.#open && !isAhead(this.#lastAt, this.#sinceAt, now)) return this.folded()
    const state = this.#unpacked()
    knowTail(state, this.#spec, { cursor: this.#cursor(), episodes: this.#open?.episodes ?? [] })
    return state
  }

  /** All of its results folded, without them: when it was last executed, and how it stands. */
  folded(): CheckState {
    return { checkpoint: this.#cursor(), window: [], sinceAt: this.#sinceAt }
  }

  /** As the store keeps it. */
  packed(): PackedState {
    this.#pack()
    const last =
      this.#writer.count > 0 ? [{ ...this.#writer.text, count: this.#writer.count, routine: null }] : []
    const document: Document = {
      checkpoint: this.#checkpoint,
      sinceAt: this.#sinceAt,
      ...this.#slow,
      ...(this.#aside && { aside: this.#aside }),
      parts: [...this.#parts, ...last],
      // What ended stands in the checkpoint, once.
      tail: { cursor: { ...this.#cursor(), ended: [] }, by: foldOf(this.#spec), routineRows: this.#routine },
    }
    return packDocument(document)
  }

  /** Leaves only what is packed. */
  close(): void {
    this.#pack()
    this.#open = null
  }

  #within(offsetMs: number): boolean {
    return !this.#off && Math.abs(offsetMs) <= this.#bounds.offsetMs
  }

  #cursor(): Cursor {
    if (this.#ahead === 0) return this.#tail
    this.#tail = afterRoutine(this.#tail, this.#ahead, this.#last())
    this.#ahead = 0
    return this.#tail
  }

  #last() {
    const source = sourceOf({ origin: this.#lastOrigin, seq: this.#lastSeq })
    return { startedAt: this.#lastAt, source }
  }

  #unpacked(): CheckState {
    if (!this.#open) {
      const last = this.#writer.count > 0 ? readRows(this.#writer.text, this.#sinceAt) : []
      const window = [...this.#parts.flatMap((part) => readRows(part, this.#sinceAt)), ...last]
      this.#open = { window, episodes: fold(this.#checkpoint, this.#spec, window).episodes }
    }
    return {
      ...{ checkpoint: this.#checkpoint, window: this.#open.window, sinceAt: this.#sinceAt },
      ...this.#slow,
      ...(this.#leftOut && { leftOut: this.#leftOut }),
      ...(this.#aside && { aside: readAside(this.#aside, this.#sinceAt) }),
    }
  }

  /** The first thing done with a row: where it fails nothing has changed. */
  #write(row: Row): void {
    if (!this.#stale) this.#writer.add(row)
  }

  #wait(aside: CheckState['aside'] | null): void {
    this.#comesAt = aside ? comesAt(aside) : null
    this.#aside = aside && this.#comesAt !== null ? packAside(aside, this.#sinceAt) : null
  }

  #append(row: Row, routine: boolean): void {
    this.#lastAt = row.startedAt
    this.#lastOrigin = row.origin
    this.#lastSeq = row.seq
    this.#rows += 1
    this.#open?.window.push(resultOf(row))
    if (!this.#stale) this.#wrote(routine)
    if (this.#rows >= WINDOW + PART) this.#trim()
  }

  #wrote(routine: boolean): void {
    if (routine) this.#writerRoutine += 1
    if (this.#writer.count < PART) return
    const known = this.#writerRoutine === PART ? this.#last() : null
    this.#parts.push({ ...this.#writer.text, count: PART, routine: known })
    this.#startPart()
  }

  #startPart(): void {
    this.#writer = new RowWriter(this.#sinceAt)
    this.#writerRoutine = 0
  }

  /** Folds for good what lies before the newest `WINDOW` results, in whole parts. */
  #trim(): void {
    for (;;) {
      const first = this.#stale ? null : this.#parts[0]
      const count = first ? first.count : PART
      if (this.#rows - count < WINDOW) break
      const rows = this.#open?.window.splice(0, count)
      this.#checkpoint = first?.routine
        ? afterRoutine(this.#checkpoint, count, first.routine)
        : foldedForGood(this.#checkpoint, this.#spec, rows ?? (first ? readRows(first, this.#sinceAt) : []))
      if (first) this.#parts.shift()
      this.#rows -= count
    }
    // What ended in what was folded for good now ended before all that is folded.
    this.#tail = { ...this.#tail, ended: this.#checkpoint.ended }
    if (this.#open) this.#open.episodes = fold(this.#checkpoint, this.#spec, this.#open.window).episodes
  }

  #pack(): void {
    if (!this.#stale || !this.#open) return
    this.#stale = false
    this.#parts = []
    this.#startPart()
    // What does not fit lies as it is, in a part of its own.
    for (const result of this.#open.window) {
      const row = rowOf(result)
      if (fits(row) && Number.isInteger(this.#sinceAt)) {
        this.#write(row)
        this.#wrote(false)
        continue
      }
      this.#endPart()
      this.#parts.push({ texts: [], rows: '', plain: [result], count: 1, routine: null })
    }
  }

  #endPart(): void {
    const { count } = this.#writer
    if (count > 0) this.#parts.push({ ...this.#writer.text, count, routine: null })
    this.#startPart()
  }

  #foldAnew(): void {
    const state = this.#unpacked()
    const { cursor, episodes } = fold(this.#checkpoint, this.#spec, state.window)
    if (this.#open) this.#open.episodes = episodes
    this.#off = true
    this.#folded(cursor, routineRun(state, this.#spec, this.#bounds.routineMs))
  }

  #folded(cursor: Cursor, routineRows: number): void {
    this.#tail = cursor
    this.#ahead = 0
    this.#calm = isCalm(cursor)
    this.#routine = routineRows
    this.#lastAt = cursor.newest?.startedAt ?? Number.NEGATIVE_INFINITY
    // The source stands as a whole: nothing more is packed against it.
    this.#lastOrigin = cursor.newest?.source ?? ''
    this.#lastSeq = null
  }
}
