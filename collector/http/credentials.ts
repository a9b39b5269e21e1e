/** Agents' credentials: `Authorization: Bearer`, looked up by digest, remembered for a few seconds. */
import type { Clock } from '../../rules/clock.ts'
import { tokenDigest } from '../operators/token.ts'
import type { Store } from '../store/port.ts'

/** So long a revoked credential may still be taken. */
const REMEMBER_MS = 5_000
const REMEMBERED = 10_000

export type Refusal = 'no-token' | 'bad-token'
export type Known = { agent: { id: string; name: string }; refusal: null } | { agent: null; refusal: Refusal }

/** Returns a function from the `Authorization` header to the agent that it is. Only good ones are remembered. */
export function makeCredentials(
  store: Pick<Store, 'agentByToken'>,
  clock: Clock,
): (authorization: string | undefined) => Promise<Known> {
  const known = new Map<string, { agent: { id: string; name: string }; until: number }>()
  return async (authorization) => {
    const [, token] = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization ?? '') ?? []
    if (token === undefined)
      return { agent: null, refusal: authorization === undefined ? 'no-token' : 'bad-token' }
    const digest = tokenDigest(token)
    const remembered = known.get(digest)
    if (remembered && remembered.until > clock.monotonic()) return { agent: remembered.agent, refusal: null }
    known.delete(digest)
    const agent = await store.agentByToken({ tokenDigest: digest, now: clock.now() })
    if (!agent) return { agent: null, refusal: 'bad-token' }
    known.set(digest, { agent, until: clock.monotonic() + REMEMBER_MS })
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    return { agent, refusal: null }
  }
}
