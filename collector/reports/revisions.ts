/** A service over a span of time, as its revisions had it: what was in force when. Pure. */
import type { Interval, MaintenanceWindow } from '../../rules/calendar/types.ts'
import { intervalItemOf } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { canonicalJson } from '../../rules/ledger/canonical.ts'
import type { Part } from '../../rules/report/availability.ts'
import type { CheckPiece } from '../../rules/report/failures.ts'
import { specsOf } from '../evaluation/configured.ts'
import type { Service } from '../model.ts'

/** One revision from when it was loaded; `service` is null where it does not have the service. */
export interface Loaded {
  revision: number
  loadedAt: number
  loadedBy: string
  service: Service | null
}

/**
 * The stretches of a period with their settings; neighbours with the same ones are joined. Before the first
 * revision that has the service its settings are held to have been so, and after the last one to go on: what
 * nobody watched is unknown, not outside of the service hours.
 */
export function partsOf(loaded: readonly Loaded[], period: Interval): Part[] {
  const having = loaded.filter(({ service }) => service !== null)
  const parts: Part[] = []
  having.forEach(({ service, loadedAt }, index) => {
    const from = Math.max(index === 0 ? period.from : loadedAt, period.from)
    const to = Math.min(having[index + 1]?.loadedAt ?? period.to, period.to)
    if (service === null || from >= to) return
    const { hours, holidays, maintenance, interpretation, redundancy } = service
    const part = { from, to, hours, holidays, rules: maintenance.rules, interpretation, redundancy }
    const last = parts.at(-1)
    if (last && last.to === from && settingsOf(last) === settingsOf(part)) last.to = to
    else parts.push(part)
  })
  return parts
}

function settingsOf({ hours, holidays, rules, interpretation, redundancy = null }: Part): string {
  const list = holidays && [holidays.version, holidays.from, holidays.to]
  return canonicalJson({ hours, holidays: list, rules, interpretation, redundancy })
}

/** Each check from the revision that brought it until the one that removed or changed it; unchanged ones go on. */
export function piecesOf(loaded: readonly Loaded[]): Map<string, CheckPiece[]> {
  const pieces = new Map<string, CheckPiece[]>()
  for (const { service, loadedAt } of loaded) {
    const checks = new Map((service ? piecesIn(service) : []).map((spec) => [spec.check, spec]))
    for (const [name, list] of pieces) {
      const last = list.at(-1)
      const spec = checks.get(name)
      if (!last || last.activeTo !== null) continue
      if (spec && sameSpec(last, spec)) checks.delete(name)
      else last.activeTo = loadedAt
    }
    for (const [name, spec] of checks) {
      const list = pieces.get(name) ?? []
      pieces.set(name, list)
      list.push({ ...spec, activeFrom: loadedAt, activeTo: null })
    }
  }
  return pieces
}

type Spec = Omit<CheckPiece, 'activeFrom' | 'activeTo'>

function piecesIn({ components, values }: Service): Spec[] {
  return components
    .flatMap(specsOf)
    .map(({ check, service, component, purpose, everyMs, timeoutMs, confirm, external = false }) => {
      const item = intervalItemOf({ purpose, external })
      const limitMs = item === null ? null : limitMsOf(values[item])
      return { check, service, component, purpose, everyMs, timeoutMs, confirm, external, limitMs }
    })
}

function sameSpec({ activeFrom: _, activeTo: __, ...piece }: CheckPiece, spec: Spec): boolean {
  return canonicalJson(piece) === canonicalJson(spec)
}

/** Names of the agents that each check had. */
export function agentsOf(loaded: readonly Loaded[]): Map<string, Set<string>> {
  const agents = new Map<string, Set<string>>()
  for (const { checks } of loaded.flatMap(({ service }) => service?.components ?? []))
    for (const { agent, check } of checks) agents.set(check, (agents.get(check) ?? new Set()).add(agent))
  return agents
}

interface Version extends MaintenanceWindow {
  revision: number
  /** When a revision came that no longer has it; null while all have. */
  goneAt: number | null
}

/**
 * The maintenance windows that counted: each as it stood when it began. One that was taken away or moved before
 * it began never was; one that was written down or changed after it began is kept as such (`recordedAt`), under
 * a name of its own where it replaced another.
 */
export function windowsOf(loaded: readonly Loaded[]): MaintenanceWindow[] {
  const versions = new Map<string, Version>()
  for (const { service, loadedAt, revision } of loaded) {
    const present = new Set<string>()
    for (const window of service?.maintenance.windows ?? []) {
      const { id, kind, from, to, announcedAt } = window
      const key = canonicalJson([id, kind, from, to, announcedAt])
      present.add(key)
      const known = versions.get(key)
      if (!known || known.goneAt !== null)
        versions.set(known ? `${key}#${revision}` : key, {
          ...{ id, kind, from, to, announcedAt, recordedAt: loadedAt, goneAt: null, revision },
        })
    }
    for (const [key, version] of versions)
      if (version.goneAt === null && !present.has(key.replace(/#\d+$/, ''))) version.goneAt = loadedAt
  }
  const kept = [...versions.values()]
    .filter(({ goneAt, from }) => goneAt === null || goneAt > from)
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
  const names = new Set<string>()
  return kept.map(({ goneAt: _, revision, ...window }) => {
    const id = names.has(window.id) ? `${window.id}#${revision}` : window.id
    names.add(id)
    return { ...window, id }
  })
}
