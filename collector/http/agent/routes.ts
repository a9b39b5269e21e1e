/** `/agent/v1/`: what agents say and ask (wire v1). */
import { eventTime } from '../../../rules/wire/event-time.ts'
import { LIMITS, WIRE_VERSIONS } from '../../../rules/wire/limits.ts'
import { isBatchFrame, isHello, validateBatchFrame, validateHello } from '../../../rules/wire/v1.generated.js'
import {
  assignment,
  type BatchAnswer,
  type BatchFrame,
  batchAnswer,
  batchFrame,
  type HelloAnswer,
  hello,
  helloAnswer,
  type RunsAnswer,
  runsAnswer,
} from '../../../rules/wire/v1.ts'
import { makeSeen, type Sighting } from '../../ingest/seen.ts'
import { type TakeDeps, takeBatch } from '../../ingest/take.ts'
import type { StoredBatch } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { makeAssignments, matchesEtag } from './assignments.ts'

const LAST_INSTANT = 8.64e15

export function agentRoutes(context: Context): Route[] {
  const { clock, store, metrics, log, events, runs } = context
  const assignments = makeAssignments(context.revision)
  const seen = makeSeen(store, clock)
  /** Batches that were stored in this turn of the loop. */
  let stored: StoredBatch[] = []
  let telling = false
  function tell(): void {
    const batches = stored
    stored = []
    telling = false
    context.onIngest(batches)
    events.changed(['results', 'checks'])
  }
  const take: TakeDeps = {
    ...{ store, metrics, log, ownership: context.ownership, recent: context.recent },
    sighting(id, anchor, { status }) {
      const due = seen.due({ id, anchor, status })
      if (due !== null) events.changed(['agents'])
      return due
    },
    stored(batch) {
      if (batch !== null) stored.push(batch)
      if (telling) return
      telling = true
      setImmediate(tell)
    },
  }

  /** That an agent was heard of is worth no refusal: what it brought stands without it. */
  async function note(sighting: Sighting): Promise<void> {
    try {
      if (await seen.note(sighting)) events.changed(['agents'])
    } catch (error) {
      log.warn({ err: error, agent: sighting.id }, 'when an agent was heard of could not be written down')
    }
  }

  return [
    route({
      method: 'POST',
      path: '/agent/v1/hello',
      access: 'agent',
      summary: 'Agrees on the version, says who is there, measures the clock',
      body: hello,
      checksBody: true,
      answer: { status: 200, schema: helloAnswer },
      problems: ['wire-version'],
      async run({ body, asking }): Promise<HelloAnswer> {
        const agent = agentOf(asking)
        refuseForeignVersions(offered(body, 'versions'))
        if (!isHello(body)) throw new HttpProblem('bad-body', { errors: validateHello(body) })
        const { agentVersion, inventory } = body
        await note({ id: agent.id, version: agentVersion, ...(inventory ? { inventory } : {}) })
        return { version: WIRE_VERSIONS[0], agent, receivedAt: asking.receivedAt, answeredAt: clock.now() }
      },
    }),
    route({
      method: 'GET',
      path: '/agent/v1/assignment',
      access: 'agent',
      summary: 'What this agent shall check; with If-None-Match 304 where nothing changed',
      answer: { status: 200, schema: assignment, also: { 304: 'Not modified' } },
      async run({ asking, request, reply }) {
        const agent = agentOf(asking)
        const etag = assignments.etagOf(agent.name)
        await note({ id: agent.id })
        reply.header('etag', etag).header('cache-control', 'no-cache')
        if (!matchesEtag(request.headers['if-none-match'], etag)) return assignments.of(agent.name)
        reply.code(304)
        return undefined
      },
    }),
    route({
      method: 'POST',
      path: '/agent/v1/batches',
      access: 'agent',
      summary: 'Hands in results; each item is answered for itself, after it is durable',
      body: batchFrame,
      checksBody: true,
      bodyLimit: LIMITS.bodyBytes,
      asText: true,
      answer: { status: 200, schema: batchAnswer },
      problems: ['bad-frame', 'wire-version', 'disk-full'],
      async run({ body, asking, request }): Promise<BatchAnswer> {
        const agent = agentOf(asking)
        refuseForeignVersions(offered(body, 'wire'))
        const frame = frameOf(body)
        const begun = clock.monotonic()
        const { text = null } = request
        const { answer, unnoted } = await takeBatch(take, {
          ...{ agent, frame, text, receivedAt: asking.receivedAt },
        })
        metrics.observe('kijun_ingest_seconds', (clock.monotonic() - begun) / 1000)
        if (unnoted) await note({ id: agent.id, anchor: unnoted, status: frame.status })
        const run = runs.waits(agent.name) ? await runs.take(agent.name) : []
        return {
          wire: 1,
          receivedAt: asking.receivedAt,
          answeredAt: clock.now(),
          ...answer,
          assignment: assignments.etagOf(agent.name),
          ...(run.length > 0 ? { run } : {}),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/agent/v1/runs',
      access: 'agent',
      summary: `Checks to be run now: answered when somebody asks, empty after ${LIMITS.holdMs / 1000} s`,
      answer: { status: 200, schema: runsAnswer },
      async run({ asking, reply }): Promise<RunsAnswer> {
        const { name } = agentOf(asking)
        const run = await runs.wait(name, (left) => reply.raw.once('close', left))
        return { wire: 1, run }
      },
    }),
  ]
}

function agentOf({ agent }: Asking): { id: string; name: string } {
  if (!agent) throw new HttpProblem('credential-refused')
  return agent
}

/** Versions that a body offers, before anything else of it is looked at: another version may have another shape. */
function offered(body: unknown, field: 'versions' | 'wire'): unknown[] {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

function refuseForeignVersions(versions: unknown[]): void {
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
