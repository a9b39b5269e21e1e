import type { Interval } from '../../rules/calendar/types.ts'
import type { CheckSpec } from '../../rules/detection/types.ts'
import type { EarlierLimit } from '../../rules/obligations/interval.ts'
import type { Planned } from '../../rules/obligations/owed.ts'
import { partitionOf } from '../../rules/partition.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'
import type { Component, Revision, Service } from '../model.ts'
import { monitoredHours } from './monitored-hours.ts'

/** A service as it is judged. */
export interface Watched {
  service: Service
  partition: number
  specs: CheckSpec[]
  /** Its announced maintenance, as it was written down; null where there is none. */
  planned: Pick<Planned, 'rules' | 'windows'> | null
  /** Since an instant, when intervals are owed; null is around the clock. */
  monitored: ((fromAt: number) => readonly Interval[]) | null
  /** By interval item, the values that were in force before this revision's, as far back as a window reaches. */
  earlierLimits: ReadonlyMap<string, readonly EarlierLimit[]>
}

export interface ConfiguredCheck {
  spec: CheckSpec
  type: string
  service: string
  partition: number
  /** When it was added to what this collector runs, -Infinity if it was there at the start. */
  since: number
  /** The value that is remembered as its response time, where a rule judges that; null elsewhere. */
  response: string | null
  /** Something is kept of its partition by the hour. */
  measured: boolean
}

/** A revision as evaluation looks things up in it. */
export interface Configured {
  revision: Revision
  /** By service id. */
  services: Map<string, Watched>
  /** Services of each partition. */
  byPartition: ReadonlyMap<number, Watched[]>
  /** By full name. */
  checks: Map<string, ConfiguredCheck>
  /** Partitions of which something is kept by the hour: how fast targets answered, how clocks stood. */
  measured: ReadonlySet<number>
  /** Hosts' clocks are compared in some service. */
  timed: boolean
  /** Service ids by agent's name. */
  watchedBy: Map<string, Set<string>>
}

/** `before` where another revision is followed: what is new in it has been there since `now`. */
export function configuredBy(revision: Revision, now: () => number, before?: Configured): Configured {
  const loadedAt = now()
  const sinceOf = (check: string) =>
    before ? (before.checks.get(check)?.since ?? loadedAt) : Number.NEGATIVE_INFINITY
  const measured = new Set<number>()
  const found = {
    ...{ revision, measured, timed: revision.services.some(({ timeSync }) => timeSync) },
    ...{ services: new Map<string, Watched>(), checks: new Map<string, ConfiguredCheck>() },
    watchedBy: new Map<string, Set<string>>(),
  }
  const monitoredOf = monitoredHours(now)
  for (const service of revision.services) {
    const partition = partitionOf(service.id)
    const specs = service.components.flatMap(specsOf)
    const typeOf = new Map(
      service.components.flatMap(({ checks }) => checks).map(({ check, type }) => [check, type]),
    )
    const monitored = monitoredOf(service)
    found.services.set(service.id, {
      ...{ service, partition, specs, planned: null, monitored, earlierLimits: new Map() },
    })
    if (service.timeSync) measured.add(partition)
    for (const spec of specs) {
      const type = typeOf.get(spec.check) ?? ''
      const value = responseValueOf(type)
      if (value !== null && spec.purpose === 'performance') measured.add(partition)
      found.checks.set(spec.check, {
        ...{ spec, type, service: service.id, partition, since: sinceOf(spec.check) },
        ...{ response: spec.slowdown ? value : null, measured: false },
      })
    }
    for (const { agent } of service.components.flatMap(({ checks }) => checks)) {
      const services = found.watchedBy.get(agent) ?? new Set()
      found.watchedBy.set(agent, services.add(service.id))
    }
  }
  for (const check of found.checks.values()) check.measured = measured.has(check.partition)
  return { ...found, byPartition: Map.groupBy(found.services.values(), ({ partition }) => partition) }
}

/** Whether a component is no part of the service but a network that it is reached through (III.3.2.5). */
export function isExternal({ kind }: Pick<Component, 'kind'>): boolean {
  return kind === 'external-network'
}

/** The checks of a component as detection sees them: those of an external network are told from the service's own. */
export function specsOf({ kind, checks }: Pick<Component, 'kind' | 'checks'>): CheckSpec[] {
  return isExternal({ kind }) ? checks.map((check) => ({ ...check, external: true })) : checks
}

/** The measured value (milliseconds) that is the response time of a type of check; null where it has none. */
export function responseValueOf(type: string): string | null {
  return CHECK_TYPES[type]?.responseValue ?? null
}

/** Partition of a check by its full name, configured or not. */
export function partitionOfCheck(check: string): number {
  return partitionOf(serviceOfCheck(check))
}

/** Service of a check by its full name, configured or not. */
export function serviceOfCheck(check: string): string {
  return check.slice(0, check.indexOf('/'))
}
