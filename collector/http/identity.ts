/** Who is asking: a person by a session's cookie, or a program by an API token. */
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../rules/clock.ts'
import { ROLE_PERMISSIONS } from '../../rules/people/permissions.ts'
import { sessionToken } from '../operators/sessions.ts'
import { tokenDigest } from '../operators/token.ts'
import type { Store } from '../store/port.ts'
import type { Asking } from './route.ts'

export type Identity = Pick<Asking, 'operator' | 'token' | 'role' | 'permissions' | 'services' | 'customer'>

export const NOBODY: Identity = {
  ...{ operator: null, token: null, role: null, permissions: [], services: null, customer: null },
}

/** Returns a function from a request to whoever asks, or null. */
export function makeIdentity(
  store: Pick<Store, 'session'>,
  clock: Clock,
): (request: FastifyRequest) => Promise<Identity | null> {
  return async (request) => {
    const token = sessionToken(request.headers.cookie)
    if (token === null) return null
    const operator = await store.session({ tokenDigest: tokenDigest(token), now: clock.now() })
    if (operator === null) return null
    return { ...NOBODY, operator, role: 'administrator', permissions: ROLE_PERMISSIONS.administrator }
  }
}
