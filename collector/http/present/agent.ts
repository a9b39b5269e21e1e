import type { AgentSummary } from '../../../rules/api/types.ts'
import type { AgentRow } from '../../store/port.ts'
import { instantOrNull } from './instant.ts'

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
    revokedAt: instantOrNull(row.revokedAt),
  }
}

function isConnected({ lastSeenAt, revokedAt }: AgentRow, now: number): boolean {
  return revokedAt === null && lastSeenAt !== null && now - lastSeenAt <= SILENT_MS
}
