/** Phases of an incident: 原因切り分け, 部分復旧, 完全復旧 (II.6.1.1 BP i). */
import { z } from 'zod'
import type { IncidentSummary } from '../../../rules/api/types.ts'
import { PHASES } from '../../../rules/words.ts'
import { StoreError } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { incidentSummary } from '../schemas.ts'
import { makeIncidents } from './incident-summaries.ts'
import { operatorOf } from './incidents.ts'
import { idParams, instant } from './query.ts'

/** What is wrong with an instant, by the store's word for it. */
const BAD_AT: Record<string, string> = {
  'in-future': 'must not lie in the future',
  'before-failure': 'must not lie before the first failure',
}

export function phaseRoutes(context: Context): Route[] {
  const { store, clock, random, events } = context
  const { summaryOf } = makeIncidents(context)
  return [
    route({
      method: 'POST',
      path: '/api/v1/incidents/{id}/phases',
      access: 'record-phase',
      summary: 'Records when a phase of an incident was reached, once each; now, where `at` is not given',
      params: idParams,
      body: z.strictObject({ phase: z.enum(PHASES), at: instant.optional() }),
      answer: { status: 201, schema: incidentSummary },
      problems: ['not-found', 'conflict', 'phase-order'],
      async run({ params, body, asking }): Promise<IncidentSummary> {
        const { operatorId, name } = operatorOf(asking)
        const now = clock.now()
        try {
          await store.recordPhase({
            incidentId: params.id,
            phase: body.phase,
            at: body.at ?? now,
            operatorId,
            operatorName: name,
            now,
            ledgerId: random.uuid(),
          })
        } catch (error) {
          const message = error instanceof StoreError ? BAD_AT[error.because ?? ''] : undefined
          if (message === undefined) throw error
          throw new HttpProblem('bad-body', { errors: [{ path: '/at', message }] })
        }
        events.changed(['incidents'])
        return summaryOf(params.id)
      },
    }),
  ]
}
