import { hash } from 'node:crypto'

/** SHA-256 of a token, hex: what the store keeps of credentials, sessions and one-time links. */
export function tokenDigest(token: string): string {
  return hash('sha256', token, 'hex')
}
