/** Which agent a check belongs to: by the revision in force, or by an earlier one that a backlog ran under. */
import { partitionOf } from '../../rules/partition.ts'
import type { Revision } from '../model.ts'

/** Earlier revisions that are looked at for a check that the newest does not know. */
const EARLIER = 20

interface Owned {
  agent: string
  /** Agents that had it in other revisions; mostly none. */
  others: Set<string> | null
  partition: number
}

export interface Ownership {
  /** Reads earlier revisions where a check is not known yet (at most once each). */
  learn(checks: Iterable<string>): Promise<void>
  /** Whether the check is, or was in a revision known here, the agent's of that name. */
  isOf(agent: string, check: string): boolean
  /** The partition of the check, where it is or was the agent's in a revision known here; null otherwise. */
  partitionOf(agent: string, check: string): number | null
  /** Ids of the services that the agent checks in the revision in force. */
  servicesOf(agent: string): string[]
}

/** `earlier` gives a stored revision by its number, or null. */
export function makeOwnership(
  current: () => Revision,
  earlier: (revision: number) => Promise<Revision | null>,
): Ownership {
  /** By check, over all revisions read so far: what was once an agent's stays its own to report. */
  const owned = new Map<string, Owned>()
  const read = new Set<number>()

  function take(revision: Revision): void {
    if (read.has(revision.revision)) return
    read.add(revision.revision)
    for (const { id, components } of revision.services) {
      const partition = partitionOf(id)
      for (const { checks } of components)
        for (const { agent, check } of checks) {
          const known = owned.get(check)
          if (!known) owned.set(check, { agent, others: null, partition })
          else if (known.agent !== agent) known.others = (known.others ?? new Set()).add(agent)
        }
    }
  }

  function ownedBy(agent: string, check: string): Owned | null {
    const known = owned.get(check)
    return known && (known.agent === agent || known.others?.has(agent)) ? known : null
  }

  return {
    async learn(checks) {
      const newest = current()
      take(newest)
      const unknown = [...checks].some((check) => !owned.has(check))
      if (!unknown) return
      for (let back = 1; back <= EARLIER; back += 1) {
        const number = newest.revision - back
        if (number < 1) return
        if (read.has(number)) continue
        const found = await earlier(number)
        if (found) take(found)
        read.add(number)
      }
    },
    isOf: (agent, check) => ownedBy(agent, check) !== null,
    partitionOf(agent, check) {
      take(current())
      return ownedBy(agent, check)?.partition ?? null
    },
    servicesOf: (agent) =>
      current()
        .services.filter((service) =>
          service.components.some(({ checks }) => checks.some((check) => check.agent === agent)),
        )
        .map((service) => service.id),
  }
}
