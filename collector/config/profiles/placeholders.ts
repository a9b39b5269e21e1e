/** `{name}` in texts of templates and profiles. Only texts are filled, never keys; what comes out is read like anything written. */
import type { Findings } from '../findings.ts'
import { isMapping, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import type { Given } from './parameters.ts'

/** Name of a parameter, of `host`, `address`, `service`, `component`, or `label.NAME`. */
const NAME = '[A-Za-z][A-Za-z0-9._-]{0,99}'
const TOKEN = new RegExp(`\\{\\{|\\}\\}|\\{(${NAME})\\}|[{}]`, 'g')
/** Characters of one text with its placeholders filled. */
const LONGEST = 10_000

type Part = string | { name: string }

/** The parts of a text; null where a brace stands alone. */
export function partsOf(text: string): Part[] | null {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    const [token, name] = match
    if (token.length === 1) return null
    parts.push(text.slice(end, match.index), name === undefined ? token.charAt(0) : { name })
    end = match.index + token.length
  }
  return [...parts, text.slice(end)].filter((part) => part !== '')
}

/** Every placeholder in the texts of a value, with where it stands. A lone brace is told. */
export function placeholdersIn(
  value: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): { name: string; path: Path }[] {
  if (typeof value === 'string') {
    const parts = partsOf(value)
    if (!parts) tellLoneBrace(source, path, findings)
    return (parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [{ name: part.name, path }]))
  }
  const children = Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : []
  return children.flatMap(([key, child]) => placeholdersIn(child, source, [...path, key], findings))
}

function tellLoneBrace(source: Source, path: Path, findings: Findings): void {
  const message =
    'a brace that belongs to no {placeholder}: a placeholder is a name in braces, and a brace as such is written {{ or }}'
  findings.error(source.at(path), 'bad-placeholder', message)
}

export interface Filled {
  value: unknown
  /** By path below what was filled, as JSON. */
  notes: Map<string, string>
  used: Map<string, Given>
}

/** What a placeholder stands for; undefined where it has no value, which `lookUp` told of at that path. */
export type LookUp = (name: string, path: Path) => Given | undefined

/**
 * A value with every placeholder filled: what is one placeholder and nothing else takes the parameter's own
 * type, otherwise its text stands in it. Null (with findings) where one has no value.
 */
export function fill(
  raw: unknown,
  source: Source,
  base: Path,
  lookUp: LookUp,
  findings: Findings,
): Filled | null {
  const notes = new Map<string, string>()
  const used = new Map<string, Given>()
  let whole = true
  const missing = (): undefined => {
    whole = false
    return undefined
  }
  const text = (value: string, rest: Path): unknown => {
    const parts = partsOf(value)
    const path = [...base, ...rest]
    if (!parts) return missing()
    const names = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]))
    if (names.length === 0) return parts.join('')
    const found = new Map(names.map((name) => [name, lookUp(name, path)]))
    if ([...found.values()].includes(undefined)) return missing()
    const of = (name: string) => found.get(name) as Given
    for (const name of found.keys()) used.set(name, of(name))
    const note = [...found.keys()].flatMap((name) => placeNote(of(name)) ?? []).join(', ')
    if (note !== '') notes.set(JSON.stringify(rest), note)
    const [only] = parts
    if (parts.length === 1 && only !== undefined && typeof only !== 'string') return of(only.name).value
    const list = names.find((name) => Array.isArray(of(name).value))
    if (list !== undefined) {
      const message = `{${list}} is a list: it can be a whole value, and no part of a text`
      findings.error(source.at(path), 'bad-parameter', message)
      return missing()
    }
    const filled = parts.map((part) => (typeof part === 'string' ? part : partOfText(of(part.name)))).join('')
    if (filled.length <= LONGEST) return filled
    findings.error(
      source.at(path),
      'bad-parameter',
      `this text is longer than ${LONGEST} characters when filled`,
    )
    return missing()
  }
  const walk = (value: unknown, rest: Path): unknown => {
    if (typeof value === 'string') return text(value, rest)
    if (Array.isArray(value)) return value.map((child: unknown, index) => walk(child, [...rest, index]))
    if (!isMapping(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child, [...rest, key])]))
  }
  const value = walk(raw, [])
  return whole ? { value, notes, used } : null
}

/** An IPv6 address stands in brackets wherever it is part of a longer text: a port or a path follows it there. */
function partOfText({ name, value, written }: Given): string {
  return name === 'address' && typeof value === 'string' && value.includes(':') ? `[${value}]` : written
}

/** `port from hosts.yaml:3`; nothing of what a host or service is by itself. */
function placeNote({ name, from, at }: Given): string | null {
  if (from === 'itself' && name !== 'address') return null
  const { file, line } = at()
  return `${shown(name)} from ${file}:${line}`
}
