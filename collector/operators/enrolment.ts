import type { Store } from '../store/port.ts'
import { tokenDigest } from './token.ts'

/** How long a one-time link is good for. */
const ENROLMENT_MS = 60 * 60_000

/**
 * Makes a one-time token for the first operator (`POST /api/v1/enrol`), good for an hour; null where an
 * operator exists already.
 */
export async function issueEnrolment(deps: {
  store: Pick<Store, 'operatorsExist' | 'createEnrolment'>
  now: number
  token: string
}): Promise<string | null> {
  if (await deps.store.operatorsExist()) return null
  const { now, token } = deps
  await deps.store.createEnrolment({ tokenDigest: tokenDigest(token), now, expiresAt: now + ENROLMENT_MS })
  return token
}
