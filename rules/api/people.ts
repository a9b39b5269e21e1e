/** Shapes of accounts, sessions and API tokens, as `/api/v1/` answers them (see `types.ts`). */
import type { Permission } from '../people/permissions.ts'
import type { Role } from '../words.ts'

type Instant = string

/** A one-time link: of an invitation, or for a new password. The token is shown this once. */
export interface Invitation {
  token: string
  expiresAt: Instant
}

/** `GET /api/v1/me`: who asks, and what they may do. */
export interface Me {
  /** Null for a token. */
  operator: { id: string; name: string; lastLockedAt: Instant | null } | null
  token: { id: string; name: string } | null
  role: Role | null
  permissions: Permission[]
  /** Services that may be read; null: all. */
  services: string[] | null
  customer: string | null
}

export interface OperatorSummary {
  id: string
  name: string
  role: Role
  services: string[] | null
  customer: string | null
  createdAt: Instant
  disabledAt: Instant | null
  lastSeenAt: Instant | null
  /** Set while wrong passwords keep the account locked, from one network or from everywhere. */
  lockedUntilAt: Instant | null
  lastLockedAt: Instant | null
  sessions: number
}

export interface SessionSummary {
  id: string
  createdAt: Instant
  lastSeenAt: Instant
  expiresAt: Instant
  /** The one that asks. */
  own: boolean
}

export interface TokenSummary {
  id: string
  name: string
  permissions: Permission[]
  services: string[] | null
  createdBy: string
  createdAt: Instant
  expiresAt: Instant
  lastUsedAt: Instant | null
  state: 'good' | 'expired' | 'revoked' | 'creator-disabled'
}

/** Answer to `POST /api/v1/tokens`: the token is shown this once. */
export interface IssuedToken {
  id: string
  name: string
  token: string
  expiresAt: Instant
}
