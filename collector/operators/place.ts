/** From where a password is tried, as digests: the store keeps neither names that were typed nor addresses. Pure. */
import { isIPv6 } from 'node:net'
import type { LoginPlace } from '../store/port.ts'
import { tokenDigest } from './token.ts'

/**
 * The network of a socket's address: an IPv4 address, or the /64 of an IPv6 one, which is what one
 * connection usually has for itself. Behind a reverse proxy everybody comes from the proxy's.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [bare = ''] = address.split('%', 1)
  if (!isIPv6(bare)) return address
  const [head = '', tail] = bare.toLowerCase().split('::')
  const parts = head === '' ? [] : head.split(':')
  const end = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - parts.length - end.length)
  const whole = [...parts, ...Array<string>(zeros).fill('0'), ...end]
  return `${whole
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/** `name` as it was typed, normalised. */
export function placeOf(name: string, address: string): LoginPlace {
  return { account: tokenDigest(name), network: tokenDigest(`${name}\n${networkOf(address)}`) }
}
