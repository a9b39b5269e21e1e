/** `/api/v1/services/{id}/clocks`: the clocks of a service's hosts over time, on a common scale (III.1.1.5). */
import { z } from 'zod'
import type { ServiceClocks } from '../../../rules/api/clocks.ts'
import type { Context } from '../context.ts'
import { instant as text } from '../present/instant.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { idParams, instant } from './query.ts'

const DAY_MS = 86_400_000
/** As long as hours are kept. */
const LONGEST_MS = 42 * DAY_MS

const at = z.iso.datetime()
const answer = z.strictObject({
  service: z.string(),
  from: at,
  to: at,
  limitMs: z.number().nullable(),
  hosts: z.array(
    z.strictObject({
      host: z.string(),
      hours: z.array(z.strictObject({ at, leastMs: z.number(), mostMs: z.number(), readings: z.int() })),
      latest: z.strictObject({ aheadMs: z.number(), uncertaintyMs: z.number() }).nullable(),
    }),
  ),
})

export function clockRoutes({ store, clock, revision }: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/services/{id}/clocks',
      access: 'read-evidence',
      summary:
        "How far ahead of the collector's clock the hosts' clocks were, by hour; without `from` in the week before `to`",
      params: idParams,
      query: z.strictObject({ from: instant.optional(), to: instant.optional() }),
      answer: { status: 200, schema: answer },
      problems: ['not-found'],
      async run({ params, query }): Promise<ServiceClocks> {
        const service = revision().services.find(({ id }) => id === params.id)
        if (!service) throw new HttpProblem('not-found', { detail: `There is no service ${params.id}.` })
        const to = query.to ?? clock.now()
        const from = query.from ?? to - 7 * DAY_MS
        if (from >= to || to - from > LONGEST_MS)
          throw new HttpProblem('bad-query', {
            errors: [{ path: '/from', message: 'must lie before `to`, at most 42 days' }],
          })
        const names = new Set(service.components.flatMap(({ checks }) => checks.map(({ agent }) => agent)))
        const agents = (await store.agents()).filter(({ name }) => names.has(name))
        const hours = await store.clockHours({ agentIds: agents.map(({ id }) => id), fromAt: from, toAt: to })
        return {
          ...{ service: service.id, from: text(from), to: text(to) },
          limitMs: service.timeSync?.betweenHostsMs ?? null,
          hosts: agents.map(({ id, name, clockOffset, clockUncertainty }) => ({
            host: name,
            hours: hours.flatMap(({ agentId, hourAt, leastMs, mostMs, readings }) =>
              agentId === id ? [{ at: text(hourAt), leastMs, mostMs, readings }] : [],
            ),
            latest:
              clockOffset === null || clockUncertainty === null
                ? null
                : { aheadMs: -clockOffset || 0, uncertaintyMs: clockUncertainty },
          })),
        }
      },
    }),
  ]
}
