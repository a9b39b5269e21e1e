/** `/api/v1/me`: the own account: what it may do, its password, its sessions. */
import { z } from 'zod'
import type { Me, SessionSummary } from '../../../rules/api/people.ts'
import type { Page } from '../../../rules/api/types.ts'
import { placeOf } from '../../operators/place.ts'
import { IDLE_MS, sessionToken } from '../../operators/sessions.ts'
import { tokenDigest } from '../../operators/token.ts'
import type { Context } from '../context.ts'
import { newPassword, password, refuseName } from '../passwords.ts'
import * as schemas from '../people-schemas.ts'
import { instantOrNull } from '../present/instant.ts'
import { sessionSummary } from '../present/people.ts'
import { HttpProblem } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { idParams, pageOfWhole, paging } from './query.ts'

export function accountRoutes({ store, clock, random, attempts, passwords, events }: Context): Route[] {
  /** Digest of the session that asks. */
  const ownDigest = ({ request }: Pick<Call<unknown, unknown, unknown>, 'request'>) =>
    tokenDigest(sessionToken(request.headers.cookie) ?? '')

  async function endSessions(call: Call<unknown, unknown, unknown>, id: string | null): Promise<void> {
    const { operatorId } = operatorOf(call.asking)
    const deed = { operatorId, by: operatorId, now: clock.now(), ledgerId: random.uuid() }
    const { ended } = await store.endSessions({ ...deed, id, keep: id === null ? ownDigest(call) : null })
    if (id !== null && ended === 0) throw new HttpProblem('not-found')
    events.changed(['people', 'status'])
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/me',
      access: 'known',
      summary: 'Who asks: name, role, permissions, and the services that may be read',
      answer: { status: 200, schema: schemas.me },
      async run({ asking: { operator, token, role, permissions, services, customer } }): Promise<Me> {
        const all = operator ? await store.operators({ now: clock.now(), idleMs: IDLE_MS }) : []
        const account = all.find((one) => one.id === operator?.operatorId)
        return {
          operator: operator && {
            ...{ id: operator.operatorId, name: operator.name },
            lastLockedAt: instantOrNull(account?.lastLockedAt ?? null),
          },
          ...{ token, role, customer },
          permissions: [...permissions],
          services: services && [...services],
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/me/password',
      access: 'session',
      summary: 'Changes the own password by the old one; every other session of the account ends',
      body: z.strictObject({ old: password, password: newPassword }),
      answer: { status: 204 },
      problems: ['password-refused', 'too-many-attempts', 'busy'],
      async run(call): Promise<void> {
        const { operatorId, name } = operatorOf(call.asking)
        refuseName(call.body.password, name)
        // Whoever found an open page guesses here: bounded and counted as at the login.
        const address = call.request.socket.remoteAddress ?? 'unknown'
        const place = placeOf(name, address)
        const keys = [`name:${place.network}`]
        const waitMs = attempts.begin(keys)
        const lock = await store.loginLock({ ...place, now: clock.now() })
        const ms = Math.max(waitMs, lock === null ? 0 : lock.untilAt - clock.now())
        if (ms > 0)
          throw new HttpProblem('too-many-attempts', {
            headers: { 'retry-after': String(Math.ceil(ms / 1000)) },
          })
        const account = await store.operatorById({ id: operatorId })
        if (!account || !(await passwords.match(call.body.old, account.password))) {
          await store.loginFailed({ ...place, operatorId, now: clock.now(), ledgerId: random.uuid() })
          throw new HttpProblem('password-refused')
        }
        attempts.succeeded(keys)
        const hash = await passwords.hash(call.body.password)
        await store.changePassword({
          ...{ operatorId, was: account.password, password: hash, keep: ownDigest(call) },
          ...{ now: clock.now(), ledgerId: random.uuid() },
        })
        events.changed(['people', 'status'])
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/me/sessions',
      access: 'session',
      summary: 'The own sessions, newest first',
      query: z.strictObject(paging),
      answer: { status: 200, schema: pageOf(schemas.sessionSummary) },
      async run(call): Promise<Page<SessionSummary>> {
        const { operatorId } = operatorOf(call.asking)
        const all = await store.sessions({
          ...{ operatorId, tokenDigest: ownDigest(call), now: clock.now(), idleMs: IDLE_MS },
        })
        const { items, next } = pageOfWhole(all, (one) => one.id, call.query)
        return { items: items.map(sessionSummary), next }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/me/sessions',
      access: 'session',
      summary: 'Ends all own sessions but the one that asks',
      answer: { status: 204 },
      run: (call) => endSessions(call, null),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/me/sessions/{id}',
      access: 'session',
      summary: 'Ends one own session',
      params: idParams,
      answer: { status: 204 },
      problems: ['not-found'],
      run: (call) => endSessions(call, call.params.id),
    }),
  ]
}
