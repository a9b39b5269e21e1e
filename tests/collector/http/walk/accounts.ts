/** Accounts and tokens of every kind, past the login: a walk over all routes has no time for passwords. */
import { randomBytes, randomUUID } from 'node:crypto'
import { apiToken } from '../../../../collector/operators/api-token.ts'
import { tokenDigest } from '../../../../collector/operators/token.ts'
import type { Permission } from '../../../../rules/people/permissions.ts'
import type { Role } from '../../../../rules/words.ts'
import type { Bench } from '../bench.ts'

const HOUR = 3_600_000
const secret = () => randomBytes(32).toString('base64url')

export interface Account {
  id: string
  name: string
  /** Headers of a page that is logged in. */
  page: Record<string, string>
}

/** An account with a session; the first one (`invitedBy` null) is an administrator. */
export async function makeAccount(
  { store, clock, url }: Bench,
  a: { role: Role; invitedBy: string | null; services?: string[]; customer?: string; password?: string },
): Promise<Account> {
  const [now, tokenOf] = [clock.now(), secret()]
  const times = { tokenDigest: tokenDigest(tokenOf), now, expiresAt: now + HOUR }
  const rights = { role: a.role, services: a.services ?? null, customer: a.customer ?? null }
  if (a.invitedBy === null) await store.createEnrolment(times)
  else await store.inviteOperator({ ...times, operatorId: a.invitedBy, ledgerId: randomUUID(), ...rights })
  const id = randomUUID()
  const name = `人 ${a.role} ${id.slice(0, 4)}`
  const made = { tokenDigest: times.tokenDigest, id, name, password: a.password ?? 'none', now }
  await store.enrolOperator({ ...made, ledgerId: randomUUID() })
  return { id, name, page: await logIn({ store, clock, url }, id) }
}

export async function logIn(
  { store, clock, url }: Pick<Bench, 'store' | 'clock' | 'url'>,
  operatorId: string,
): Promise<Record<string, string>> {
  const [now, session] = [clock.now(), secret()]
  await store.createSession({
    ...{ tokenDigest: tokenDigest(session), id: randomUUID(), operatorId, now, expiresAt: now + 12 * HOUR },
    ...{ place: null, password: null, ledgerId: randomUUID() },
  })
  return { cookie: `kijun_session=${session}`, origin: url }
}

/** An API token as it is sent. */
export async function makeToken(
  { store, clock }: Bench,
  a: { by: string; permissions: Permission[]; services?: string[] },
): Promise<{ id: string; headers: Record<string, string> }> {
  const [id, now, token] = [randomUUID(), clock.now(), apiToken(secret())]
  await store.createToken({
    ...{ id, tokenDigest: tokenDigest(token), name: 'nightly', permissions: a.permissions },
    ...{ services: a.services ?? null, by: a.by, now, expiresAt: now + 24 * HOUR, ledgerId: randomUUID() },
  })
  return { id, headers: { authorization: `Bearer ${token}` } }
}
