/** `/api/v1/services/{id}/guideline`: every item of the catalogue for one service, with how it stands and is measured. */
import { z } from 'zod'
import type { Guideline } from '../../../rules/api/types.ts'
import { countedIn } from '../../../rules/report/notices.ts'
import { rejudged, seenBy } from '../../reports/customers.ts'
import { figuresOf } from '../../reports/figures.ts'
import { NoReport, serviceIn } from '../../reports/history.ts'
import type { Context } from '../context.ts'
import { boundToCustomer, guidelineFor, requireService, type Scope } from '../customer-view.ts'
import { guideline as guidelineSchema } from '../guideline-schemas.ts'
import { guideline } from '../present/guideline.ts'
import { monthAt } from '../present/month.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { idParams, month } from './query.ts'

export function guidelineRoutes(context: Context): Route[] {
  const { store, clock, revision, settings, measured } = context

  /** To a customer by its own contract, and without what is owed to another. */
  async function guidelineOf(id: string, asked: string | undefined, scope: Scope): Promise<Guideline> {
    const now = clock.now()
    const zone = revision().services.find((one) => one.id === id)?.timezone ?? settings.timezone
    const month = asked ?? monthAt(now, zone).month
    const { service, period, whole } = await serviceIn(store, { service: id, month, now })
    const [measurement, obligations] = await Promise.all([
      measured.of(id, month),
      store.obligationsBetween({ service: id, fromAt: period.from, toAt: period.to }),
    ])
    const { customers } = boundToCustomer(scope, undefined)
    const counted = obligations.filter(
      (one) => countedIn(one, whole) && (customers === undefined || customers.includes(one.customer)),
    )
    const { contract, own } = seenBy(service, customers === undefined ? null : scope.customer)
    const figures = figuresOf(contract, measurement, counted)
    return guideline(
      contract,
      period,
      own ? rejudged(figures, { service, customer: own, measurement }) : figures,
    )
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/services/{id}/guideline',
      access: 'read-service',
      summary:
        'Every item of the catalogue for a service and a month (the current one so far): four columns each',
      params: idParams,
      query: z.strictObject({ month: month.optional() }),
      answer: { status: 200, schema: guidelineSchema },
      problems: ['not-found'],
      async run({ params, query, asking }): Promise<Guideline> {
        requireService(asking, params.id)
        try {
          return guidelineFor(asking, await guidelineOf(params.id, query.month, asking))
        } catch (error) {
          if (error instanceof NoReport) throw new HttpProblem('not-found', { detail: error.message })
          throw error
        }
      },
    }),
  ]
}
