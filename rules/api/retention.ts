/** Answers of `/api/v1/retention` and `/api/v1/holds`. Instants are RFC 3339 in UTC. */
import type { KeptBecause } from '../words.ts'

type Instant = string

/** A legal hold: results of a service in [from, to) are not deleted while it stands. */
export interface Hold {
  id: string
  service: string
  from: Instant
  /** Null: without an end. */
  to: Instant | null
  comment: string
  setAt: Instant
  setBy: string
  /** When two persons ended it; null while it stands. */
  liftedAt: Instant | null
}

/** `GET /api/v1/retention`: for how long results are kept (III.2.1.3: 保存期間の明示), and what is kept now, and why. */
export interface Retention {
  /** For how long a report may be disputed after its issue, milliseconds. */
  disputeMs: number
  /** ISO 8601 durations in force: ordinary results (III.2.1.3 a), failures and changes of state (b). */
  services: { service: string; results: string[]; incidents: string[] }[]
  /** When the collector last looked; null: not yet. */
  lookedAt: Instant | null
  /** Of results older than a month; `until` is the earliest that something of it may go, null where a person must act. */
  kept: {
    because: KeptBecause
    service: string
    blocks: number
    results: number
    bytes: number
    oldest: Instant
    until: Instant | null
  }[]
}
