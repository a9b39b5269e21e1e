import { LIMITS } from '../../rules/wire/limits.ts'
import type { ConfigFinding, Loaded, Service } from '../model.ts'
import { tellUnlistedAgents } from './agents.ts'
import { expand } from './entries.ts'
import { type Findings, makeFindings } from './findings.ts'
import { makeHolidayLists } from './holidays.ts'
import { makeUnique } from './ids.ts'
import { readInterpretation } from './interpretation.ts'
import { readOwnClock } from './own-clock.ts'
import { readOwnNetwork } from './own-network.ts'
import { type Assigned, assign } from './profiles/assign.ts'
import { isMapping, readShape } from './read.ts'
import { readService } from './services.ts'
import { type Env, readSettings } from './settings.ts'
import { rootShape } from './shape.ts'
import { readSource, type Source } from './source.ts'

export interface LoadOptions {
  /** Unix ms: whether holiday data will last is asked of now. */
  now: number
  /** The process's environment, for secrets that a configuration names by variable. */
  env?: Env
  /** Gets what hosts, templates and profiles were made into, with where it is from; called before services are read. */
  onAssigned?: (assigned: Assigned) => void
}

export type LoadResult =
  | { loaded: Loaded; errors?: undefined }
  | { loaded?: undefined; errors: ConfigFinding[]; warnings: ConfigFinding[] }

/**
 * Reads, checks and resolves a configuration file, offline, with every error at once (design, rule 10).
 * Findings hold neither secrets nor addresses. The result's `settings` hold secrets.
 */
export function loadConfig(file: string, options: LoadOptions): LoadResult {
  const findings = makeFindings(file)
  const loaded = load(file, options, findings)
  const errors = findings.errors()
  const warnings = findings.warnings()
  if (!loaded || errors.length > 0) return { errors, warnings }
  return { loaded: { ...loaded, warnings } }
}

function load(
  file: string,
  { env = {}, now, onAssigned }: LoadOptions,
  findings: Findings,
): Omit<Loaded, 'warnings'> | null {
  const source = readSource(file, findings)
  if (!source) return null
  const nested = ['mail', 'retention', 'tls', 'storePassword', 'interpretation', 'ownNetwork', 'templates']
  const root = readShape(rootShape, source.value, source, [], findings, { nested })
  if (!root || !isMapping(source.value)) return null
  const settings = readSettings(root, source.value, source, { env, now }, findings)
  const interpretation = readInterpretation(source.value.interpretation, source, ['interpretation'], findings)
  const defaults = { ...settings, interpretation, now, lists: makeHolidayLists() }
  const unique = makeUnique(findings)
  const kind = { one: 'service', noFiles: 'no-service-files' } as const
  const entries = (root.services ?? []).flatMap((entry, index) =>
    expand(entry, source, ['services', index], kind, findings),
  )
  const assigned = assign(source, entries, findings)
  onAssigned?.(assigned)
  const read = assigned.entries.map((entry) =>
    readService(entry.raw, entry.source, entry.path, defaults, unique, findings),
  )
  const services = read.flatMap(({ service }) => (service ? [service] : []))
  tellTooManyChecks(services, source, findings)
  tellUnlistedAgents(assigned.entries, assigned.hosts, findings)
  const ownClock = readOwnClock(root.ownClock, services, source, findings)
  const ownNetwork = readOwnNetwork(source.value.ownNetwork, services, source, findings)
  return {
    ...{ settings: { ...settings, ownClock }, services, ...(ownNetwork && { ownNetwork }) },
    contacts: read.flatMap(({ contacts }) => contacts),
  }
}

function tellTooManyChecks(services: Service[], source: Source, findings: Findings): void {
  const byAgent = new Map<string, number>()
  for (const { checks } of services.flatMap((service) => service.components))
    for (const { agent } of checks) byAgent.set(agent, (byAgent.get(agent) ?? 0) + 1)
  for (const [agent, count] of byAgent) {
    if (count <= LIMITS.assignmentChecks) continue
    const message = `agent ${agent} is given ${count} checks; one agent does at most ${LIMITS.assignmentChecks}`
    findings.error(source.atKey(['services']), 'too-many-checks', message)
  }
}
