/**
 * An expression against what a server sent. The server so decides how long it takes, and while it does nothing else
 * of this agent runs; hence it is cut. Plain texts need none of that.
 */
import { parseMatcher } from '../../rules/wire/formats.ts'

/** How long one may take, milliseconds: far more than a good one takes for a megabyte. */
const MOST_MS = 200

interface Bounded {
  run(matches: (value: string) => boolean, value: string): boolean
}
let bounded: Bounded | null = null

/** Made with the first expression: it costs a context of the engine, and most checks have none. */
function engine(): Bounded {
  const vm = process.getBuiltinModule('node:vm')
  const place = vm.createContext({ __proto__: null })
  const script = new vm.Script('matches(value)')
  return {
    run(matches, value) {
      Object.assign(place, { matches, value })
      try {
        return script.runInContext(place, { timeout: MOST_MS }) === true
      } finally {
        Object.assign(place, { matches: null, value: '' })
      }
    },
  }
}

/** The test that `text` stands for (see `parseMatcher`). The test throws where it takes too long. @throws Error where it is none */
export function boundedMatcher(text: string): (value: string) => boolean {
  const matches = parseMatcher(text)
  if (!matches) throw new Error(`${text} is no expression`)
  if (!text.startsWith('/')) return matches
  bounded ??= engine()
  const { run } = bounded
  return (value) => {
    try {
      return run(matches, value)
    } catch (error) {
      // It is an error of that context, and no instance of ours.
      const { code } = error as { code?: unknown }
      if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      throw new Error(`the expression ${text} took longer than ${MOST_MS} ms on what was answered`)
    }
  }
}
