/** Passwords of operators: scrypt (RFC 7914), compared in constant time, few at once (each takes 32 MiB). */
import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** Characters (code points) of a new password. */
export const PASSWORD = { least: 12, most: 256 } as const

const COST = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32
const MAX_MEMORY = 64 * 1024 * 1024

function derive(password: string, salt: Uint8Array, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, key: Buffer) => (error ? reject(error) : resolve(key))
    // One spelling of the same characters: keyboards differ in how they compose them.
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...options, maxmem: MAX_MEMORY }, done)
  })
}

/** `scrypt$N$r$p$salt$key`, as the store keeps it. `salt` is 16 random bytes. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const key = await derive(password, salt, COST)
  const text = Buffer.from(salt).toString('base64url')
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${text}$${key.toString('base64url')}`
}

/** What an unknown name is compared with, so that it takes as long as a known one. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(KEY_BYTES).toString('base64url')}`

/** Whether the password is the stored one; `stored` is null where the name is unknown, which takes as long and is false. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (stored ?? NOBODY).split('$')
  const wanted = Buffer.from(key, 'base64url')
  const options = { N: Number(N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), options)
  return wanted.length === derived.length && timingSafeEqual(wanted, derived) && stored !== null
}
