/** The part of the store port (`port.ts`) by which a person's wish to run a check now reaches its agent. */

/** The newest request of a check; there is one row for each check that was ever asked for. */
export interface RunRequest {
  check: string
  /** Agent's name. */
  agent: string
  askedAt: number
  /** Who asked, as people read it. */
  askedBy: string
  /** Not handed out after it, by the store's time: a run that comes much later answers nobody. */
  expiresAt: number
  /** When it was handed to the agent; null before. Handed out once: where the answer is lost, nobody runs it. */
  takenAt: number | null
}

export interface AgentCredential {
  id: string
  validFrom: number
  /** Null: until it is revoked. */
  validUntil: number | null
  revokedAt: number | null
}

export interface RunVerbs {
  /**
   * Keeps the request with the ledger entry `check.run-asked`. Rejects with `conflict` `asked-recently` where the
   * check was asked for less than `apartMs` before.
   */
  askRun(a: {
    check: string
    agent: string
    askedBy: string
    actor: string
    now: number
    ttlMs: number
    apartMs: number
    ledgerId: string
  }): Promise<RunRequest>
  /** Names of agents for which a request waits at `now`. */
  agentsWithRuns(a: { now: number }): Promise<string[]>
  /** Hands out what waits for an agent at `now`, at most `limit`, whichever collector asks first. */
  takeRuns(a: { agent: string; now: number; limit: number }): Promise<string[]>
  runsOf(a: { checks: string[] }): Promise<RunRequest[]>
  /** Credentials of an agent, newest first; never a token or its digest. */
  credentialsOf(a: { agentId: string }): Promise<AgentCredential[]>
}
