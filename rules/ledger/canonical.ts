/** A value that has no canonical JSON; `path` says where. */
export class NotCanonical extends TypeError {
  constructor(path: string, what: string) {
    super(`${path}: ${what} has no canonical JSON`)
    this.name = 'NotCanonical'
  }
}

/**
 * Canonical JSON (RFC 8785): no white space, object keys in the order of their UTF-16 code units, numbers
 * and strings as ECMAScript writes them. Equal values give equal bytes, so that digests can be recomputed.
 * @throws NotCanonical for anything that JSON would bend or drop: undefined, NaN and infinities, lone
 *   surrogates, functions, symbols, bigints, sparse arrays, and objects that are no plain ones.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$')
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeText(value, path)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical(path, String(value))
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (member, index) => write(member, `${path}[${index}]`)).join(',')}]`
  }
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.keys(value)
      .sort()
      .map(
        (key) =>
          `${writeText(key, path)}:${write((value as Record<string, unknown>)[key], `${path}.${key}`)}`,
      )
    return `{${members.join(',')}}`
  }
  throw new NotCanonical(path, typeof value === 'object' ? 'an object of a class' : typeof value)
}

function writeText(text: string, path: string): string {
  if (!text.isWellFormed()) throw new NotCanonical(path, 'a lone surrogate')
  return JSON.stringify(text)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0
  )
}
