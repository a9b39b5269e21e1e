/**
 * What is told of this host beside its results. The distribution and its release come from `systeminformation`,
 * which takes 9 MB and stands still while programs run that it starts: a child that ends at once does it, so that
 * the agent does neither, and starts without it.
 */
import { execFile } from 'node:child_process'

/** The child gets this long, milliseconds. */
const PATIENCE_MS = 20_000
const MAX_ANSWER = 65_536
/** The longest text of one fact. */
const LONGEST = 200
const FACTS = ['distro', 'release', 'codename', 'arch'] as const

type Facts = Record<string, string>

/** What `kijun-agent inventory` prints: facts of the system that are known, as texts. */
export async function readSystem(): Promise<Facts> {
  const { osInfo } = await import('systeminformation/lib/osinfo.js')
  return factsOf(await osInfo())
}

/** Asks a child of `program` (the agent's own entry). Rejects where it fails or takes too long. */
export function askChild(program: string): Promise<Facts> {
  return new Promise((resolve, reject) => {
    const options = { timeout: PATIENCE_MS, maxBuffer: MAX_ANSWER, killSignal: 'SIGKILL' } as const
    execFile(process.execPath, [program, 'inventory'], options, (error, stdout) => {
      if (error) return reject(error)
      try {
        resolve(factsOf(JSON.parse(stdout)))
      } catch (wrong) {
        reject(wrong)
      }
    })
  })
}

/** The known facts among whatever was said; what is no text, empty or `unknown` says nothing. */
function factsOf(said: unknown): Facts {
  const facts: Facts = {}
  for (const name of FACTS) {
    const value: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined
    if (typeof value === 'string' && value !== '' && value !== 'unknown')
      facts[name] = value.slice(0, LONGEST)
  }
  return facts
}
