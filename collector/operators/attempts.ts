/** Bounds how often a password or a one-time link is tried. */

/** Failures allowed in a row before one has to wait, and how long they are remembered. */
const WINDOW_MS = 5 * 60_000
const KEYS = 10_000
/** Keys of several people: who has an account must not clear the way for guesses at others by logging in. */
const SHARED = 'address:'

interface Count {
  failures: number
  /** Monotonic ms. */
  until: number
}

export interface Attempts {
  /** Milliseconds to wait before another attempt under these keys; 0 if none. Counts the attempt as begun. */
  begin(keys: string[]): number
  /** The attempt was right: forgets the failures of a name, and of an address, where others are too, that attempt. */
  succeeded(keys: string[]): void
}

/**
 * `limits` is how many attempts a key of a kind has in five minutes; the kind is the key's text up to the
 * first colon. An attempt counts from its beginning, so that many at once do not slip through. Remembers
 * at most 10 000 keys, the longest unused forgotten first.
 */
export function makeAttempts(limits: Record<string, number>, monotonic: () => number): Attempts {
  const counts = new Map<string, Count>()
  const limitOf = (key: string) => limits[key.slice(0, key.indexOf(':'))] ?? 0
  const current = (key: string, now: number): Count => {
    const count = counts.get(key)
    return count && count.until > now ? count : { failures: 0, until: now + WINDOW_MS }
  }
  return {
    begin(keys) {
      const now = monotonic()
      const waits = keys.map((key) => {
        const { failures, until } = current(key, now)
        return failures >= limitOf(key) ? until - now : 0
      })
      const wait = Math.max(0, ...waits)
      if (wait > 0) return wait
      for (const key of keys) {
        const count = current(key, now)
        counts.delete(key)
        counts.set(key, { ...count, failures: count.failures + 1 })
      }
      for (const oldest of counts.keys()) {
        if (counts.size <= KEYS) break
        counts.delete(oldest)
      }
      return 0
    },
    succeeded(keys) {
      for (const key of keys) {
        const count = counts.get(key)
        if (!key.startsWith(SHARED)) counts.delete(key)
        else if (count) counts.set(key, { ...count, failures: Math.max(0, count.failures - 1) })
      }
    },
  }
}
