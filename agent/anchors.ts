/**
 * Ties the monotonic clock to wall time: an anchor at the start, after the first measured offset, and before each item
 * to which the last one is older than 60 s, or disagrees with the clocks by then; where nothing happens none is needed.
 * A disagreement says that either the wall clock was stepped, or the host was suspended (the monotonic clock does not
 * run meanwhile); nothing here can tell which. Until the next exchange measures anew, the anchor goes by the monotonic
 * clock and owns to the difference as its uncertainty.
 */
import type { Clock } from '../rules/clock.ts'
import { best, delayOf, doubtOf, type Exchange, type Measured, offsetOf } from '../rules/time/exchange.ts'
import type { NewItem } from './spool/types.ts'

const EVERY_MS = 60_000
const DISAGREE_MS = 500
/** Measurements kept, and how old the oldest may be, milliseconds. */
const RECENT = 8
const RECENT_MS = 600_000
/** What rounding, and two clocks that drift apart, may make of the times of one exchange, milliseconds. */
const LEAST_STEP_MS = 50
/** The wire's bound. */
export const MOST_UNCERTAIN_MS = 1e9

export interface Anchors {
  /** Puts an anchor where one is due; called before each other item. */
  check(): void
  /** Takes the times of an exchange: when it was sent and came back on the monotonic clock, and what the collector said. */
  exchanged(sentMono: number, backMono: number, receivedAt: number, answeredAt: number): void
}

/** Puts the epoch's first anchor at once. */
export function makeAnchors(clock: Clock, put: (item: NewItem) => void): Anchors {
  let measured: Measured[] = []
  let last = { wall: 0, mono: 0, measured: false }

  function anchor(doubt = 0, chosen = best(measured, clock.monotonic())): void {
    const mono = Math.floor(clock.monotonic())
    const wall = Math.round(clock.now())
    last = { wall, mono, measured: chosen !== null && doubt === 0 }
    put({
      kind: 'anchor',
      mono,
      wall,
      offset: chosen ? Math.round(chosen.ahead + mono - wall) : null,
      uncertainty: chosen ? Math.min(MOST_UNCERTAIN_MS, Math.ceil(doubtOf(chosen, mono) + doubt)) : null,
    })
  }
  anchor()

  return {
    check() {
      const mono = clock.monotonic()
      const apart = Math.abs(clock.now() - last.wall - (mono - last.mono))
      if (apart > DISAGREE_MS) {
        const held = best(measured, mono)
        measured = []
        anchor(apart, held)
      } else if (mono - last.mono >= EVERY_MS) anchor()
    },
    exchanged(sentMono, backMono, receivedAt, answeredAt) {
      // Longer with the collector than under way, or not at all: its clock was stepped in between, and measures nothing.
      const theirMs = answeredAt - receivedAt
      if (theirMs < -LEAST_STEP_MS || theirMs > backMono - sentMono + LEAST_STEP_MS) return
      // Measured against the monotonic clock, so that a wall clock stepped in between does no harm.
      const exchange: Exchange = { t1: sentMono, t2: receivedAt, t3: answeredAt, t4: backMono }
      const now = clock.monotonic()
      const fresh = { ahead: offsetOf(exchange), uncertainty: delayOf(exchange) / 2, at: now }
      const held = best(measured, now)
      // Both cannot be true: the collector's clock was stepped, and what was measured before is of the old one.
      const stepped =
        held !== null &&
        Math.abs(fresh.ahead - held.ahead) > fresh.uncertainty + held.uncertainty + DISAGREE_MS
      measured = stepped ? [] : measured.filter(({ at }) => now - at <= RECENT_MS).slice(1 - RECENT)
      measured.push(fresh)
      if (stepped || !last.measured) anchor()
    },
  }
}
