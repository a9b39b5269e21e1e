/** Which agent a check belongs to: by the revision in force, or by an earlier one that a backlog ran under. */
import type { Revision } from '../model.ts'

/** Earlier revisions that are looked at for a check that the newest does not know. */
const EARLIER = 20

export interface Ownership {
  /** Reads earlier revisions where a check is not known yet (at most once each). */
  learn(checks: Iterable<string>): Promise<void>
  /** Whether the check is, or was in a revision known here, the agent's of that name. */
  isOf(agent: string, check: string): boolean
  /** Ids of the services that the agent checks in the revision in force. */
  servicesOf(agent: string): string[]
}

/** `earlier` gives a stored revision by its number, or null. */
export function makeOwnership(
  current: () => Revision,
  earlier: (revision: number) => Promise<Revision | null>,
): Ownership {
  /** Agents by check, over all revisions read so far: what was once an agent's stays its own to report. */
  const agents = new Map<string, Set<string>>()
  const read = new Set<number>()

  function take(revision: Revision): void {
    if (read.has(revision.revision)) return
    read.add(revision.revision)
    for (const { components } of revision.services)
      for (const { checks } of components)
        for (const { agent, check } of checks) {
          const known = agents.get(check)
          if (known) known.add(agent)
          else agents.set(check, new Set([agent]))
        }
  }

  return {
    async learn(checks) {
      const newest = current()
      take(newest)
      const unknown = [...checks].some((check) => !agents.has(check))
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
    isOf: (agent, check) => agents.get(check)?.has(agent) ?? false,
    servicesOf: (agent) =>
      current()
        .services.filter((service) =>
          service.components.some(({ checks }) => checks.some((check) => check.agent === agent)),
        )
        .map((service) => service.id),
  }
}
