/** What the agents' anchors say of the clocks of their hosts, on the collector's scale (III.1.1.5). */
import { KEPT_READINGS, type Reading } from '../../rules/time-sync/hosts.ts'
import type { Anchor } from '../../rules/wire/v1.ts'
import type { StoredBatch } from '../store/port.ts'

/** After a step of our own clock agents measure anew with their next exchanges. */
const MEASURED_ANEW_MS = 120_000

export interface HostClocks {
  /** `nameOf`: of an agent by its id. `clockSteps`: instants at which a clock of ours was stepped. */
  take(
    batches: readonly StoredBatch[],
    nameOf: (agentId: string) => string | undefined,
    clockSteps: readonly number[],
  ): void
  /** Oldest first; hosts of which nothing is known are left out. */
  readingsOf(hosts: Iterable<string>): ReadonlyMap<string, readonly Reading[]>
}

export function makeHostClocks(): HostClocks {
  const known = new Map<string, Reading[]>()
  let steppedAt = Number.NEGATIVE_INFINITY

  function add(host: string, { wall, offset, uncertainty }: Anchor): void {
    // Before its first exchange a host has no place on our scale.
    if (offset === null || uncertainty === null) return
    const readings = known.get(host) ?? []
    const at = wall + offset
    if (readings.some((one) => one.at === at)) return
    readings.push({ at, aheadMs: -offset, uncertaintyMs: uncertainty })
    readings.sort((a, b) => a.at - b.at)
    known.set(host, readings.slice(-KEPT_READINGS))
  }

  return {
    take(batches, nameOf, clockSteps) {
      const newest = clockSteps.at(-1) ?? Number.NEGATIVE_INFINITY
      if (newest > steppedAt) known.clear()
      steppedAt = Math.max(steppedAt, newest)
      for (const { agentId, base, items, receivedAt } of batches) {
        const host = nameOf(agentId)
        if (host === undefined || receivedAt < steppedAt + MEASURED_ANEW_MS) continue
        add(host, base)
        for (const item of items) if (item.kind === 'anchor') add(host, item)
      }
    },
    readingsOf(hosts) {
      return new Map(
        [...hosts].flatMap((host) => {
          const readings = known.get(host)
          return readings ? [[host, readings]] : []
        }),
      )
    },
  }
}
