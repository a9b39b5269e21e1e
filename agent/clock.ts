import type { Clock } from '../rules/clock.ts'

/** The real clock of a composition root, which alone reads `wall` (Unix ms) and `monotonic` (ms). Waits stay below 24 days. */
export function makeClock(read: { wall: () => number; monotonic: () => number }): Clock {
  return {
    now: read.wall,
    monotonic: read.monotonic,
    after(ms, fn, background = false) {
      const timer = setTimeout(fn, Math.max(0, ms))
      if (background) timer.unref()
      return () => clearTimeout(timer)
    },
  }
}
