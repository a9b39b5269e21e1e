/** One machine of a world: its clocks, and the life of the program on it, which may end or stand still at any step. */
import type { Clock } from '../../rules/clock.ts'
import type { HostClock } from '../invariants/history.ts'
import type { Timeline } from './timeline.ts'

/** A program from its start to its end. What it began before its end learns nothing more. */
export interface Life {
  readonly bornAt: number
  clock: Clock
  isDead(): boolean
  end(): void
  /** SIGSTOP: nothing happens until `thaw`, then at once all that was due. */
  freeze(): void
  thaw(): void
  /** Does it now, at the thaw, or never. */
  do(fn: () => void): void
  /** Carries on now or at the thaw; for the dead it stays pending for ever. */
  goOn(): Promise<void>
  /** The true instant of a monotonic time of this life. */
  trueAt(mono: number): number
}

export interface Machine {
  name: string
  boot(): Life
  /** Steps the wall clock by `ms`. */
  step(ms: number): void
  /** By how much the wall clock is ahead of true time now, milliseconds. */
  offset(): number
  history(): HostClock
}

const NEVER = new Promise<never>(() => undefined)
/** As fine as a clock reads; a timer never rings before its time, nor in the instant in which it was set. */
const LEAST_MS = 0.001
const later = (ms: number) => Math.ceil(ms * 1000) / 1000
const exact = (ms: number) => Math.round(ms * 1000) / 1000

/** `driftPpm`: its oscillator is this much too fast, which its wall clock and its monotonic clock both follow. */
export function makeMachine(
  timeline: Timeline,
  a: { name: string; offsetMs: number; driftPpm: number },
): Machine {
  const rate = 1 + a.driftPpm / 1e6
  let set = { at: timeline.now(), offsetMs: a.offsetMs }
  const changes: HostClock['changes'] = [{ ...set, driftPpm: a.driftPpm }]
  const offset = () => set.offsetMs + (timeline.now() - set.at) * (rate - 1)

  function boot(): Life {
    const bornAt = timeline.now()
    let isDead = false
    let isFrozen = false
    let held: (() => void)[] = []
    const run = (fn: () => void) => {
      if (isDead) return
      if (isFrozen) held.push(fn)
      else fn()
    }
    const clock: Clock = {
      now: () => Math.round(timeline.now() + offset()),
      monotonic: () => exact((timeline.now() - bornAt) * rate),
      after(ms, fn) {
        const due = bornAt + ((timeline.now() - bornAt) * rate + Math.max(0, ms)) / rate
        let isCancelled = false
        const cancel = timeline.at(Math.max(later(due), ms > 0 ? timeline.now() + LEAST_MS : 0), () =>
          run(() => isCancelled || fn()),
        )
        return () => {
          isCancelled = true
          cancel()
        }
      },
    }
    return {
      bornAt,
      clock,
      isDead: () => isDead,
      end() {
        isDead = true
        held = []
      },
      freeze() {
        isFrozen = true
      },
      thaw() {
        isFrozen = false
        const due = held
        held = []
        for (const fn of due) run(fn)
      },
      do: run,
      goOn() {
        if (isDead) return NEVER
        return isFrozen ? new Promise((resolve) => held.push(resolve)) : Promise.resolve()
      },
      trueAt: (mono) => exact(bornAt + mono / rate),
    }
  }

  return {
    name: a.name,
    boot,
    step(ms) {
      set = { at: timeline.now(), offsetMs: offset() + ms }
      changes.push({ ...set, driftPpm: a.driftPpm })
    },
    offset,
    history: () => ({ host: a.name, changes }),
  }
}
