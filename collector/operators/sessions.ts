/**
 * Sessions of operators: 12 hours, or two without a sign of life, by a cookie whose token the store knows only
 * as a digest. An open page asks every few seconds, so that only one that was left behind closed goes idle.
 */
import type { LoginPlace, Store } from '../store/port.ts'
import { tokenDigest } from './token.ts'

const COOKIE = 'kijun_session'
const SESSION_MS = 12 * 3_600_000
export const IDLE_MS = 2 * 3_600_000
/** How coarsely it is kept when a session or a token was last used. */
export const SEEN_MS = 60_000

/** `Set-Cookie` of a session; an empty token takes it away. `secure` where the connection is TLS. */
export function sessionCookie(token: string, secure: boolean): string {
  const age = token === '' ? 0 : SESSION_MS / 1000
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`
}

/** The session's token in a `Cookie` header, or null. A cookie that stands there twice is nobody's. */
export function sessionToken(header: string | undefined): string | null {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${COOKIE}=`))
    .map((part) => part.slice(COOKIE.length + 1))
  const [token] = values
  return values.length === 1 && token !== undefined && /^[\w-]{20,100}$/.test(token) ? token : null
}

/** Begins a session and returns its token. Rejects with `conflict` where the account is disabled. */
export async function beginSession(
  store: Pick<Store, 'createSession'>,
  a: {
    operatorId: string
    token: string
    id: string
    now: number
    place: LoginPlace | null
    /** As the store keeps it; it must still be the account's. */
    password: string
    ledgerId: string
  },
): Promise<string> {
  const { token, now, ...rest } = a
  await store.createSession({ tokenDigest: tokenDigest(token), now, expiresAt: now + SESSION_MS, ...rest })
  return token
}
