/** What several invariants ask of a history: its services, what was stored of each check, what really happened then. */
import type { Contact, Service } from '../../collector/model.ts'
import type { IncidentRow } from '../../collector/store/records.ts'
import type { Said } from '../reference/detection.ts'
import type { History } from './history.ts'
import { eachStored, lookUpOf, targetOf } from './runs.ts'

export interface Known {
  service: Service
  contacts: readonly Contact[]
  /** When it was loaded, by the collector's clock of then as far as the world says. */
  loadedAt: number
  /** When a revision no longer had it; null where the newest one has it. */
  removedAt: number | null
  /** Whether only one revision has it: what is recomputed holds for that. */
  sole: boolean
}

/** Services as the newest revision that has them says. */
export function servicesOf({ world }: History): Known[] {
  const found = new Map<string, Known>()
  for (const { at, revision, contacts } of world.revisions) {
    for (const service of revision.services) {
      const before = found.get(service.id)
      const changed = before !== undefined && JSON.stringify(before.service) !== JSON.stringify(service)
      found.set(service.id, {
        ...{ service, contacts, loadedAt: before?.loadedAt ?? at, removedAt: null },
        sole: before === undefined || (before.sole && !changed && before.removedAt === null),
      })
    }
    const left = new Set(revision.services.map(({ id }) => id))
    for (const known of found.values()) if (!left.has(known.service.id)) known.removedAt ??= at
  }
  return [...found.values()]
}

export interface Stored {
  /** Full names of the checks that anything is stored of. */
  checks: readonly string[]
  /** Those of them that look at a target: the check itself, and its vantages. */
  named(check: string): readonly string[]
  /** Results of a check, each once. */
  of(check: string): readonly Said[]
}

/** Checks whose results are kept at once: a month of them is large, and services are looked at one after the other. */
const KEPT = 64
const storedOf = new WeakMap<History, Stored>()

/**
 * Stored results by check, with the outcome of what was really executed where the world knows that: a store that says
 * otherwise is not believed (I1 says so), and the figures of the world's truth are those that must come out.
 */
export function storedIn(history: History): Stored {
  const known = storedOf.get(history)
  if (known) return known
  const { world, end } = history
  const executed = Map.groupBy(world.executed, ({ check }) => check)
  const columns = Map.groupBy(end.stored ?? [], ({ check }) => check)
  const targets = Map.groupBy(columns.keys(), targetOf)
  const doubled = new Set(
    (end.numbers ?? []).flatMap(({ agentId, twice }) => (twice.length > 0 ? agentId : [])),
  )
  const kept = new Map<string, readonly Said[]>()

  function read(check: string): Said[] {
    const truth = lookUpOf(executed.get(check) ?? [])
    const list: Said[] = []
    for (const runs of columns.get(check) ?? []) {
      const seen = doubled.has(runs.agentId) ? new Set<string>() : null
      for (const { epoch, seq, startedAt, finishedAt, receivedAt, outcome, agentId, ...run } of eachStored(
        runs,
      )) {
        const source = `${agentId}/${epoch}/${seq}`
        if (seen?.has(source)) continue
        seen?.add(source)
        const known = truth(epoch, seq)
        const { uncertaintyMs } = run
        const said: Said = { startedAt, finishedAt, receivedAt, source, uncertaintyMs, outcome }
        list.push(known ? { ...said, outcome: known.outcome, trueAt: known.startedAt } : said)
      }
    }
    return list
  }

  const stored: Stored = {
    checks: [...columns.keys()],
    named: (check) => targets.get(check) ?? (columns.has(check) ? [check] : []),
    of(check) {
      const found = kept.get(check) ?? read(check)
      kept.delete(check)
      kept.set(check, found)
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
      return found
    },
  }
  storedOf.set(history, stored)
  return stored
}

/** How long a result may be under way to a decision before that must be there, milliseconds. */
const SETTLED_MS = 300_000
/** Before this, by the collector's clock, what follows from results is decided. */
export const settledBefore = ({ end }: History) =>
  end.settled ? Number.POSITIVE_INFINITY : end.now - SETTLED_MS

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
