import type { Store } from '../store/port.ts'
import { tokenDigest } from './token.ts'

/** How long a one-time link is good for: who starts a collector is there, who is invited may be asleep. */
const ENROLMENT_MS = 60 * 60_000
const INVITATION_MS = 24 * 60 * 60_000

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

/** Makes a one-time token by which an operator lets another one in (`POST /api/v1/enrol`), good for a day. */
export async function issueInvitation(a: {
  store: Pick<Store, 'inviteOperator'>
  now: number
  token: string
  operatorId: string
  ledgerId: string
}): Promise<{ token: string; expiresAt: number }> {
  const { store, token, now, operatorId, ledgerId } = a
  const expiresAt = now + INVITATION_MS
  await store.inviteOperator({ tokenDigest: tokenDigest(token), operatorId, now, expiresAt, ledgerId })
  return { token, expiresAt }
}
