/**
 * What production code draws from Node itself comes from the seed while a world runs, since ids decide orders; and a
 * turn of the event loop is one of the world's: what waits for it has its turn when no promise has anything left to do.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import type { Random } from '../support/random.ts'

export interface Seeded {
  /** Runs what waits for a turn of the loop; false where nothing does. */
  turn(): boolean
  restore(): void
}

/** Takes effect for every import of the modules, until it is restored. Only one world runs at a time. */
export function seedBuiltins(random: Random): Seeded {
  const { randomUUID, randomBytes } = crypto
  const real = { setImmediate: timers.setImmediate, setTimeout: timers.setTimeout }
  const { setImmediate: global } = globalThis
  let waiting: (() => void)[] = []
  const wait = (fn: (...args: unknown[]) => void, ...args: unknown[]) => {
    waiting.push(() => fn(...args))
  }
  const set = (changes: Record<string, unknown>, pauses: Record<string, unknown>, inTurn: unknown) => {
    Object.assign(crypto, changes)
    Object.assign(timers, pauses)
    Object.assign(globalThis, { setImmediate: inTurn })
    syncBuiltinESMExports()
  }
  // No time of the world passes in a wait of the process itself; and that of the machine decides nothing in it.
  const none = (value?: unknown) => Promise.resolve(value)
  const pauses = { setImmediate: none, setTimeout: (_ms: number, value?: unknown) => none(value) }
  set({ randomUUID: random.uuid, randomBytes: random.bytes }, pauses, wait)
  return {
    turn() {
      if (waiting.length === 0) return false
      const due = waiting
      waiting = []
      for (const fn of due) fn()
      return true
    },
    restore: () => set({ randomUUID, randomBytes }, real, global),
  }
}
