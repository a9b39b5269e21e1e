/** What the programs of a world say: errors are counted by their text, and the first of each is kept whole. */
export interface Said {
  info(first: unknown, second?: unknown): void
  warn(first: unknown, second?: unknown): void
  error(first: unknown, second?: unknown): void
  debug(first: unknown, second?: unknown): void
}

export interface Logbook {
  of(who: string): Said
  /** By level and text. */
  counts(): Record<string, number>
  /** What was said as an error, one of each text. */
  errors(): { who: string; text: string; at: number; detail: string }[]
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** Pino's way round of arguments and the agent's are told apart by their types. */
export function makeLogbook(now: () => number): Logbook {
  const counts = new Map<string, number>()
  const errors = new Map<string, { who: string; text: string; at: number; detail: string }>()

  function say(who: string, level: string, first: unknown, second: unknown): void {
    const text = typeof first === 'string' ? first : String(second)
    const key = `${level}: ${text}`
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    if (level !== 'error' || count > 0) return
    errors.set(text, { who, text, at: now(), detail: detailOf(typeof first === 'string' ? second : first) })
  }

  return {
    of: (who) => {
      const by = (level: string) => (first: unknown, second?: unknown) => say(who, level, first, second)
      const [debug, info, warn, error] = LEVELS.map(by) as [
        Said['info'],
        Said['info'],
        Said['info'],
        Said['info'],
      ]
      return { debug, info, warn, error }
    },
    counts: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    errors: () => [...errors.values()],
  }
}

function detailOf(fields: unknown): string {
  const { err, reason } = (fields ?? {}) as { err?: unknown; reason?: unknown }
  if (err instanceof Error) return err.stack ?? err.message
  return String(reason ?? JSON.stringify(fields))
}
