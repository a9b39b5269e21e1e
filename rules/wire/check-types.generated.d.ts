// Made by `npm run generate`; a change here is lost.
import type { ValidationError } from './v1.generated.js'

export interface CheckTypeInfo {
  description: { ja: string; en: string }
  /** The key that says what is looked at; null where that is the host itself. */
  targetKey: string | null
  /** "host": it looks at the host that it runs on, and can be done from nowhere else. "network": from any vantage. */
  runs: 'host' | 'network'
  /** The measured value (milliseconds) that is its response time; null where it has none. */
  responseValue: string | null
  /** JSON Schema of the type's own keys. */
  schema: Record<string, unknown>
  /** Every error of a check's own keys, at most 20; empty where they are valid. */
  validate(config: unknown): ValidationError[]
  /** One line for people: what it looks at. */
  target(config: Record<string, unknown>): string
}

export const CHECK_TYPES: Record<string, CheckTypeInfo>
