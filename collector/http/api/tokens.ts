/** `/api/v1/tokens`: API tokens for programs (`Authorization: Bearer`). Agents' credentials are something else. */
import { z } from 'zod'
import type { IssuedToken, TokenSummary } from '../../../rules/api/people.ts'
import type { Page } from '../../../rules/api/types.ts'
import { PER_SERVICE } from '../../../rules/people/permissions.ts'
import { apiToken } from '../../operators/api-token.ts'
import { tokenDigest } from '../../operators/token.ts'
import type { Context } from '../context.ts'
import * as schemas from '../people-schemas.ts'
import { instant as text } from '../present/instant.ts'
import { tokenSummary } from '../present/people.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { knownServices } from './people.ts'
import { idParams, instant, pageOfWhole, paging } from './query.ts'
import { wordsUpTo } from './words.ts'

/** The longest that a token is good for: what nobody renews within a year, nobody needs. */
const LONGEST_MS = 366 * 86_400_000

export function tokenRoutes(context: Context): Route[] {
  const { store, clock, random, events } = context
  return [
    route({
      method: 'GET',
      path: '/api/v1/tokens',
      access: 'read-people',
      summary: 'API tokens, newest first, those that ended too; never the token itself',
      query: z.strictObject(paging),
      answer: { status: 200, schema: pageOf(schemas.tokenSummary) },
      async run({ query }): Promise<Page<TokenSummary>> {
        const now = clock.now()
        const { items, next } = pageOfWhole(await store.tokens(), (one) => one.id, query)
        return { items: items.map((one) => tokenSummary(one, now)), next }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/tokens',
      access: 'manage-tokens',
      summary:
        'Makes a token of at most a year with part of what its creator may do; shown this once. With `services` it reads what a customer of them reads',
      body: z.strictObject({ name: wordsUpTo(100), ...schemas.tokenScope, expiresAt: instant }),
      answer: { status: 201, schema: schemas.issuedToken },
      async run({ body, asking }): Promise<IssuedToken> {
        const now = clock.now()
        const { name, permissions, services, expiresAt } = body
        knownServices(context, services)
        const errors = permissions.flatMap((one, index) => {
          const path = `/permissions/${index}`
          if (!asking.permissions.includes(one)) return [{ path, message: 'is not yours to give' }]
          return services === undefined || PER_SERVICE.includes(one)
            ? []
            : [{ path, message: 'cannot be bound to services' }]
        })
        if (expiresAt <= now) errors.push({ path: '/expiresAt', message: 'is over already' })
        if (expiresAt - now > LONGEST_MS)
          errors.push({ path: '/expiresAt', message: 'is more than a year ahead' })
        if (errors.length > 0) throw new HttpProblem('bad-body', { errors })
        const id = random.uuid()
        const token = apiToken(random.token())
        await store.createToken({
          ...{ id, tokenDigest: tokenDigest(token), name, permissions: [...new Set(permissions)] },
          ...{ services: services ?? null, by: operatorOf(asking).operatorId, now, expiresAt },
          ledgerId: random.uuid(),
        })
        events.changed(['tokens'])
        return { id, name, token, expiresAt: text(expiresAt) }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/tokens/{id}',
      access: 'manage-tokens',
      summary: 'Revokes a token, at once',
      params: idParams,
      answer: { status: 204 },
      problems: ['not-found'],
      async run({ params, asking }): Promise<void> {
        const by = operatorOf(asking).operatorId
        await store.revokeToken({ id: params.id, by, now: clock.now(), ledgerId: random.uuid() })
        events.changed(['tokens'])
      },
    }),
  ]
}
