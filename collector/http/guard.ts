/** Deny by default: lets a request on to its route, or refuses it before its body is read (design, rule 11). */
import type { FastifyRequest } from 'fastify'
import { sessionToken } from '../operators/sessions.ts'
import { tokenDigest } from '../operators/token.ts'
import { makeCredentials } from './credentials.ts'
import type { HttpDeps } from './deps.ts'
import { isLocal, isSameOrigin } from './origin.ts'
import { HttpProblem } from './problem.ts'
import type { Refusals } from './refusals.ts'
import type { Access, Asking } from './route.ts'

export interface Guard {
  /** Throws the problem to answer with. */
  admit(access: Access, request: FastifyRequest): Promise<Asking>
  /** Whether a first operator was made; from then on reading needs a session. */
  operatorsExist(): Promise<boolean>
}

export function makeGuard(deps: HttpDeps, refusals: Refusals): Guard {
  const { store, clock, settings, metrics } = deps
  const agentOf = makeCredentials(store, clock)
  let exist = false

  /** Once there was an operator there always is one. */
  async function operatorsExist(): Promise<boolean> {
    exist = exist || (await store.operatorsExist())
    return exist
  }

  async function operatorOf(request: FastifyRequest): Promise<Asking['operator']> {
    const token = sessionToken(request.headers.cookie)
    return token === null ? null : store.session({ tokenDigest: tokenDigest(token), now: clock.now() })
  }

  async function agent(request: FastifyRequest): Promise<Asking['agent']> {
    const { agent: found, refusal } = await agentOf(request.headers.authorization)
    if (found) return found
    metrics.count('kijun_agent_auth_failures_total', { reason: refusal })
    await refusals.note(request.socket.remoteAddress ?? 'unknown', refusal)
    throw new HttpProblem('credential-refused', { headers: { 'www-authenticate': 'Bearer realm="kijun"' } })
  }

  const fromOurPage = (request: FastifyRequest) => {
    if (!isSameOrigin(request)) throw new HttpProblem('foreign-origin')
  }

  return {
    operatorsExist,
    async admit(access, request) {
      const { remoteAddress } = request.socket
      const local = isLocal({ remoteAddress, headers: request.headers }, settings.listen.host)
      const asking: Asking = { agent: null, operator: null, local, receivedAt: clock.now() }
      switch (access) {
        case 'public':
          return asking
        case 'agent':
          return { ...asking, agent: await agent(request) }
        case 'login':
          fromOurPage(request)
          return asking
        case 'enrol':
          // Who is invited need not be here: the token of an invitation is what admits them.
          if (!local && !(await operatorsExist())) throw new HttpProblem('not-from-here')
          fromOurPage(request)
          return asking
        case 'read':
        case 'status': {
          const operator = await operatorOf(request)
          const open = local && (access === 'status' || !(await operatorsExist()))
          if (!operator && !open) throw new HttpProblem('login-required')
          return { ...asking, operator }
        }
        case 'operator': {
          const operator = await operatorOf(request)
          if (!operator) throw new HttpProblem('login-required')
          fromOurPage(request)
          return { ...asking, operator }
        }
      }
    },
  }
}
