/** One JSON document per line to stderr. pino, which the collector uses, costs an agent 9 MB. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void
  warn(message: string, details?: Record<string, unknown>): void
  error(message: string, details?: Record<string, unknown>): void
}

/** The same shape as the collector's log: `level` as a word, `time` in RFC 3339, `msg`. */
export function makeLog(write: (line: string) => void, now: () => number): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (msg: string, details: Record<string, unknown> = {}) =>
      write(
        `${JSON.stringify({ level, time: new Date(now()).toISOString(), name: 'kijun-agent', ...details, msg })}\n`,
      )
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** What an error says, without its stack. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
