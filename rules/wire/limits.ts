/** Bounds of wire v1. Both sides hold to them; an item beyond one is refused alone, with its reason. */
export const LIMITS = {
  /** Bytes of one request body, before decoding. */
  bodyBytes: 1_048_576,
  /** Items in one batch. */
  batchItems: 500,
  /** Characters of a check's full name `service/component/check`. */
  checkName: 200,
  /** Characters of the text that a probe may report. */
  message: 500,
  /** Named values of one result, and characters of a textual value. */
  values: 32,
  valueText: 500,
  /** Characters of a stable reason code. */
  reason: 64,
  /** Checks in one assignment. */
  assignmentChecks: 5_000,
  /** Targets by which an agent tells whether its own network works. */
  reaches: 8,
  /** Checks that one answer may ask to be run now. */
  runs: 50,
  /** How long a collector holds an agent's question for runs, milliseconds: proxies wait a minute for an answer. */
  holdMs: 50_000,
} as const

/** Versions of the wire that this build speaks, newest first (design, rule 14). */
export const WIRE_VERSIONS = [1] as const
