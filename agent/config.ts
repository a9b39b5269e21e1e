/** The agent's own configuration file: checked whole, every error at once with its place. */
import { closeSync, openSync, readSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument, type YAMLMap } from 'yaml'
import { parseDuration } from '../rules/duration.ts'
import { FORMATS } from '../rules/wire/formats.ts'
import type { HostPlugin } from './checks/types.ts'
import { reasonOf } from './log.ts'

export interface AgentConfig {
  collector: URL
  /** Absolute path of the file with the token. */
  tokenFile: string
  /** Absolute path of the certificates to trust beside the system's; null for the system's alone. */
  ca: string | null
  /** Absolute path of the directory for spool and assignment. */
  data: string
  spool: { maxBytes: number; maxAgeMs: number }
  /** Checks that run at once at most. */
  concurrency: number
  /** Programs that checks of the type `plugin` may run, by name. */
  plugins: ReadonlyMap<string, AllowedPlugin>
  /** Secrets, by the name that checks call them by. */
  secrets: ReadonlyMap<string, AllowedSecret>
  /** Socket at which chronyd takes commands; null for chronyc's own default. */
  chronySocket: string | null
}

export interface AllowedPlugin extends HostPlugin {
  /** Where the configuration names it, for messages. */
  at: string
}

export interface AllowedSecret {
  /** Absolute path of the file with it. */
  file: string
  /** To whom it may be shown, `host` or `host:port`; null: to whomever the collector's configuration names. */
  targets: readonly string[] | null
}

export interface ConfigError {
  file: string
  line: number
  column: number
  path: string
  message: string
}

export const formatError = ({ file, line, column, path, message }: ConfigError) =>
  `${file}:${line}:${column}: ${path ? `${path}: ` : ''}${message}`

export const byPlace = (a: ConfigError, b: ConfigError) => a.line - b.line || a.column - b.column

/** Its agent reads it at a start, and again while it runs checks: what takes long to read would hold them up. */
const MOST_BYTES = 32_768

/** A YAML file as a mapping whose values know their place. Errors go to `errors`. */
export function readYamlMap(file: string, errors: ConfigError[]): ConfigReader | null {
  const refuse = (message: string) => {
    errors.push({ file, line: 1, column: 1, path: '', message })
    return null
  }
  let text: string
  try {
    const bytes = readBounded(file)
    if (bytes.length > MOST_BYTES) return refuse(`is larger than ${MOST_BYTES / 1024} KiB`)
    // Read loosely, what is no UTF-8 would become another text: another path, another secret.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    return refuse(error instanceof TypeError ? 'is not UTF-8 text' : `cannot be read: ${reasonOf(error)}`)
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    ...{ lineCounter: lines, uniqueKeys: true, stringKeys: true, logLevel: 'error' },
  })
  // A tag that is not known is no more than a warning to the parser, and would be dropped.
  for (const problem of [...document.errors, ...document.warnings]) {
    const { line, col } = lines.linePos(problem.pos[0])
    errors.push({ file, line, column: col, path: '', message: problem.message.split('\n')[0] ?? 'not YAML' })
  }
  if (errors.length > 0) return null
  const root = document.contents
  if (!isMap(root)) {
    errors.push({ file, line: 1, column: 1, path: '', message: 'must be a mapping' })
    return null
  }
  return makeReader(file, lines, root, '', errors)
}

/** One byte more than is allowed at most: a device may have no end. */
function readBounded(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(MOST_BYTES + 1)
    let length = 0
    for (let read = 1; read > 0 && length < bytes.length; length += read)
      read = readSync(handle, bytes, length, bytes.length - length, null)
    return bytes.subarray(0, length)
  } finally {
    closeSync(handle)
  }
}

export interface ConfigReader {
  /** The mapping as plain data. */
  data(): Record<string, unknown>
  /** Reads a key by `read`, which returns the value or a sentence of what it must be. Absent gives `fallback`; without one, an error. */
  value<T>(key: string, read: (value: unknown) => T | Refusal, fallback?: T): T | null
  map(key: string): ConfigReader | null
  /** Its keys, in order. */
  keys(): string[]
  /** `file:line:column` of a key. */
  place(key: string): string
  /** Every key that was not asked for is an error. */
  end(): void
  /** An error at a key, or at a JSON Pointer below this mapping. */
  error(pointer: string, message: string): void
}

