/** Components and checks as profiles make them of hosts, and as `use` gives them to components. */
import type { Findings } from '../findings.ts'
import { isMapping, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import type { Host } from './hosts.ts'
import type { Origin } from './overlay.ts'
import { type Given, itself } from './parameters.ts'
import { fill } from './placeholders.ts'
import { type Profile, tellNoService } from './profiles.ts'
import { findingsFor, hostScope, outerValue, type Scope } from './scope.ts'
import { checksOfUse, type MadeCheck, tellNoValue, type Use } from './uses.ts'

/** Why a component is there: the profile, and the labels of its host that it looks for. */
export interface Cause {
  profile: Profile
  because: { label: string; value: string | null }[]
}

export interface MadeComponent {
  /** Null where it is written out. */
  host: Host | null
  causes: Cause[]
  /** Its keys besides checks. */
  value: Record<string, unknown>
  /** Of each key. */
  parts: Map<string | number, Origin>
  checks: MadeCheck[]
  /** Templates would give it more; what is wrong with them was told. */
  lacks?: boolean
}

export interface MadeOfHost {
  service: string
  made: MadeComponent
}

/** What a profile makes of a host; null (with findings) where a value is missing. */
export function makeOfHost(
  cause: Cause,
  host: Host,
  services: readonly string[],
  taken: Set<Given>,
  findings: Findings,
): MadeOfHost | null {
  const { profile } = cause
  const scope = hostScope(host, profile.parameters, `${host.name} of profile ${profile.id}`, taken)
  const told = findingsFor(scope.of, findings)
  const filled = (raw: unknown, path: Path) =>
    fill(raw, profile.source, path, noted(scope, profile.source, told), told)
  const service = filled(profile.service, [...profile.path, 'service'])?.value
  if (typeof service !== 'string') return null
  if (!services.includes(service)) {
    tellNoService(service, profile.source, [...profile.path, 'service'], services, told)
    return null
  }
  scope.itself.set(
    'service',
    itself('service', service, () => profile.source.at([...profile.path, 'service'])),
  )
  const parts = new Map<string | number, Origin>()
  const value: Record<string, unknown> = {}
  // Its id first: the rest may name it.
  const keys = Object.keys(profile.component).toSorted((x, y) => Number(y === 'id') - Number(x === 'id'))
  for (const key of keys) {
    const path = [...profile.path, 'component', key]
    const one = filled(profile.component[key], path)
    if (!one) return null
    value[key] = one.value
    parts.set(key, { source: profile.source, path, of: scope.of, notes: one.notes })
    if (key === 'id' && typeof one.value === 'string')
      scope.itself.set(
        'component',
        itself('component', one.value, () => profile.source.at(path)),
      )
  }
  const checks = [
    ...profile.uses.flatMap((use) => checksOfUse(use, scope, findings)),
    ...profile.checks.flatMap((raw, index): MadeCheck[] => {
      const path = [...profile.path, 'checks', index]
      const one = filled(raw, path)
      if (!one) return []
      const origin = { source: profile.source, path, of: scope.of, notes: one.notes }
      return [{ value: one.value, origin, use: null, used: one.used }]
    }),
  ]
  const made: MadeComponent = { host, causes: [cause], value, parts, checks: [] }
  addChecks(made, checks, findings)
  return { service, made }
}

function noted(scope: Scope, source: Source, findings: Findings) {
  return (name: string, path: Path) =>
    outerValue(scope, name) ?? tellNoValue(name, source, path, scope, findings)
}

/** A component that is written out, with the checks of its templates before its own. */
export function makeOfComponent(
  raw: Record<string, unknown>,
  at: { service: string; source: Source; path: Path },
  uses: Use[],
  taken: Set<Given>,
  findings: Findings,
): MadeComponent {
  const { service, source, path } = at
  const { use: _, checks, ...value } = raw
  const id = typeof raw.id === 'string' ? raw.id : ''
  const names = new Map([
    ['service', itself('service', service, () => source.at([]))],
    ['component', itself('component', id, () => source.at([...path, 'id']))],
  ])
  const scope: Scope = {
    ...{ of: `component ${shown(`${service}/${id}`)}`, host: null },
    ...{ profile: new Map(), itself: names, taken },
  }
  const made: MadeComponent = { host: null, causes: [], value, parts: new Map(), checks: [] }
  const own = (Array.isArray(checks) ? checks : []).map((value: unknown, index): MadeCheck => {
    return { value, origin: { source, path: [...path, 'checks', index] }, use: null, used: new Map() }
  })
  addChecks(made, [...uses.flatMap((use) => checksOfUse(use, scope, findings)), ...own], findings)
  return made
}

/** Adds checks; one with the id of another is told where it is used, and left out. */
export function addChecks(component: MadeComponent, checks: readonly MadeCheck[], findings: Findings): void {
  const byId = new Map(component.checks.map((check) => [idOf(check), check]))
  for (const check of checks) {
    const id = idOf(check)
    const first = id === null ? undefined : byId.get(id)
    if (!first) {
      byId.set(id, check)
      component.checks.push(check)
      continue
    }
    const { origin, use } = check
    const place = use ? use.source.at(use.path) : origin.source.at([...origin.path, 'id'])
    const message = `${shown(String(id))} is the id of a check of this component already: ${whenceOf(first)}`
    findings.error(origin.of === undefined ? place : { ...place, of: origin.of }, 'duplicate-id', message)
  }
}

function idOf({ value }: MadeCheck): string | null {
  return isMapping(value) && typeof value.id === 'string' ? value.id : null
}

function whenceOf({ origin, use }: MadeCheck): string {
  const { file, line } = use ? use.source.at(use.path) : origin.source.at(origin.path)
  return use ? `of template ${use.template.id}, used in ${file}:${line}` : `${file}:${line}`
}
