import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml'
import { MAX_CONFIG_BYTES, readText } from './files.ts'
import type { ConfigCode, Findings, Place } from './findings.ts'
import { shown } from './read.ts'

export type Path = readonly (string | number)[]

/** One YAML file: its plain value, and where each part of it stands. */
export interface Source {
  file: string
  value: unknown
  /** Where the value at `path` stands, or the nearest place above it that exists. */
  at(path: Path): Place
  /** Where the key at the end of `path` stands. */
  atKey(path: Path): Place
  /**
   * Where the character at `index` of the text at `path` stands, blanks aside: quotes, folded lines and block scalars
   * are seen through. Where an escape hides it, the text's own place.
   */
  inside(path: Path, index: number): Place
  /** A single value as it stands in the file, without its quotes: 99.90 stays 99.90. Null where it is no single value. */
  written(path: Path): string | null
}

/** `services[0].components[1].every`, as a finding names it. */
function dotted(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? shown(part) : `${text}.${shown(part)}`
  }, '')
}

/** Reads a YAML file; null (with findings) where it cannot be understood at all. */
export function readSource(file: string, findings: Findings, namedAt?: Place): Source | null {
  const read = readText(file, MAX_CONFIG_BYTES)
  if ('code' in read) {
    findings.error(namedAt ?? { file, line: 1, column: 1, path: '' }, read.code, `${file} ${read.message}`)
    return null
  }
  return parseSource(file, read.text, findings)
}

export function parseSource(file: string, text: string, findings: Findings): Source | null {
  const lines = new LineCounter()
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  })
  const place = (offset: number, path: Path): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col), path: dotted(path) }
  }
  // A tag that is not known is no more than a warning to the parser, and would be dropped.
  for (const error of [...doc.errors, ...doc.warnings]) {
    const { code, message } = explain(error)
    findings.error(place(error.pos[0], []), code, message)
  }
  // A duplicate key leaves the rest readable; anything else may have moved what follows.
  if (doc.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return null
  const tree = treeOf(doc)
  const nameless = [...tree.targets].flatMap(([alias, node]) => (node ? [] : [alias]))
  for (const { range } of nameless)
    findings.error(place(range?.[0] ?? 0, []), 'yaml-syntax', 'this alias (*) names no anchor (&) above it')
  if (nameless.length > 0) return null
  const value = plain(doc)
  if ('problem' in value) {
    findings.error(place(0, []), 'yaml-syntax', value.problem)
    return null
  }
  if (value.value === null || value.value === undefined) {
    findings.error(place(0, []), 'file-empty', `${file} is empty`)
    return null
  }
  return {
    file,
    value: value.value,
    at: (path) => place(offsetOf(tree, path, false), path),
    atKey: (path) => place(offsetOf(tree, path, true), path),
    inside: (path, index) => place(offsetInside(tree, text, path, index), path),
    written: (path) => writtenAt(tree, path),
  }
}

function plain(doc: Document): { value: unknown } | { problem: string } {
  try {
    return { value: doc.toJS({ maxAliasCount: 1000 }) }
  } catch (error) {
    if (error instanceof ReferenceError)
      return { problem: 'aliases (*) grow without bound here: write out what they repeat' }
    throw error
  }
}

/** A document with what each of its aliases stands for; undefined where no anchor above it has that name. */
interface Tree {
  doc: Document
  targets: ReadonlyMap<Alias, Node | undefined>
}

/** In one pass: asked one by one, the document is searched anew for each. */
function treeOf(doc: Document): Tree {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node | undefined>()
  visit(doc, {
    Alias: (_, alias) => void targets.set(alias, anchors.get(alias.source)),
    Value: (_, node) => void (node.anchor !== undefined && anchors.set(node.anchor, node)),
  })
  return { doc, targets }
}

function followed(node: unknown, { targets }: Tree): unknown {
  return isAlias(node) ? targets.get(node) : node
}

