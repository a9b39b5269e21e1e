import type { Incident } from '../../../rules/incidents/types.ts'
import type { IncidentKind } from '../../../rules/words.ts'
import type { IncidentRow } from '../port.ts'
import type { Db, NewRow, Row } from '../schema.ts'

/** Incidents with the name of who acknowledged them: names lie in the operator's row only. */
export const incidentQuery = (db: Db) =>
  db
    .selectFrom('incident as i')
    .leftJoin('operator as o', 'o.id', 'i.acknowledged_by')
    .selectAll('i')
    .select('o.name as acknowledged_name')

export function incidentRow(row: Row<'incident'> & { acknowledged_name: string | null }): IncidentRow {
  return {
    id: row.id,
    service: row.service,
    kind: row.kind as IncidentKind,
    component: row.component,
    checks: JSON.parse(row.checks) as string[],
    lastOkAt: row.last_ok_at,
    firstFailedAt: row.first_failed_at,
    confirmedAt: row.confirmed_at,
    discoveredAt: row.discovered_at,
    recoveredAt: row.recovered_at,
    recoveryConfirmedAt: row.recovery_confirmed_at,
    reason: row.reason,
    message: row.message,
    ...(row.impact === 'none' ? { impact: 'none' as const } : {}),
    ...(row.due_to === null ? {} : { dueTo: row.due_to }),
    openedAt: row.opened_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_name ?? row.acknowledged_by,
    withdrawnAt: row.withdrawn_at,
  }
}

export function incidentColumns(incident: Incident, partition: number, now: number): NewRow<'incident'> {
  return {
    id: incident.id,
    partition_no: partition,
    service: incident.service,
    kind: incident.kind,
    component: incident.component,
    checks: JSON.stringify(incident.checks),
    last_ok_at: incident.lastOkAt,
    first_failed_at: incident.firstFailedAt,
    confirmed_at: incident.confirmedAt,
    discovered_at: incident.discoveredAt,
    recovered_at: incident.recoveredAt,
    recovery_confirmed_at: incident.recoveryConfirmedAt,
    reason: incident.reason,
    message: incident.message,
    impact: incident.impact ?? null,
    due_to: incident.dueTo ?? null,
    opened_at: now,
  }
}