export class Refusal {
  message: string
  constructor(message: string) {
    this.message = message
  }
}

function makeReader(
  file: string,
  lines: LineCounter,
  map: YAMLMap<unknown, unknown>,
  prefix: string,
  errors: ConfigError[],
): ConfigReader {
  const asked = new Set<string>()
  const keyOf = (pair: { key: unknown }) => String(isScalar(pair.key) ? pair.key.value : pair.key)
  const report = (node: Node | null | undefined, path: string, message: string) => {
    const { line, col } = lines.linePos((node ?? map).range?.[0] ?? 0)
    errors.push({ file, line, column: col, path, message })
  }
  const pathOf = (key: string) => (prefix ? `${prefix}.${key}` : key)
  const pairOf = (key: string) => map.items.find((pair) => keyOf(pair) === key)

  return {
    data: () => map.toJSON() as Record<string, unknown>,
    value(key, read, fallback) {
      asked.add(key)
      const pair = pairOf(key)
      if (!pair) {
        if (fallback !== undefined) return fallback
        report(map, pathOf(key), 'is missing')
        return null
      }
      const node = pair.value as ParsedNode | null
      const value = read(node?.toJSON())
      if (!(value instanceof Refusal)) return value
      report(node ?? (pair.key as Node), pathOf(key), value.message)
      return null
    },
    map(key) {
      asked.add(key)
      const pair = pairOf(key)
      if (!pair) return null
      if (isMap(pair.value)) return makeReader(file, lines, pair.value, pathOf(key), errors)
      report(pair.value as Node, pathOf(key), 'must be a mapping')
      return null
    },
    keys: () => map.items.map(keyOf),
    place(key) {
      const { line, col } = lines.linePos((pairOf(key)?.key as Node | undefined)?.range?.[0] ?? 0)
      return `${file}:${line}:${col}`
    },
    end() {
      for (const pair of map.items) {
        const key = keyOf(pair)
        if (!asked.has(key)) report(pair.key as Node, pathOf(key), 'is not known here')
      }
    },
    error(pointer, message) {
      const steps = pointer
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      let node: Node = map as Node
      for (let depth = steps.length; depth > 0; depth -= 1) {
        const found = map.getIn(
          steps.slice(0, depth).map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step)),
          true,
        )
        if (found) {
          node = found as Node
          break
        }
      }
      report(node, [prefix, ...steps].filter(Boolean).join('.'), message)
    },
  }
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : new Refusal('must be a text')

function collectorUrl(value: unknown): URL | Refusal {
  if (typeof value !== 'string' || !URL.canParse(value))
    return new Refusal('must be a URL such as https://host:8420')
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return new Refusal('must begin with https:// or http://')
  if (url.username || url.password)
    return new Refusal('must not hold credentials; the token comes from a file')
  return url
}

function byteCount(value: unknown): number | Refusal {
  const units: Record<string, number> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }
  const match = typeof value === 'string' ? /^([1-9][0-9]{0,8})(KiB|MiB|GiB)$/.exec(value) : null
  const bytes = match ? Number(match[1]) * (units[match[2] ?? ''] ?? 1) : value
  if (typeof bytes !== 'number' || !Number.isInteger(bytes))
    return new Refusal('must be bytes, or such as 256MiB')
  if (bytes < 1024 ** 2) return new Refusal('must be at least 1MiB')
  return bytes <= 1024 ** 4 ? bytes : new Refusal('must be at most 1024GiB')
}

function age(value: unknown): number | Refusal {
  const ms = typeof value === 'string' ? parseDuration(value) : null
  if (ms === null) return new Refusal('must be a duration such as 12h or 7d')
  return ms >= 60_000 ? ms : new Refusal('must be at least 1m')
}

const places = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000
    ? value
    : new Refusal('must be a whole number from 1 to 1000')

