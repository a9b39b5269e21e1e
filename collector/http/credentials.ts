/** Agents' credentials: `Authorization: Bearer`, looked up by digest, remembered for a few seconds. */
import type { Clock } from '../../rules/clock.ts'
import { tokenDigest } from '../operators/token.ts'
import type { Store } from '../store/port.ts'

/** So long a revoked credential may still be taken. */
const REMEMBER_MS = 5_000
/** One that is used this long after it was looked up is looked up again, with all others of the next moment. */
const RENEW_MS = 3_000
const GATHER_MS = 500
const REMEMBERED = 10_000

export type Refusal = 'no-token' | 'bad-token'
export type Known = { agent: { id: string; name: string }; refusal: null } | { agent: null; refusal: Refusal }

const BEARER = /^Bearer +([\w.~+/=-]{1,512})$/i

export interface Credentials {
  /** The agent that an `Authorization` header is. */
  of(authorization: string | undefined): Promise<Known>
  /** The same where it is remembered; null where it has to be looked up. */
  remembered(authorization: string | undefined): { id: string; name: string } | null
}

/** Only good ones are remembered. */
export function makeCredentials(
  store: Pick<Store, 'agentByToken' | 'agentsByToken'>,
  clock: Clock,
): Credentials {
  const known = new Map<string, { agent: { id: string; name: string }; until: number }>()
  /** Digests that are in use and will be forgotten soon. */
  let due = new Set<string>()

  async function renew(): Promise<void> {
    const tokenDigests = [...due]
    due = new Set()
    const until = clock.monotonic() + REMEMBER_MS
    // Where the store does not answer they are forgotten in their time, and the next request says why.
    const found = await store.agentsByToken({ tokenDigests, now: clock.now() }).catch(() => null)
    if (found === null) return
    const agents = new Map(found.map(({ tokenDigest: digest, id, name }) => [digest, { id, name }]))
    for (const digest of tokenDigests) {
      const agent = agents.get(digest)
      const remembered = known.get(digest)
      if (!agent) known.delete(digest)
      else if (remembered) Object.assign(remembered, { agent, until })
    }
  }

  const digestOf = (authorization: string | undefined) => {
    const [, token] = BEARER.exec(authorization ?? '') ?? []
    return token === undefined ? null : tokenDigest(token)
  }
  function stillKnown(digest: string): { id: string; name: string } | null {
    const remembered = known.get(digest)
    const left = (remembered?.until ?? 0) - clock.monotonic()
    if (!remembered || left <= 0) return null
    if (left <= REMEMBER_MS - RENEW_MS) {
      if (due.size === 0) clock.after(GATHER_MS, () => void renew(), true)
      due.add(digest)
    }
    return remembered.agent
  }
  return {
    remembered(authorization) {
      const digest = digestOf(authorization)
      return digest === null ? null : stillKnown(digest)
    },
    async of(authorization) {
      const digest = digestOf(authorization)
      if (digest === null)
        return { agent: null, refusal: authorization === undefined ? 'no-token' : 'bad-token' }
      const remembered = stillKnown(digest)
      if (remembered) return { agent: remembered, refusal: null }
      known.delete(digest)
      const agent = await store.agentByToken({ tokenDigest: digest, now: clock.now() })
      if (!agent) return { agent: null, refusal: 'bad-token' }
      known.set(digest, { agent, until: clock.monotonic() + REMEMBER_MS })
      for (const oldest of known.keys()) {
        if (known.size <= REMEMBERED) break
        known.delete(oldest)
      }
      return { agent, refusal: null }
    },
  }
}
