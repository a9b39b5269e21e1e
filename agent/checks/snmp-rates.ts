/** From counters to rates: wraps, restarts and counters that were cleared (RFC 2578, 7.1.6; RFC 2863, 3.1.5). */

export interface Counter {
  value: bigint
  bits: 32 | 64
}

export interface Sample {
  /** Monotonic clock of this host, milliseconds. */
  at: number
  /** sysUpTime of the device, milliseconds; it starts anew after 497 days. */
  uptimeMs: number
  counters: Record<string, Counter>
}

/** sysUpTime counts hundredths of a second in 32 bits. */
const UPTIME_WRAP_MS = 2 ** 32 * 10
/** How much a device's clock may differ from ours over a distance, before it is a restart. */
const SLACK_MS = 10_000
const SLACK_SHARE = 0.01

/** Whether the device was started anew in between: its uptime is behind what it was plus what has passed. */
export function restarted(before: Sample, after: Sample): boolean {
  const elapsed = after.at - before.at
  const slack = SLACK_MS + elapsed * SLACK_SHARE
  const behind = before.uptimeMs + elapsed - after.uptimeMs
  const rest = ((behind % UPTIME_WRAP_MS) + UPTIME_WRAP_MS) % UPTIME_WRAP_MS
  return rest > slack && rest < UPTIME_WRAP_MS - slack
}

/**
 * Per second; null where it cannot be told: nothing before, no time between, or a counter that went back by more
 * than a wrap explains. A step of more than half of the counter's range is taken for one that was cleared.
 */
export function rateOf(
  before: Counter | undefined,
  after: Counter | undefined,
  elapsedMs: number,
): number | null {
  if (!before || !after || before.bits !== after.bits || !(elapsedMs > 0)) return null
  const range = 1n << BigInt(after.bits)
  const step = after.value - before.value
  const grown = step < 0n ? step + range : step
  if (grown > range / 2n) return null
  return Number(grown) / (elapsedMs / 1000)
}

/** Rates of all counters of a sample since the one before; null each where it cannot be told. */
export function ratesOf(before: Sample | null, after: Sample): (name: string) => number | null {
  if (!before || restarted(before, after)) return () => null
  return (name) => rateOf(before.counters[name], after.counters[name], after.at - before.at)
}
