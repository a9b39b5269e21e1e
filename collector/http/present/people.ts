/** Accounts, sessions and tokens as the API gives them. Pure. */
import type { OperatorSummary, SessionSummary, TokenSummary } from '../../../rules/api/people.ts'
import type { ApiTokenRow, OperatorRow, SessionRow } from '../../store/port.ts'
import { instant, instantOrNull } from './instant.ts'

export function operatorSummary(row: OperatorRow): OperatorSummary {
  const { id, name, role, services, customer, sessions } = row
  return {
    ...{ id, name, role, services, customer },
    createdAt: instant(row.createdAt),
    disabledAt: instantOrNull(row.disabledAt),
    lastSeenAt: instantOrNull(row.lastSeenAt),
    lockedUntilAt: instantOrNull(row.lockedUntilAt),
    lastLockedAt: instantOrNull(row.lastLockedAt),
    sessions,
  }
}

export function sessionSummary({ id, createdAt, lastSeenAt, expiresAt, own }: SessionRow): SessionSummary {
  return {
    ...{ id, createdAt: instant(createdAt), lastSeenAt: instant(lastSeenAt) },
    ...{ expiresAt: instant(expiresAt), own },
  }
}

export function tokenSummary(row: ApiTokenRow, now: number): TokenSummary {
  const { id, name, permissions, services, createdBy } = row
  return {
    ...{ id, name, permissions, services, createdBy },
    createdAt: instant(row.createdAt),
    expiresAt: instant(row.expiresAt),
    lastUsedAt: instantOrNull(row.lastUsedAt),
    state: stateOf(row, now),
  }
}

function stateOf({ revokedAt, expiresAt, creatorDisabled }: ApiTokenRow, now: number): TokenSummary['state'] {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt <= now) return 'expired'
  return creatorDisabled ? 'creator-disabled' : 'good'
}
