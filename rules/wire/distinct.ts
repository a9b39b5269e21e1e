/** Lists whose items must differ in one key; the generated validators call this by the schema keyword `distinct`. */

/** The first value of that key which two items of the list share; null where all differ. */
export function twinOf(list: readonly unknown[], key: string): string | null {
  const seen = new Set<string>()
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue
    const value = (item as Record<string, unknown>)[key]
    if (typeof value !== 'string') continue
    if (seen.has(value)) return value
    seen.add(value)
  }
  return null
}
