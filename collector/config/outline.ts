/** What other parts of a service need to know of its components, also of those that could not be read whole. */
import { isMapping } from './read.ts'

export interface Outline {
  id: string
  /** Place in the list. */
  index: number
  external: boolean
  /** Whether it says anything about itself; null where that cannot be told. */
  hasLiveness: boolean | null
  dependsOn: unknown
}

/** Components with an id, in the order of the configuration; of two with one id the first. */
export function outlineOf(components: unknown): Map<string, Outline> {
  const found = new Map<string, Outline>()
  for (const [index, raw] of (Array.isArray(components) ? components : []).entries()) {
    if (!isMapping(raw) || typeof raw.id !== 'string' || found.has(raw.id)) continue
    const { id, kind, checks, dependsOn } = raw
    found.set(id, {
      ...{ id, index, external: kind === 'external-network' },
      ...{ hasLiveness: hasLiveness(checks), dependsOn },
    })
  }
  return found
}

function hasLiveness(checks: unknown): boolean | null {
  if (!Array.isArray(checks)) return null
  const purposes = checks.map((check: unknown) => (isMapping(check) ? check.purpose : undefined))
  if (purposes.includes('liveness')) return true
  return purposes.every((purpose) => typeof purpose === 'string') ? false : null
}
