/** The key that signs the ledger's heads: a file of the data directory, made at the first start. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { link, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'ledger-key.pem'

export interface Signer {
  /** First 16 hex digits of the SHA-256 of the public key's SPKI (DER). */
  keyId: string
  /** SPKI, PEM. */
  publicKey: string
  /** Ed25519 over the UTF-8 of the text, base64. */
  sign(text: string): string
}

/** Id of a public key (SPKI, PEM). @throws Error if it is no Ed25519 key. */
export function keyIdOf(publicKey: string): string {
  return idOf(ed25519(createPublicKey(publicKey)))
}

/** Whether the signature (base64) of the text was made with this key (SPKI, PEM). */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text, 'utf8'), createPublicKey(publicKey), Buffer.from(signature, 'base64'))
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('is no Ed25519 key')
  return key
}

function idOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

/**
 * Writes the file whole or not at all; of two programs that make one at once, the first wins.
 * (`link` fails where the name exists, `rename` would replace another's key.)
 */
async function makeKey(data: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = join(data, `${FILE}.${randomUUID()}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, join(data, FILE))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(draft)
  }
  const directory = await open(data)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code

async function readKey(data: string): Promise<string | null> {
  try {
    return await readFile(join(data, FILE), 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

/** How the key of a data directory is, without making one. `mode` is 0 where there is none. */
export async function inspectKey(
  data: string,
): Promise<{ path: string; state: 'there' | 'absent' | 'unreadable' | 'damaged'; mode: number }> {
  const path = join(data, FILE)
  try {
    const pem = await readKey(data)
    if (pem === null) return { path, state: 'absent', mode: 0 }
    const { mode } = await stat(path)
    try {
      ed25519(createPrivateKey(pem))
      return { path, state: 'there', mode }
    } catch {
      // OpenSSL's own words say nothing that "damaged" does not.
      return { path, state: 'damaged', mode }
    }
  } catch (error) {
    if (isCode(error, 'EACCES') || isCode(error, 'EPERM')) return { path, state: 'unreadable', mode: 0 }
    throw error
  }
}

/**
 * Loads the Ed25519 key of the data directory, or makes it (mode 0600).
 * @throws Error that names the file if it holds no Ed25519 key: a damaged key is never replaced silently.
 */
export async function loadSigner(data: string): Promise<Signer> {
  let pem = await readKey(data)
  if (pem === null) {
    await makeKey(data)
    pem = await readKey(data)
  }
  let privateKey: KeyObject
  try {
    privateKey = ed25519(createPrivateKey(pem ?? ''))
  } catch (cause) {
    throw new Error(`${join(data, FILE)} holds no usable Ed25519 private key: restore it, or move it away`, {
      cause,
    })
  }
  const publicKey = createPublicKey(privateKey)
  return {
    keyId: idOf(publicKey),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}
