/**
 * The short way of a batch: an agent that is known, a body of told length, no coding. Everything else, and all that is
 * wrong before the body is read, goes the way of the routes, which says why.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { LIMITS } from '../../../rules/wire/limits.ts'
import type { Context } from '../context.ts'
import { failed, PROBLEM_TYPE } from '../failing.ts'
import { headersFor } from '../headers.ts'
import type { makeInFlight } from '../in-flight.ts'
import { HttpProblem } from '../problem.ts'
import type { BodyParser } from '../text-parser.ts'

const PATH = '/agent/v1/batches'
const JSON_TYPE = 'application/json; charset=utf-8'

export interface Direct {
  /** The listener that goes before the routes. */
  before(routes: RequestListener): RequestListener
  /** From now on nothing new goes this way, and who is answered is asked to go. */
  end(): void
}

export function makeDirect(
  context: Pick<Context, 'clock' | 'log' | 'metrics' | 'guard' | 'handIn'>,
  reserve: ReturnType<typeof makeInFlight>,
  parser: () => BodyParser,
): Direct {
  const { clock, log, metrics, guard, handIn } = context
  let ending = false

  function answer(request: IncomingMessage, response: ServerResponse, status: number, a: Answer): void {
    metrics.count('kijun_http_requests_total', { route: PATH, status: `${Math.floor(status / 100)}xx` })
    metrics.count('kijun_ingest_batches_total', { status: String(status) })
    // Whoever has gone is told nothing, and sends it again.
    if (response.destroyed) return
    if (ending) response.setHeader('connection', 'close')
    const own = { 'content-type': a.type, 'content-length': Buffer.byteLength(a.body), ...a.headers }
    response.writeHead(status, { ...headersFor(request.socket), ...own })
    response.end(a.body)
  }

  async function take(
    request: IncomingMessage,
    response: ServerResponse,
    agent: { id: string; name: string },
    receivedAt: number,
    body: Buffer,
  ): Promise<void> {
    try {
      const answered = await handIn.batch(agent, receivedAt, parser().read(body))
      answer(request, response, 200, { type: JSON_TYPE, body: JSON.stringify(answered) })
    } catch (error) {
      const problem = failed(log, error, PATH)
      const { status, headers } = problem
      answer(request, response, status, { type: PROBLEM_TYPE, headers, body: JSON.stringify(problem.body()) })
    }
  }

  /** Whether room was made for the body. */
  function reserved(id: string, length: string, response: ServerResponse): boolean {
    try {
      reserve(id, length, response, LIMITS.bodyBytes)
      return true
    } catch (error) {
      if (error instanceof HttpProblem) return false
      throw error
    }
  }

  const before = (routes: RequestListener) => (request: IncomingMessage, response: ServerResponse) => {
    const { headers, method, url } = request
    const length = headers['content-length']
    const ours =
      !ending &&
      method === 'POST' &&
      url === PATH &&
      headers['content-type'] === 'application/json' &&
      headers['content-encoding'] === undefined &&
      length !== undefined &&
      Number(length) <= LIMITS.bodyBytes
    const agent = ours ? guard.agentKnown(headers.authorization) : null
    if (agent === null || length === undefined || !reserved(agent.id, length, response)) {
      routes(request, response)
      return
    }
    const receivedAt = clock.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A sender that goes away half way is its own business: nothing of it was taken.
    request.on('error', () => undefined)
    request.on('end', () => {
      const [first = Buffer.alloc(0)] = chunks
      const body = chunks.length > 1 ? Buffer.concat(chunks) : first
      void take(request, response, agent, receivedAt, body)
    })
  }

  return {
    before,
    end() {
      ending = true
    },
  }
}

interface Answer {
  type: string
  headers?: Record<string, string>
  body: string
}
