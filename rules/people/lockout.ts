/**
 * How wrong passwords lock an account, so that it holds over restarts and over several collectors.
 *
 * An account that anybody can lock is a way to keep its owner out. So the lock that comes soon holds for one
 * network only: whoever guesses locks out where the guesses come from. Guesses from everywhere together lock
 * the account slower, and never for a network that its owner logged in from in the last 30 days. What remains
 * to an attacker is to keep an owner out of places that the owner never was; an administrator can unlock.
 */
export interface LockRule {
  /** Failures in a row before the account is locked (again). */
  failures: number
  /** The first lock; each further one is twice as long. */
  firstMs: number
  longestMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Of one account from one network. */
export const NETWORK_LOCK: LockRule = { failures: 10, firstMs: 15 * MINUTE_MS, longestMs: 24 * HOUR_MS }
/** Of one account from all networks that are not its owner's. */
export const EVERYWHERE_LOCK: LockRule = { failures: 100, firstMs: 15 * MINUTE_MS, longestMs: HOUR_MS }
/** What is quiet for that long is forgotten. */
export const FORGOTTEN_MS = 48 * HOUR_MS
/** A network is the owner's for so long after a login from there. */
export const OWN_NETWORK_MS = 30 * 24 * HOUR_MS

export interface Failures {
  /** Since the last success, lock or unlock. */
  failures: number
  /** Locks in a row. */
  locks: number
  /** Unix ms; 0: never. */
  lockedUntilAt: number
  /** Of the newest failure. */
  lastAt: number
}

/** After one more failure at `now`; `locked` says whether it is the one that locks. */
export function afterFailure(
  known: Failures | null,
  rule: LockRule,
  now: number,
): Failures & { locked: boolean } {
  const forgotten = known === null || now - Math.max(known.lastAt, known.lockedUntilAt) > FORGOTTEN_MS
  const before = forgotten ? { failures: 0, locks: 0, lockedUntilAt: 0 } : known
  const failures = before.failures + 1
  if (failures < rule.failures) return { ...before, failures, lastAt: now, locked: false }
  const locks = before.locks + 1
  const lockMs = Math.min(rule.longestMs, rule.firstMs * 2 ** Math.min(locks - 1, 20))
  return { failures: 0, locks, lockedUntilAt: now + lockMs, lastAt: now, locked: true }
}
