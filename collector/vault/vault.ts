/**
 * The vault's cryptography: personal data lies encrypted (AES-256-GCM) under a random key per person, per
 * incident or per proposal, in the same row as the key: destroying the row destroys every copy of what it opens.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a ciphertext is: bound to it, so that one cannot be passed off as another. */
export type Purpose = 'address' | 'answer' | 'cause' | 'forecast' | 'comment'

export function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES))
}

/** Whether anything can be sealed under it. */
export const isKey = (bytes: Uint8Array): boolean => bytes.length === KEY_BYTES

/** nonce ‖ tag ‖ ciphertext. */
export function seal(key: Uint8Array, purpose: Purpose, text: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]))
}

/** @throws Error if the key is another's, the purpose is another or a byte was changed. */
function open(key: Uint8Array, purpose: Purpose, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

/** Null where the key, or what it sealed, is not as it was. */
export function openOrNull(key: Uint8Array, purpose: Purpose, sealed: Uint8Array): string | null {
  try {
    return open(key, purpose, sealed)
  } catch {
    return null
  }
}

/** For whoever reads it in a list: where it does not open, that it cannot be read. */
export const openShown = (key: Uint8Array, purpose: 'answer' | 'comment', sealed: Uint8Array): string =>
  openOrNull(key, purpose, sealed) ?? `the stored ${purpose} cannot be read`

/** One person however the address is written: without outer blanks, NFC, in lower case. */
function normalAddress(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}

/** The keyed digest (HMAC-SHA-256, hex) by which records name an address without saying it. */
export function addressDigest(digestKey: Uint8Array, address: string): string {
  return createHmac('sha256', digestKey).update(normalAddress(address), 'utf8').digest('hex')
}

/** The keyed digest by which records name somebody, as the configuration writes them, without saying who. */
export function nameDigest(digestKey: Uint8Array, name: string): string {
  const text = name.trim().normalize('NFC')
  return createHmac('sha256', digestKey).update(text, 'utf8').digest('hex')
}

/** Enough for an operator to recognise an address that they know: `u•••@customer.example`. */
export function addressHint(address: string): string {
  const at = address.lastIndexOf('@')
  const local = [...address.slice(0, Math.max(0, at)).trim()]
  return `${local.length > 1 ? local[0] : ''}•••@${address.slice(at + 1).trim()}`
}
