import type { Clock } from '../rules/clock.ts'

/** setTimeout holds at most 2^31 − 1 ms (24.8 days); a longer wait is made of several. */
const LONGEST_MS = 2_147_483_647

/** The real clock of a composition root, which alone reads `wall` (Unix ms) and `monotonic` (ms). */
export function makeClock(read: { wall: () => number; monotonic: () => number }): Clock {
  return {
    now: read.wall,
    monotonic: read.monotonic,
    after(ms, fn, background = false) {
      const dueAt = read.monotonic() + ms
      let timer: NodeJS.Timeout
      const arm = () => {
        const left = dueAt - read.monotonic()
        timer = setTimeout(() => (left > LONGEST_MS ? arm() : fn()), Math.min(LONGEST_MS, Math.max(0, left)))
        if (background) timer.unref()
      }
      arm()
      return () => clearTimeout(timer)
    },
  }
}
