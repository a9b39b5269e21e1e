/** Windows that are unpacked, so that what is judged again and again is not unpacked each time. */
import type { HeldCheck } from './held.ts'

/** Each takes as much memory as twenty that are packed. */
const MOST = 1_000

export interface OpenChecks {
  /** A window was used. */
  (held: HeldCheck): void
  /** Packs those that were not used for longest. */
  trim(): void
}

export function makeOpenChecks(): OpenChecks {
  const open = new Set<HeldCheck>()
  const use = (held: HeldCheck) => {
    open.delete(held)
    open.add(held)
  }
  return Object.assign(use, {
    trim() {
      for (const held of open) {
        if (open.size <= MOST) return
        held.close()
        open.delete(held)
      }
    },
  })
}
