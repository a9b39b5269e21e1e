/**
 * Which states of checks are written now. A state is nothing but its results folded: writing it with each of them
 * would cost more than all else. It is written where too many results would have to be folded again after a crash, or
 * for too long; those first whose results wait longest, so that the cursor of their partition moves on.
 */
import { HOUR_MS } from '../../rules/performance/baseline.ts'
import type { HeldCheck } from './held.ts'
import type { Memory } from './partition.ts'

/** Results that a new owner of everything may have to fold again: so many take it some seconds. */
const MOST_RESULTS = 1_000_000
const OLDEST_MS = HOUR_MS
/** States written in one pass, about: the writing of more would hold up what is ingested meanwhile. */
const AT_ONCE = 512
/** Of one partition. */
const OF_ONE = 64
/** Of one partition, in one transaction, at the end. */
const AT_END = 500

export interface Saving {
  /** By partition; those that have none are left out. */
  pick(memories: Iterable<Memory>, now: number): Map<Memory, HeldCheck[]>
  /** The same at the end, when all are to be written. */
  pickLast(memories: Iterable<Memory>): Map<Memory, HeldCheck[]>
}

/**
 * `shared`: others show what is evaluated here, by the stored states: whatever is unsaved is written, partition after
 * partition. Where more checks have results than are written in one pass, what others show is some passes behind.
 */
export function makeSaving(shared: boolean): Saving {
  let turn = 0

  function pick(memory: Memory, due: (held: HeldCheck) => boolean, most: number): HeldCheck[] {
    const found: HeldCheck[] = []
    for (const held of memory.unsaved) {
      if (found.length >= most || !due(held)) break
      found.push(held)
    }
    return found
  }

  return {
    pick(memories, now) {
      const found = new Map<Memory, HeldCheck[]>()
      const all = [...memories].filter(({ unsaved }) => unsaved.size > 0)
      let tooMany = all.reduce((sum, { unsavedCount }) => sum + unsavedCount, 0) - MOST_RESULTS
      let left = AT_ONCE
      turn += 1
      for (let at = 0; at < all.length && left > 0; at += 1) {
        const memory = all[(at + turn) % all.length]
        if (!memory) continue
        const [first] = memory.unsaved
        const waits = ({ unsaved }: HeldCheck) => Math.abs(now - (unsaved?.sinceAt ?? now))
        const isOld = first !== undefined && waits(first) >= OLDEST_MS
        // With it go those that are half as old: they share a transaction from then on.
        const due = (held: HeldCheck) => tooMany > 0 || (isOld && 2 * waits(held) >= OLDEST_MS)
        const picked = shared ? [...memory.unsaved] : pick(memory, due, Math.min(OF_ONE, left))
        if (picked.length === 0) continue
        found.set(memory, picked)
        left -= picked.length
        tooMany -= picked.reduce((sum, { unsaved }) => sum + (unsaved?.count ?? 0), 0)
      }
      return found
    },
    pickLast: (memories) =>
      new Map(
        [...memories]
          .filter(({ unsaved }) => unsaved.size > 0)
          .map((memory) => [memory, pick(memory, () => true, AT_END)]),
      ),
  }
}
