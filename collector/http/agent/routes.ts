/** `/agent/v1/`: what agents say and ask (wire v1). */
import { LIMITS, WIRE_VERSIONS } from '../../../rules/wire/limits.ts'
import { isHello, validateHello } from '../../../rules/wire/v1.generated.js'
import {
  assignment,
  type BatchAnswer,
  batchAnswer,
  batchFrame,
  type HelloAnswer,
  hello,
  helloAnswer,
  type RunsAnswer,
  runsAnswer,
} from '../../../rules/wire/v1.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { matchesEtag } from './assignments.ts'
import { offered, refuseForeignVersions } from './hand-in.ts'

export function agentRoutes(context: Pick<Context, 'clock' | 'runs' | 'handIn'>): Route[] {
  const { clock, runs } = context
  const { assignments, note } = context.handIn

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
        context.handIn.heard(agent.id)
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
      run: ({ body, asking, request }): Promise<BatchAnswer> =>
        context.handIn.batch(agentOf(asking), asking.receivedAt, { value: body, text: request.text ?? null }),
    }),
    route({
      method: 'GET',
      path: '/agent/v1/runs',
      access: 'agent',
      summary: `Checks to be run now: answered when somebody asks, empty after ${LIMITS.holdMs / 1000} s; names the assignment's ETag`,
      answer: { status: 200, schema: runsAnswer },
      async run({ asking, reply }): Promise<RunsAnswer> {
        const { id, name } = agentOf(asking)
        context.handIn.heard(id)
        const run = await runs.wait(name, (left) => reply.raw.once('close', left))
        reply.header('etag', assignments.etagOf(name)).header('cache-control', 'no-cache')
        return { wire: 1, run }
      },
    }),
  ]
}

function agentOf({ agent }: Asking): { id: string; name: string } {
  if (!agent) throw new HttpProblem('credential-refused')
  return agent
}
