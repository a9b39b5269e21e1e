/** `/api/v1/agents`: who reports, and new credentials. */
import { z } from 'zod'
import type { AgentDetail } from '../../../rules/api/monitored.ts'
import type { AgentSummary, IssuedAgent, Page } from '../../../rules/api/types.ts'
import { tokenDigest } from '../../operators/token.ts'
import type { IncidentRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { actorOf } from '../identity.ts'
import { agentDetail as agentDetailSchema } from '../monitored-schemas.ts'
import { agentDetail, agentSummary } from '../present/agent.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import * as schemas from '../schemas.ts'
import { pageOfWhole, paging } from './query.ts'

/** How far back gaps are told: 7 days. */
const GAPS_MS = 7 * 86_400_000

/** An agent's name is what the configuration writes as `agent:`. */
const name = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dot, hyphen and underscore')

export function agentApiRoutes({ store, clock, random, revision, events }: Context): Route[] {
  const allChecks = () =>
    revision().services.flatMap(({ components }) => components.flatMap((component) => component.checks))

  /** Monitoring gaps of the services that it checks, as far as they concern its own checks. */
  async function gapsOf(own: ReadonlySet<string>, now: number): Promise<IncidentRow[]> {
    const services = new Set([...own].map((check) => check.slice(0, check.indexOf('/'))))
    const found: IncidentRow[] = []
    for (const service of services)
      found.push(...(await store.incidentsBetween({ service, fromAt: now - GAPS_MS, toAt: now })))
    return found.filter(
      ({ kind, checks, withdrawnAt }) =>
        kind === 'monitoring-gap' && withdrawnAt === null && checks.some((check) => own.has(check)),
    )
  }

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
      method: 'GET',
      path: '/api/v1/agents/{name}',
      access: 'read-evidence',
      summary:
        'One agent: how it is, its credentials (never the tokens), what it lost, gaps of the last 7 days',
      params: z.strictObject({ name }),
      answer: { status: 200, schema: agentDetailSchema },
      problems: ['not-found'],
      async run({ params }): Promise<AgentDetail> {
        const row = (await store.agents()).find((agent) => agent.name === params.name)
        if (!row) throw new HttpProblem('not-found', { detail: `There is no agent ${params.name}.` })
        const now = clock.now()
        const own = new Set(allChecks().flatMap(({ agent, check }) => (agent === row.name ? [check] : [])))
        const [credentials, losses, gaps] = await Promise.all([
          store.credentialsOf({ agentId: row.id }),
          store.losses({ agentId: row.id }),
          gapsOf(own, now),
        ])
        return agentDetail({ row, checks: own.size, credentials, losses, gaps }, now)
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
