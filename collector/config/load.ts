import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { LIMITS } from '../../rules/wire/limits.ts'
import type { ConfigFinding, Loaded, Service } from '../model.ts'
import { besides } from './files.ts'
import { type Findings, makeFindings } from './findings.ts'
import { makeHolidayLists } from './holidays.ts'
import { makeUnique } from './ids.ts'
import { readInterpretation } from './interpretation.ts'
import { readOwnClock } from './own-clock.ts'
import { isMapping, readShape, shown } from './read.ts'
import { readService } from './services.ts'
import { type Env, readSettings } from './settings.ts'
import { rootShape } from './shape.ts'
import { type Path, readSource, type Source } from './source.ts'

export interface LoadOptions {
  /** Unix ms: whether holiday data will last is asked of now. */
  now: number
  /** The process's environment, for secrets that a configuration names by variable. */
  env?: Env
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
  { env = {}, now }: LoadOptions,
  findings: Findings,
): Omit<Loaded, 'warnings'> | null {
  const source = readSource(file, findings)
  if (!source) return null
  const nested = ['mail', 'storePassword', 'interpretation']
  const root = readShape(rootShape, source.value, source, [], findings, { nested })
  if (!root || !isMapping(source.value)) return null
  const settings = readSettings(root, source.value, source, env, findings)
  const interpretation = readInterpretation(source.value.interpretation, source, ['interpretation'], findings)
  const defaults = { ...settings, interpretation, now, lists: makeHolidayLists() }
  const unique = makeUnique(findings)
  const read = (root.services ?? [])
    .flatMap((entry, index) => expand(entry, source, ['services', index], findings))
    .map((entry) => readService(entry.raw, entry.source, entry.path, defaults, unique, findings))
  const services = read.flatMap(({ service }) => (service ? [service] : []))
  tellTooManyChecks(services, source, findings)
  const ownClock = readOwnClock(root.ownClock, services, source, findings)
  return { settings: { ...settings, ownClock }, services, contacts: read.flatMap(({ contacts }) => contacts) }
}

interface Entry {
  raw: unknown
  source: Source
  path: Path
}

/** A service as it stands there, or those of the files that a pattern matches; a file holds one or a list. */
function expand(raw: unknown, source: Source, path: Path, findings: Findings): Entry[] {
  if (typeof raw !== 'string') return [{ raw, source, path }]
  const place = source.at(path)
  const files = globSync(raw, { cwd: dirname(source.file) }).toSorted()
  if (files.length === 0) {
    findings.error(
      place,
      'no-service-files',
      `no file matches ${shown(raw)} (looked for beside ${source.file})`,
    )
  }
  return files.flatMap((file): Entry[] => {
    const read = readSource(besides(source.file, file), findings, place)
    if (!read) return []
    if (!Array.isArray(read.value)) return [{ raw: read.value, source: read, path: [] }]
    if (read.value.length === 0) findings.error(read.at([]), 'file-empty', 'this file holds no service')
    return read.value.map((raw: unknown, index) => ({ raw, source: read, path: [index] }))
  })
}

function tellTooManyChecks(services: Service[], source: Source, findings: Findings): void {
  const byAgent = new Map<string, number>()
  for (const { agent, checks } of services.flatMap((service) => service.components)) {
    byAgent.set(agent, (byAgent.get(agent) ?? 0) + checks.length)
  }
  for (const [agent, count] of byAgent) {
    if (count <= LIMITS.assignmentChecks) continue
    const message = `agent ${agent} is given ${count} checks; one agent does at most ${LIMITS.assignmentChecks}`
    findings.error(source.atKey(['services']), 'too-many-checks', message)
  }
}
