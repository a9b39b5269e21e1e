/** How fast two oscillators may part: what an old measurement loses in certainty (RFC 5905, PHI is 15 ppm; hosts do worse). */
const DRIFT = 100e-6

/** The four instants of one exchange (RFC 5905, section 8), milliseconds: sent, received, answered, back. */
export interface Exchange {
  t1: number
  t2: number
  t3: number
  t4: number
}

/** Offset of the other clock to this one: ((T2−T1)+(T3−T4))/2, milliseconds to add to this clock. */
export function offsetOf({ t1, t2, t3, t4 }: Exchange): number {
  return (t2 - t1 + (t3 - t4)) / 2
}

/** Round trip without the other side's own time: (T4−T1)−(T3−T2), never below 0. */
export function delayOf({ t1, t2, t3, t4 }: Exchange): number {
  return Math.max(0, t4 - t1 - (t3 - t2))
}

/** One measurement: what the offset was, how sure, and when on the monotonic clock. */
export interface Measured {
  /** The other clock minus this host's monotonic clock: no step of the wall clock touches it. */
  ahead: number
  /** Half the round trip. */
  uncertainty: number
  at: number
}

/** How far the offset of a measurement may be off at `now`, milliseconds: half the round trip, and what clocks drift since. */
export function doubtOf({ uncertainty, at }: Measured, now: number): number {
  return uncertainty + DRIFT * Math.max(0, now - at)
}

/** The best of recent measurements: least half round trip, older ones counted less sure as they age; null of none. */
export function best(measured: readonly Measured[], now: number): Measured | null {
  let found: Measured | null = null
  for (const one of measured) if (!found || doubtOf(one, now) <= doubtOf(found, now)) found = one
  return found
}
