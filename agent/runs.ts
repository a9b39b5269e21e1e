/**
 * Learns at once that somebody asks for a run: one question to the collector is always open, which it answers
 * when there is something to run, or empty after `LIMITS.holdMs`; each answer names the assignment in force, too, so
 * that nobody has to ask for that one by itself. Nothing is stored or decided by it.
 */
import type { Clock } from '../rules/clock.ts'
import { LIMITS } from '../rules/wire/limits.ts'
import { validateRunsAnswer } from '../rules/wire/v1.generated.js'
import type { RunsAnswer } from '../rules/wire/v1.ts'
import { backoffMs, retryAfterMs, SLOW_MS } from './backoff.ts'
import type { Client } from './client.ts'
import { type Log, reasonOf } from './log.ts'

/** Beyond the collector's hold, milliseconds: the way there and back. */
const PATIENCE_MS = LIMITS.holdMs + 15_000
/** An answer that came sooner than this was not held: the next question waits that long. */
const SOONEST_MS = 1000

export interface RunsOptions {
  client: Client
  clock: Clock
  log: Log
  /** In [0, 1). */
  random: () => number
  /** Full names of checks. */
  run(checks: readonly string[]): void
  /** ETag of the assignment in force, with every answer. */
  assignment(etag: string): void
}

export interface Runs {
  /** Begins to ask; a second call does nothing. */
  start(): void
  stop(): void
}

export function listenForRuns({ client, clock, log, random, run, assignment }: RunsOptions): Runs {
  let begun = false
  let stopped = false
  let cancel = () => {}
  let failures = 0

  async function ask(): Promise<void> {
    const askedAt = clock.monotonic()
    const waitMs = await once(askedAt).catch((error) => failed(reasonOf(error)))
    if (stopped) return
    if (waitMs === 0) void ask()
    else cancel = clock.after(waitMs, () => void ask(), true)
  }

  /** How long to wait before the next question, milliseconds. */
  async function once(askedAt: number): Promise<number> {
    const answer = await client.ask({ method: 'GET', path: '/agent/v1/runs', timeoutMs: PATIENCE_MS })
    if (stopped) return 0
    const { status, headers, body } = answer
    // A collector that knows no such thing, or not this agent: asked seldom, batches go their own way.
    if ([401, 403, 404, 405, 426].includes(status)) return SLOW_MS * (0.5 + random() / 2)
    if (status !== 200) {
      const asked = retryAfterMs(headers['retry-after'], clock.now()) ?? 0
      return Math.max(asked, failed(`the collector answered ${status}`))
    }
    const [error] = validateRunsAnswer(body)
    if (error) return failed(`the answer is none: ${error.path} ${error.message}`)
    failures = 0
    if (headers.etag !== undefined) assignment(headers.etag)
    const wanted = (body as RunsAnswer).run
    run(wanted)
    return wanted.length > 0 || clock.monotonic() - askedAt >= SOONEST_MS ? 0 : SOONEST_MS
  }

  function failed(reason: string): number {
    failures += 1
    if (failures % 20 === 1 && !stopped) log.info('requests to run a check are not heard now', { reason })
    return backoffMs(failures, random())
  }

  return {
    start() {
      if (begun) return
      begun = true
      void ask()
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
