/** Shares the thread with whatever else the process does while there is much to evaluate. */
import type { Clock } from '../../rules/clock.ts'

/** Work goes on for so long at a stretch, milliseconds: as long as others had before, within these bounds. */
const STRETCH_MS = { least: 8, most: 40 }
/** No rest is longer, milliseconds: what is confirmed in it is told so much later. */
const REST_MS = 80

export interface Turns {
  /** To be awaited between two pieces of work: others go on where this one has had its stretch. */
  pass(): Promise<void> | undefined
  /** Work begins, or has waited for something else meanwhile. */
  begin(): void
  /** A pass begins. */
  enter(): void
  /**
   * A pass has ended: for as long as it worked the next one is not to begin. What arrives meanwhile is folded together,
   * and a service is judged once for all of it: the more there is to do, the less each result costs.
   */
  leave(): void
  /** How long the next pass is not to begin, milliseconds. */
  restMs(): number
}

/** `turn` resolves once others had theirs. */
export function makeTurns(clock: Pick<Clock, 'monotonic'>, turn: () => Promise<void>): Turns {
  let begun = clock.monotonic()
  let stretchMs = STRETCH_MS.least
  /** Up to here it is known how long this pass worked. */
  let markedAt = begun
  let workedMs = 0
  let restTo = begun
  return {
    pass() {
      const now = clock.monotonic()
      workedMs += now - markedAt
      markedAt = now
      if (now - begun < stretchMs) return undefined
      return turn().then(() => {
        begun = clock.monotonic()
        markedAt = begun
        stretchMs = Math.min(STRETCH_MS.most, Math.max(STRETCH_MS.least, begun - now))
      })
    },
    begin() {
      begun = clock.monotonic()
      markedAt = begun
    },
    enter() {
      workedMs = 0
    },
    leave() {
      restTo = clock.monotonic() + Math.min(REST_MS, workedMs)
    },
    restMs: () => Math.max(0, restTo - clock.monotonic()),
  }
}
