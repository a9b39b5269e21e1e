/**
 * Wire v1: what an agent and a collector say to each other under `/agent/v1/`.
 *
 * These schemas are the source. `npm run generate` compiles them to `v1.generated.js`, plain functions
 * that load nothing (the agent must not carry zod); a test proves that the two agree.
 *
 * Times of an item are milliseconds on the agent's monotonic clock since its `epoch` began (integers;
 * the epoch is a random UUID per agent start). Their wall time follows from the anchor that precedes
 * them in sequence: see `rules/wire/event-time.ts`. Anchors travel as items of the same sequence, and
 * each batch repeats, as `base`, the one in force before its first item, so that a batch explains itself.
 */
import { z } from 'zod'
import { OUTCOMES, PURPOSES } from '../words.ts'
import { LIMITS } from './limits.ts'

const sequence = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
const monotonic = z.int().min(0).max(1e13)
const instant = z.int().min(0).max(8.64e15)
/** `service/component/check`, with `@agent` where several vantages do it: configuration ids, hence one alphabet. */
const checkName = z
  .string()
  .max(LIMITS.checkName)
  .regex(/^[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*(?:@[a-z0-9][a-z0-9._-]*)?$/)
const reason = z
  .string()
  .max(LIMITS.reason)
  .regex(/^[a-z0-9][a-z0-9-]*$/)
const value = z.union([z.number().min(-1e15).max(1e15), z.string().max(LIMITS.valueText)])

/** Wall clock against monotonic clock at one moment, and the measured offset to add to the wall clock. */
const anchorFields = {
  seq: sequence,
  mono: monotonic,
  /** The host's own wall clock, Unix milliseconds. */
  wall: instant,
  /** Milliseconds to add to `wall` to read the collector's clock; null before the first exchange. */
  offset: z.number().min(-8.64e15).max(8.64e15).nullable(),
  /** Half the round trip of the best exchange, milliseconds; null with `offset`. */
  uncertainty: z.number().min(0).max(1e9).nullable(),
}
export const anchor = z.strictObject(anchorFields)

export const resultItem = z.strictObject({
  kind: z.literal('result'),
  seq: sequence,
  check: checkName,
  /** Configuration revision that the check ran under. */
  revision: z.int().min(1),
  planned: monotonic,
  started: monotonic,
  finished: monotonic,
  outcome: z.enum(OUTCOMES),
  /** 0 for a planned run, 1 and up for the repetitions that confirm a change of outcome. */
  attempt: z.int().min(0).max(1000),
  /** Why it is failed or unknown: a stable code such as `refused`, `timeout`, `status`, `probe-threw`. */
  reason: reason.optional(),
  message: z.string().max(LIMITS.message).optional(),
  /** Measured values by name, e.g. `total_ms`, `status`; at most `LIMITS.values`. */
  values: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), value)
    .refine((values) => Object.keys(values).length <= LIMITS.values, 'too many values')
    // JSON Schema's own word for the line above: the generated validator reads it here.
    .meta({ maxProperties: LIMITS.values })
    .optional(),
})

/** A planned run that did not start: never two runs of one check at once, and never silently none. */
const skippedItem = z.strictObject({
  kind: z.literal('skipped'),
  seq: sequence,
  check: checkName,
  planned: monotonic,
  reason,
})

export const anchorItem = z.strictObject({ kind: z.literal('anchor'), ...anchorFields })

/** Items that the spool gave up, or could not read back, before they were answered. */
export const lostItem = z.strictObject({
  kind: z.literal('lost'),
  seq: sequence,
  /** Epoch and sequence range of what was lost; equal to this batch's epoch or an earlier one. */
  epoch: z.uuid(),
  from: sequence,
  to: sequence,
  /** Records and bytes given up. */
  count: z.int().min(0),
  bytes: z.int().min(0),
  /** Wall time of the first and last lost record as far as known. */
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  reason: z.enum(['evicted-bytes', 'evicted-age', 'quarantined', 'disk-full']),
})

export const item = z.discriminatedUnion('kind', [resultItem, skippedItem, anchorItem, lostItem])

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** How the agent itself is, for the agents page; counts are since its start. */
export const agentStatus = z.strictObject({
  /** Items in the spool beside those of this batch, the spool's bytes on disk, and the age of the oldest of them, milliseconds. */
  waiting: count,
  bytes: count,
  oldestMs: count.nullable(),
  /** Items that it gave up: evicted, quarantined, or refused by a full disk. */
  lost: count,
  /** Checks that it is given, and how many of them run now. */
  assigned: count,
  running: count,
  /** Requests to run a check that it is not given. */
  unknownRuns: count,
  /** Resident memory, bytes, and the longest that its event loop was late within the last minute, milliseconds. */
  rss: count,
  lateMs: count,
})

