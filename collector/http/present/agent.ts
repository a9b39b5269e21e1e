import type { AgentDetail } from '../../../rules/api/monitored.ts'
import type { AgentSummary } from '../../../rules/api/types.ts'
import type { LostItem } from '../../../rules/wire/v1.ts'
import type { AgentRow, IncidentRow } from '../../store/port.ts'
import type { AgentCredential } from '../../store/port-runs.ts'
import { instant, instantOrNull } from './instant.ts'

/** An agent says something at least each minute (its anchors and the assignment it asks for). */
export const SILENT_MS = 90_000

/** `checks` is how many the revision in force gives to it. */
export function agentSummary(row: AgentRow, checks: number, now: number): AgentSummary {
  const { id, name, version, inventory, lost } = row
  return {
    id,
    name,
    version,
    lastSeenAt: instantOrNull(row.lastSeenAt),
    connected: isConnected(row, now),
    clockOffsetMs: row.clockOffset,
    clockUncertaintyMs: row.clockUncertainty,
    inventory,
    checks,
    lost,
    status: row.status && { ...row.status, at: instant(row.status.at) },
    revokedAt: instantOrNull(row.revokedAt),
  }
}

function isConnected({ lastSeenAt, revokedAt }: AgentRow, now: number): boolean {
  return revokedAt === null && lastSeenAt !== null && now - lastSeenAt <= SILENT_MS
}

/** Rows told of one agent at most. */
const MOST = { losses: 50, gaps: 100 }

export function agentDetail(
  about: {
    row: AgentRow
    checks: number
    credentials: AgentCredential[]
    losses: LostItem[]
    /** Incidents of kind monitoring-gap. */
    gaps: IncidentRow[]
  },
  now: number,
): AgentDetail {
  const { row, credentials, losses, gaps } = about
  return {
    ...agentSummary(row, about.checks, now),
    createdAt: instant(row.createdAt),
    credentials: credentials.map(({ id, validFrom, validUntil, revokedAt }) => ({
      id,
      validFrom: instant(validFrom),
      validUntil: instantOrNull(validUntil),
      revokedAt: instantOrNull(revokedAt),
      valid: row.revokedAt === null && revokedAt === null && (validUntil === null || validUntil > now),
    })),
    losses: losses
      .slice(-MOST.losses)
      .reverse()
      .map(({ firstAt, lastAt, count, reason }) => ({
        firstAt: instantOrNull(firstAt),
        lastAt: instantOrNull(lastAt),
        count,
        reason,
      })),
    gaps: gaps
      .toSorted((a, b) => b.firstFailedAt - a.firstFailedAt)
      .slice(0, MOST.gaps)
      .map(({ id, service, checks, firstFailedAt, recoveredAt, reason }) => ({
        incident: id,
        service,
        checks,
        fromAt: instant(firstFailedAt),
        toAt: instantOrNull(recoveredAt),
        reason,
      })),
  }
}
