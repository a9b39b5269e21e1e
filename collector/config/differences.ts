/** Where two plain values differ, leaf by leaf. */
import { isMapping } from './read.ts'

export interface Difference {
  /** Dotted. */
  key: string
  /** Undefined where it is new. */
  from?: unknown
  /** Undefined where it is gone. */
  to?: unknown
}

/** Lists are compared whole: which entry became which nobody can tell. */
export function differences(from: unknown, to: unknown, key = ''): Difference[] {
  if (isMapping(from) && isMapping(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    return keys.flatMap((name) => differences(from[name], to[name], key === '' ? name : `${key}.${name}`))
  }
  if (sameValue(from, to)) return []
  return [{ key, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
}

/** Whether two plain values say the same, in whatever order their keys stand. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

/** One text for all plain values that say the same. */
export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, sorted)
}

function sorted(_: string, value: unknown): unknown {
  return isMapping(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
    : value
}
