/** What a configuration says of how a service is made up, as evaluation asks for it. */
import type { CheckSpec } from '../../rules/detection/types.ts'
import type { Structure } from '../../rules/service-model/types.ts'
import type { Service } from '../model.ts'
import type { Configured } from './configured.ts'

const structures = new WeakMap<Service, Structure>()

export function structureOf(service: Service): Structure {
  const known = structures.get(service)
  if (known) return known
  const { redundancy, stopMeans, components } = service
  const structure = {
    ...{ redundancy, stopMeans },
    dependsOn: new Map(components.map(({ id, dependsOn }) => [id, dependsOn])),
  }
  structures.set(service, structure)
  return structure
}

/** What owes intervals: a check, or one that several vantages do, by the name that they have in common. */
export function subjectOf({ of, check }: Pick<CheckSpec, 'of' | 'check'>): string {
  return of ?? check
}

const subjects = new WeakMap<Configured, ReadonlySet<string>>()

/** Names of everything that is configured and owes intervals. */
export function subjectsOf(configured: Configured): ReadonlySet<string> {
  const known = subjects.get(configured)
  if (known) return known
  const found = new Set([...configured.checks.values()].flatMap(({ spec }) => [spec.check, subjectOf(spec)]))
  subjects.set(configured, found)
  return found
}
