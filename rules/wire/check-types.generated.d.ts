// Made by `npm run generate`; a change here is lost.
import type { ValidationError } from './v1.generated.js'

export interface CheckTypeInfo {
  description: { ja: string; en: string }
  /** The key that says what is looked at. */
  targetKey: string
  /** JSON Schema of the type's own keys. */
  schema: Record<string, unknown>
  /** Every error of a check's own keys, at most 20; empty where they are valid. */
  validate(config: unknown): ValidationError[]
  /** One line for people: what it looks at. */
  target(config: Record<string, unknown>): string
}

export const CHECK_TYPES: Record<string, CheckTypeInfo>
