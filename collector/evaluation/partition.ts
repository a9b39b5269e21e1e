import type { CheckState } from '../../rules/detection/types.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import { unpackState } from '../store/packed-state.ts'
import type { Lease, ObligationRow, Store } from '../store/port.ts'
import type { Configured } from './configured.ts'

/**
 * What a collector remembers of a partition that it holds: a copy of what the store has, dropped with the
 * lease and after any error. Only the instants at which it looks again live here alone.
 */
export interface Memory {
  partition: number
  lease: Lease
  /** Arrivals up to here are folded into `states`. */
  cursor: number
  /** The cursor that the store has, and when it was written: an idle partition need not write each step. */
  saved: { cursor: number; at: number }
  states: Map<string, CheckState>
  incidents: Map<string, Incident>
  /** Obligations of a check, by their id. */
  intervals: Map<string, Map<string, ObligationRow>>
  /** Items that an incident has obligations of, by its id. */
  owing: Map<string, Set<string>>
  /** Incidents that two persons withdrew, as far as they are known, with when. */
  withdrawn: Map<string, number>
  /** When a standing obligation was last written, by its id. */
  standingAt: Map<string, number>
  /** The configuration that was last searched for what it no longer has; null before the first. */
  swept: Configured | null
  /** When each service must be decided next; a service that is not there is due now. */
  dueAt: Map<string, number>
}

export async function loadPartition(
  store: Store,
  partition: number,
  lease: Lease,
  now: number,
): Promise<Memory> {
  const { cursor, states, incidents, obligations } = await store.partitionState({ partition, now })
  const memory: Memory = {
    partition,
    lease,
    cursor,
    saved: { cursor, at: now },
    states: new Map(states.map(({ check, state }) => [check, unpackState(state)])),
    incidents: new Map(incidents.map((incident) => [incident.id, incidentOf(incident)])),
    intervals: new Map(),
    owing: new Map(),
    withdrawn: new Map(
      incidents.flatMap(({ id, withdrawnAt }) => (withdrawnAt === null ? [] : [[id, withdrawnAt]])),
    ),
    standingAt: new Map(),
    swept: null,
    dueAt: new Map(),
  }
  for (const row of obligations) rememberObligation(memory, row)
  return memory
}

/** Those of checks as they are; the outbox decides what an incident owes, so of those only that they are there. */
export function rememberObligation(
  { intervals, owing }: Pick<Memory, 'intervals' | 'owing'>,
  row: ObligationRow,
): void {
  if (row.subject.includes('/')) {
    const rows = intervals.get(row.subject) ?? new Map()
    intervals.set(row.subject, rows.set(row.id, row))
  } else owing.set(row.subject, (owing.get(row.subject) ?? new Set()).add(row.item))
}

/** Without what the store adds: who acknowledged it and when it was opened are not evaluation's. */
function incidentOf(row: Incident): Incident {
  const { id, service, kind, component, checks, lastOkAt, firstFailedAt } = row
  const { confirmedAt, discoveredAt, recoveredAt, recoveryConfirmedAt, reason, message } = row
  const { impact, dueTo } = row
  const more = { ...(impact && { impact }), ...(dueTo !== undefined && { dueTo }) }
  const times = { lastOkAt, firstFailedAt, confirmedAt, discoveredAt, recoveredAt, recoveryConfirmedAt }
  return { id, service, kind, component, checks, ...times, reason, message, ...more }
}
