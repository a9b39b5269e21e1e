/** What an agent will run, and why: every check with where it was written, by which label, of which values. */
import type { Check, Loaded } from '../model.ts'
import { CREDENTIAL, withoutCredentials } from './credentials.ts'
import { didYouMean, type Place } from './findings.ts'
import type { Assigned, AssignedEntry } from './profiles/assign.ts'
import { type Host, placeOf } from './profiles/hosts.ts'
import type { Cause, MadeComponent } from './profiles/make.ts'
import { matchHost } from './profiles/match.ts'
import { originOf } from './profiles/overlay.ts'
import type { Given, ParameterFrom, ParameterValue } from './profiles/parameters.ts'
import type { MadeCheck } from './profiles/uses.ts'
import { isMapping, listed } from './read.ts'

/** `file:line`. */
type At = string

export interface ExplainedLabel {
  label: string
  /** Null where the profile wants its absence. */
  value: string | null
}

export interface ExplainedParameter {
  name: string
  /** Null where it may be a credential and is not shown. */
  value: ParameterValue | null
  from: ParameterFrom
  at: At
  /** What its own text was filled with. */
  of: ExplainedParameter[]
}

export interface ExplainedCheck extends Pick<Check, 'check' | 'purpose' | 'type' | 'target' | 'confirm'> {
  service: string
  component: string
  everyMs: number
  timeoutMs: number
  /** The keys of its type with their values in force; credentials are left out. */
  config: Record<string, unknown>
  /** Where the check is written. */
  at: At
  /** The component, where it is written out or made by profiles. */
  componentAt: At
  profile: { id: string; at: At; because: ExplainedLabel[]; hostAt: At } | null
  template: { id: string; at: At; usedAt: At } | null
  parameters: ExplainedParameter[]
}

export interface Explained {
  host: string
  /** Null where it is an agent that no list of hosts names. */
  listed: { at: At; address: string | null; labels: Record<string, string> } | null
  profiles: {
    id: string
    at: At
    because: ExplainedLabel[] | null
    /** The first label that speaks against it. */
    lacks: { label: string; has: string | null; wanted: string } | null
  }[]
  checks: ExplainedCheck[]
}

/** Null with a hint where neither a host nor an agent of that name is known. */
export function explain(
  name: string,
  loaded: Loaded,
  { entries, hosts, profiles }: Assigned,
): Explained | { unknown: string } {
  const components = loaded.services.flatMap((service) => service.components)
  const all = components.flatMap(({ checks }) => checks)
  const host = hosts.find((one) => one.name === name)
  const checks = all.filter(({ agent }) => agent === name)
  if (!host && checks.length === 0) {
    const known = [...new Set([...hosts.map((one) => one.name), ...all.map(({ agent }) => agent)])]
    return { unknown: didYouMean(name, known) || `; there are ${listed(known)}` }
  }
  const written = byComponent(entries)
  return {
    host: name,
    listed: host
      ? { at: at(placeOf(host)), address: host.address, labels: Object.fromEntries(host.labels) }
      : null,
    profiles: profiles.map(({ id, match, source, path }) => {
      const matched = host ? matchHost(match, host) : null
      const { because = null } = matched ?? {}
      const lacks =
        matched && !matched.because
          ? { label: matched.label, has: matched.has, wanted: matched.wanted }
          : null
      return { id, at: at(source.at(path)), because, lacks }
    }),
    checks: checks.map((check) => explainCheck(check, written)),
  }
}

interface Written {
  entry: AssignedEntry
  index: number
  made: MadeComponent | undefined
}

/** By `service/component`. */
function byComponent(entries: readonly AssignedEntry[]): Map<string, Written> {
  const found = new Map<string, Written>()
  for (const entry of entries) {
    if (!isMapping(entry.raw) || !Array.isArray(entry.raw.components)) continue
    for (const [index, component] of entry.raw.components.entries()) {
      if (isMapping(component))
        found.set(`${entry.raw.id}/${component.id}`, { entry, index, made: entry.made.get(index) })
    }
  }
  return found
}

function explainCheck(check: Check, components: ReadonlyMap<string, Written>): ExplainedCheck {
  const { service, component, purpose, type, target, confirm, everyMs, timeoutMs, config } = check
  const written = components.get(`${service}/${component}`)
  if (!written) throw new Error(`component ${service}/${component} stands nowhere`)
  const { entry, index, made } = written
  const path = [...entry.path, 'components', index]
  const place = (number: number) => at(entry.source.at([...path, 'checks', number]))
  const ids = checksAt(entry, index).map((one) => (isMapping(one) ? one.id : undefined))
  const own = made?.checks.find(({ value }) => isMapping(value) && value.id === check.id)
  const hidden = credentialsOf(config, own)
  return {
    ...{ check: check.check, service, component, purpose, type, target, confirm, everyMs, timeoutMs },
    config: withoutCredentials(config),
    at: place(ids.indexOf(check.id)),
    componentAt: at(entry.source.at(path)),
    profile: (made && own && profileOf(made, own)) ?? null,
    template: own?.use
      ? {
          id: own.use.template.id,
          at: at(own.use.template.source.at(own.use.template.path)),
          usedAt: at(own.use.source.at(own.use.path)),
        }
      : null,
    parameters: [...(own?.used.values() ?? [])].map((given) => explainParameter(given, hidden)),
  }
}

function checksAt({ raw }: AssignedEntry, index: number): unknown[] {
  const components = isMapping(raw) && Array.isArray(raw.components) ? raw.components : []
  const component: unknown = components[index]
  return isMapping(component) && Array.isArray(component.checks) ? component.checks : []
}

/** Of several profiles that join one component, the one that gave the check. */
function profileOf({ host, causes }: MadeComponent, check: MadeCheck): ExplainedCheck['profile'] {
  const cause = causes.find((one) => gave(one, check))
  if (!cause || !host) return null
  const { profile, because } = cause
  return { id: profile.id, at: at(profile.source.at(profile.path)), because, hostAt: hostAt(host, because) }
}

function gave({ profile }: Cause, { use, origin }: MadeCheck): boolean {
  if (use) return profile.uses.includes(use)
  const { source, path } = originOf(origin, []).origin
  return source === profile.source && profile.path.every((part, depth) => path[depth] === part)
}

function hostAt(host: Host, because: readonly ExplainedLabel[]): At {
  return at(placeOf(host, because.find(({ value }) => value !== null)?.label))
}

function explainParameter(given: Given, hidden: ReadonlySet<string>): ExplainedParameter {
  const { name, value, from, of } = given
  const secret = hidden.has(name) || CREDENTIAL.test(name)
  return {
    ...{ name, value: secret ? null : value, from, at: at(given.at()) },
    of: of.map((one) => explainParameter(one, secret ? new Set([...hidden, one.name]) : hidden)),
  }
}

/** Names of the parameters that stand in a header which is a credential by its name. */
function credentialsOf(config: Record<string, unknown>, own: MadeCheck | undefined): Set<string> {
  const headers = isMapping(config.headers) ? Object.keys(config.headers) : []
  const notes = headers
    .filter((name) => CREDENTIAL.test(name))
    .flatMap((name) => {
      return own?.origin.notes?.get(JSON.stringify(['headers', name])) ?? []
    })
  const used = [...(own?.used.keys() ?? [])]
  return new Set(used.filter((name) => notes.some((note) => ` ${note}`.includes(` ${name} from `))))
}

function at({ file, line }: Place): At {
  return `${file}:${line}`
}
