import type { Rights, Store } from '../store/port.ts'
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

interface Issuing {
  now: number
  token: string
  /** Who issues it. */
  by: string
  ledgerId: string
}

/** Makes a one-time token by which an operator lets another one in (`POST /api/v1/enrol`), good for a day. */
export async function issueInvitation(
  a: Issuing & { store: Pick<Store, 'inviteOperator'>; rights: Rights },
): Promise<{ token: string; expiresAt: number }> {
  const { store, token, now, by, rights, ledgerId } = a
  const expiresAt = now + INVITATION_MS
  await store.inviteOperator({
    ...{ tokenDigest: tokenDigest(token), operatorId: by, now, expiresAt, ledgerId },
    ...rights,
  })
  return { token, expiresAt }
}

/** Makes a one-time token by which somebody sets a new password (`POST /api/v1/reset`), good for a day. */
export async function issueReset(
  a: Issuing & { store: Pick<Store, 'resetOperator'>; operatorId: string },
): Promise<{ token: string; expiresAt: number }> {
  const { store, token, now, by, operatorId, ledgerId } = a
  const expiresAt = now + INVITATION_MS
  await store.resetOperator({ tokenDigest: tokenDigest(token), operatorId, by, now, expiresAt, ledgerId })
  return { token, expiresAt }
}
