import type { ProbeResult } from './types.ts'

/** What the system's error codes mean: the target's failures, and those that are this host's own. */
const FAILED: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'name-not-found',
  EPROTO: 'protocol',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
}
const UNKNOWN: Record<string, string> = {
  EMFILE: 'no-file-handle',
  ENFILE: 'no-file-handle',
  ENOMEM: 'no-memory',
  ENOBUFS: 'no-memory',
  EADDRNOTAVAIL: 'no-local-port',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EAI_AGAIN: 'name-server-silent',
}

/** What to throw where a time-out came before the name was resolved: it says nothing about the target. */
export function nameServerSilent(): Error {
  return Object.assign(new Error('the name server did not answer in time'), { code: 'EAI_AGAIN' })
}

/**
 * The result of a network error. A time-out is the target's failure; what this host could not do
 * (no file handle, not permitted, its name server silent) is unknown, never the target's.
 * Errors that are neither are thrown on: the runner calls them `probe-threw`.
 */
export function failureOf(
  error: unknown,
  signal: AbortSignal,
  values: Record<string, number | string>,
): ProbeResult {
  // Several addresses were tried: the first error stands for all.
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (signal.aborted && code !== 'EAI_AGAIN') {
    return { outcome: 'failed', reason: 'timeout', message: 'no answer in time', values }
  }
  if (!(cause instanceof Error)) throw error
  const message = cause.message
  const failed = FAILED[code]
  if (failed) return { outcome: 'failed', reason: failed, message, values }
  const unknown = UNKNOWN[code]
  if (unknown) return { outcome: 'unknown', reason: unknown, message, values }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME)/.test(code)) {
    return { outcome: 'failed', reason: 'certificate', message, values }
  }
  if (/^HPE_/.test(code)) return { outcome: 'failed', reason: 'protocol', message, values }
  throw error
}
