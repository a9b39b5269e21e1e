/** Lets the rest of the process go on while there is much to evaluate: requests are answered in between. */
import type { Clock } from '../../rules/clock.ts'

/** Work goes on for so long at a stretch, milliseconds. */
const STRETCH_MS = 8

export interface Turns {
  /** To be awaited between two pieces of work: others go on where this one has had its stretch. */
  pass(): Promise<void> | undefined
  /** Work begins, or has waited for something else meanwhile. */
  begin(): void
}

/** `turn` resolves once others had theirs. */
export function makeTurns(clock: Pick<Clock, 'monotonic'>, turn: () => Promise<void>): Turns {
  let begun = clock.monotonic()
  return {
    pass() {
      if (clock.monotonic() - begun < STRETCH_MS) return undefined
      return turn().then(() => {
        begun = clock.monotonic()
      })
    },
    begin() {
      begun = clock.monotonic()
    },
  }
}
