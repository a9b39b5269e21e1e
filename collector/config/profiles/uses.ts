/** `use`: the checks that a template gives to a component. */
import { didYouMean, type Findings } from '../findings.ts'
import { isMapping, kindOf, listed, readShape, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import type { Origin } from './overlay.ts'
import { type Given, readWith } from './parameters.ts'
import { fill } from './placeholders.ts'
import { findingsFor, innerValue, outerValue, type Scope } from './scope.ts'
import { useShape } from './shape.ts'
import type { Template } from './templates.ts'

export interface Use {
  template: Template
  with: unknown
  source: Source
  path: Path
}

/** A check as it was made of a template, or as a profile or a component has it by itself. */
export interface MadeCheck {
  value: unknown
  origin: Origin
  /** Null where it is no template's. */
  use: Use | null
  /** What its placeholders stand for. */
  used: ReadonlyMap<string, Given>
}

/** What stands under `use`; what is wrong is told. */
export function readUses(
  raw: unknown,
  source: Source,
  path: Path,
  templates: ReadonlyMap<string, Template>,
  findings: Findings,
): Use[] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) {
    findings.error(source.at(path), 'wrong-type', `a list of templates belongs here, not ${kindOf(raw)}`)
    return []
  }
  return raw.flatMap(
    (one: unknown, index) => readUse(one, source, [...path, index], templates, findings) ?? [],
  )
}

function readUse(
  raw: unknown,
  source: Source,
  path: Path,
  templates: ReadonlyMap<string, Template>,
  findings: Findings,
): Use | null {
  const valid = readShape(useShape, raw, source, path, findings, { nested: ['with'] })
  if (valid?.template === undefined || !isMapping(raw)) return null
  const template = templates.get(valid.template)
  if (!template) {
    const known = [...templates.keys()]
    const hint =
      didYouMean(valid.template, known) || `; there ${known.length > 0 ? `are ${listed(known)}` : 'are none'}`
    const message = `there is no template ${shown(valid.template)}${hint}`
    findings.error(source.at([...path, 'template']), 'unknown-template', message)
    return null
  }
  template.used = true
  for (const name of Object.keys(isMapping(raw.with) ? raw.with : {})) {
    if (template.parameters.has(name) || (name === 'address' && template.takes.has(name))) continue
    const known = [...template.parameters.keys()]
    const hint = didYouMean(name, known) || (known.length > 0 ? `; it has ${listed(known)}` : '; it has none')
    const message = `${shown(name)} is no parameter of template ${template.id}${hint}`
    findings.error(source.atKey([...path, 'with', name]), 'unknown-parameter', message)
  }
  return { template, with: raw.with, source, path }
}

/** The template's checks for one host or component; those that lack a value are left out and told. */
export function checksOfUse(use: Use, scope: Scope, findings: Findings): MadeCheck[] {
  const { template, source, path } = use
  if (!template.sound) return []
  const told = findingsFor(scope.of, findings)
  const given = readWith(use.with, source, [...path, 'with'], told, (value, at) => {
    const outer = (name: string) => outerValue(scope, name) ?? tellNoValue(name, source, at, scope, told)
    const filled = fill(value, source, at, outer, told)
    return filled && { value: filled.value, of: [...filled.used.values()] }
  })
  const found = new Map<string, Given>()
  for (const name of template.takes) {
    const value = innerValue(scope, template, given, name)
    if (value) found.set(name, value)
    // What was given and could not be read was told already.
    else if (!(isMapping(use.with) && Object.hasOwn(use.with, name))) tellMissing(name, use, scope, told)
  }
  if (found.size < template.takes.size) return []
  return template.checks.flatMap((raw, index): MadeCheck[] => {
    const at = [...template.path, 'checks', index]
    const filled = fill(raw, template.source, at, (name) => found.get(name), told)
    if (!filled) return []
    const origin = { source: template.source, path: at, of: scope.of, notes: filled.notes }
    return [{ value: filled.value, origin, use, used: filled.used }]
  })
}

function tellMissing(name: string, { template, source, path }: Use, scope: Scope, findings: Findings): void {
  const { file, line } = template.source.at(template.path)
  const who = `template ${template.id} (${file}:${line}) takes {${name}}`
  findings.error(source.at(path), 'missing-parameter', `${who}: ${lackOf(name, scope)}`)
}

/** Tells of a placeholder outside of templates that has no value; undefined. */
export function tellNoValue(
  name: string,
  source: Source,
  path: Path,
  scope: Scope,
  findings: Findings,
): undefined {
  findings.error(
    source.at(path),
    'missing-parameter',
    `{${shown(name)}} has no value: ${lackOf(name, scope)}`,
  )
  return undefined
}

function lackOf(name: string, { host }: Scope): string {
  if (host && name === 'address') return 'the host has no address'
  if (host && name.startsWith('label.')) return `the host has no label ${name.slice('label.'.length)}`
  if (host) return 'neither with nor the parameters of host and profile give it'
  if (name === 'host' || name.startsWith('label.')) return 'no host stands behind this component'
  return 'nothing gives it: put it under with'
}
