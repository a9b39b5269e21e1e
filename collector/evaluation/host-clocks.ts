/** What the agents' anchors say of the clocks of their hosts, on the collector's scale (III.1.1.5). */
import { KEPT_READINGS, type Reading, TOGETHER_MS } from '../../rules/time-sync/hosts.ts'
import type { Anchor } from '../../rules/wire/v1.ts'
import type { StoredBatch } from '../store/port.ts'

/** After a step of our own clock agents measure anew with their next exchanges. */
const MEASURED_ANEW_MS = 120_000

/** Hosts are measured once a minute, and comparing them costs their number squared. */
const COMPARED_MS = 30_000

export interface HostClocks {
  /**
   * `nameOf`: of an agent by its id. `clockSteps`: instants that a clock of ours was stepped to, in any order.
   * Returns the hosts of which something new is known.
   */
  take(
    batches: readonly StoredBatch[],
    nameOf: (agentId: string) => string | undefined,
    clockSteps: readonly number[],
    now: number,
  ): ReadonlySet<string>
  /** From when on the clocks of a service's hosts may be compared. */
  dueAt(service: string): number
  /** Whether the clocks of a service's hosts are to be compared now; with that they are not for a while. */
  due(service: string, now: number): boolean
  /** Oldest first; hosts of which nothing is known are left out. */
  readingsOf(hosts: Iterable<string>): ReadonlyMap<string, readonly Reading[]>
}

export function makeHostClocks(): HostClocks {
  const known = new Map<string, Reading[]>()
  const comparedAt = new Map<string, number>()
  const stepsSeen = new Set<number>()
  let steppedAt = Number.NEGATIVE_INFINITY

  function add(host: string, { wall, offset, uncertainty }: Anchor, now: number): boolean {
    // Before its first exchange a host has no place on our scale.
    if (offset === null || uncertainty === null) return false
    const readings = known.get(host) ?? []
    const at = wall + offset
    // A reading of a time to come would be the newest for good.
    if (at > now + TOGETHER_MS || readings.some((one) => one.at === at)) return false
    readings.push({ at, aheadMs: -offset, uncertaintyMs: uncertainty })
    readings.sort((a, b) => a.at - b.at)
    known.set(host, readings.slice(-KEPT_READINGS))
    return true
  }

  return {
    take(batches, nameOf, clockSteps, now) {
      for (const at of clockSteps) {
        if (stepsSeen.has(at)) continue
        stepsSeen.add(at)
        known.clear()
        // One of a time to come was taken back.
        if (at <= now) steppedAt = at
      }
      const hosts = new Set<string>()
      for (const { agentId, base, items, receivedAt } of batches) {
        const host = nameOf(agentId)
        if (host === undefined || receivedAt < steppedAt + MEASURED_ANEW_MS) continue
        if (add(host, base, now)) hosts.add(host)
        for (const item of items) if (item.kind === 'anchor' && add(host, item, now)) hosts.add(host)
      }
      return hosts
    },
    dueAt: (service) => (comparedAt.get(service) ?? Number.NEGATIVE_INFINITY) + COMPARED_MS,
    due(service, now) {
      const before = comparedAt.get(service)
      if (before !== undefined && Math.abs(now - before) < COMPARED_MS) return false
      comparedAt.set(service, now)
      return true
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
