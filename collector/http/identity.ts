/** Who is asking: a person by a session's cookie, or a program by an API token. */
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../rules/clock.ts'
import { bothServices, heldByToken, ROLE_PERMISSIONS } from '../../rules/people/permissions.ts'
import type { Log } from '../log.ts'
import { apiTokenIn } from '../operators/api-token.ts'
import { IDLE_MS, SEEN_MS, sessionToken } from '../operators/sessions.ts'
import { tokenDigest } from '../operators/token.ts'
import type { Rights, Store } from '../store/port.ts'
import { HttpProblem } from './problem.ts'
import type { Asking } from './route.ts'

export type Identity = Pick<Asking, 'operator' | 'token' | 'role' | 'permissions' | 'services' | 'customer'>

export const NOBODY: Identity = {
  ...{ operator: null, token: null, role: null, permissions: [], services: null, customer: null },
}

/** A customer without services sees none: nothing is read as "all" that should have been a list. */
const ownServices = ({ role, services }: Pick<Rights, 'role' | 'services'>) =>
  role === 'customer' ? (services ?? []) : services

/**
 * Returns a function from a request to whoever asks, or null. Asked anew each time, so that a role that was
 * changed, an account that was disabled and a token that was revoked count from the next request on. An
 * `Authorization` header goes before a cookie, and one that is not good is refused, never passed over.
 */
export function makeIdentity(a: {
  store: Pick<Store, 'session' | 'sessionSeen' | 'tokenByDigest' | 'tokenUsed'>
  clock: Clock
  log: Pick<Log, 'warn'>
}): (request: FastifyRequest) => Promise<Identity | null> {
  const { store, clock, log } = a

  /** That somebody was here is worth a request's while, but no request's failure. */
  async function note(write: Promise<void>): Promise<void> {
    try {
      await write
    } catch (error) {
      log.warn({ err: error }, 'a last use could not be noted')
    }
  }

  async function program(authorization: string): Promise<Identity> {
    const token = apiTokenIn(authorization)
    const now = clock.now()
    const found = token === null ? null : await store.tokenByDigest({ tokenDigest: tokenDigest(token), now })
    if (!found)
      throw new HttpProblem('login-required', { headers: { 'www-authenticate': 'Bearer realm="kijun"' } })
    const { id, name, creator } = found
    if (found.usedAt === null || now - found.usedAt >= SEEN_MS) await note(store.tokenUsed({ id, now }))
    return {
      ...NOBODY,
      token: { id, name },
      permissions: heldByToken(found.permissions, creator.role),
      services: bothServices(found.services, ownServices(creator)),
      customer: creator.customer,
    }
  }

  return async ({ headers }) => {
    if (headers.authorization !== undefined) return program(headers.authorization)
    const token = sessionToken(headers.cookie)
    if (token === null) return null
    const [digest, now] = [tokenDigest(token), clock.now()]
    const found = await store.session({ tokenDigest: digest, now, idleMs: IDLE_MS })
    if (found === null) return null
    const { operatorId, name, role, services, customer, seenAt } = found
    if (now - seenAt >= SEEN_MS) await note(store.sessionSeen({ tokenDigest: digest, now }))
    const permissions = ROLE_PERMISSIONS[role]
    const own = ownServices({ role, services })
    return { ...NOBODY, operator: { operatorId, name }, role, permissions, services: own, customer }
  }
}

/** Who does it, as the ledger names them. @throws HttpProblem `login-required` */
export function actorOf({ operator, token }: Asking): string {
  if (operator) return `operator:${operator.operatorId}`
  if (token) return `token:${token.id}`
  throw new HttpProblem('login-required')
}
