/** Deny by default: lets a request on to its route, or refuses it before its body is read (design, rule 11). */
import type { FastifyRequest } from 'fastify'
import { OPEN_READS } from '../../rules/people/permissions.ts'
import { makeCredentials } from './credentials.ts'
import type { HttpDeps } from './deps.ts'
import { type Identity, makeIdentity, NOBODY } from './identity.ts'
import { isLocal, isSameOrigin } from './origin.ts'
import { HttpProblem } from './problem.ts'
import type { Refusals } from './refusals.ts'
import type { Access, Asking } from './route.ts'

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD'])

export interface Guard {
  /** Throws the problem to answer with. */
  admit(access: Access, request: FastifyRequest): Promise<Asking>
  /** The agent of an `Authorization` header that was looked up lately; null where `admit` has to do it. */
  agentKnown(authorization: string | undefined): { id: string; name: string } | null
  /** Whether a first operator was made; from then on reading needs a session. */
  operatorsExist(): Promise<boolean>
}

export function makeGuard(deps: HttpDeps, refusals: Refusals): Guard {
  const { store, clock, settings, metrics } = deps
  const credentials = makeCredentials(store, clock)
  const identityOf = makeIdentity(deps)
  let exist = false

  /** Once there was an operator there always is one. */
  async function operatorsExist(): Promise<boolean> {
    exist = exist || (await store.operatorsExist())
    return exist
  }

  async function agent(request: FastifyRequest): Promise<Asking['agent']> {
    const { agent: found, refusal } = await credentials.of(request.headers.authorization)
    if (found) return found
    metrics.count('kijun_agent_auth_failures_total', { reason: refusal })
    await refusals.note(request.socket.remoteAddress ?? 'unknown', refusal)
    throw new HttpProblem('credential-refused', { headers: { 'www-authenticate': 'Bearer realm="kijun"' } })
  }

  const fromOurPage = (request: FastifyRequest) => {
    if (!isSameOrigin(request)) throw new HttpProblem('foreign-origin')
  }

  /** A browser sends its cookie with whatever page asks; a program's token comes from nobody else. */
  const ownChange = (request: FastifyRequest, { operator }: Identity) => {
    if (operator && !SAFE.has(request.method)) fromOurPage(request)
  }

  return {
    operatorsExist,
    agentKnown: credentials.remembered,
    async admit(access, request) {
      const { remoteAddress } = request.socket
      const local = isLocal({ remoteAddress, headers: request.headers }, settings.listen.host)
      const nobody: Asking = { ...NOBODY, agent: null, local, receivedAt: clock.now() }
      const someone = async (): Promise<Asking> => {
        const known = await identityOf(request)
        if (known === null) throw new HttpProblem('login-required')
        ownChange(request, known)
        return { ...nobody, ...known }
      }
      switch (access) {
        case 'public':
          return nobody
        case 'agent':
          return { ...nobody, agent: await agent(request) }
        case 'login':
          fromOurPage(request)
          return nobody
        case 'enrol':
          // Who is invited need not be here: the token of an invitation is what admits them.
          if (!local && !(await operatorsExist())) throw new HttpProblem('not-from-here')
          fromOurPage(request)
          return nobody
        case 'status': {
          const known = await identityOf(request)
          if (known === null && !local) throw new HttpProblem('login-required')
          return { ...nobody, ...known }
        }
        case 'known':
          return someone()
        case 'session': {
          const asking = await someone()
          if (!asking.operator) throw new HttpProblem('not-permitted')
          return asking
        }
        default: {
          const open = OPEN_READS.includes(access) && local && !(await operatorsExist())
          const asking = open ? { ...nobody, permissions: OPEN_READS } : await someone()
          if (!asking.permissions.includes(access)) throw new HttpProblem('not-permitted')
          return asking
        }
      }
    },
  }
}
