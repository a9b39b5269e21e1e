import type { Clock } from '../../rules/clock.ts'

/** A clock that a test moves. Timers fire in order of their due time, then of their making. */
export interface VirtualClock extends Clock {
  /** Moves monotonic and wall time on by `ms`; every timer due in it fires at its due time, promises settle in between. */
  advance(ms: number): Promise<void>
  /** Steps the wall clock alone (an administrator, NTP): monotonic time and timers do not notice. */
  stepWall(ms: number): void
  /** The host sleeps for `ms` and wakes: time went on, no timer fired meanwhile, the due ones fire late and at once. */
  suspend(ms: number): Promise<void>
  /** Timers not yet fired. */
  pending(): number
}

interface Timer {
  due: number
  order: number
  fn: () => void
}

/** Lets all settled promises run their continuations. */
async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}

/** `wall` is the wall clock at monotonic 0, Unix milliseconds. */
export function makeVirtualClock(wall = Date.UTC(2026, 10, 1)): VirtualClock {
  let mono = 0
  let ahead = wall
  let order = 0
  const timers = new Set<Timer>()

  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers) {
      if (timer.due > until) continue
      if (!next || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer
    }
    return next
  }
  const fire = async (until: number) => {
    await settle()
    for (let timer = nextDue(until); timer; timer = nextDue(until)) {
      timers.delete(timer)
      mono = Math.max(mono, timer.due)
      timer.fn()
      await settle()
    }
  }

  return {
    now: () => Math.round(mono + ahead),
    monotonic: () => mono,
    after(ms, fn) {
      order += 1
      const timer = { due: mono + Math.max(0, ms), order, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const end = mono + ms
      await fire(end)
      mono = end
    },
    stepWall(ms) {
      ahead += ms
    },
    async suspend(ms) {
      mono += ms
      await fire(mono)
    },
    pending: () => timers.size,
  }
}
