/** `check-config`: the whole loader on configurations that are nearly right. */
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parse, parseDocument, stringify } from 'yaml'
import { type LoadResult, loadConfig } from '../../../collector/config/load.ts'
import { scratch } from '../../support/scratch.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateYaml } from '../mutate/yaml.ts'
import { hold, type Opened, type Seed, type Target, turn } from '../target.ts'

const ROOT = join(import.meta.dirname, '../../..')
const CASES = 'tests/collector/config/cases'
/** When the configurations are read, as in the cases that they are taken from. */
const NOW = Date.parse('2026-11-21T09:00:00+09:00')
const UNKNOWN = 'zzunknown'

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function seeds(): Seed[] {
  const cases = seedsFrom(CASES, /^collector\.conf$/)
  const examples = seedsFrom('deploy/examples', /\.yaml$/)
  const builtIn = seedsFrom('collector/config', /^built-in\.yaml$/)
  // The largest say least, and take the longest.
  return [...cases, ...examples, ...builtIn].filter(({ data }) => data.length > 0 && data.length < 8_000)
}

const words = [
  ...new Set(
    seeds().flatMap(
      ({ data }) => data.toString('utf8').match(/[A-Za-z][A-Za-z0-9_.-]{2,}|[0-9]+(?:ms|[smhd])/g) ?? [],
    ),
  ),
]

/** Mappings of the document, as paths; what stands below `free` keys is named by whoever writes it. */
const FREE = new Set(['labels', 'parameters', 'with', 'params', 'values', 'headers'])
function mappings(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => mappings(one, [...path, index]))
  if (!isMapping(value)) return []
  const inner = Object.entries(value).flatMap(([key, one]) =>
    FREE.has(key) ? [] : mappings(one, [...path, key]),
  )
  return [path, ...inner]
}

function withUnknownKey(text: string, turn: number): string | null {
  const value: unknown = parse(text, { logLevel: 'silent', maxAliasCount: 1000 })
  const places = mappings(value)
  const place = places[turn % Math.max(1, places.length)]
  if (!place) return null
  let at = value as Record<string | number, unknown>
  for (const step of place) at = at[step] as Record<string | number, unknown>
  at[UNKNOWN] = 1
  return stringify(value, { aliasDuplicateObjects: false })
}

/** What one value may cost, aliases written out, milliseconds; a configuration of a check has about six. */
const VALUE_MS = 0.05
/** Aliases that repeat more are refused. */
const MOST_VALUES = 250_000

/** Values of the document as it is read, and what is wrong in it; a bound where aliases repeat without end. */
function valuesIn(text: string): number {
  let count = 0
  const look = (value: unknown): void => {
    count += 1
    if (count > MOST_VALUES || typeof value !== 'object' || value === null) return
    for (const inner of Object.values(value)) look(inner)
  }
  try {
    const doc = parseDocument(text, { logLevel: 'silent' })
    count = doc.errors.length
    look(doc.toJS({ maxAliasCount: -1 }))
  } catch {
    // Not readable: no more of it than there are bytes.
    return text.length / 4
  }
  return Math.min(count, MOST_VALUES)
}

export const collectorConfig: Target = {
  name: 'collector-config',
  about:
    'configurations of the collector: every error with its place and reason; what is accepted is read the same again, and every key counts',
  share: 0.25,
  seeds,
  mutate: (data, random, all) => mutateYaml(data, random, all, words),
  async open(): Promise<Opened> {
    const folder = await scratch('kijun-fuzz-')
    // What the configurations name lies beside them, as far as names do not meet.
    for (const name of readdirSync(join(ROOT, CASES)))
      cpSync(join(ROOT, CASES, name), folder, { recursive: true, force: true })
    cpSync(join(ROOT, 'deploy/examples'), folder, { recursive: true, force: true })
    const file = join(folder, 'collector.conf')
    const other = join(folder, 'other.conf')
    const load = (path: string, text: Buffer | string): LoadResult => {
      writeFileSync(path, text)
      return loadConfig(path, { now: NOW, env: {} })
    }
    let count = 0
    return {
      async run(data) {
        const result = load(file, data)
        const told = result.loaded ? result.loaded.warnings : [...result.errors, ...result.warnings]
        for (const finding of told) {
          hold(
            finding.line >= 1 && finding.column >= 1 && finding.file !== '',
            `a finding without a place: ${JSON.stringify(finding)}`,
          )
          hold(
            finding.message.trim() !== '' && finding.code.length > 0,
            `a finding without a reason: ${JSON.stringify(finding)}`,
          )
          hold(
            !/undefined|\[object|NaN|Invalid input/.test(finding.message),
            `a finding that nobody understands: ${finding.message}`,
          )
        }
        if (!result.loaded) {
          hold(result.errors.length > 0, 'refused without an error')
          return
        }
        await turn()
        const again = load(file, data)
        await turn()
        hold(isDeepStrictEqual(result, again), 'read twice, it says two things')
        count += 1
        const changed = withUnknownKey(data.toString('utf8'), count)
        if (changed === null) return
        await turn()
        const refused = load(other, changed)
        const unread = refused.loaded?.warnings.some(({ message }) => message.includes('not looked at'))
        hold(!refused.loaded || unread, `a key that nobody knows was taken:\n${changed}`)
      },
      // It is read at a start, and in a thread of its own where a collector runs already: linear is what counts.
      allowedMs: (data) => valuesIn(data.toString('utf8')) * VALUE_MS,
      async close() {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}
