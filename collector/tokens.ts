import { createHash } from 'node:crypto'

/** A new secret that is handed out once: 32 random bytes, in the alphabet of URLs. */
export function newToken(bytes: (length: number) => Buffer): string {
  return bytes(32).toString('base64url')
}

/** What is kept of a token: its SHA-256, hex. The token has 256 bits of chance, so no salt and no stretching. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}
