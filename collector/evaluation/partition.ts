import { newCheckState } from '../../rules/detection/fold.ts'
import type { CheckState } from '../../rules/detection/types.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Lease, LedgerDraft, ObligationRow, Store } from '../store/port.ts'
import { boundsOf, type Due } from './bounds.ts'
import type { Configured } from './configured.ts'
import { damagedEntry } from './entries.ts'
import { HeldCheck } from './held.ts'

/**
 * What a collector remembers of a partition that it holds: what the store has, and what arrived since, which it has
 * as well and from which all of this comes out again. Dropped with the lease and after any error.
 */
export interface Memory {
  partition: number
  lease: Lease
  /** Arrivals up to here are folded into `states`. */
  cursor: number
  /** What was committed was decided knowing the arrivals up to here: before they are folded nothing is decided. */
  decided: number
  /** The cursor that the store has, and when it was written. */
  saved: { cursor: number; at: number }
  states: Map<string, HeldCheck>
  /** Those of them that have results which are not in a stored state, in the order of the first such result. */
  unsaved: Set<HeldCheck>
  /** Results that they have so. */
  unsavedCount: number
  /** Those whose state says more than results do: it is written with the next commit. */
  urgent: Set<HeldCheck>
  /** Those with results that wait for their time. */
  waiting: Set<HeldCheck>
  /** Stored states of checks that are no longer configured. */
  retired: string[]
  incidents: Map<string, Incident>
  /** Obligations of a check, by their id. */
  intervals: Map<string, Map<string, ObligationRow>>
  /** Items that an incident has obligations of, by its id. */
  owing: Map<string, Set<string>>
  /** Incidents that two persons withdrew, as far as they are known, with when. */
  withdrawn: Map<string, number>
  /** When a standing obligation was last written, by its id. */
  standingAt: Map<string, number>
  /** The configuration that its checks and services follow. */
  adopted: Configured | null
  /** The configuration that was last searched for what it no longer has; null before the first. */
  swept: Configured | null
  /** By service. */
  due: Map<string, Due>
  /** Services that could not be judged, and when each of them is tried again. */
  unjudged: Map<string, number>
  /** No service is due before this. */
  nextDueAt: number
  /** What was folded and is not decided yet. */
  news: News
}

export interface News {
  /** Services to be judged now. */
  touched: Set<string>
  losses: { service: string; agentId: string; item: LostItem }[]
  /** Agents of which two copies lived at once. */
  twice: { service: string; agentId: string; both: { fromAt: number; toAt: number } }[]
  ledger: LedgerDraft[]
  /** Results that came too late for their window. */
  tooOld: number
  /** Something was folded that pages show. */
  changed: boolean
}

export const noNews = (): News => ({
  ...{ touched: new Set(), losses: [], twice: [], ledger: [], tooOld: 0, changed: false },
})

const dueNow = (): Due => ({
  at: Number.NEGATIVE_INFINITY,
  otherAt: Number.NEGATIVE_INFINITY,
  judgedAt: Number.NEGATIVE_INFINITY,
  calm: false,
})

/** When a service of the partition is to be judged. */
export function dueOf(memory: Memory, service: string): Due {
  const known = memory.due.get(service)
  if (known) return known
  const due = dueNow()
  memory.due.set(service, due)
  return due
}

/** Every service of the partition is to be judged now. */
export function allDue(memory: Memory): void {
  for (const due of memory.due.values()) Object.assign(due, dueNow())
  memory.nextDueAt = Number.NEGATIVE_INFINITY
}

/** The same, and what stands in the store is written anew: whoever goes on with it knows no more than that. */
export function bringUpToDate(memory: Memory): void {
  memory.standingAt.clear()
  allDue(memory)
}

export async function loadPartition(a: {
  store: Pick<Store, 'partitionState'>
  partition: number
  lease: Lease
  configured: Configured
  now: number
  newId: () => string
}): Promise<Memory> {
  const { partition, lease, configured, now } = a
  const { cursor, decided, states, incidents, obligations } = await a.store.partitionState({ partition, now })
  const memory: Memory = {
    ...{ partition, lease, cursor, decided },
    saved: { cursor, at: now },
    states: new Map(),
    unsaved: new Set(),
    unsavedCount: 0,
    urgent: new Set(),
    waiting: new Set(),
    retired: [],
    incidents: new Map(incidents.map((incident) => [incident.id, incidentOf(incident)])),
    intervals: new Map(),
    owing: new Map(),
    withdrawn: new Map(
      incidents.flatMap(({ id, withdrawnAt }) => (withdrawnAt === null ? [] : [[id, withdrawnAt]])),
    ),
    standingAt: new Map(),
    adopted: null,
    swept: null,
    due: new Map(),
    unjudged: new Map(),
    nextDueAt: Number.NEGATIVE_INFINITY,
    news: noNews(),
  }
  for (const { check, state, arrival } of states) {
    const { spec, service } = configured.checks.get(check) ?? {}
    const watched = configured.services.get(service ?? '')
    if (!spec || !watched) {
      memory.retired.push(check)
      continue
    }
    const placed = { bounds: boundsOf(watched, spec), due: dueOf(memory, watched.service.id) }
    try {
      const held = HeldCheck.read(state, spec, placed)
      held.from = arrival
      memory.states.set(check, held)
      if (held.comesAt !== null) memory.waiting.add(held)
    } catch (error) {
      const held = HeldCheck.of(newCheckState(now), spec, placed)
      memory.states.set(check, held)
      beginAnew(memory, held, { ...a, error })
    }
  }
  for (const row of obligations) rememberObligation(memory, row)
  return memory
}

/**
 * The state of a check cannot be read. What it meant is gone, and would be again at each try; what arrived since the
 * cursor of its partition is folded into a new one.
 */
function beginAnew(
  memory: Memory,
  held: HeldCheck,
  { now, newId, error }: { now: number; newId: () => string; error: unknown },
): void {
  held.replace(newCheckState(now))
  memory.urgent.add(held)
  memory.waiting.delete(held)
  memory.news.ledger.push({ id: newId(), at: now, ...damagedEntry(held.check, error) })
}

/** For judging at `now`. What is packed is read only where it is needed: by then it may turn out that it cannot be. */
export function readState(
  memory: Memory,
  held: HeldCheck,
  { now, newId }: { now: number; newId: () => string },
): CheckState {
  try {
    return held.state(now)
  } catch (error) {
    beginAnew(memory, held, { now, newId, error })
    return held.state(now)
  }
}

/** Another revision is run: what it no longer has is retired, and what it has is bounded and due by it. */
export function adopt(memory: Memory, configured: Configured): void {
  for (const [check, held] of memory.states) {
    const { spec, service } = configured.checks.get(check) ?? {}
    const watched = configured.services.get(service ?? '')
    if (spec && watched) {
      held.configure(spec, boundsOf(watched, spec))
      continue
    }
    memory.states.delete(check)
    memory.urgent.delete(held)
    memory.waiting.delete(held)
    saved(memory, held)
    memory.retired.push(check)
  }
  for (const service of memory.due.keys())
    if (!configured.services.has(service)) {
      memory.due.delete(service)
      memory.unjudged.delete(service)
    }
  allDue(memory)
  memory.adopted = configured
}

/** Nothing of a check is missing in the store, or nobody misses it any more. */
export function saved(memory: Memory, held: HeldCheck): void {
  memory.unsavedCount -= held.unsaved?.count ?? 0
  held.unsaved = null
  held.urgent = false
  memory.unsaved.delete(held)
  memory.urgent.delete(held)
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
