/** What several invariants ask of a history: its services, what was stored of each check, what really happened then. */
import type { Contact, Service } from '../../collector/model.ts'
import type { IncidentRow } from '../../collector/store/records.ts'
import type { Said } from '../reference/detection.ts'
import type { History } from './history.ts'
import { eachRun, eachStored, type Run } from './runs.ts'

export interface Known {
  service: Service
  contacts: readonly Contact[]
  /** When it was loaded, by the collector's clock of then as far as the world says. */
  loadedAt: number
  /** Whether only one revision has it: what is recomputed holds for that. */
  sole: boolean
}

/** Services as the newest revision that has them says. */
export function servicesOf({ world }: History): Known[] {
  const found = new Map<string, Known>()
  for (const { at, revision, contacts } of world.revisions)
    for (const service of revision.services) {
      const before = found.get(service.id)
      const changed = before !== undefined && JSON.stringify(before.service) !== JSON.stringify(service)
      found.set(service.id, {
        ...{ service, contacts, loadedAt: before?.loadedAt ?? at },
        sole: before === undefined || (before.sole && !changed),
      })
    }
  return [...found.values()]
}

export const hasVantages = (service: Service) =>
  service.components.some(({ vantages }) => vantages.length > 1)

/**
 * Stored results by check, with the outcome of what was really executed where the world knows that: a store that says
 * otherwise is not believed (I1 says so), and the figures of the world's truth are those that must come out.
 */
export function saidByCheck({ world, end }: History): Map<string, Said[]> {
  const truth = new Map<string, Run['outcome']>()
  const changed = (key: string, outcome: Run['outcome']) => truth.get(key) ?? outcome
  for (const runs of world.executed)
    for (const run of eachRun(runs)) {
      // Only what is not plainly ok is worth the memory: a difference shows in either direction.
      if (run.outcome !== 'o') truth.set(`${run.epoch} ${run.seq}`, run.outcome)
    }
  const found = new Map<string, Said[]>()
  for (const runs of end.stored ?? []) {
    const list = found.get(runs.check) ?? []
    found.set(runs.check, list)
    const seen = new Set<string>()
    for (const { epoch, seq, startedAt, finishedAt, receivedAt, outcome, agentId } of eachStored(runs)) {
      const key = `${epoch} ${seq}`
      if (seen.has(key)) continue
      seen.add(key)
      const source = `${agentId}/${epoch}/${seq}`
      list.push({ startedAt, finishedAt, receivedAt, source, outcome: changed(key, outcome) })
    }
  }
  return found
}

/** Executions of some checks in the world, by `epoch seq`. */
export function executedBySource({ world }: History, wanted: (check: string) => boolean): Map<string, Run> {
  const found = new Map<string, Run>()
  for (const runs of world.executed)
    if (wanted(runs.check))
      for (const run of eachRun(runs)) found.set(`${run.agentId}/${run.epoch}/${run.seq}`, run)
  return found
}

/** How long a result may be under way to a decision before that must be there, milliseconds. */
export const SETTLED_MS = 300_000

/** Outages that were told of a service, where the reference can say which there must be; null where it cannot. */
export function outagesToCompare(
  { end }: History,
  { service, sole }: Pick<Known, 'service' | 'sole'>,
): IncidentRow[] | null {
  if (!sole || service.components.some(({ dependsOn }) => dependsOn.length > 0)) return null
  const told = (end.incidents ?? []).filter((one) => one.kind === 'outage' && one.service === service.id)
  return told.some(({ withdrawnAt }) => withdrawnAt !== null) ? null : told
}

/** Those of the outages that share time with a span. */
export function outagesIn(
  told: readonly IncidentRow[],
  { from, to }: { from: number; to: number },
): IncidentRow[] {
  return told.filter((one) => one.firstFailedAt < to && (one.recoveredAt ?? Number.POSITIVE_INFINITY) > from)
}
