import { cycleIn } from '../../rules/service-model/groups.ts'
import { didYouMean, type Findings } from './findings.ts'
import type { Outline } from './outline.ts'
import { listed, shown } from './read.ts'
import type { Path, Source } from './source.ts'

/**
 * `dependsOn` of every component, by id: what is wrong is told and left out. `path` is that of the list of components.
 */
export function readDependencies(
  components: ReadonlyMap<string, Outline>,
  source: Source,
  path: Path,
  findings: Findings,
): Map<string, string[]> {
  const depends = new Map<string, string[]>()
  /** Places of the entries, by `from to`. */
  const places = new Map<string, Path>()
  /** A profile may name the same wrong one for thousands of hosts. */
  const hints = new Map<string, string>()
  const hintFor = (on: string): string => {
    const known = [...components.keys()]
    const hint = hints.get(on) ?? (didYouMean(on, known) || `; there are ${listed(known)}`)
    hints.set(on, hint)
    return hint
  }
  for (const { id, index, dependsOn } of components.values()) {
    const named = (Array.isArray(dependsOn) ? dependsOn : []).flatMap((on: unknown, at) => {
      const place = [...path, index, 'dependsOn', at]
      // What is no text was told.
      if (typeof on !== 'string' || !mayDepend(id, on, components, hintFor, source, place, findings))
        return []
      if (places.has(`${id} ${on}`)) {
        findings.error(source.at(place), 'duplicate-id', `${shown(on)} stands here already`)
        return []
      }
      places.set(`${id} ${on}`, place)
      return [on]
    })
    depends.set(id, named)
  }
  tellCycles(depends, places, source, findings)
  return depends
}

function mayDepend(
  id: string,
  on: string,
  components: ReadonlyMap<string, Outline>,
  hintFor: (on: string) => string,
  source: Source,
  place: Path,
  findings: Findings,
): boolean {
  const other = components.get(on)
  if (!other) {
    const message = `${shown(on)} is no component of this service${hintFor(on)}`
    findings.error(source.at(place), 'unknown-component', message)
    return false
  }
  if (on === id) {
    findings.error(source.at(place), 'dependency-cycle', `${shown(id)} cannot depend on itself`)
    return false
  }
  if (other.hasLiveness === false) {
    const message = `${shown(on)} has no check of purpose: liveness (稼働監視), so its stop is never known and explains nothing`
    findings.error(source.at(place), 'says-nothing', message)
    return false
  }
  return true
}

/** Cycles that are told at once: where everything depends on everything there is no end of them. */
const MOST_CYCLES = 20

/** Cycles, each at the entry that closes it; what closes it is taken out, so that the next one is found. */
function tellCycles(
  depends: Map<string, string[]>,
  places: ReadonlyMap<string, Path>,
  source: Source,
  findings: Findings,
): void {
  for (let told = 0; told < MOST_CYCLES; told += 1) {
    const cycle = cycleIn(depends)
    const [from, to] = cycle?.slice(-2) ?? []
    if (!cycle || from === undefined || to === undefined) return
    const message = `these depend on each other in a circle: ${cycle.map(shown).join(' → ')}`
    findings.error(source.at(places.get(`${from} ${to}`) ?? []), 'dependency-cycle', message)
    depends.set(
      from,
      (depends.get(from) ?? []).filter((one) => one !== to),
    )
  }
}
