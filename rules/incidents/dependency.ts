/** Components whose stop explains what others fail with (`dependsOn`): a dead switch is one incident and not forty. */
import { componentsIn, stopExpression } from '../service-model/evaluate.ts'
import type { Expression, Structure } from '../service-model/types.ts'
import { type Cover, isCovered } from './cover.ts'
import { groupsAmong, stopsOfExpression } from './expression.ts'
import { confirmationMs, order, overlap, type Stretch, stretchesOf, type Wanted } from './stretch.ts'
import type { CheckView } from './types.ts'

/** One that a component depends on, or a redundant group of those: it is not there once the group is not. */
export interface Dependency {
  components: readonly string[]
  stops: readonly Stretch[]
  /** How long a stop of it may need to be known (milliseconds). */
  waitMs: number
}

export interface Dependencies {
  /** The stops of those that it depends on, as what covers its failures. */
  covers(component: string): Cover[]
  /** Liveness checks that say whether they are there. */
  liveness(component: string): CheckView[]
  /** Those of them whose stop covers a stop of the component. */
  explains(component: string, stop: Stretch): readonly Dependency[]
}

/** The components of a service as incidents are made of them. */
export interface Components {
  /** Those of the service's own: no external networks. */
  own: readonly string[]
  /** What a stop of the service is judged by. */
  expression: Expression
  liveness(component: string): readonly CheckView[]
  /** Null where it has no liveness check. */
  stops(component: string): readonly Stretch[] | null
}

export function componentsOf(checks: readonly CheckView[], structure: Structure): Components {
  const alive = checks.filter(({ spec }) => spec.purpose === 'liveness')
  const byComponent = Map.groupBy(alive, ({ spec }) => spec.component)
  const stops = new Map([...byComponent].map(([component, views]) => [component, views.flatMap(stretchesOf)]))
  const own = [...byComponent].flatMap(([component, views]) =>
    views.some(({ spec }) => spec.external) ? [] : component,
  )
  return {
    own,
    expression: stopExpression(structure, own),
    liveness: (component) => byComponent.get(component) ?? [],
    stops: (component) => stops.get(component) ?? null,
  }
}

export function dependenciesOf(components: Components, { dependsOn, redundancy }: Structure): Dependencies {
  const known = new Map<string, Dependency[]>()
  const find = (component: string): Dependency[] => {
    const before = known.get(component)
    if (before) return before
    const found: Dependency[] = []
    // What two of it depend on is found once, and a circle ends.
    const seen = new Set([component])
    for (const left = [component]; left.length > 0; ) {
      const names = (dependsOn.get(left.shift() ?? '') ?? []).filter((one) => !seen.has(one))
      const groups = redundancy && names.length > 1 ? groupsAmong(redundancy, new Set(names)) : []
      for (const { group, components: together } of groups)
        found.push(dependency(together, stopsOfExpression(group, components.stops) ?? [], components))
      const grouped = new Set(groups.flatMap((one) => one.components))
      for (const name of names) {
        seen.add(name)
        if (grouped.has(name)) continue
        found.push(dependency([name], components.stops(name) ?? [], components))
        left.push(name)
      }
    }
    known.set(component, found)
    return found
  }
  // Every outage asks it of every stop in its time, and again for every one that may explain it.
  const explained = new Map<Stretch, readonly Dependency[]>()
  return {
    explains(component, stop) {
      const before = explained.get(stop)
      if (before) return before
      const of = find(component).filter((one) => one.stops.some((each) => isCovered(stop, each, one.waitMs)))
      explained.set(stop, of)
      return of
    },
    covers: (component) =>
      find(component).flatMap(({ stops, waitMs }) =>
        stops.map((stop): Cover => ({ stop, waitMs, because: 'covered-by-dependency' })),
      ),
    liveness: (component) =>
      find(component).flatMap((one) => one.components.flatMap((name) => [...components.liveness(name)])),
  }
}

function dependency(names: string[], stops: readonly Stretch[], { liveness }: Components): Dependency {
  const waits = names.flatMap((name) => liveness(name).map(({ spec }) => confirmationMs(spec)))
  return { components: names, stops, waitMs: Math.max(0, ...waits) }
}

/**
 * The component whose stop a stop of the service comes from: others that take part in it depend on it, it depends on
 * none that stopped itself, and without it the service would go on. Of several, the one that stopped last; null where
 * none is.
 */
export function rootOf(stop: Wanted, components: Components, dependencies: Dependencies): string | null {
  const names = componentsIn(components.expression)
  const { explains } = dependencies
  const during = (name: string) => components.stops(name)?.filter((stretch) => overlap(stretch, stop)) ?? null
  const failing = names.flatMap((name) => (during(name) ?? []).map((stretch) => ({ name, stretch })))
  const candidates = new Map<string, number>()
  for (const { name, stretch } of failing) {
    for (const one of explains(name, stretch)) {
      for (const root of one.components) {
        const own = (components.stops(root) ?? []).filter((each) => overlap(each, stretch))
        const last = own.at(-1)
        if (last && own.every((each) => explains(root, each).length === 0))
          candidates.set(root, last.firstFailedAt)
      }
    }
  }
  const latestFirst = [...candidates].toSorted(([a, aAt], [b, bAt]) => bAt - aAt || order(a, b))
  const enough = latestFirst.find(([root]) => {
    const without = (name: string) => {
      const stops = during(name)
      if (stops === null || name === root) return stops === null ? null : []
      return stops.filter((stretch) => !explains(name, stretch).some((one) => one.components.includes(root)))
    }
    const left = stopsOfExpression(components.expression, without) ?? []
    return !left.some((other) => other.firstFailedAt <= stop.confirmedAt && overlap(other, stop))
  })
  return enough?.[0] ?? null
}

/** Nothing is redundant and nothing depends on anything: as a service is that says nothing of it. */
export const PLAIN: Structure = { redundancy: null, stopMeans: 'service', dependsOn: new Map() }
