import type { Socket } from 'node:net'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { readAuthorities } from './authorities.ts'
import { STARTTLS } from './certificate-starttls.ts'
import { type Handshake, openTcp, type Shown, secure, tlsFailureOf } from './certificate-tls.ts'
import { linesOf } from './smtp-lines.ts'
import { judgeReadings, type Limits, limitsOf, limitsSchema } from './thresholds.ts'
import type { CheckType, Probe, ProbeContext, ProbeResult } from './types.ts'

const DAY_MS = 24 * 3600 * 1000
const DEFAULT_DAYS = { warning: 30, critical: 7 }

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'host-port', description: 'host:port or [v6]:port' },
    serverName: {
      type: 'string',
      format: 'host',
      description: 'the name to ask for and to find; default: the host of target',
    },
    starttls: { type: 'string', enum: Object.keys(STARTTLS) },
    daysLeft: limitsSchema({
      unit: 'number',
      worse: 'lower',
      what: 'days until the certificate, or one of its chain, expires (default 30 and 7)',
      minimum: 0,
      maximum: 3650,
    }),
    ca: { type: 'string', minLength: 1, maxLength: 1000, description: 'file of certificates to trust' },
  },
} as const

interface CertificateConfig {
  target: string
  serverName?: string
  starttls?: keyof typeof STARTTLS
  ca?: string
}

const daysBetween = (from: number, to: number) => Math.floor((to - from) / DAY_MS)
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 19).concat('Z')

/**
 * Which of a chain can end it: the server's own, and of the others those that are valid now. One that has
 * expired already in a chain that is trusted nevertheless is not needed (an old root that is still sent).
 */
function ending([own, ...others]: readonly Shown[], now: number): Shown[] {
  return own ? [own, ...others.filter(({ toAt }) => toAt > now)] : []
}

/** The verdict over what a server showed. `now` is Unix milliseconds. */
export function judgeCertificate(
  { chain, untrusted, misnamed }: Pick<Handshake, 'chain' | 'untrusted' | 'misnamed'>,
  limits: Limits | null,
  now: number,
): ProbeResult {
  const [own] = chain
  if (!own) return { outcome: 'failed', reason: 'certificate', message: 'the server shows no certificate' }
  const failed = (reason: string, message: string): ProbeResult => ({ outcome: 'failed', reason, message })
  if (!Number.isFinite(own.fromAt) || !Number.isFinite(own.toAt)) {
    return failed('certificate', 'the certificate has no readable dates')
  }
  if (now >= own.toAt) return failed('certificate-expired', `${own.subject} expired at ${dayOf(own.toAt)}`)
  if (now < own.fromAt) {
    return failed('certificate-not-yet-valid', `${own.subject} is valid from ${dayOf(own.fromAt)} on`)
  }
  if (misnamed !== null) return failed('certificate-name', misnamed)
  if (untrusted !== null) {
    // Its own dates are good: another one of the chain has ended.
    const reason = untrusted === 'CERT_HAS_EXPIRED' ? 'certificate-expired' : 'certificate-untrusted'
    return failed(reason, `${own.subject} by ${own.issuer}: ${untrusted}`)
  }
  const readings = ending(chain, now).map(({ subject, toAt }) => ({
    text: `${subject}, until ${dayOf(toAt)}: days left`,
    value: daysBetween(now, toAt),
    limits,
    worse: 'lower' as const,
    reason: 'certificate-expires',
  }))
  return judgeReadings(readings)
}

function valuesOf({ chain, untrusted, fingerprint, socket }: Handshake, now: number) {
  const values: Record<string, number | string> = { chain_length: chain.length, trusted: untrusted ?? 'yes' }
  const [own] = chain
  values.protocol = socket.getProtocol() ?? ''
  if (!own || !Number.isFinite(own.toAt)) return values
  const ends = ending(chain, now).map(({ toAt }) => toAt)
  return {
    ...values,
    days_left: daysBetween(now, own.toAt),
    chain_days_left: daysBetween(now, Math.min(...ends.filter(Number.isFinite))),
    not_after: dayOf(own.toAt),
    subject: own.subject,
    issuer: own.issuer,
    fingerprint,
  }
}

function prepare(raw: Record<string, unknown>): Probe {
  const { target: written, serverName, starttls, ca: file } = raw as unknown as CertificateConfig
  const target = splitHostPort(written)
  if (!target) throw new Error('target must be host:port or [v6]:port')
  const limits = limitsOf(raw.daysLeft ?? DEFAULT_DAYS, 'lower')
  return async (context: ProbeContext) => {
    const values: Record<string, number | string> = {}
    let socket: Socket | undefined
    try {
      const ca = await readAuthorities(file)
      socket = await openTcp(target, context, values)
      if (starttls !== undefined) {
        const lines = linesOf(socket)
        await STARTTLS[starttls](lines)
        lines.release()
      }
      const shown = await secure(socket, { name: serverName ?? target.host, ca }, context, values)
      const now = context.clock.now()
      return { ...judgeCertificate(shown, limits, now), values: { ...values, ...valuesOf(shown, now) } }
    } catch (error) {
      return tlsFailureOf(error, context.signal, values)
    } finally {
      socket?.destroy()
    }
  }
}

/** A server's certificate is valid, trusted, for its name, and stays so for a while. */
export const certificate: CheckType = {
  name: 'certificate',
  description: {
    ja: 'サーバー証明書が有効で、期限が近くないこと',
    en: 'a server certificate is valid and does not expire soon',
  },
  schema,
  targetKey: 'target',
  responseValue: 'tls_ms',
  runs: 'network',
  prepare,
}
