/** What agents hand in: batches, and that they were heard of. */
import { eventTime } from '../../../rules/wire/event-time.ts'
import { WIRE_VERSIONS } from '../../../rules/wire/limits.ts'
import { isBatchFrame, validateBatchFrame } from '../../../rules/wire/v1.generated.js'
import type { BatchAnswer, BatchFrame } from '../../../rules/wire/v1.ts'
import { LAST_INSTANT } from '../../ingest/judge.ts'
import type { Ownership } from '../../ingest/ownership.ts'
import type { Recent } from '../../ingest/recent.ts'
import { makeTellReused } from '../../ingest/reused.ts'
import { makeSeen, type Sighting } from '../../ingest/seen.ts'
import { type TakeDeps, takeBatch } from '../../ingest/take.ts'
import type { StoredBatch } from '../../store/port.ts'
import type { HttpDeps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'
import { type Assignments, makeAssignments } from './assignments.ts'
import type { Runs } from './runs.ts'

export interface HandIn {
  assignments: Assignments
  /** That an agent was heard of is worth no refusal: what it brought stands without it. */
  note(sighting: Sighting): Promise<void>
  /** The same where nothing else is known of it: written down with others, some seconds later. */
  heard(agentId: string): void
  /**
   * Takes a body that was read as JSON, with its text where that may be stored as it is. Rejects with the problem or
   * the store's error, having acknowledged nothing.
   */
  batch(
    agent: { id: string; name: string },
    receivedAt: number,
    body: { value: unknown; text: string | null },
  ): Promise<BatchAnswer>
}

type Deps = Pick<HttpDeps, 'clock' | 'store' | 'metrics' | 'events' | 'revision' | 'onIngest'> & {
  log: Pick<HttpDeps['log'], 'warn'>
  random: Pick<HttpDeps['random'], 'uuid'>
  ownership: Ownership
  recent: Recent
  runs: Runs
}

export function makeHandIn(context: Deps): HandIn {
  const { clock, store, metrics, log, events, runs } = context
  const assignments = makeAssignments(context.revision)
  const seen = makeSeen(store, clock, (error) => {
    if (error === null) events.changed(['agents'])
    else log.warn({ err: error }, 'when agents were heard of could not be written down')
  })
  /** Batches that were stored in this turn of the loop. */
  let stored: StoredBatch[] = []
  /** Something else was stored as well. */
  let more = false
  let telling = false
  function tell(): void {
    const batches = stored
    stored = []
    telling = false
    context.onIngest(batches)
    if (more && batches.length > 0) context.onIngest([])
    more = false
    events.changed(['results', 'checks'])
  }
  const take: TakeDeps = {
    ...{ store, metrics, log, ownership: context.ownership, recent: context.recent },
    sighting: (id, anchor, { status }) => seen.due({ id, anchor, status }),
    sighted: () => events.changed(['agents']),
    reused: makeTellReused({ store, clock, newId: context.random.uuid }),
    stored(batch) {
      if (batch !== null) stored.push(batch)
      else more = true
      if (telling) return
      telling = true
      setImmediate(tell)
    },
  }

  async function note(sighting: Sighting): Promise<void> {
    try {
      if (await seen.note(sighting)) events.changed(['agents'])
    } catch (error) {
      log.warn({ err: error, agent: sighting.id }, 'when an agent was heard of could not be written down')
    }
  }

  return {
    assignments,
    note,
    heard: seen.heard,
    async batch(agent, receivedAt, { value, text }) {
      refuseForeignVersions(offered(value, 'wire'))
      const frame = frameOf(value)
      const begun = clock.monotonic()
      const { answer, unnoted } = await takeBatch(take, { agent, frame, text, receivedAt })
      metrics.observe('kijun_ingest_seconds', (clock.monotonic() - begun) / 1000)
      if (unnoted) await note({ id: agent.id, anchor: unnoted, status: frame.status })
      const run = runs.waits(agent.name) ? await runs.take(agent.name) : []
      return {
        ...{ wire: 1, receivedAt, answeredAt: clock.now() },
        ...answer,
        assignment: assignments.etagOf(agent.name),
        ...(run.length > 0 ? { run } : {}),
      }
    },
  }
}

/** Versions that a body offers, before anything else of it is looked at: another version may have another shape. */
export function offered(body: unknown, field: 'versions' | 'wire'): unknown[] {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

export function refuseForeignVersions(versions: unknown[]): void {
  const numbers = versions.filter((version) => Number.isSafeInteger(version))
  if (numbers.length === 0 || WIRE_VERSIONS.some((version) => numbers.includes(version))) return
  throw new HttpProblem('wire-version', {
    detail: `Served: ${WIRE_VERSIONS.join(', ')}.`,
    versions: WIRE_VERSIONS,
    headers: { upgrade: WIRE_VERSIONS.map((version) => `kijun-wire/${version}`).join(', ') },
  })
}

function frameOf(body: unknown): BatchFrame {
  if (!isBatchFrame(body)) throw new HttpProblem('bad-frame', { errors: validateBatchFrame(body) })
  const at = eventTime(body.base, body.base.mono)
  if (at < 0 || at > LAST_INSTANT)
    throw new HttpProblem('bad-frame', {
      errors: [{ path: '/base', message: 'its wall time is no valid instant' }],
    })
  return body
}
