/** One HTTP exchange on a new connection, with the time that each step took. */
import type { ClientRequest, IncomingHttpHeaders, RequestOptions } from 'node:http'
import { isIP, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { http } from '../http.ts'
import { nameServerSilent } from './failure.ts'
import type { ProbeContext } from './types.ts'

const DEFAULT_MAX_BODY = 1_048_576
const DAY_MS = 86_400_000

/** The check type's own keys; see the schema in `http.ts`. */
export interface HttpConfig {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  host?: string
  sni?: string
  expect?: {
    status?: Status | Status[]
    headers?: Record<string, string>
    body?: string
    json?: { path: string; equals: string | number | boolean | null }
    certificateDaysLeft?: number
  }
  redirects?: number
  redirectToHttp?: boolean
  slowerThan?: string
  maxBody?: number
  insecure?: boolean
  ca?: string
}
type Status = number | string

export type Values = Record<string, number | string>

export interface Hop {
  url: URL
  method: string
  /** Whether this is still the origin that was configured: only it gets the configured headers, body, Host and SNI. */
  first: boolean
}

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** The body went on beyond `maxBody`. */
  cut: boolean
}

/** The configured body goes to the configured place by the configured method, nowhere else. */
function bodyOf({ method, first }: Hop, config: HttpConfig): string | undefined {
  return first && method === (config.method ?? 'GET') ? config.body : undefined
}

function optionsOf(hop: Hop, config: HttpConfig, signal: AbortSignal): RequestOptions {
  const { url, method, first } = hop
  const body = bodyOf(hop, config)
  const headers: Record<string, string> = { 'user-agent': 'kijun-agent', ...(first ? config.headers : {}) }
  if (first && config.host !== undefined) headers.host = config.host
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  return {
    agent: false,
    method,
    hostname,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers,
    signal,
  }
}

/** Times go into `values` as they become known, so that a failure shows how far it came. */
export async function request(
  hop: Hop,
  config: HttpConfig,
  ca: Buffer | undefined,
  { signal, clock }: ProbeContext,
  values: Values,
): Promise<HttpAnswer> {
  for (const name of ['dns_ms', 'connect_ms', 'tls_ms', 'first_byte_ms']) delete values[name]
  const options = optionsOf(hop, config, signal)
  const secure = hop.url.protocol === 'https:'
  const https = secure ? await import('node:https') : null
  const maxBody = config.maxBody ?? DEFAULT_MAX_BODY
  return new Promise((resolve, reject) => {
    const start = clock.monotonic()
    const outgoing: ClientRequest = https
      ? https.request({
          ...options,
          ...(hop.first && config.sni !== undefined ? { servername: config.sni } : {}),
          ...(ca ? { ca } : {}),
          rejectUnauthorized: config.insecure !== true,
        })
      : http.request(options)
    outgoing.on('socket', (socket) => time(socket, start))
    outgoing.on('error', (error) => {
      const unnamed =
        values.dns_ms === undefined && values.connect_ms === undefined && !isIP(String(options.hostname))
      reject(signal.aborted && unnamed ? nameServerSilent() : error)
    })
    outgoing.on('response', (incoming) => {
      values.first_byte_ms = clock.monotonic() - start
      const chunks: Buffer[] = []
      let bytes = 0
      const done = (cut: boolean) => {
        const body = Buffer.concat(chunks).subarray(0, maxBody)
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body, cut })
      }
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= maxBody) return
        done(true)
        outgoing.destroy()
      })
      incoming.on('end', () => done(false))
      incoming.on('error', reject)
      incoming.on('close', () => {
        if (!incoming.complete)
          reject(Object.assign(new Error('the answer ended half way'), { code: 'ECONNRESET' }))
      })
    })
    outgoing.end(bodyOf(hop, config))
  })

  function time(socket: Socket, start: number): void {
    let last = start
    const step = (name: string) => () => {
      const now = clock.monotonic()
      values[name] = now - last
      last = now
    }
    socket.once('lookup', step('dns_ms'))
    socket.once('connect', step('connect_ms'))
    socket.once('secureConnect', () => {
      step('tls_ms')()
      const expires = Date.parse((socket as TLSSocket).getPeerCertificate().valid_to)
      if (Number.isFinite(expires))
        values.certificate_days_left = Math.floor((expires - clock.now()) / DAY_MS)
    })
  }
}
