/** Opens TLS to look at what a server shows: nothing is refused here, so that also a bad certificate is seen. */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import {
  checkServerIdentity,
  connect as connectTls,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls'
import { failureOf, nameServerSilent } from './failure.ts'
import type { ProbeContext, ProbeResult } from './types.ts'

/** Certificates of a chain that are looked at; a longer one is cut. */
const LONGEST_CHAIN = 10

export interface Shown {
  subject: string
  issuer: string
  /** Unix milliseconds. */
  fromAt: number
  toAt: number
}

export interface Handshake {
  socket: TLSSocket
  /** What the server sent, its own first. Empty where it sent none. */
  chain: Shown[]
  /** Why OpenSSL does not trust the chain, e.g. `CERT_HAS_EXPIRED`; null where it does. */
  untrusted: string | null
  /** Why it is not for this name; null where it is. */
  misnamed: string | null
  /** SHA-256 of the server's own certificate. */
  fingerprint: string
}

export interface SecureOptions {
  /** Whom the certificate is to name. */
  name: string
  ca: Buffer | undefined
}

/** A TCP connection; destroyed with the signal's reason when it aborts. Times go into `values`. */
export function openTcp(
  { host, port }: { host: string; port: number },
  { signal, clock }: ProbeContext,
  values: Record<string, number | string>,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const start = clock.monotonic()
    let last = start
    let known = isIP(host) !== 0
    const socket = connectTcp({ host, port })
    const stop = () => socket.destroy(known ? signal.reason : nameServerSilent())
    signal.addEventListener('abort', stop, { once: true })
    socket.once('lookup', (error) => {
      if (error || known) return
      known = true
      last = clock.monotonic()
      values.dns_ms = last - start
    })
    socket.once('connect', () => {
      values.connect_ms = clock.monotonic() - last
      resolve(socket)
    })
    socket.on('error', reject)
    socket.once('close', () => signal.removeEventListener('abort', stop))
  })
}

/** TLS over an open connection. Rejects where there is no handshake at all. */
export function secure(
  plain: Socket,
  { name, ca }: SecureOptions,
  { signal, clock }: ProbeContext,
  values: Record<string, number | string>,
): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const start = clock.monotonic()
    const socket = connectTls({
      socket: plain,
      ...(isIP(name) ? {} : { servername: name }),
      ...(ca ? { ca } : {}),
      rejectUnauthorized: false,
      // Names are judged below, so that the chain's own fault is not hidden.
      checkServerIdentity: () => undefined,
    })
    const stop = () => socket.destroy(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    socket.once('secureConnect', () => {
      values.tls_ms = clock.monotonic() - start
      resolve(handshakeOf(socket, name))
    })
    socket.on('error', reject)
    socket.once('close', () => {
      signal.removeEventListener('abort', stop)
      // A server may close half way without an error.
      reject(Object.assign(new Error('closed within the handshake'), { code: 'ECONNRESET' }))
    })
  })
}

function handshakeOf(socket: TLSSocket, name: string): Handshake {
  const own = socket.getPeerCertificate(true)
  const chain: Shown[] = []
  const seen = new Set<string>()
  for (let one: DetailedPeerCertificate | undefined = own; one?.valid_to !== undefined; ) {
    if (seen.has(one.fingerprint256) || chain.length === LONGEST_CHAIN) break
    seen.add(one.fingerprint256)
    chain.push({
      subject: nameOf(one.subject, one.subjectaltname),
      issuer: nameOf(one.issuer),
      fromAt: Date.parse(one.valid_from),
      toAt: Date.parse(one.valid_to),
    })
    one = one.issuerCertificate
  }
  const { authorizationError: error } = socket
  const misnamed = chain.length === 0 ? undefined : checkServerIdentity(name, own)?.message
  return {
    socket,
    chain,
    untrusted: socket.authorized ? null : cut(String(error instanceof Error ? error.message : error)),
    misnamed: misnamed === undefined ? null : cut(misnamed),
    fingerprint: own.fingerprint256 ?? '',
  }
}

/** A certificate may name as much as it likes. */
const cut = (text: string) => text.slice(0, 200)

/** One line for people; some authorities name no common name. */
function nameOf(parts: object | undefined, altNames = ''): string {
  const { CN, O } = (parts ?? {}) as Record<string, string | string[] | undefined>
  return cut(String(CN ?? (altNames.split(',')[0] || O) ?? ''))
}

/** As `failureOf`; a handshake that does not come about says nothing about a certificate. */
export function tlsFailureOf(
  error: unknown,
  signal: AbortSignal,
  values: Record<string, number | string>,
): ProbeResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('ERR_SSL') && error instanceof Error && !signal.aborted) {
    return { outcome: 'failed', reason: 'tls-handshake', message: error.message, values }
  }
  return failureOf(error, signal, values)
}
