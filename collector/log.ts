/** The collector's log: one JSON object a line on stderr, by pino, with every secret's path taken out. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Levels that `KIJUN_LOG` may name. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** pino redacts by exact path (`*` is one level), so every place that a secret may come in is named. */
const SECRET_KEYS = [
  'password',
  'passwordFile',
  'token',
  'secret',
  'authorization',
  'cookie',
  'privateKey',
  'digestKey',
]
const SECRET_PATHS = [
  ...SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  'mail.url',
  '*.mail.url',
  'postgres',
  '*.postgres',
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
]

const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi
const ADDRESS = /[^\s<>"'(),:;/•]+@[^\s<>"'(),:;]+/g

/** What `collector/operators/api-token.ts` makes. */
const API_TOKEN = /kjt_[\w-]+/g

/** A text of another program (an error's message) without API tokens, the credentials of URLs and addresses. */
export function withoutSecrets(text: string): string {
  return text.replace(API_TOKEN, 'kjt_•••').replace(CREDENTIALS, '$1•••@').replace(ADDRESS, '•••')
}

/** What the log keeps of an error: its kind, its code and its words, none of its other fields. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) }
  const code = 'code' in error ? { code: String(error.code) } : {}
  const stack = error.stack === undefined ? {} : { stack: withoutSecrets(error.stack) }
  return { type: error.name, ...code, message: withoutSecrets(error.message), ...stack }
}

/** Writes to `to` (stderr in the program). `level` is the lowest that is written. */
export function makeLog(level: LogLevel, to: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields, error: errorFields },
      redact: { paths: SECRET_PATHS, censor: '•••' },
    },
    to,
  )
}
