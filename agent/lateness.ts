import type { Clock } from '../rules/clock.ts'

/** How long the worst is remembered at least, milliseconds; at most twice as long. */
const REMEMBER_MS = 60_000

export interface Lateness {
  /** A timer of a check came this much too late, milliseconds. */
  note(ms: number): void
  /** The worst of the last one to two minutes: what stood in the way of everything else. */
  worst(): number
}

/** Goes by the timers of checks, which there are anyway: a tick of its own would wake an idle host for nothing. */
export function makeLateness(clock: Pick<Clock, 'monotonic'>): Lateness {
  let since = clock.monotonic()
  let before = 0
  let current = 0

  function turn(): void {
    const passed = clock.monotonic() - since
    if (passed < REMEMBER_MS) return
    before = passed < 2 * REMEMBER_MS ? current : 0
    current = 0
    since += passed
  }

  return {
    note(ms) {
      turn()
      current = Math.max(current, Math.round(ms))
    },
    worst() {
      turn()
      return Math.max(before, current)
    },
  }
}
