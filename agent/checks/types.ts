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

/** What this host lets checks use; from the agent's own configuration, never from the collector's. */
export interface HostSide {
  /** Programs that may be run, by the name that the configuration calls them by. */
  plugins: ReadonlyMap<string, HostPlugin>
  /**
   * Reads a secret of the agent's configuration by its name, to be shown to `target` (`host` or `host:port`). Throws
   * where there is none or it is not for that target; the error holds no secret.
   */
  secret(name: string, target: string): string
  /** Socket at which chronyd takes commands; chronyc's own default where it is not named. */
  chronySocket?: string | undefined
}

export interface HostPlugin {
  /** Absolute path of the program. */
  program: string
  /** Arguments that always stand first. */
  args: readonly string[]
  /** Whether the collector's configuration may add arguments of its own. */
  moreArgs: boolean
}

/** Why this host does not let a check run; `path` is a JSON Pointer into the check's own keys. */
export interface Objection {
  path: string
  reason: string
  message: string
}

/** A kind of measurement: one file with its schema and its code, and one line in the registry. */
export interface CheckType {
  name: string
  /** For people. Like the schema, it is there for `npm run generate` and left out of the agent's bundle. */
  description: { ja: string; en: string }
  /** JSON Schema of the type's own keys; compiled into `rules/wire/checks`. */
  schema: object
  /** The key that says what is looked at, for one line to people; null where that is the host itself. */
  targetKey: string | null
  /** `host`: it looks at the host that it runs on, and can be done from nowhere else. `network`: from any vantage. */
  runs: 'host' | 'network'
  /** The measured value (milliseconds) that is its response time, for graphs; absent where it has none. */
  responseValue?: string
  /** What this host's own configuration does not let the check do; does no I/O. The probe then answers unknown with its reason. */
  objects?(config: CheckConfig, host: HostSide): Objection | null
  /** Reads the configuration and does no I/O. */
  prepare(config: CheckConfig, host: HostSide): Probe
}
