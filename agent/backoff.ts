/** Waiting longer after each failure, spread so that many agents do not come back at once. */

const FIRST_MS = 500
const MOST_MS = 10_000
/** After 401 or 426 nothing gets better soon. */
export const SLOW_MS = 60_000
/** A `Retry-After` beyond this is cut, milliseconds. */
const MOST_RETRY_AFTER_MS = 600_000

/** Wait before try `failures` + 1: between half and all of 0.5 s, 1 s, 2 s … 10 s. `random` is in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16))
  return full / 2 + (full / 2) * random
}

/** Milliseconds of a `Retry-After` header (seconds or an HTTP date); null where there is none. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const ms = /^[0-9]+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MOST_RETRY_AFTER_MS) : null
}
