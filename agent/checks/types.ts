import type { Clock } from '../../rules/clock.ts'
import type { Outcome } from '../../rules/words.ts'

export interface ProbeContext {
  /** Aborted at the time-out and when the agent stops. */
  signal: AbortSignal
  /** What the target has to answer, milliseconds. */
  timeoutMs: number
  clock: Clock
}

export interface ProbeResult {
  outcome: Outcome
  /** Stable code of why it is not ok, e.g. `refused`, `timeout`, `status`. */
  reason?: string | undefined
  /** For people; cut to the wire's limit by the runner. */
  message?: string | undefined
  values?: Record<string, number | string> | undefined
}

/** One execution. May throw or hang: the runner turns that into an unknown result. */
export type Probe = (context: ProbeContext) => Promise<ProbeResult>

/** The check type's own keys, as written in the configuration and already validated by `schema`. */
export type CheckConfig = Record<string, unknown>

/** A kind of measurement: one file with its schema and its code, and one line in the registry. */
export interface CheckType {
  name: string
  description: { ja: string; en: string }
  /** JSON Schema of the type's own keys; compiled into `rules/wire/check-types.generated.js`. */
  schema: object
  /** The key that says what is looked at, for one line to people. */
  targetKey: string
  /** Reads the configuration and does no I/O. */
  prepare(config: CheckConfig): Probe
}
