/** `tls: { cert, key }`: the certificate that the console and the agents' side show, checked offline with its key. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import type { Settings } from '../model.ts'
import { besides, readText } from './files.ts'
import type { Findings } from './findings.ts'
import { isMapping, readShape } from './read.ts'
import { tlsShape } from './shape.ts'
import type { Source } from './source.ts'

/** Bytes of a file of certificates, and of a key. */
const MAX_PEM_BYTES = 1024 * 1024
/** A certificate that ends sooner is warned of: most authorities want to be asked some weeks ahead. */
const RENEW_MS = 21 * 86_400_000
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * Null where no TLS is configured, or (with findings, which never hold a part of the key) where it cannot be served.
 * `now` in Unix ms.
 */
export function readTls(
  raw: unknown,
  source: Source,
  now: number,
  findings: Findings,
): NonNullable<Settings['tls']> | null {
  const named = readShape(tlsShape, raw, source, ['tls'], findings)
  if (!named || !isMapping(raw)) return null
  const fail = (key: 'cert' | 'key', message: string) => {
    findings.error(source.at(['tls', key]), 'bad-tls', message)
    return null
  }
  const textOf = (key: 'cert' | 'key') => {
    const file = named[key]
    if (file === undefined) return null
    const read = readText(besides(source.file, file), MAX_PEM_BYTES)
    return 'code' in read ? fail(key, `the file named here ${read.message}`) : read.text
  }
  const cert = textOf('cert')
  const privateKey = textOf('key')
  const chain = cert === null ? null : chainOf(cert)
  if (cert !== null && chain === null)
    fail('cert', 'the file named here holds no certificate in PEM, or one that cannot be read')
  const key = privateKey === null ? null : keyOf(privateKey)
  if (typeof key === 'string') return fail('key', key)
  const [own] = chain ?? []
  if (cert === null || privateKey === null || key === null || own === undefined) return null
  if (!own.checkPrivateKey(key))
    return fail(
      'key',
      'this key does not belong to the certificate: the first one in the file is the own one',
    )
  const unservable = refusalOf({ cert, privateKey })
  if (unservable !== null)
    return fail('cert', `TLS cannot be served with this certificate and key: ${unservable}`)

  const expiresAt = own.validToDate.getTime()
  const until = own.validToDate.toISOString()
  const warn = (message: string) => findings.warn(source.at(['tls', 'cert']), 'tls-expiry', message)
  if (expiresAt <= now) warn(`the certificate has expired on ${until}: agents and browsers refuse it`)
  else if (expiresAt - now < RENEW_MS) warn(`the certificate expires on ${until}: renew it, then send SIGHUP`)
  else if (own.validFromDate.getTime() > now)
    warn(`the certificate is not valid before ${own.validFromDate.toISOString()}`)
  return { cert, privateKey, expiresAt, names: own.subjectAltName ?? own.subject }
}

/** What TLS is served with: by these options a pair is tried, too. */
export const contextOf = ({
  cert,
  privateKey,
}: Pick<NonNullable<Settings['tls']>, 'cert' | 'privateKey'>): SecureContextOptions => ({
  cert,
  key: privateKey,
  minVersion: 'TLSv1.2',
})

/** Why OpenSSL would not serve the pair, as where a key is too short for its security level; null where it would. */
function refusalOf(pair: Parameters<typeof contextOf>[0]): string | null {
  try {
    createSecureContext(contextOf(pair))
    return null
  } catch (error) {
    const { reason } = error as { reason?: unknown }
    return typeof reason === 'string' ? reason : 'OpenSSL refuses it'
  }
}

function chainOf(pem: string): X509Certificate[] | null {
  try {
    const chain = [...pem.matchAll(PEM)].map(([one]) => new X509Certificate(one))
    return chain.length === 0 ? null : chain
  } catch {
    // What OpenSSL says of it may quote the file.
    return null
  }
}

/** The key, or what is wrong with it. */
function keyOf(pem: string): KeyObject | string {
  if (/ENCRYPTED/.test(pem))
    return 'the key in this file has a passphrase: write it without one, readable by this user only'
  try {
    return createPrivateKey(pem)
  } catch {
    return 'the file named here holds no private key in PEM'
  }
}