/** Checks to be run once, now: their results are ordinary ones, and the cadence goes on as ever. */
const run = z.array(checkName).max(LIMITS.runs)

/** The frame of `POST /agent/v1/batches`; `items` are validated one by one with `item`. */
export const batchFrame = z.strictObject({
  wire: z.literal(1),
  epoch: z.uuid(),
  /** The agent's wall clock when it sent this (T1 of the exchange). */
  sentAt: instant,
  base: anchor,
  items: z.array(z.unknown()).min(1).max(LIMITS.batchItems),
  status: agentStatus.optional(),
})

const range = z.tuple([sequence, sequence])

/** The answer to a batch. Every sequence number of the batch is in exactly one of the three. */
export const batchAnswer = z.strictObject({
  wire: z.literal(1),
  /** The collector's clock at receipt and at answer (T2, T3). */
  receivedAt: instant,
  answeredAt: instant,
  /** Durably committed (now or before): delete. Inclusive ranges. */
  accepted: z.array(range),
  /** Never acceptable: move to quarantine. `seq` is null where the item carried no usable one; `index` is its place. */
  rejected: z.array(
    z.strictObject({
      index: z.int().min(0),
      seq: sequence.nullable(),
      code: reason,
      reason: z.string().max(1000),
    }),
  ),
  /** Not now: send again. Inclusive ranges. */
  keep: z.array(range),
  /** ETag of the assignment in force, so that the agent fetches a new one at once. */
  assignment: z.string().max(100),
  run: run.optional(),
})

/**
 * The answer to `GET /agent/v1/runs`, which the collector holds for up to `LIMITS.holdMs` until somebody asks
 * for a run: so an agent that has nothing to send learns of it at once, and nothing is asked meanwhile.
 */
export const runsAnswer = z.strictObject({ wire: z.literal(1), run })

/** `POST /agent/v1/hello`: agrees on the version, says who is there, measures the clock. */
export const hello = z.strictObject({
  versions: z.array(z.int().min(1)).min(1).max(10),
  epoch: z.uuid(),
  agentVersion: z.string().max(50),
  sentAt: instant,
  /** What the host is, for the agents page: host name, operating system, kernel, CPUs, memory. */
  inventory: z.record(z.string().max(50), z.string().max(200)).optional(),
})
export const helloAnswer = z.strictObject({
  version: z.int().min(1),
  agent: z.strictObject({ id: z.uuid(), name: z.string() }),
  receivedAt: instant,
  answeredAt: instant,
})

export const assignedCheck = z.strictObject({
  check: checkName,
  type: z.string().max(50),
  purpose: z.enum(PURPOSES),
  everyMs: z.int().min(1000),
  timeoutMs: z.int().min(1),
  confirm: z.strictObject({ failures: z.int().min(1).max(100), everyMs: z.int().min(1000) }),
  /** The check type's own keys, as written in the configuration; validated by its schema. */
  config: z.record(z.string(), z.unknown()),
})

/** `GET /agent/v1/assignment` with `If-None-Match`: what this agent shall check. */
export const assignment = z.strictObject({
  wire: z.literal(1),
  revision: z.int().min(1),
  checks: z.array(assignedCheck).max(LIMITS.assignmentChecks),
  /**
   * `host` or `host:port` that answer as long as this agent's own network works: where a check of the network fails and
   * none of these answers, its result is unknown.
   */
  reaches: z.array(z.string().max(260)).min(1).max(LIMITS.reaches).optional(),
})

export type Anchor = z.infer<typeof anchor>
export type ResultItem = z.infer<typeof resultItem>
export type AnchorItem = z.infer<typeof anchorItem>
export type LostItem = z.infer<typeof lostItem>
export type Item = z.infer<typeof item>
export type BatchFrame = z.infer<typeof batchFrame>
export type BatchAnswer = z.infer<typeof batchAnswer>
export type AgentStatus = z.infer<typeof agentStatus>
export type RunsAnswer = z.infer<typeof runsAnswer>
export type Hello = z.infer<typeof hello>
export type HelloAnswer = z.infer<typeof helloAnswer>
export type AssignedCheck = z.infer<typeof assignedCheck>
export type Assignment = z.infer<typeof assignment>