/** An absolute path without control characters. */
function absolute(value: unknown): string | Refusal {
  if (typeof value !== 'string' || !isAbsolute(value)) return new Refusal('must be an absolute path')
  return isPlain(value) ? value : new Refusal('must not hold control characters')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const isPlain = (text: string) => !/[\u0000-\u001f\u007f]/.test(text)

const argumentList = (value: unknown) =>
  Array.isArray(value) && value.length <= 100 && value.every((arg) => typeof arg === 'string' && isPlain(arg))
    ? (value as string[])
    : new Refusal('must be a list of texts without control characters, such as ["-w", "5"]')

/** Whom a secret is for. */
const targetList = (value: unknown) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'string' && FORMATS['host-maybe-port'](one))
    ? (value as string[])
    : new Refusal('must be a list of hosts, or of host:port, such as ["mx1.provider.example:587"]')

const yesOrNo = (value: unknown) =>
  typeof value === 'boolean' ? value : new Refusal('must be true or false')

/** The names below a key, each with a mapping of its own. */
function named<T>(
  root: ConfigReader,
  key: string,
  read: (entry: ConfigReader, at: string) => T | null,
): Map<string, T> {
  const found = new Map<string, T>()
  const map = root.map(key)
  for (const name of map?.keys() ?? []) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
      map?.error(
        `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        'is no name: letters, digits, . _ and -',
      )
    }
    const entry = map?.map(name)
    const value = entry && map ? read(entry, map.place(name)) : null
    entry?.end()
    if (value !== null) found.set(name, value)
  }
  map?.end()
  return found
}

function allowedPlugin(entry: ConfigReader, at: string): AllowedPlugin | null {
  const program = entry.value('program', absolute)
  const args = entry.value('args', argumentList, [])
  const moreArgs = entry.value('moreArgs', yesOrNo, false)
  return program === null || args === null || moreArgs === null ? null : { program, args, moreArgs, at }
}

/** Reads and checks the file; relative paths count from its directory. */
export function loadConfig(file: string): { config: AgentConfig } | { errors: ConfigError[] } {
  const errors: ConfigError[] = []
  const root = readYamlMap(file, errors)
  if (!root) return { errors }
  const path = (value: string) => resolve(dirname(file), value)
  const collector = root.value('collector', collectorUrl)
  const token = root.map('token')
  const tokenFile = token ? token.value('file', text) : null
  token?.end()
  if (!token && !errors.some((error) => error.path === 'token'))
    root.error('', 'token: { file: … } is missing')
  const ca = root.value<string | null>('ca', text, null)
  const data = root.value('data', text)
  const spool = root.map('spool')
  const maxBytes = spool ? spool.value('maxBytes', byteCount, 256 * 1024 ** 2) : 256 * 1024 ** 2
  const maxAgeMs = spool ? spool.value('maxAge', age, 7 * 86_400_000) : 7 * 86_400_000
  spool?.end()
  const concurrency = root.value('concurrency', places, 20)
  const plugins = named(root, 'plugins', allowedPlugin)
  const secrets = named(root, 'secrets', (entry): AllowedSecret | null => {
    const file = entry.value('file', text)
    const targets = entry.value<readonly string[] | null>('targets', targetList, null)
    return file === null ? null : { file: path(file), targets }
  })
  const chrony = root.map('chrony')
  const chronySocket = chrony ? chrony.value('socket', absolute) : null
  chrony?.end()
  root.end()
  if (errors.length > 0 || !collector || !tokenFile || !data || !maxBytes || !maxAgeMs || !concurrency) {
    return { errors }
  }
  return {
    config: {
      collector,
      tokenFile: path(tokenFile),
      ca: ca === null ? null : path(ca),
      data: path(data),
      spool: { maxBytes, maxAgeMs },
      concurrency,
      plugins,
      secrets,
      chronySocket,
    },
  }
}

/** The token of a file: its one line. Throws where it is none. */
export function readToken(file: string): string {
  const token = readBounded(file).toString('utf8').trim()
  if (!/^[\x21-\x7e]{1,1000}$/.test(token))
    throw new Error('the token file must hold one line of printable ASCII')
  return token
}
