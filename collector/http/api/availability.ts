/** `/api/v1/services/{id}/availability`: where every millisecond of a span went, and what that is worth (III.2.1.1). */
import { setImmediate as pause } from 'node:timers/promises'
import { z } from 'zod'
import { judgedRatio } from '../../../rules/report/availability.ts'
import type { Availability, ServiceAvailability } from '../../../rules/report/types.ts'
import { seenBy } from '../../reports/customers.ts'
import { NoReport } from '../../reports/history.ts'
import { measureSpan, requiredOf } from '../../reports/measure.ts'
import type { Context } from '../context.ts'
import { availabilityFor, requireService } from '../customer-view.ts'
import { makeInTurn } from '../in-turn.ts'
import { HttpProblem } from '../problem.ts'
import { serviceAvailability } from '../report-schemas.ts'
import { type Route, route } from '../route.ts'
import { idParams, instant } from './query.ts'

/** The longest span: a year and a month, since its results are read one by one. */
const LONGEST_MS = 400 * 86_400_000

export function availabilityRoutes({ store, clock }: Context): Route[] {
  const inTurn = makeInTurn()

  return [
    route({
      method: 'GET',
      path: '/api/v1/services/{id}/availability',
      access: 'read-service',
      summary: 'Availability in [from, to), at most 400 days: the partition, its bounds and the verdict',
      params: idParams,
      query: z.strictObject({ from: instant, to: instant }),
      answer: { status: 200, schema: serviceAvailability },
      problems: ['not-found', 'busy'],
      async run({ params, query, asking }): Promise<ServiceAvailability> {
        requireService(asking, params.id)
        const period = { from: query.from, to: Math.min(query.to, clock.now()) }
        const refuse = (path: string, message: string) =>
          new HttpProblem('bad-query', { errors: [{ path, message }] })
        if (query.from >= query.to) throw refuse('/from', 'must lie before `to`')
        if (period.from >= period.to) throw refuse('/from', 'has not come yet')
        if (period.to - period.from > LONGEST_MS) throw refuse('/to', 'is more than 400 days after `from`')
        try {
          const over = period.to === query.to
          const { measurement, service } = await inTurn(() =>
            measureSpan({ store, pause: () => pause() }, { service: params.id, period, over }),
          )
          const { availability, withoutWithdrawals, problems } = measurement
          const { contract, own } = seenBy(service, asking.customer)
          const required = requiredOf(contract)
          /** What the service did is the same for all; a customer's own value is what it is held to. */
          const held = (of: Availability): Availability =>
            own === null
              ? of
              : { ...of, ...judgedRatio(of.partition, { required, guessed: problems.length > 0, over }) }
          return availabilityFor(asking, {
            ...{ service: params.id, availability: held(availability), problems },
            withoutWithdrawals: withoutWithdrawals && held(withoutWithdrawals),
          })
        } catch (error) {
          if (error instanceof NoReport) throw new HttpProblem('not-found', { detail: error.message })
          throw error
        }
      },
    }),
  ]
}
