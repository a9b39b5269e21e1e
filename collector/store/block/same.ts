/** Whether two plain values say the same: as `assert.deepStrictEqual` of JSON, in a fraction of its time. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let index = 0; index < a.length; index += 1) if (!sameData(a[index], b[index])) return false
    return true
  }
  if (Array.isArray(b)) return false
  let names = 0
  for (const name in a) {
    if (!Object.hasOwn(b, name)) return false
    if (!sameData(a[name as keyof typeof a], b[name as keyof typeof b])) return false
    names += 1
  }
  for (const _ in b) names -= 1
  return names === 0
}
