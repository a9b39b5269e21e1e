/** When a delivery that was not accepted is tried again, and when no more. Pure. */

const FIRST_MS = 5_000
/** Longest distance of two attempts while the notice can still be in time, and afterwards. */
const IN_TIME_MS = 60_000
const LATE_MS = 300_000
/** Where nothing is due, this long counts as in time. */
const NO_DUE_MS = 3_600_000
/** The age at which a delivery is given up; as long as mail servers usually try (RFC 5321, 4.5.4.1). */
export const GIVE_UP_MS = 5 * 86_400_000
/** And the attempts of a day at least: by a clock that leapt, or after days without a collector, all would be that old. */
export const GIVE_UP_ATTEMPTS = Math.floor(86_400_000 / (1.2 * LATE_MS))

/**
 * Milliseconds until the next attempt, or null where the delivery is given up. `attempt` is the number of
 * the one that failed, from 1; `random` in [0, 1) spreads the attempts by a fifth either way.
 */
export function againAfterMs(a: {
  attempt: number
  createdAt: number
  dueAt: number | null
  now: number
  random: number
}): number | null {
  if (a.now - a.createdAt >= GIVE_UP_MS && a.attempt >= GIVE_UP_ATTEMPTS) return null
  const cap = a.now < (a.dueAt ?? a.createdAt + NO_DUE_MS) ? IN_TIME_MS : LATE_MS
  const delay = Math.min(FIRST_MS * 2 ** Math.min(Math.max(a.attempt, 1) - 1, 20), cap)
  return Math.round(delay * (0.8 + 0.4 * a.random))
}