function scalarAt(tree: Tree, path: Path): Scalar | null {
  let node: unknown = tree.doc.contents
  for (const part of path) {
    const here = followed(node, tree)
    if (!isMap(here) && !isSeq(here)) return null
    node = here.get(part, true)
  }
  const last = followed(node, tree)
  return isScalar(last) && last.value !== null ? last : null
}

function writtenAt(tree: Tree, path: Path): string | null {
  const scalar = scalarAt(tree, path)
  return scalar && (scalar.source ?? String(scalar.value))
}

function offsetInside(tree: Tree, text: string, path: Path, index: number): number {
  const scalar = scalarAt(tree, path)
  const start = offsetOf(tree, path, false)
  const [from = start, to = start] = scalar?.range ?? []
  if (typeof scalar?.value !== 'string') return start
  const raw = text.slice(from, to)
  const isBlock = scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL'
  const isQuoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE'
  const [begin, end] = isBlock
    ? [raw.indexOf('\n') + 1, raw.length]
    : isQuoted
      ? [1, raw.length - 1]
      : [0, raw.length]
  const places = Array.from(raw.slice(begin, end).matchAll(/\S/g), (found) => begin + found.index)
  const meant = scalar.value.replace(/\s/g, '')
  if (places.map((at) => raw[at]).join('') !== meant) return start
  const before = scalar.value.slice(0, index).replace(/\s/g, '').length
  return from + (places[before] ?? end)
}

/** Offset of the deepest existing node on the way along `path`; of its key where `ofKey` and it has one. */
function offsetOf(tree: Tree, path: Path, ofKey: boolean): number {
  let node: Node | null | undefined = tree.doc.contents
  let offset = node?.range?.[0] ?? 0
  for (const [depth, part] of path.entries()) {
    const here = followed(node, tree)
    if (isMap(here)) {
      const pair = here.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
      if (!pair) return offset
      const key = pair.key as Node
      const value = pair.value as Node | null
      const last = depth === path.length - 1
      offset = (last && ofKey ? null : value?.range?.[0]) ?? key.range?.[0] ?? offset
      node = value
    } else if (isSeq(here)) {
      const item = here.items[Number(part)] as Node | undefined
      if (!item) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}

/** Our words for a parser's error: its own may quote the file, and a file may hold what is nobody's business. */
function explain(error: YAMLError): { code: ConfigCode; message: string } {
  if (error.code === 'DUPLICATE_KEY') {
    return { code: 'yaml-duplicate-key', message: 'this key stands twice here; remove one of them' }
  }
  if (error.code === 'TAB_AS_INDENT')
    return { code: 'yaml-tab', message: 'YAML is indented with blanks, not with tabs' }
  return {
    code: 'yaml-syntax',
    message: WORDS[error.code] ?? `not YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`,
  }
}

const WORDS: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'this line is not indented like its neighbours',
  BAD_SCALAR_START: 'a text may not begin with this character; put it into quotes',
  BAD_DQ_ESCAPE: 'unknown escape in a text in double quotes; use single quotes or double the backslash',
  BAD_ALIAS: 'an alias (*) names no anchor (&)',
  BLOCK_AS_IMPLICIT_KEY: 'a colon too many on this line, or a text with a colon that needs quotes',
  BLOCK_IN_FLOW: 'a block inside of [ ] or { }: close the bracket first',
  MISSING_CHAR:
    'a character is missing here: a closing bracket, a closing quote, a comma, or a blank after a colon',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line; probably a colon is missing',
  MULTIPLE_DOCS: 'a second document (---) in one file',
  NON_STRING_KEY: 'a key must be a text',
  RESOURCE_EXHAUSTION: 'nested too deeply',
  TAG_RESOLVE_FAILED: 'unknown tag (!)',
  UNEXPECTED_TOKEN: 'this does not belong here; probably the line above is not closed or not indented right',
}
