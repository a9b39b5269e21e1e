/** A store that says when something was written by which others may be owed something: who works it off need not look each second. */
import type { Store } from './port.ts'
import { VERBS } from './registry.ts'
import type { VerbName } from './verb.ts'

/** Written all the time, and never anything that anybody waits for. */
const QUIET: ReadonlySet<string> = new Set<VerbName>([
  'ingest',
  'agentSeen',
  'agentsHeard',
  'holdLeases',
  'releaseLeases',
  'sessionSeen',
  'tokenUsed',
])

/** `written` is called after each write of this process that succeeded, but for those that bring only arrivals and signs of life. */
export function tellingWrites(store: Store, written: () => void): Store {
  const telling = { ...store } as unknown as Record<string, (args: unknown) => Promise<unknown>>
  for (const [name, { access }] of Object.entries(VERBS)) {
    const run = telling[name]
    if (access !== 'write' || QUIET.has(name) || run === undefined) continue
    telling[name] = async (args) => {
      const answer = await run(args)
      written()
      return answer
    }
  }
  return telling as unknown as Store
}
