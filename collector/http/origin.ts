/** Where a request comes from: this host or another, a page of this console or of somebody else. Pure. */
import type { IncomingHttpHeaders } from 'node:http'

/** Set by proxies: the socket then says nothing of who is asking. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

export interface Origin {
  /** The socket's own remote address. */
  remoteAddress: string | undefined
  headers: IncomingHttpHeaders
}

function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1'
}

/** The name in a `Host` header, without its port, in lower case. */
function hostName(host: string): string {
  const [, v6, name] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? []
  return (v6 ?? name ?? '').toLowerCase()
}

/**
 * Whether the request was made on this host, by a name of this host. The name counts because a page of
 * anybody's can make a browser here ask a name of its own that points to 127.0.0.1 (DNS rebinding); such
 * a request carries that foreign name. What came through a proxy is never local.
 */
export function isLocal({ remoteAddress, headers }: Origin, listenHost: string): boolean {
  if (!isLoopbackAddress(remoteAddress ?? '') || FORWARDED.some((name) => headers[name] !== undefined))
    return false
  const name = hostName(headers.host ?? '')
  return name === 'localhost' || isLoopbackAddress(name) || (name !== '' && name === listenHost.toLowerCase())
}

/**
 * Whether a change comes from a page of this console. A browser says so by `Sec-Fetch-Site` or `Origin`;
 * who says neither is no page of ours.
 */
export function isSameOrigin({ headers }: Pick<Origin, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  const { origin, host } = headers
  if (site === undefined && origin === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase()
}

/** Whether the page that asks came by TLS: ours, or a proxy's in front, of which only the browser's own word tells. */
export function isSecure({ headers, socket }: Pick<Origin, 'headers'> & { socket: object }): boolean {
  return 'encrypted' in socket || headers.origin?.toLowerCase().startsWith('https://') === true
}
