/** Headers that open something: their values are shown to nobody. */
import type { Difference } from './differences.ts'
import { isMapping } from './read.ts'

/** Headers whose value is a credential, as far as a name tells. */
export const CREDENTIAL = /^(?:cookie|(?:proxy-)?authorization|.*(?:token|secret|password|api-?key).*)$/i

/** A check's own keys, without headers that are credentials. */
export function withoutCredentials(config: Record<string, unknown>): Record<string, unknown> {
  const { headers } = config
  if (!isMapping(headers)) return config
  return { ...config, headers: shownHeaders(headers) }
}

function shownHeaders(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIAL.test(name)))
}

const HEADERS = 'config.headers'

/** Of a check: that a credential is another one is told, neither the old one nor the new one. */
export function differenceWithoutCredentials(one: Difference): Difference {
  const { key } = one
  if (key.startsWith(`${HEADERS}.`)) return CREDENTIAL.test(key.slice(HEADERS.length + 1)) ? { key } : one
  if (key !== HEADERS) return one
  // All of them are new or gone.
  const sides = Object.entries(one).flatMap(([side, value]): [string, unknown][] => {
    if (side === 'key' || !isMapping(value)) return [[side, value]]
    const left = shownHeaders(value)
    return Object.keys(left).length > 0 ? [[side, left]] : []
  })
  return { ...Object.fromEntries(sides), key }
}
