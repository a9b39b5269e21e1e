import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
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
    // It compares every key with every other; `treeOf` looks for what stands twice.
    uniqueKeys: false,
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
  if (doc.errors.length > 0) return null // It may have moved what follows.
  const tree = treeOf(doc)
  for (const { range } of tree.twice) {
    const message = 'this key stands twice here; remove one of them'
    findings.error(place(range?.[0] ?? 0, []), 'yaml-duplicate-key', message)
  }
  for (const { alias, message } of tree.problems)
    findings.error(place(alias.range?.[0] ?? 0, []), 'yaml-syntax', message)
  if (tree.problems.length > 0) return null
  const value: unknown = doc.toJS({ maxAliasCount: -1 })
  if (value === null || value === undefined) {
    findings.error(place(0, []), 'file-empty', `${file} is empty`)
    return null
  }
  return {
    file,
    value,
    at: (path) => place(offsetOf(tree, path, false), path),
    atKey: (path) => place(offsetOf(tree, path, true), path),
    inside: (path, index) => place(offsetInside(tree, text, path, index), path),
    written: (path) => writtenAt(tree, path),
  }
}

interface Tree {
  doc: Document
  /** What each alias stands for. */
  targets: ReadonlyMap<Alias, Node>
  /** The pairs of each mapping by their keys, the first of those that stand twice. */
  pairs: ReadonlyMap<YAMLMap, ReadonlyMap<string, Pair>>
  /** Keys that stand twice in one mapping. */
  twice: readonly Scalar[]
  /** Aliases that stand for nothing, or for more than can be read; where there are any, nothing else holds. */
  problems: readonly { alias: Alias; message: string }[]
}

/** Values that aliases repeat at most, all of them together, and how deep these may be. */
const MOST_REPEATED = 250_000
const DEEPEST_REPEATED = 100

/** In one pass: asked one by one, the document is searched anew for each. */
function treeOf(doc: Document): Tree {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  const extents = new Map<Node, Extent>()
  const pairs = new Map<YAMLMap, Map<string, Pair>>()
  const twice: Scalar[] = []
  const problems: { alias: Alias; message: string }[] = []
  let repeated = 0
  visit(doc, {
    Alias(_, alias, above) {
      const target = anchors.get(alias.source)
      if (!target) return tell(alias, 'this alias (*) names no anchor (&) above it')
      if (above.includes(target)) return tell(alias, 'this alias (*) stands within what it repeats')
      targets.set(alias, target)
      const { size, depth } = extentOf(target, targets, extents)
      repeated += size
      if (depth > DEEPEST_REPEATED) tell(alias, 'what this alias (*) repeats is nested too deeply')
      else if (repeated > MOST_REPEATED)
        tell(alias, `aliases (*) repeat more than ${MOST_REPEATED} values up to here: use a template`)
      else return
      return visit.BREAK
    },
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (!isMap(node)) return
      const byKey = new Map<string, Pair>()
      pairs.set(node, byKey)
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue
        const key = String(pair.key.value)
        if (byKey.has(key)) twice.push(pair.key)
        else byKey.set(key, pair)
      }
    },
  })
  return { doc, targets, pairs, twice, problems }

  function tell(alias: Alias, message: string): void {
    problems.push({ alias, message })
  }
}

interface Extent {
  /** Values in it, its aliases written out. */
  size: number
  depth: number
}

/** Of a node whose aliases have passed; each node is counted once. */
function extentOf(node: unknown, targets: ReadonlyMap<Alias, Node>, known: Map<Node, Extent>): Extent {
  if (isAlias(node)) return extentOf(targets.get(node), targets, known)
  if (!isMap(node) && !isSeq(node)) return { size: 1, depth: 1 }
  const before = known.get(node)
  if (before) return before
  const extent = { size: 1, depth: 1 }
  for (const item of node.items) {
    const child = extentOf(isPair(item) ? item.value : item, targets, known)
    extent.size += child.size
    extent.depth = Math.max(extent.depth, child.depth + 1)
  }
  known.set(node, extent)
  return extent
}

function followed(node: unknown, { targets }: Tree): unknown {
  return isAlias(node) ? targets.get(node) : node
}

function scalarAt(tree: Tree, path: Path): Scalar | null {
  let node: unknown = tree.doc.contents
  for (const part of path) {
    const here = followed(node, tree)
    if (isMap(here)) node = tree.pairs.get(here)?.get(String(part))?.value
    else if (isSeq(here)) node = here.items[Number(part)]
    else return null
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
      const pair = tree.pairs.get(here)?.get(String(part))
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
