/** The connection to the collector: kept alive, bounded in time and bytes. `node:https`, since fetch costs 25 MB. */
import { readFileSync } from 'node:fs'
import type { Agent, IncomingHttpHeaders } from 'node:http'
import type { Clock } from '../rules/clock.ts'
import { http } from './http.ts'

/** Bytes of an answer; an assignment of 5000 checks stays below it. */
const MAX_ANSWER = 16_777_216
const TIMEOUT_MS = 15_000

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  /** The body as JSON; null where it is none. */
  body: unknown
  /** Monotonic times of the exchange. */
  sentMono: number
  backMono: number
}

export interface Ask {
  method: 'GET' | 'POST'
  /** Path under the collector's address, e.g. `/agent/v1/hello`. */
  path: string
  headers?: Record<string, string>
  /** JSON text. */
  body?: string
  /** How long the whole answer may take, milliseconds; by default 15 s. */
  timeoutMs?: number
}

export interface Client {
  /** Rejects where no whole answer came. */
  ask(ask: Ask): Promise<Answer>
  close(): void
}

export interface ClientOptions {
  collector: URL
  /** Read at each request, so that a rotated token is taken up. */
  token: () => string
  /** File with the certificates to trust beside the system's. */
  ca: string | null
  clock: Clock
}

export async function openClient({ collector, token, ca, clock }: ClientOptions): Promise<Client> {
  const secure = collector.protocol === 'https:'
  // One is mostly held by the question for runs.
  const keep = { keepAlive: true, maxSockets: 3, timeout: TIMEOUT_MS }
  let agent: Agent
  let request: typeof http.request
  if (secure) {
    const https = await import('node:https')
    request = https.request
    agent = new https.Agent({ ...keep, ...(ca ? { ca: readFileSync(ca) } : {}) })
  } else {
    request = http.request
    agent = new http.Agent(keep)
  }
  const base = collector.pathname.replace(/\/$/, '')

  function once({ method, path, headers = {}, body, timeoutMs = TIMEOUT_MS }: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(body)
      const sentMono = clock.monotonic()
      const outgoing = request(
        {
          agent,
          method,
          hostname: collector.hostname.replace(/^\[|\]$/g, ''),
          port: collector.port,
          path: `${base}${path}`,
          headers: {
            authorization: `Bearer ${token()}`,
            accept: 'application/json',
            ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
            ...headers,
          },
        },
        (incoming) => {
          const backMono = clock.monotonic()
          const chunks: Buffer[] = []
          let bytes = 0
          incoming.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            if (bytes > MAX_ANSWER) incoming.destroy(new Error(`an answer of more than ${MAX_ANSWER} bytes`))
            else chunks.push(chunk)
          })
          incoming.on('end', () => {
            if (!incoming.complete) return
            cancel()
            const text = Buffer.concat(chunks).toString('utf8')
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: parse(text),
              sentMono,
              backMono,
            })
          })
          incoming.on('error', fail)
          incoming.on('close', () => fail(new Error('the answer ended half way')))
        },
      )
      const cancel = clock.after(timeoutMs, () => outgoing.destroy(new Error('no answer in time')), true)
      const fail = (error: Error) => {
        cancel()
        reject(Object.assign(error, { reused: outgoing.reusedSocket }))
      }
      outgoing.on('error', fail)
      outgoing.end(payload)
    })
  }

  return {
    async ask(ask) {
      try {
        return await once(ask)
      } catch (error) {
        // The server closed the kept connection while we wrote: once more, on a new one. Nothing of v1 is harmed by it.
        const stale = error instanceof Error && 'reused' in error && error.reused && isReset(error)
        if (!stale) throw error
        return once(ask)
      }
    },
    close: () => agent.destroy(),
  }
}

const isReset = (error: Error) => 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the caller's validator says what was expected.
    return null
  }
}
