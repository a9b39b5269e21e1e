/** `npm run build`: the agent as one file that runs alone, `dist/kijun-agent.js`. What is seldom used is evaluated only when used. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '../..')

/**
 * What a file imports is loaded before its first line runs, whoever it is for. A module of Node's that few checks
 * use (`node:tls`: 6 MB) is loaded here with the module of ours that imports it.
 */
const nodeWhenUsed: Plugin = {
  name: 'node-when-used',
  resolveId: (id) => (isBuiltin(id) ? { id: `\0node:${id.replace(/^node:/, '')}` } : null),
  load: (id) =>
    id.startsWith('\0node:')
      ? { code: `module.exports = process.getBuiltinModule('${id.slice(1)}')`, moduleType: 'js' }
      : null,
}

/**
 * A check type's schema and description are for `npm run generate`: an agent has the validator that was made of
 * them. Without these two entries of the type nothing names them, and the bundler leaves them out (functions that
 * make parts of a schema are marked `@__NO_SIDE_EFFECTS__` for it).
 */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  transform: {
    filter: { id: /\/agent\/checks\/[a-z]+\.ts$/ },
    handler(code) {
      const unwanted: { start: number; end: number }[] = []
      for (const node of this.parse(code, { lang: 'ts' }).body) {
        if (node.type !== 'ExportNamedDeclaration' || node.declaration?.type !== 'VariableDeclaration')
          continue
        for (const { init } of node.declaration.declarations) {
          if (init?.type !== 'ObjectExpression') continue
          const entries = init.properties.flatMap((entry) => {
            const name = entry.type === 'Property' && entry.key.type === 'Identifier' ? entry.key.name : ''
            return [{ name, start: entry.start, end: entry.end }]
          })
          if (!entries.some(({ name }) => name === 'prepare')) continue
          unwanted.push(...entries.filter(({ name }) => name === 'schema' || name === 'description'))
        }
      }
      if (unwanted.length === 0) return null
      const kept = unwanted.reduceRight((text, { start, end }) => {
        return text.slice(0, start) + text.slice(end).replace(/^\s*,/, '')
      }, code)
      return { code: kept, map: null }
    },
  },
}

/**
 * Writes the bundle to a file; it needs nothing beside Node. It neither imports, requires nor awaits at its top, so
 * that Node runs it as it is whatever it takes a `.js` file for: one that turns out to be of the other kind is read
 * and parsed twice (6 MB).
 */
export async function bundleAgent(file: string): Promise<void> {
  const bundle = await rolldown({
    input: join(ROOT, 'agent/kijun-agent.js'),
    platform: 'node',
    plugins: [nodeWhenUsed, withoutSchemas],
    treeshake: { propertyReadSideEffects: false },
    logLevel: 'warn',
    // How long a busy machine takes is no fault of the bundle.
    checks: { pluginTimings: false },
    onLog(level, log) {
      if (level === 'warn') throw new Error(`the bundler warns: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({
    format: 'iife',
    strict: true,
    codeSplitting: false,
    comments: { legal: true },
  })
  await bundle.close()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, asciiOf(output[0].code))
  await chmod(file, 0o755)
}

/**
 * The same program in ASCII: V8 keeps the text of a program in memory, at two bytes a letter where only one
 * letter needs them (2 MB).
 */
function asciiOf(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

if (import.meta.main) await bundleAgent(join(ROOT, 'dist/kijun-agent.js'))
