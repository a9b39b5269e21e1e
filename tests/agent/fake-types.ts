import type { LoadType } from '../../agent/checks/load.ts'
import type { CheckType } from '../../agent/checks/types.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'

/** Check types as the agent loads them, with the code of these and the true validators. */
export function loaderOf(types: Record<string, CheckType>): LoadType {
  return async (name) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined
    return type ? { ...type, validate: (config) => CHECK_TYPES[name]?.validate(config) ?? [] } : null
  }
}
