/** Profiles: which checks the hosts with certain labels get, and which component of which service they become. */
import { type Entry, expand } from '../entries.ts'
import { didYouMean, type Findings } from '../findings.ts'
import { makeUnique, readId } from '../ids.ts'
import { isMapping, listed, readShape, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import type { Host } from './hosts.ts'
import { type Match, readMatch } from './match.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { placeholdersIn } from './placeholders.ts'
import { profileShape } from './shape.ts'
import { isItself, type Template } from './templates.ts'
import { readUses, type Use } from './uses.ts'

export interface Profile {
  id: string
  match: Match
  /** As they are written, with placeholders. */
  service: string
  component: Record<string, unknown>
  checks: unknown[]
  parameters: Parameters
  uses: Use[]
  source: Source
  path: Path
}

interface Known {
  /** Null where not all of them could be read. */
  hosts: readonly Host[] | null
  templates: ReadonlyMap<string, Template>
  /** Ids of services. */
  services: readonly string[]
}

const MOST_PROFILES = 1000

export function readProfiles(raw: unknown, source: Source, known: Known, findings: Findings): Profile[] {
  if (!Array.isArray(raw)) return []
  const kind = { one: 'profile', noFiles: 'no-files' } as const
  const entries = raw.flatMap((one: unknown, index) =>
    expand(one, source, ['profiles', index], kind, findings),
  )
  if (entries.length > MOST_PROFILES) {
    const message = `${entries.length} profiles; one configuration takes at most ${MOST_PROFILES}`
    findings.error(source.atKey(['profiles']), 'bad-value', message)
  }
  const unique = makeUnique(findings)
  const names = known.hosts && new Set(known.hosts.flatMap(({ parameters }) => [...parameters.keys()]))
  return entries
    .slice(0, MOST_PROFILES)
    .flatMap((entry) => readProfile(entry, unique, known, names, findings) ?? [])
}

function readProfile(
  { raw, source, path }: Entry,
  unique: ReturnType<typeof makeUnique>,
  known: Known,
  ofHosts: ReadonlySet<string> | null,
  findings: Findings,
): Profile | null {
  const told = findings.told()
  const nested = ['match', 'parameters', 'use']
  const valid = readShape(profileShape, raw, source, path, findings, { nested })
  if (!valid || !isMapping(raw)) return null
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const match = 'match' in raw ? readMatch(raw.match, source, [...path, 'match'], findings) : null
  const parameters = readParameters(raw.parameters, 'profile', source, [...path, 'parameters'], findings)
  const uses = readUses(raw.use, source, [...path, 'use'], known.templates, findings)
  const { service, component = {}, checks = [] } = valid
  if (!('use' in raw) && !('checks' in raw))
    findings.error(source.at(path), 'missing-key', 'use or checks is missing: a profile gives checks')
  for (const key of ['use', 'checks'].filter((key) => key in component)) {
    const message = `${key} stands beside component, not in it`
    findings.error(source.atKey([...path, 'component', key]), 'unknown-key', message)
  }
  const placeholders = ['service', 'component', 'checks', 'use'].flatMap((key) =>
    placeholdersIn(raw[key], source, [...path, key], findings),
  )
  for (const { name, path: at } of placeholders) {
    if (!ofHosts || isItself(name) || parameters.has(name) || ofHosts.has(name)) continue
    const hint = didYouMean(name, [...parameters.keys(), ...ofHosts, 'address', 'host'])
    const message = `{${shown(name)}} is no parameter of this profile, nor of any host${hint}`
    findings.error(source.at(at), 'unknown-parameter', message)
  }
  if (service !== undefined && !service.includes('{') && !known.services.includes(service))
    tellNoService(service, source, [...path, 'service'], known.services, findings)
  if (findings.told() > told || id === undefined || !match || service === undefined) return null
  return { id, match, service, component, checks, parameters, uses, source, path }
}

export function tellNoService(
  id: string,
  source: Source,
  path: Path,
  known: readonly string[],
  findings: Findings,
): void {
  const hint = didYouMean(id, known) || (known.length > 0 ? `; there are ${listed(known)}` : '')
  findings.error(source.at(path), 'unknown-service', `there is no service ${shown(id)}${hint}`)
}
