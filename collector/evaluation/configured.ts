import type { CheckSpec } from '../../rules/detection/types.ts'
import { partitionOf } from '../../rules/partition.ts'
import type { Revision, Service } from '../model.ts'

/** A revision as evaluation looks things up in it. */
export interface Configured {
  /** By service id. */
  services: Map<string, { service: Service; partition: number; specs: CheckSpec[] }>
  /** By full name; `since` when it was added to what this collector runs, -Infinity if it was there at the start. */
  checks: Map<string, { spec: CheckSpec; service: string; partition: number; since: number }>
  /** Service ids by agent's name. */
  watchedBy: Map<string, Set<string>>
}

/** `before` and `now` where another revision is followed: what is new in it has been there since `now`. */
export function configuredBy(revision: Revision, before?: Configured, now?: number): Configured {
  const sinceOf = (check: string) => {
    if (!before || now === undefined) return Number.NEGATIVE_INFINITY
    return before.checks.get(check)?.since ?? now
  }
  const found: Configured = { services: new Map(), checks: new Map(), watchedBy: new Map() }
  for (const service of revision.services) {
    const partition = partitionOf(service.id)
    const specs = service.components.flatMap((component) => component.checks)
    found.services.set(service.id, { service, partition, specs })
    for (const spec of specs)
      found.checks.set(spec.check, { spec, service: service.id, partition, since: sinceOf(spec.check) })
    for (const { agent } of service.components) {
      const services = found.watchedBy.get(agent) ?? new Set()
      found.watchedBy.set(agent, services.add(service.id))
    }
  }
  return found
}

/** Partition of a check by its full name, configured or not. */
export function partitionOfCheck(check: string): number {
  return partitionOf(serviceOfCheck(check))
}

/** Service of a check by its full name, configured or not. */
export function serviceOfCheck(check: string): string {
  return check.slice(0, check.indexOf('/'))
}
