/**
 * Turns hosts, templates and profiles into components and checks of services, before anything reads those: the
 * rest of the program knows of services, components and checks alone.
 */
import type { Entry } from '../entries.ts'
import { didYouMean, type Findings } from '../findings.ts'
import { isMapping, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import { type Host, placeOf, readHosts } from './hosts.ts'
import { addChecks, type Cause, type MadeComponent, makeOfComponent, makeOfHost } from './make.ts'
import { hintFor, matchHost } from './match.ts'
import { type Origin, overlay, within } from './overlay.ts'
import type { Given } from './parameters.ts'
import { type Profile, readProfiles } from './profiles.ts'
import { readTemplates, type Template, tellUnused } from './templates.ts'
import { UNMADE } from './unmade.ts'
import { readUses } from './uses.ts'

/** A service as it is read on, with where its components came from, by their place among them. */
export interface AssignedEntry extends Entry {
  made: ReadonlyMap<number, MadeComponent>
}

export interface Assigned {
  entries: AssignedEntry[]
  hosts: Host[]
  profiles: Profile[]
}

/** Checks that profiles make at most, of all hosts together. */
const MOST_MADE = 250_000

/** `root` is the whole configuration, `entries` its services. */
export function assign(root: Source, entries: Entry[], findings: Findings): Assigned {
  const raw = isMapping(root.value) ? root.value : {}
  const told = findings.told()
  const hosts = readHosts(raw.hosts, root, findings)
  // What matches a host or a profile that cannot be read nobody knows.
  const hostsWhole = findings.told() === told
  const templates = readTemplates(raw.templates, root, findings)
  const services = entries.map((entry) => idOf(entry.raw))
  const known = { hosts: hostsWhole ? hosts : null, templates, services: services.filter((id) => id !== '') }
  const beforeProfiles = findings.told()
  const profiles = readProfiles(raw.profiles, root, known, findings)
  const profilesWhole = findings.told() === beforeProfiles
  const taken = new Set<Given>()
  const written = entries.map((entry) => writtenOut(entry, templates, taken, findings))
  const { joined, matched } = join(profiles, hosts, known.services, taken, findings)
  const idle = hosts.filter((host) => !matched.has(host))
  if (profilesWhole) tellIdle(idle, entries, raw.profiles !== undefined, findings)
  if (hostsWhole) tellWithoutHost(profiles, hosts, findings)
  // Whoever lacks one value takes none of the others.
  if (findings.told() === told) tellUntaken([...matched], profiles, templates, taken, findings)
  tellUnused(templates, findings)
  return {
    hosts,
    profiles,
    entries: entries.map((entry, index) => {
      const id = services[index] ?? ''
      const first = services.indexOf(id) === index
      const mine = (first && joined.get(id)) || new Map<string, MadeComponent>()
      return withComponents(entry, written[index] ?? new Map(), [...mine.values()])
    }),
  }
}

function idOf(raw: unknown): string {
  return isMapping(raw) && typeof raw.id === 'string' ? raw.id : ''
}

/** The components of a service that use templates, by their place. */
function writtenOut(
  { raw, source, path }: Entry,
  templates: ReadonlyMap<string, Template>,
  taken: Set<Given>,
  findings: Findings,
): Map<number, MadeComponent> {
  const found = new Map<number, MadeComponent>()
  const components = isMapping(raw) && Array.isArray(raw.components) ? raw.components : []
  for (const [index, component] of components.entries()) {
    if (!isMapping(component) || !('use' in component)) continue
    const at = { service: idOf(raw), source, path: [...path, 'components', index] }
    const told = findings.told()
    const uses = readUses(component.use, source, [...at.path, 'use'], templates, findings)
    const made = makeOfComponent(component, at, uses, taken, findings)
    const lacks = findings.told() > told || uses.some(({ template }) => !template.sound)
    found.set(index, lacks ? { ...made, lacks } : made)
  }
  return found
}

/** By service, then by component. */
type Joined = Map<string, Map<string, MadeComponent>>

function join(
  profiles: readonly Profile[],
  hosts: readonly Host[],
  services: readonly string[],
  taken: Set<Given>,
  findings: Findings,
): { joined: Joined; matched: Set<Host> } {
  const joined: Joined = new Map()
  const matched = new Set<Host>()
  let left = MOST_MADE
  for (const profile of profiles) {
    const causes = hosts.flatMap((host) => {
      const { because } = matchHost(profile.match, host)
      return because ? [{ host, cause: { profile, because } }] : []
    })
    for (const { host, cause } of causes) {
      matched.add(host)
      const told = findings.told()
      const of = makeOfHost(cause, host, services, taken, findings)
      // Without checks for a reason that was told, it would be told once more.
      const wasTold = findings.told() > told || profile.uses.some(({ template }) => !template.sound)
      if (!of || (of.made.checks.length === 0 && wasTold)) continue
      left -= of.made.checks.length
      if (left < 0) {
        const message = `profiles make more than ${MOST_MADE} checks; one configuration takes no more`
        findings.error(profile.source.at(profile.path), 'too-many-checks', message)
        return { joined, matched }
      }
      const components = joined.get(of.service) ?? new Map<string, MadeComponent>()
      joined.set(of.service, components)
      const key = JSON.stringify(of.made.value.id ?? null)
      const first = components.get(key)
      if (!first) components.set(key, of.made)
      else merge(first, of.made, cause, findings)
    }
  }
  return { joined, matched }
}

function tellWithoutHost(profiles: readonly Profile[], hosts: readonly Host[], findings: Findings): void {
  for (const { id, match, source, path } of profiles) {
    if (hosts.some((host) => matchHost(match, host).because)) continue
    const message = `profile ${id} matches no host${hintFor(match, hosts)}; its checks were not looked at`
    findings.warn(source.at([...path, 'match']), 'profile-without-host', message)
  }
}

/** A second profile adds its checks to the component of the first, where both mean the same one. */
function merge(first: MadeComponent, second: MadeComponent, cause: Cause, findings: Findings): void {
  // That it has none is told where it is read.
  if (typeof first.value.id !== 'string') return
  const { profile } = cause
  const place = (key: string) => ({
    ...profile.source.at([...profile.path, 'component', key]),
    of: `${second.host?.name} of profile ${profile.id}`,
  })
  const name = shown(first.value.id)
  if (first.host !== second.host) {
    const message = `component ${name} is made of host ${first.host?.name} already; put {host} into its id`
    findings.error(place('id'), 'component-conflict', message)
    return
  }
  for (const [key, value] of Object.entries(second.value)) {
    const same =
      !Object.hasOwn(first.value, key) || JSON.stringify(first.value[key]) === JSON.stringify(value)
    if (same) {
      first.value[key] = value
      const origin = second.parts.get(key)
      if (origin && !first.parts.has(key)) first.parts.set(key, origin)
      continue
    }
    const origin = first.parts.get(key)
    const at = origin?.source.at(origin.path)
    const message = `${key} of component ${name} is another one in profile ${first.causes[0]?.profile.id} (${at?.file}:${at?.line})`
    findings.error(place(key), 'component-conflict', message)
  }
  first.causes.push(cause)
  addChecks(first, second.checks, findings)
}

function withComponents(
  entry: Entry,
  written: ReadonlyMap<number, MadeComponent>,
  joined: readonly MadeComponent[],
): AssignedEntry {
  const { raw, source, path } = entry
  const components: unknown = isMapping(raw) ? (raw.components ?? []) : null
  if (!isMapping(raw) || !Array.isArray(components) || written.size + joined.length === 0)
    return { ...entry, made: new Map() }
  const made = new Map([...written, ...joined.map((one, n) => [components.length + n, one] as const)])
  const all = components.map((one: unknown, index) => rawOf(written.get(index)) ?? one)
  const value = { ...raw, components: [...all, ...joined.map(rawOf)] }
  const parts = new Map(
    [...made].map(([index, one]) => [index, originFor(one, source, [...path, 'components', index])]),
  )
  return {
    raw: value,
    path,
    source: overlay(
      source,
      replaced(source.value, path, value),
      within(source, [...path, 'components'], parts),
    ),
    made,
  }
}

function rawOf(made: MadeComponent | undefined): Record<string, unknown> | undefined {
  if (!made) return undefined
  const { value, host, checks, lacks } = made
  const agent = host && !('agent' in value) && !('vantages' in value) ? { agent: host.name } : {}
  return { ...value, ...agent, checks: [...checks.map((check) => check.value), ...(lacks ? [UNMADE] : [])] }
}

function originFor({ host, causes, parts, checks }: MadeComponent, source: Source, path: Path): Origin {
  const [cause] = causes
  const of = host && cause ? `${host.name} of profile ${cause.profile.id}` : undefined
  const from = cause
    ? { source: cause.profile.source, path: [...cause.profile.path, 'component'] }
    : { source, path }
  const all = new Map(parts)
  if (host && !parts.has('agent')) all.set('agent', { source: host.source, path: [...host.path, 'name'] })
  const each = new Map(checks.map(({ origin }, index) => [index, origin]))
  const list = cause ? [...cause.profile.path, 'checks'] : [...path, 'use']
  all.set('checks', { source: from.source, path: list, parts: each })
  return { ...from, ...(of === undefined ? {} : { of }), parts: all }
}

/** `whole` with `value` at `path`. */
function replaced(whole: unknown, path: Path, value: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return value
  if (Array.isArray(whole)) return whole.with(Number(part), replaced(whole[Number(part)], rest, value))
  return isMapping(whole) ? { ...whole, [part]: replaced(whole[part], rest, value) } : whole
}

/** Of hosts that no profile matches those that get no check at all: they are no component's agent either. */
function tellIdle(
  hosts: readonly Host[],
  entries: readonly Entry[],
  profiles: boolean,
  findings: Findings,
): void {
  const busy = new Set<string>()
  for (const { raw } of entries) {
    const components = isMapping(raw) && Array.isArray(raw.components) ? raw.components : []
    for (const { agent, vantages } of components.filter(isMapping)) {
      for (const name of [agent, ...(Array.isArray(vantages) ? vantages : [])]) busy.add(String(name))
    }
  }
  for (const host of hosts) {
    if (busy.has(host.name)) continue
    const labels = [...host.labels].map(([label, value]) => `${label}=${value}`).join(', ')
    const message = `${profiles ? 'no profile matches' : 'there is no profile for'} host ${host.name} (${labels || 'no labels'}): it is given no check`
    findings.warn(placeOf(host), 'host-without-profile', message)
  }
}

/** A host's or profile's parameter that nothing takes is probably misspelt, and a default stands in its place. */
function tellUntaken(
  hosts: readonly Host[],
  profiles: readonly Profile[],
  templates: ReadonlyMap<string, Template>,
  taken: ReadonlySet<Given>,
  findings: Findings,
): void {
  const known = [...templates.values()].flatMap(({ parameters }) => [...parameters.keys()])
  const tell = ({ parameters, source, path }: Pick<Host, 'parameters' | 'source' | 'path'>, what: string) => {
    for (const [name, given] of parameters) {
      if (given && taken.has(given)) continue
      if (!given && known.includes(name)) continue
      const hint = didYouMean(
        name,
        known.filter((one) => one !== name),
      )
      const message = `nothing takes ${name} of this ${what}${hint || ': no template has it, or with comes before it'}`
      findings.warn(source.atKey([...path, 'parameters', name]), 'unused-parameter', message)
    }
  }
  for (const host of hosts) tell(host, 'host')
  for (const profile of profiles)
    if (hosts.some((host) => matchHost(profile.match, host).because)) tell(profile, 'profile')
}
