/** The part of the store port that keeps who may come in: operators, their sessions and locks, and API tokens. */
import type { Permission } from '../../rules/people/permissions.ts'
import type { Role } from '../../rules/words.ts'

/** What an account may see: `services` and `customer` bind a customer, for every other role they are null. */
export interface Rights {
  role: Role
  services: string[] | null
  customer: string | null
}

export interface OperatorRow extends Rights {
  id: string
  name: string
  createdAt: number
  disabledAt: number | null
  /** At most a minute old while somebody is there. */
  lastSeenAt: number | null
  /** When the locks that hold at the time of asking end, the latest; null where none holds. */
  lockedUntilAt: number | null
  lastLockedAt: number | null
  sessions: number
}

export interface SessionRow {
  id: string
  createdAt: number
  expiresAt: number
  lastSeenAt: number
  /** It is the one that asks. */
  own: boolean
}

export interface ApiTokenRow {
  id: string
  name: string
  permissions: Permission[]
  services: string[] | null
  createdBy: string
  createdAt: number
  expiresAt: number
  /** At most a minute old. */
  lastUsedAt: number | null
  revokedAt: number | null
  /** Its creator's account is disabled: it does not work. */
  creatorDisabled: boolean
}

/** From where a password was tried: digests, so that neither names nor addresses are kept. */
export interface LoginPlace {
  account: string
  network: string
}

/** Who does it to whose account. Each such verb is a ledger entry with what changed. */
interface ToAccount {
  operatorId: string
  /** The operator who does it. */
  by: string
  now: number
  ledgerId: string
}

/**
 * Verbs that change another's account reject with `not-found`, and with `conflict` because `own-account` (nobody
 * does that to the own one) or `last-administrator` (no administrator who is not disabled would be left).
 */
export interface PeopleVerbs {
  createEnrolment(a: { tokenDigest: string; now: number; expiresAt: number }): Promise<void>
  /** A one-time token by which an operator lets another one in; good while the inviter is an administrator. */
  inviteOperator(
    a: Rights & {
      tokenDigest: string
      operatorId: string
      now: number
      expiresAt: number
      ledgerId: string
    },
  ): Promise<void>
  /**
   * Uses the one-time token and makes an operator: the first one (an administrator), or one who was invited. Rejects
   * with `conflict`: used, expired, the first one's token while one exists, or `name-taken`.
   */
  enrolOperator(a: {
    tokenDigest: string
    id: string
    name: string
    password: string
    now: number
    ledgerId: string
  }): Promise<void>
  operatorByName(a: {
    name: string
  }): Promise<{ id: string; name: string; password: string; disabledAt: number | null } | null>
  operatorById(a: { id: string }): Promise<{ id: string; name: string; password: string } | null>
  operatorsExist(): Promise<boolean>
  /** By name. */
  operators(a: { now: number; idleMs: number }): Promise<OperatorRow[]>

  /** Ends the account's sessions; ledger `operator.role-changed`. */
  changeRole(a: ToAccount & Rights): Promise<void>
  /** Ends the account's sessions; ledger `operator.disabled`, `operator.enabled`. One that is so already stays, without an entry. */
  setDisabled(a: ToAccount & { disabled: boolean }): Promise<void>
  /** Forgets wrong passwords; ledger `operator.unlocked`. */
  unlockOperator(a: ToAccount): Promise<void>
  /** A one-time token for a new password; an earlier one ends. Ledger `operator.reset-issued`. */
  resetOperator(a: ToAccount & { tokenDigest: string; expiresAt: number }): Promise<void>
  /** Whose password the token sets anew, or null where it does not (any more). */
  resetOf(a: { tokenDigest: string; now: number }): Promise<{ operatorId: string; name: string } | null>
  /** Uses the token: new password, no locks, no sessions; ledger `operator.password-reset`. Rejects with `conflict`. */
  resetPassword(a: { tokenDigest: string; password: string; now: number; ledgerId: string }): Promise<void>
  /**
   * Ends every session of the account but the one kept; ledger `operator.password-changed`. Rejects with `conflict`
   * because `password-refused` where `was` is the account's no more.
   */
  changePassword(a: {
    operatorId: string
    /** As the store kept it when the old one was compared. */
    was: string
    password: string
    keep: string
    now: number
    ledgerId: string
  }): Promise<void>

  // --- sessions
  /**
   * Begins a session and forgets the wrong passwords of that place; rejects with `conflict` where the account is
   * disabled, or `password` (as the store kept it when it was compared) is its no more.
   */
  createSession(a: {
    tokenDigest: string
    id: string
    operatorId: string
    now: number
    expiresAt: number
    place: LoginPlace | null
    password: string | null
    ledgerId: string
  }): Promise<void>
  /** The session that is good at `now` and was used in the `idleMs` before, or null. */
  session(a: {
    tokenDigest: string
    now: number
    idleMs: number
  }): Promise<(Rights & { operatorId: string; name: string; seenAt: number }) | null>
  /** Notes that the session is used. */
  sessionSeen(a: { tokenDigest: string; now: number }): Promise<void>
  sessions(a: {
    operatorId: string
    tokenDigest: string | null
    now: number
    idleMs: number
  }): Promise<SessionRow[]>
  /** Logs out; ledger `session.ended`. */
  endSession(a: { tokenDigest: string; now: number; ledgerId: string }): Promise<void>
  /** Ends one session of an account, or (`id` null) all but the one kept; ledger `session.ended`. Returns how many. */
  endSessions(a: ToAccount & { id: string | null; keep: string | null }): Promise<{ ended: number }>

  // --- wrong passwords
  /** Until when the account is locked at that place; null where it is not. */
  loginLock(a: LoginPlace & { now: number }): Promise<{ untilAt: number } | null>
  /** Counts a wrong password; ledger `operator.locked` where it locks an account that exists. */
  loginFailed(a: LoginPlace & { operatorId: string | null; now: number; ledgerId: string }): Promise<{
    untilAt: number | null
  }>

  // --- API tokens
  /** Ledger `token.created`. */
  createToken(a: {
    id: string
    tokenDigest: string
    name: string
    permissions: Permission[]
    services: string[] | null
    by: string
    now: number
    expiresAt: number
    ledgerId: string
  }): Promise<void>
  /** Newest first, those that ended too. */
  tokens(): Promise<ApiTokenRow[]>
  /** Rejects with `not-found`; one that was revoked stays, without an entry. Ledger `token.revoked`. */
  revokeToken(a: { id: string; by: string; now: number; ledgerId: string }): Promise<void>
  /** The token that is good at `now` with its creator's rights, or null: unknown, expired, revoked, creator disabled. */
  tokenByDigest(a: { tokenDigest: string; now: number }): Promise<{
    id: string
    name: string
    permissions: string[]
    services: string[] | null
    creator: Rights
    usedAt: number | null
  } | null>
  tokenUsed(a: { id: string; now: number }): Promise<void>
}
