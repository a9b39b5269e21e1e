/** What this agent shall check: fetched with its ETag, kept on disk, and used while the collector is away. */
import { join } from 'node:path'
import type { Clock } from '../rules/clock.ts'
import { validateAssignment } from '../rules/wire/v1.generated.js'
import type { Assignment } from '../rules/wire/v1.ts'
import type { Client } from './client.ts'
import { type Log, reasonOf } from './log.ts'
import type { SpoolFiles } from './spool/files.ts'

/** It is asked for when nobody has said for so long which one is in force, milliseconds. */
const ASK_EVERY_MS = 240_000
/** And after a failure. */
const ASK_AGAIN_MS = 5000

export interface AssignmentOptions {
  dir: string
  files: Pick<SpoolFiles, 'read' | 'replace'>
  client: Client
  clock: Clock
  log: Log
  /** A new one is in force. */
  changed(assignment: Assignment): void
}

export interface AssignmentKeeper {
  /** Takes the one on disk, if there is one. */
  load(): Promise<void>
  /** Asks the collector now. */
  fetch(): Promise<void>
  /** The collector named the ETag in force; asks when it is another one, and not by itself while it is the same. */
  heard(etag: string): void
  stop(): void
}

interface Kept {
  etag: string
  assignment: Assignment
}

/** `If-None-Match` and the wire's `assignment` name the same thing; the header has quotes around it. */
const bare = (etag: string) => etag.replace(/^W\//, '').replace(/^"|"$/g, '')

export function makeAssignmentKeeper({
  dir,
  files,
  client,
  clock,
  log,
  changed,
}: AssignmentOptions): AssignmentKeeper {
  const path = join(dir, 'assignment.json')
  let etag: string | null = null
  let asking: Promise<void> | null = null
  let cancel = () => {}
  let stopped = false
  /** When the collector last named the one that is in force here, monotonic. */
  let heardAt = Number.NEGATIVE_INFINITY

  function askAfter(ms: number): void {
    cancel()
    if (!stopped) cancel = clock.after(ms, askUnlessHeard, true)
  }

  function askUnlessHeard(): void {
    const leftMs = heardAt + ASK_EVERY_MS - clock.monotonic()
    if (leftMs > 0) askAfter(leftMs)
    else void fetch()
  }

  function fetch(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }

  async function ask(): Promise<void> {
    try {
      const headers: Record<string, string> = etag === null ? {} : { 'if-none-match': `"${etag}"` }
      const {
        status,
        headers: said,
        body,
      } = await client.ask({ method: 'GET', path: '/agent/v1/assignment', headers })
      if (status === 200) await take(said.etag, body)
      else if (status !== 304) throw new Error(`the collector answered ${status}`)
      askAfter(ASK_EVERY_MS)
    } catch (error) {
      log.warn('the assignment could not be fetched; the last one stays in force', {
        reason: reasonOf(error),
      })
      askAfter(ASK_AGAIN_MS)
    }
  }

  async function take(said: string | undefined, body: unknown): Promise<void> {
    const [error] = validateAssignment(body)
    if (error) throw new Error(`it is not valid: ${error.path} ${error.message}`)
    const assignment = body as Assignment
    etag = said === undefined ? null : bare(said)
    changed(assignment)
    log.info('an assignment is in force', { revision: assignment.revision, checks: assignment.checks.length })
    try {
      const kept: Kept = { etag: etag ?? '', assignment }
      await files.replace(path, Buffer.from(JSON.stringify(kept)))
    } catch (error) {
      log.error('the assignment could not be kept on disk', { reason: reasonOf(error) })
    }
  }

  return {
    async load() {
      let text: string
      try {
        text = (await files.read(path)).toString('utf8')
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
          log.error('the kept assignment could not be read', { reason: reasonOf(error) })
        }
        return
      }
      try {
        const kept = JSON.parse(text) as Partial<Kept> | null
        const [error] = validateAssignment(kept?.assignment)
        if (error) throw new Error(`${error.path} ${error.message}`)
        if (kept?.assignment) changed(kept.assignment)
        etag = kept?.etag ? kept.etag : null
      } catch (error) {
        log.error('the kept assignment is damaged', { reason: reasonOf(error) })
      }
    },
    fetch,
    heard(named) {
      if (named !== '' && bare(named) === etag) heardAt = clock.monotonic()
      else if (named !== '' && !asking) void fetch()
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
