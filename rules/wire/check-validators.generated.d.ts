// Made by `npm run generate`; a change here is lost.
import type { ValidationError } from './v1.generated.js'

/** By check type, what loads the validator of its own keys: every error, at most 20; empty where they are valid. */
export const VALIDATORS: Record<string, () => Promise<{ validate(config: unknown): ValidationError[] }>>
