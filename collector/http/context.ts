import type { Ownership } from '../ingest/ownership.ts'
import type { Recent } from '../ingest/recent.ts'
import type { Attempts } from '../operators/attempts.ts'
import type { HandIn } from './agent/hand-in.ts'
import type { Runs } from './agent/runs.ts'
import type { HttpDeps } from './deps.ts'
import type { Guard } from './guard.ts'
import type { MeasuredMonths } from './measured.ts'
import type { Passwords } from './passwords.ts'

/** What the routes work with. */
export interface Context extends HttpDeps {
  guard: Guard
  ownership: Ownership
  recent: Recent
  handIn: HandIn
  attempts: Attempts
  passwords: Passwords
  /** Requests to run a check, on their way to the agents. */
  runs: Runs
  /** Months of services as they are measured. */
  measured: MeasuredMonths
}
