/**
 * Formats of configuration texts that a JSON Schema cannot say by itself; the generated validators call
 * them by name. A target that begins with `-` would become an option of a program, one with control
 * characters or blanks a second line of a log: neither is a target.
 */
const unsafe = (text: string) =>
  text === '' || text.startsWith('-') || [...text].some((c) => c <= ' ' || c === '\u007f' || c === '\u3000')

/** A host name or address, without port and brackets. */
function host(text: string): boolean {
  if (text.length > 253 || unsafe(text)) return false
  if (!text.includes(':')) return /^[A-Za-z0-9_.%-]+$/.test(text)
  // With a colon it is an IPv6 address, with its zone where it needs one; `name:port` is none.
  const [, address] = /^([0-9A-Fa-f:.]+)(?:%[A-Za-z0-9_.-]+)?$/.exec(text) ?? []
  return address !== undefined && URL.canParse(`http://[${address}]/`)
}

/** `host:port` or `[v6]:port`. */
function hostPort(text: string): boolean {
  return splitHostPort(text) !== null
}

/** Parts of `host:port` or `[v6]:port`, or null. */
export function splitHostPort(text: string): { host: string; port: number } | null {
  const match = /^(?:\[([0-9A-Fa-f:.%a-z]+)\]|([^:[\]]+)):([0-9]{1,5})$/.exec(text)
  const name = match?.[1] ?? match?.[2] ?? ''
  const port = Number(match?.[3])
  if (!match || !host(name) || port < 1 || port > 65_535) return null
  return { host: name, port }
}

/** `host` or `host:port`; a bare IPv6 address is a host. */
function hostMaybePort(text: string): boolean {
  return host(text) || hostPort(text)
}

/** An `http:` or `https:` URL without credentials in it. */
function httpUrl(text: string): boolean {
  if (unsafe(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === '' && url.password === '' && !url.hostname.startsWith('-')
}

/** A text to look for, or `/expression/flags`. */
function matcher(text: string): boolean {
  return parseMatcher(text) !== null
}

/** The test that a matcher stands for; null where its expression does not compile. */
export function parseMatcher(text: string): ((value: string) => boolean) | null {
  const match = /^\/(.*)\/([a-z]*)$/s.exec(text)
  if (!match) return (value) => value.includes(text)
  try {
    const expression = new RegExp(match[1] ?? '', (match[2] ?? '').replace(/[gy]/g, ''))
    return (value) => expression.test(value)
  } catch {
    return null
  }
}

/** `1.3.6.1.2.1.1.3.0`: at most 128 numbers of 32 bits, the first two of them as X.660 has it. */
function oid(text: string): boolean {
  if (!/^[0-2](\.(0|[1-9][0-9]{0,9})){2,127}$/.test(text)) return false
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return (first === 2 || second < 40) && [second, ...rest].every((number) => number < 2 ** 32)
}

/** By the name that a check type's schema uses. */
export const FORMATS = {
  host,
  'host-port': hostPort,
  'host-maybe-port': hostMaybePort,
  'http-url': httpUrl,
  matcher,
  oid,
}
