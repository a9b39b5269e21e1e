/** Checks with parameters, to be used by profiles and components. */
import { filesOf } from '../entries.ts'
import { didYouMean, type Findings } from '../findings.ts'
import { makeUnique, readId } from '../ids.ts'
import { isMapping, kindOf, readShape, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import { ITSELF, type Parameters, readParameters } from './parameters.ts'
import { placeholdersIn } from './placeholders.ts'
import { templateShape } from './shape.ts'

export interface Template {
  id: string
  parameters: Parameters
  /** As they are written, with placeholders. */
  checks: unknown[]
  /** Names of the placeholders in its checks. */
  takes: Set<string>
  source: Source
  path: Path
  /** Whether something uses it. */
  used: boolean
  /** False where it has errors of its own, which were told: whoever uses it gets nothing. */
  sound: boolean
}

/** By id. */
export function readTemplates(raw: unknown, source: Source, findings: Findings): Map<string, Template> {
  const found = new Map<string, Template>()
  const unique = makeUnique(findings)
  const take = (mapping: unknown, from: Source, path: Path) => {
    if (!isMapping(mapping)) {
      const message = `templates by id, or a list of patterns of files that hold them, belong here, not ${kindOf(mapping)}`
      findings.error(from.at(path), 'wrong-type', message)
      return
    }
    for (const [id, one] of Object.entries(mapping)) {
      const at = [...path, id]
      if (readId(id, from, at, findings) === undefined) continue
      unique(id, from, at)
      const template = readTemplate(id, one, from, at, findings)
      if (!found.has(id)) found.set(id, template)
    }
  }
  if (!Array.isArray(raw)) {
    if (raw !== undefined) take(raw, source, ['templates'])
    return found
  }
  const kind = { one: 'template', noFiles: 'no-files' } as const
  if (raw.length === 0) findings.error(source.at(['templates']), 'bad-value', 'must not be empty')
  for (const [index, pattern] of raw.entries()) {
    const at = ['templates', index]
    if (typeof pattern !== 'string') {
      const message = `a pattern of files belongs here, not ${kindOf(pattern)}; templates that are written out stand by id`
      findings.error(source.at(at), 'wrong-type', message)
      continue
    }
    const files = filesOf(pattern, source, at, kind, findings)
    for (const file of files) take(file.value, file, [])
  }
  return found
}

function readTemplate(id: string, raw: unknown, source: Source, path: Path, findings: Findings): Template {
  const told = findings.told()
  const valid = readShape(templateShape, raw, source, path, findings, { nested: ['parameters'] })
  const given = isMapping(raw) ? raw.parameters : undefined
  const parameters = readParameters(given, 'default', source, [...path, 'parameters'], findings)
  const checks = valid?.checks ?? []
  const placeholders = placeholdersIn(checks, source, [...path, 'checks'], findings)
  const takes = new Set(placeholders.map(({ name }) => name))
  for (const { name, path: at } of placeholders) {
    if (parameters.has(name) || isItself(name)) continue
    const hint = didYouMean(name, [...parameters.keys(), 'address', ...ITSELF])
    const message = `{${shown(name)}} is no parameter of template ${id}${hint || '; name it under parameters, with a default or without'}`
    findings.error(source.at(at), 'unknown-parameter', message)
  }
  for (const name of parameters.keys()) {
    if (takes.has(name)) continue
    const message = `no check of template ${id} takes {${name}}`
    findings.warn(source.atKey([...path, 'parameters', name]), 'unused-parameter', message)
  }
  return { id, parameters, checks, takes, source, path, used: false, sound: findings.told() === told }
}

/** What a host, a service, a component or a label is called, and the host's address. */
export function isItself(name: string): boolean {
  return name === 'address' || name.startsWith('label.') || ITSELF.some((itself) => itself === name)
}

export function tellUnused(templates: ReadonlyMap<string, Template>, findings: Findings): void {
  for (const { id, used, source, path } of templates.values()) {
    if (used) continue
    const message = `nothing uses template ${id}: its checks were not looked at`
    findings.warn(source.atKey(path), 'unused-template', message)
  }
}
