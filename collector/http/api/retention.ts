/** `/api/v1/retention` and `/api/v1/holds`: how long results are kept, why for longer, and by whose order (III.2.1.3). */
import { z } from 'zod'
import type { Hold, Retention } from '../../../rules/api/retention.ts'
import type { Page, Topic } from '../../../rules/api/types.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import { promisedOf } from '../../retention/owners.ts'
import type { HoldRow } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { instantOrNull, instant as text } from '../present/instant.ts'
import { HttpProblem } from '../problem.ts'
import { hold as holdSchema, retention as retentionSchema } from '../retention-schemas.ts'
import { type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { id, instant, paging } from './query.ts'
import { wordsUpTo } from './words.ts'

const COMMENT = 2_000
const HELD: Topic[] = ['proposals']
const { usageRecords, incidentRecords } = EDITION.measures

export function retentionRoutes({ store, clock, random, events, revision, settings }: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/retention',
      access: 'read-evidence',
      summary: 'For how long results are kept, what is kept for longer, and why (III.2.1.3)',
      answer: { status: 200, schema: retentionSchema },
      async run(): Promise<Retention> {
        const look = await store.retentionLook({})
        return {
          disputeMs: settings.disputeMs,
          services: revision().services.map((service) => ({
            service: service.id,
            results: promisedOf(usageRecords, [service]),
            incidents: promisedOf(incidentRecords, [service]),
          })),
          lookedAt: instantOrNull(look?.at ?? null),
          kept: (look?.kept ?? []).map(({ until, oldestAt, ...row }) => ({
            ...{ ...row, oldest: text(oldestAt), until: instantOrNull(until) },
          })),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/holds',
      access: 'read-evidence',
      summary: 'Legal holds, newest first; with `standing` those that hold results now (or no more)',
      query: z.strictObject({ ...paging, standing: z.stringbool().optional() }),
      answer: { status: 200, schema: pageOf(holdSchema) },
      async run({ query: { limit, cursor, standing } }): Promise<Page<Hold>> {
        const only = standing === undefined ? {} : { standing }
        const { items, next } = await store.holds({ limit, cursor: cursor ?? null, ...only })
        return { items: items.map(hold), next }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/holds',
      access: 'hold-results',
      summary:
        'Holds results of a service by law from now on; a proposal of kind `lift-hold` that another operator approves ends it',
      body: z.strictObject({
        service: id,
        from: instant,
        /** Without it, results to come are held, too. */
        to: instant.optional(),
        comment: wordsUpTo(COMMENT),
      }),
      answer: { status: 201, schema: holdSchema },
      problems: ['not-found'],
      async run({ body, asking }): Promise<Hold> {
        const { operatorId, name } = operatorOf(asking)
        const { service, from, to = null, comment } = body
        if (to !== null && to <= from)
          throw new HttpProblem('bad-body', {
            errors: [{ path: '/to', message: 'must lie behind `from`' }],
          })
        if (!(await isKnown(service)))
          throw new HttpProblem('not-found', { detail: `There is no service ${service}.` })
        const set = await store.setHold({
          ...{ id: random.uuid(), service, fromAt: from, toAt: to, comment, operatorId, operatorName: name },
          ...{ now: clock.now(), ledgerId: random.uuid() },
        })
        events.changed(HELD)
        return hold(set)
      },
    }),
  ]

  /** One that was removed has results still. */
  async function isKnown(service: string): Promise<boolean> {
    if (revision().services.some(({ id: known }) => known === service)) return true
    return (await store.closedMonths({ service })).length > 0
  }
}

function hold({ fromAt, toAt, setAt, liftedAt, ...row }: HoldRow): Hold {
  return {
    ...{ ...row, from: text(fromAt), to: instantOrNull(toAt) },
    ...{ setAt: text(setAt), liftedAt: instantOrNull(liftedAt) },
  }
}
