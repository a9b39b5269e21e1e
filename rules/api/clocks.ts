type Instant = string

/** `GET /api/v1/services/{id}/clocks`: the clocks of a service's hosts on one scale, the collector's clock (III.1.1.5). */
export interface ServiceClocks {
  service: string
  from: Instant
  to: Instant
  /** How far apart they may be, milliseconds; null where the service says nothing of it. */
  limitMs: number | null
  hosts: HostClock[]
}

export interface HostClock {
  host: string
  /** How far ahead of the collector's clock it was, milliseconds, in each hour in which it was measured; oldest first. */
  hours: { at: Instant; leastMs: number; mostMs: number; readings: number }[]
  /** Its newest measurement; null before the first. */
  latest: { aheadMs: number; uncertaintyMs: number } | null
}
