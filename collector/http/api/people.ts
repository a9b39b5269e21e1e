/**
 * `/api/v1/operators`: who may come in, as what, and what an administrator does about it. Two persons are
 * needed to decide (000 2.1.6), so the first thing is to let another one in.
 */
import { z } from 'zod'
import type { Invitation, OperatorSummary } from '../../../rules/api/people.ts'
import type { Page } from '../../../rules/api/types.ts'
import { issueInvitation, issueReset } from '../../operators/enrolment.ts'
import { IDLE_MS } from '../../operators/sessions.ts'
import type { Rights } from '../../store/port.ts'
import type { Context } from '../context.ts'
import * as schemas from '../people-schemas.ts'
import { instant } from '../present/instant.ts'
import { operatorSummary } from '../present/people.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { idParams, pageOfWhole, paging } from './query.ts'

/** @throws HttpProblem `bad-body` where a service is not configured. */
export function knownServices(
  { revision }: Pick<Context, 'revision'>,
  services: readonly string[] | undefined,
): void {
  const known = new Set(revision().services.map((service) => service.id))
  const errors = (services ?? []).flatMap((service, index) =>
    known.has(service) ? [] : [{ path: `/services/${index}`, message: `there is no service ${service}` }],
  )
  if (errors.length > 0) throw new HttpProblem('bad-body', { errors })
}

export function peopleRoutes(context: Context): Route[] {
  const { store, clock, random, events } = context

  function rightsOf(body: z.output<typeof schemas.rights>): Rights {
    knownServices(context, body.services)
    const { services, customer } = body
    const of = context.revision().services.filter(({ id }) => services?.includes(id))
    if (customer !== undefined && !of.some(({ customers }) => customers.some(({ id }) => id === customer)))
      throw new HttpProblem('bad-body', {
        errors: [{ path: '/customer', message: `there is no customer ${customer} of these services` }],
      })
    return { role: body.role, services: body.services ?? null, customer: body.customer ?? null }
  }

  const deed = (operatorId: string, asking: Asking) => ({
    ...{ operatorId, by: operatorOf(asking).operatorId, now: clock.now(), ledgerId: random.uuid() },
  })
  const told = () => events.changed(['people', 'status'])

  const verb = (name: 'disable' | 'enable' | 'unlock', summary: string) =>
    route({
      method: 'POST',
      path: `/api/v1/operators/{id}/${name}`,
      access: 'manage-people',
      summary,
      params: idParams,
      body: z.strictObject({}),
      answer: { status: 204 },
      problems: ['not-found', ...(name === 'unlock' ? [] : (['own-account', 'last-administrator'] as const))],
      async run({ params, asking }): Promise<void> {
        const who = deed(params.id, asking)
        if (name === 'unlock') await store.unlockOperator(who)
        else await store.setDisabled({ ...who, disabled: name === 'disable' })
        told()
      },
    })

  return [
    route({
      method: 'GET',
      path: '/api/v1/operators',
      access: 'read-people',
      summary: 'Accounts by name, with role, state and when they were last here',
      query: z.strictObject(paging),
      answer: { status: 200, schema: pageOf(schemas.operatorSummary) },
      async run({ query }): Promise<Page<OperatorSummary>> {
        const all = await store.operators({ now: clock.now(), idleMs: IDLE_MS })
        const { items, next } = pageOfWhole(all, (one) => one.id, query)
        return { items: items.map(operatorSummary), next }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/operators/invitations',
      access: 'manage-people',
      summary: 'A one-time token by which one more person enrols within a day, in that role; shown this once',
      body: schemas.rights,
      answer: { status: 201, schema: schemas.invitation },
      async run({ body, asking }): Promise<Invitation> {
        const { operatorId: by, ...who } = deed(operatorOf(asking).operatorId, asking)
        const rights = rightsOf(body)
        const made = await issueInvitation({ store, token: random.token(), rights, ...who, by })
        return { token: made.token, expiresAt: instant(made.expiresAt) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/operators/{id}/role',
      access: 'manage-people',
      summary: 'Gives another role, which ends the sessions of the account; never the own one',
      params: idParams,
      body: schemas.rights,
      answer: { status: 204 },
      problems: ['not-found', 'own-account', 'last-administrator'],
      async run({ params, body, asking }): Promise<void> {
        await store.changeRole({ ...deed(params.id, asking), ...rightsOf(body) })
        told()
      },
    }),
    verb('disable', 'Lets the account in no more: ends its sessions and the tokens that it made'),
    verb('enable', 'Lets a disabled account in again'),
    verb('unlock', 'Forgets the wrong passwords that keep an account locked'),
    route({
      method: 'POST',
      path: '/api/v1/operators/{id}/resets',
      access: 'manage-people',
      summary: 'A one-time token by which the person sets a new password within a day; shown this once',
      params: idParams,
      body: z.strictObject({}),
      answer: { status: 201, schema: schemas.invitation },
      problems: ['not-found', 'own-account'],
      async run({ params, asking }): Promise<Invitation> {
        const made = await issueReset({ store, token: random.token(), ...deed(params.id, asking) })
        return { token: made.token, expiresAt: instant(made.expiresAt) }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/operators/{id}/sessions',
      access: 'manage-people',
      summary: 'Ends every session of an account',
      params: idParams,
      answer: { status: 204 },
      problems: ['not-found'],
      async run({ params, asking }): Promise<void> {
        if (!(await store.operatorById({ id: params.id }))) throw new HttpProblem('not-found')
        await store.endSessions({ ...deed(params.id, asking), id: null, keep: null })
        told()
      },
    }),
  ]
}
