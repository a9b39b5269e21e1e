/** Parameters of hosts, profiles and templates, and which of them wins. */
import type { Findings, Place } from '../findings.ts'
import { isMapping, kindOf, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'

type Simple = string | number | boolean
export type ParameterValue = Simple | Simple[]

/** The most specific first: `with` of the use, the host's own, the profile's, the template's default. */
export const PARAMETER_FROM = ['with', 'host', 'profile', 'default', 'itself'] as const
export type ParameterFrom = (typeof PARAMETER_FROM)[number]

/** A value for a placeholder. */
export interface Given {
  name: string
  value: ParameterValue
  /** As it stands in the file, where it is part of a longer text: 1.10 stays 1.10. */
  written: string
  /** `itself`: what a host, label, service or component is called. */
  from: ParameterFrom
  at: () => Place
  /** What its own text was filled with. */
  of: Given[]
}

/** Null: it has no value here, and whoever uses the template gives one. */
export type Parameters = Map<string, Given | null>

/** Names that a parameter cannot have: they say what something is. */
export const ITSELF = ['host', 'service', 'component'] as const
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/
const MOST_PARAMETERS = 200
const LONGEST_TEXT = 1000

/**
 * `parameters` of a host, profile or template: name and value. They are plain: a placeholder in them is not
 * filled, and one that looks like it is told.
 */
export function readParameters(
  raw: unknown,
  from: 'host' | 'profile' | 'default',
  source: Source,
  path: Path,
  findings: Findings,
): Parameters {
  return read(raw, from, source, path, findings, (value, at) => {
    if (typeof value === 'string' && /\{[A-Za-z][A-Za-z0-9._-]*\}/.test(value)) {
      const message = 'placeholders are not filled in parameters: this stays as it is written'
      findings.warn(source.at(at), 'bad-placeholder', message)
    }
    return { value, of: [] }
  })
}

/** What `fillText` makes of a value of `with`, with what it is made of; null where that was told. */
export type FillWith = (value: ParameterValue, path: Path) => { value: unknown; of: Given[] } | null

/** `with` of a use: its texts may hold placeholders, which `fillWith` fills. */
export function readWith(
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
  fillWith: FillWith,
): Parameters {
  return read(raw, 'with', source, path, findings, fillWith)
}

function read(
  raw: unknown,
  from: 'with' | 'host' | 'profile' | 'default',
  source: Source,
  path: Path,
  findings: Findings,
  filled: FillWith,
): Parameters {
  const found: Parameters = new Map()
  if (raw === undefined) return found
  if (!isMapping(raw)) {
    findings.error(source.at(path), 'wrong-type', `a mapping belongs here, not ${kindOf(raw)}`)
    return found
  }
  const entries = Object.entries(raw)
  if (entries.length > MOST_PARAMETERS)
    findings.error(source.at(path), 'bad-parameter', `at most ${MOST_PARAMETERS} parameters belong here`)
  for (const [name, value] of entries.slice(0, MOST_PARAMETERS)) {
    const at = [...path, name]
    const problem = nameProblem(name, from)
    if (problem) {
      findings.error(source.atKey(at), 'bad-parameter', problem)
      continue
    }
    if (value === null && (from === 'default' || from === 'profile')) {
      found.set(name, null)
      continue
    }
    if (!isParameter(value)) {
      const wanted = 'a text, a number, true or false, or a list of those'
      findings.error(source.at(at), 'bad-parameter', `${shown(name)} takes ${wanted}, not ${kindOf(value)}`)
      continue
    }
    if ([value].flat().some((one) => typeof one === 'string' && one.length > LONGEST_TEXT)) {
      const message = `${shown(name)} is longer than ${LONGEST_TEXT} characters`
      findings.error(source.at(at), 'bad-parameter', message)
      continue
    }
    const made = filled(value, at)
    if (!made || !isParameter(made.value)) continue
    const same = made.value === value
    const written = same ? (source.written(at) ?? String(value)) : String(made.value)
    found.set(name, { name, value: made.value, written, from, at: () => source.at(at), of: made.of })
  }
  return found
}

function nameProblem(name: string, from: ParameterFrom): string | null {
  if (ITSELF.some((itself) => itself === name))
    return `${name} cannot be given: {${name}} is always the name of the ${name} itself`
  if (from === 'host' && name === 'address') return 'address stands beside parameters, not among them'
  if (NAME.test(name)) return null
  return `${shown(name)} is no name of a parameter: letters, digits, _ and -, beginning with a letter, at most 60`
}

function isParameter(value: unknown): value is ParameterValue {
  const simple = (one: unknown) => ['string', 'number', 'boolean'].includes(typeof one)
  return Array.isArray(value) ? value.every(simple) : simple(value)
}

/** What a host, service, component or label is called, as a value for its placeholder. */
export function itself(name: string, value: string, at: () => Place): Given {
  return { name, value, written: value, from: 'itself', at, of: [] }
}
