/** From the name of a check type to what it takes to run it: an agent loads what its checks use, and no more. */
import { VALIDATORS } from '../../rules/wire/check-validators.generated.js'
import type { ValidationError } from '../../rules/wire/v1.generated.js'
import { CHECKS } from './registry.ts'
import type { CheckType } from './types.ts'

export interface LoadedType extends CheckType {
  /** Every error of a check's own keys, at most 20; empty where they are valid. */
  validate(config: unknown): ValidationError[]
}

/** Null where there is no such type. Rejects where its code cannot be loaded. */
export type LoadType = (name: string) => Promise<LoadedType | null>

export const loadType: LoadType = async (name) => {
  const load = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined
  if (!load) return null
  const [type, validator] = await Promise.all([load(), VALIDATORS[name]?.()])
  if (!validator) throw new Error(`the type ${name} has no validator: run npm run generate`)
  return { ...type, validate: validator.validate }
}
