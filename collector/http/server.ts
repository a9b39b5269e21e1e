/** The HTTP side: one table of routes, each behind its guard; everything else is refused. */
import type { AddressInfo } from 'node:net'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { makeOwnership } from '../ingest/ownership.ts'
import { makeRecent } from '../ingest/recent.ts'
import { makeAttempts } from '../operators/attempts.ts'
import { StoreError } from '../store/port.ts'
import { matchesEtag } from './agent/assignments.ts'
import { agentRoutes } from './agent/routes.ts'
import { agentApiRoutes } from './api/agents.ts'
import { entranceRoutes } from './api/entrance.ts'
import { eventStreams } from './api/events.ts'
import { healthRoutes } from './api/health.ts'
import { incidentRoutes } from './api/incidents.ts'
import { listRoutes } from './api/lists.ts'
import { monitoredRoutes } from './api/monitored.ts'
import { resultRoutes } from './api/results.ts'
import type { Context } from './context.ts'
import type { HttpDeps } from './deps.ts'
import { makeGuard } from './guard.ts'
import { makeInFlight } from './in-flight.ts'
import { openApi } from './openapi.ts'
import { HttpProblem, type ProblemCode } from './problem.ts'
import { makeRefusals } from './refusals.ts'
import { type Asking, type Route, route, routerPath } from './route.ts'
import { loadWeb, type Web } from './web.ts'

export type { HttpDeps } from './deps.ts'

export interface HttpServer {
  /** Where a program of this host reaches it, e.g. `http://127.0.0.1:8420`. */
  url: string
  port: number
  /** Answers what was begun (at most 3 s), ends the streams, closes the port. */
  stop(): Promise<void>
}

const BODY_BYTES = 65_536
/** A request that has not arrived whole by then is cut. */
const REQUEST_MS = 30_000
const STOP_MS = 3_000
/** Attempts in five minutes. */
const ATTEMPTS = { address: 20, name: 10 }

/** Listens on `settings.listen` (port 0: any free one). Rejects with the system's error, e.g. `EADDRINUSE`. */
export async function startHttp(deps: HttpDeps): Promise<HttpServer> {
  const { clock, log, settings } = deps
  const refusals = makeRefusals({ store: deps.store, clock, log, uuid: deps.random.uuid })
  const context: Context = {
    ...deps,
    guard: makeGuard(deps, refusals),
    ownership: makeOwnership(deps.revision, (revision) => deps.store.revisionOf({ revision })),
    recent: makeRecent(deps.startedAt),
    attempts: makeAttempts(ATTEMPTS, clock.monotonic),
  }
  const streams = eventStreams(context)
  const routes = withDocument(
    [
      ...healthRoutes(context),
      ...entranceRoutes(context),
      ...monitoredRoutes(context),
      ...resultRoutes(context),
      ...agentApiRoutes(context),
      ...incidentRoutes(context),
      ...listRoutes(context),
      ...streams.routes,
      ...agentRoutes(context),
    ],
    deps.version,
  )
  const app = build(context, routes, loadWeb())
  await app.listen({ host: settings.listen.host, port: settings.listen.port })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://${reachable(settings.listen.host)}:${port}`,
    port,
    async stop() {
      streams.stop()
      const cut = clock.after(STOP_MS, () => app.server.closeAllConnections())
      await app.close()
      cut()
      await refusals.stop()
    },
  }
}

/** The document describes itself too. */
function withDocument(routes: Route[], version: string): Route[] {
  const document: Route = route({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'public',
    summary: 'This document',
    answer: { status: 200, type: 'application/json' },
    run: async () => openApi(all, version),
  })
  const all = [...routes, document]
  return all
}

/** A name of this host for the address that is listened on. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function build(context: Context, routes: Route[], web: Web): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    // A body that names `__proto__` or `constructor.prototype` is refused.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => fail(context, error, request, reply),
  })
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    const coding = request.headers['content-encoding']
    if (coding !== undefined && coding !== 'identity')
      throw new HttpProblem('unsupported-media-type', { detail: 'Send the body without a content coding.' })
  })
  app.addHook('onResponse', async (request, reply) => {
    const place = request.routeOptions.config.label ?? 'none'
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    context.metrics.count('kijun_http_requests_total', { route: place, status })
    if (place === '/agent/v1/batches')
      context.metrics.count('kijun_ingest_batches_total', { status: String(reply.statusCode) })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => fail(context, error, request, reply))
  app.setNotFoundHandler((request, reply) => fail(context, notFound(routes, web, request), request, reply))
  const reserve = makeInFlight()
  for (const row of routes) register(app, row, context, reserve)
  for (const file of web.files) {
    app.get(file.path, { config: { label: '/app' } }, async (request, reply) => {
      reply.headers({ etag: file.etag, 'cache-control': 'no-cache', 'content-security-policy': web.policy })
      if (matchesEtag(request.headers['if-none-match'], file.etag)) return reply.code(304).send()
      return reply.type(file.type).send(file.body)
    })
  }
  return app
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's name in the metrics. */
    label?: string
  }
  interface FastifyRequest {
    asking?: Asking
  }
}

function register(
  app: FastifyInstance,
  row: Route,
  context: Context,
  reserve: ReturnType<typeof makeInFlight>,
): void {
  const bodyLimit = row.bodyLimit ?? BODY_BYTES
  app.route({
    method: row.method,
    url: routerPath(row.path),
    config: { label: row.path },
    exposeHeadRoute: row.method === 'GET' && row.stream !== true,
    bodyLimit,
    async onRequest(request, reply) {
      request.asking = await context.guard.admit(row.access, request)
      if (row.body) reserve(request, reply, bodyLimit)
    },
    async handler(request, reply) {
      const { params, query, body, asking } = request
      if (!asking) throw new HttpProblem('internal')
      reply.code(row.answer.status)
      const answer = await row.run({ params, query, body, asking, request, reply })
      if (row.stream) return reply
      return reply.send(answer)
    },
  })
}

function notFound(routes: Route[], web: Web, request: FastifyRequest): HttpProblem {
  const [path = ''] = request.url.split('?', 1)
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  const methods = routes.filter((row) => matches(row.path)).map((row) => row.method)
  if (web.files.some((file) => file.path === path)) methods.push('GET')
  if (methods.length === 0) return new HttpProblem('not-found')
  return new HttpProblem('method-not-allowed', { headers: { allow: methods.join(', ') } })
}

/** What fastify refuses by itself, in our words. */
const BY_FASTIFY: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
}
const BY_STORE: Partial<Record<StoreError['code'], { code: ProblemCode; retryAfter?: string }>> = {
  'disk-full': { code: 'disk-full', retryAfter: '10' },
  unavailable: { code: 'unavailable', retryAfter: '2' },
  'not-found': { code: 'not-found' },
  conflict: { code: 'conflict' },
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof StoreError) {
    const { code, retryAfter } = BY_STORE[error.code] ?? { code: 'internal' as const }
    return new HttpProblem(code, retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } })
  }
  if (error instanceof SyntaxError) return new HttpProblem('malformed-json')
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const known = BY_FASTIFY[code]
  if (known) return new HttpProblem(known)
  return new HttpProblem(statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal')
}

function fail({ log }: Context, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error)
  if (problem.code === 'internal')
    log.error({ err: error, route: request.routeOptions?.url }, 'a request failed')
  else if (problem.status >= 500 && error instanceof StoreError)
    log.warn({ err: error, route: request.routeOptions?.url }, 'a request could not be served')
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body()))
}
