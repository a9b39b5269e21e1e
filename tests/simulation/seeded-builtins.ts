/**
 * What production code draws from Node's own modules comes from the seed while a world runs: ids decide orders. A
 * pause that lets the event loop go on is none here, since nothing else runs in it.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import type { Random } from './random.ts'

/** Takes effect for every import of the modules; returns how to undo it. Only one world runs at a time. */
export function seedBuiltins(random: Random): () => void {
  const { randomUUID, randomBytes } = crypto
  const { setImmediate } = timers
  const set = (changes: Record<string, unknown>, turn: unknown) => {
    Object.assign(crypto, changes)
    Object.assign(timers, { setImmediate: turn })
    syncBuiltinESMExports()
  }
  set({ randomUUID: random.uuid, randomBytes: random.bytes }, () => Promise.resolve())
  return () => set({ randomUUID, randomBytes }, setImmediate)
}
