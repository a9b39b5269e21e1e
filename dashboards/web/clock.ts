/** The page's one clock: the browser's, and the collector's as far as the page knows it. */
import type { Clock } from '../../rules/clock.ts'

export const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
}

/** The collector's clock, kept on the browser's monotonic one, so that a stepped browser clock moves no countdown. */
export interface ServerClock {
  /** Unix milliseconds of the collector; null before the first `sync`. */
  now(): number | null
  /** Takes an answer's own time, with the monotonic instants of asking and of answering (its middle counts). */
  sync(serverNow: number, askedAt: number, answeredAt: number): void
  /** Whether the browser slept or its clock was set since the last `sync`: then ask again. */
  doubtful(): boolean
}

/** A sleeping computer stops some browsers' monotonic clock: a wall clock that went another way tells. */
const DOUBT_MS = 2000

export function createServerClock(clock: Clock): ServerClock {
  let base: { server: number; monotonic: number; wall: number } | null = null
  return {
    now: () => (base === null ? null : base.server + clock.monotonic() - base.monotonic),
    sync(serverNow, askedAt, answeredAt) {
      const monotonic = clock.monotonic()
      const server = serverNow + (monotonic - (askedAt + answeredAt) / 2)
      base = { server, monotonic, wall: clock.now() }
    },
    doubtful() {
      if (base === null) return false
      const walked = clock.now() - base.wall - (clock.monotonic() - base.monotonic)
      return Math.abs(walked) > DOUBT_MS
    },
  }
}
