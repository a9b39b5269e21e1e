/** `npm run build`: the agent as one file that runs alone, `dist/kijun-agent.js`. What is seldom used is evaluated only when used. */
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '../..')

/** Writes the bundle to a file; it needs nothing beside Node. */
export async function bundleAgent(file: string): Promise<void> {
  const bundle = await rolldown({
    input: join(ROOT, 'agent/kijun-agent.js'),
    platform: 'node',
    external: /^node:/,
    logLevel: 'warn',
    onLog(level, log) {
      if (level === 'warn') throw new Error(`the bundler warns: ${log.message}`)
    },
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false, comments: { legal: true } })
  await bundle.close()
  await chmod(file, 0o755)
}

if (import.meta.main) await bundleAgent(join(ROOT, 'dist/kijun-agent.js'))
