/** Shapes of the details of agents and checks that `/api/v1/` answers with; as in `types.ts`. */
import type { ComponentKind } from '../words.ts'
import type { AgentSummary, CheckSummary } from './types.ts'

type Instant = string

/** `GET /api/v1/agents/{name}`; its checks are `GET /api/v1/checks?agent=NAME`. */
export interface AgentDetail extends AgentSummary {
  createdAt: Instant
  /** Newest first; never the tokens. */
  credentials: {
    id: string
    validFrom: Instant
    validUntil: Instant | null
    revokedAt: Instant | null
    valid: boolean
  }[]
  /** What its spool gave up, the newest first, at most 50 rows. */
  losses: {
    firstAt: Instant | null
    lastAt: Instant | null
    count: number
    reason: string
  }[]
  /** Monitoring gaps (監視欠落) of its checks that touch the last 7 days, the newest first, at most 100. */
  gaps: {
    incident: string
    service: string
    checks: string[]
    fromAt: Instant
    toAt: Instant | null
    reason: string | null
  }[]
}

/** `GET /api/v1/checks/{service}/{component}/{check}`. */
export interface CheckDetail extends CheckSummary {
  serviceName: string
  /** The service's. */
  timezone: string
  /** What the type of check does, in words. */
  description: { ja: string; en: string } | null
  timeoutMs: number
  confirm: { failures: number; everyMs: number }
  /** When the next result should start: one interval after the newest; null before the first. */
  nextAt: Instant | null
  /** Distances between executions beyond the limit within the last 24 h, as far as the newest results reach back. */
  gaps: { fromAt: Instant; toAt: Instant | null }[]
  /** The measured value (ms) that is its response time, and the limit that its configuration sets for it. */
  responseValue: string | null
  slowerThanMs: number | null
  /** The newest request to run it now; null where there was none. */
  run: RunAsked | null
}

/** Answer to `POST /api/v1/checks/{service}/{component}/{check}/run`. */
export interface RunAsked {
  check: string
  agent: string
  askedAt: Instant
  askedBy: string
  /** Not handed out after it. */
  expiresAt: Instant
  /** When the agent got it; null before. */
  takenAt: Instant | null
}

/** `GET /api/v1/checks/{service}/{component}/{check}/responses`: response times in buckets of equal length. */
export interface Responses {
  check: string
  /** The measured value that they are of; null where the type has none: then only outcomes are counted. */
  value: string | null
  from: Instant
  to: Instant
  /** Everything from here on was read; later than `from` where there were more results than are read for a graph. */
  readFrom: Instant
  bucketMs: number
  /** In order of time; a bucket in which nothing started is left out. */
  buckets: ResponseBucket[]
}

export interface ResponseBucket {
  at: Instant
  /** Results with a response time, and percentiles of these (nearest rank), milliseconds; null where there is none. */
  count: number
  p50: number | null
  p95: number | null
  p99: number | null
  max: number | null
  ok: number
  /** Of those that are ok, how many carry a reason (注意). */
  warned: number
  failed: number
  unknown: number
}

/** A component that checks may be filtered by. */
export interface ComponentSummary {
  service: string
  component: string
  name: string
  kind: ComponentKind
  checks: number
}
