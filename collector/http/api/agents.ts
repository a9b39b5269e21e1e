/** `/api/v1/agents`: who reports, and new credentials. */
import { z } from 'zod'
import type { AgentSummary, IssuedAgent, Page } from '../../../rules/api/types.ts'
import { tokenDigest } from '../../operators/token.ts'
import type { Context } from '../context.ts'
import { actorOf } from '../identity.ts'
import { agentSummary } from '../present/agent.ts'
import { type Route, route } from '../route.ts'
import * as schemas from '../schemas.ts'
import { pageOfWhole, paging } from './query.ts'

/** An agent's name is what the configuration writes as `agent:`. */
const name = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dot, hyphen and underscore')

export function agentApiRoutes({ store, clock, random, revision, events }: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/agents',
      access: 'read-evidence',
      summary: 'Agents by name',
      query: z.strictObject(paging),
      answer: { status: 200, schema: schemas.pageOf(schemas.agentSummary) },
      async run({ query }): Promise<Page<AgentSummary>> {
        const checks = new Map<string, number>()
        for (const { components } of revision().services)
          for (const { agent } of components.flatMap((component) => component.checks))
            checks.set(agent, (checks.get(agent) ?? 0) + 1)
        const { items, next } = pageOfWhole(await store.agents(), (agent) => agent.id, query)
        const now = clock.now()
        return { items: items.map((row) => agentSummary(row, checks.get(row.name) ?? 0, now)), next }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/agents',
      access: 'manage-agents',
      summary:
        'Issues an agent, or a further credential for the agent of that name; the token is shown this once',
      body: z.strictObject({ name }),
      answer: { status: 201, schema: schemas.issuedAgent },
      async run({ body, asking }): Promise<IssuedAgent> {
        const token = random.token()
        const { id } = await store.issueAgent({
          id: random.uuid(),
          name: body.name,
          credentialId: random.uuid(),
          tokenDigest: tokenDigest(token),
          actor: actorOf(asking),
          now: clock.now(),
          ledgerId: random.uuid(),
        })
        events.changed(['agents'])
        return { id, name: body.name, token }
      },
    }),
  ]
}
