/** One table of routes, each behind its guard; everything else is refused. */
import { setImmediate } from 'node:timers/promises'
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { makeOwnership } from '../ingest/ownership.ts'
import { makeRecent } from '../ingest/recent.ts'
import { makeAttempts } from '../operators/attempts.ts'
import { matchesEtag } from './agent/assignments.ts'
import { makeDirect } from './agent/direct.ts'
import { makeHandIn } from './agent/hand-in.ts'
import { agentRoutes } from './agent/routes.ts'
import { makeRuns } from './agent/runs.ts'
import { accountRoutes } from './api/account.ts'
import { agentApiRoutes } from './api/agents.ts'
import { availabilityRoutes } from './api/availability.ts'
import { checkRoutes } from './api/checks.ts'
import { clockRoutes } from './api/clocks.ts'
import { entranceRoutes } from './api/entrance.ts'
import { eventStreams } from './api/events.ts'
import { guidelineRoutes } from './api/guideline.ts'
import { healthRoutes } from './api/health.ts'
import { incidentRoutes } from './api/incidents.ts'
import { listRoutes } from './api/lists.ts'
import { monitoredRoutes } from './api/monitored.ts'
import { peopleRoutes } from './api/people.ts'
import { phaseRoutes } from './api/phases.ts'
import { proposalRoutes } from './api/proposals.ts'
import { reportRoutes } from './api/reports.ts'
import { resultRoutes } from './api/results.ts'
import { retentionRoutes } from './api/retention.ts'
import { tokenRoutes } from './api/tokens.ts'
import type { Context } from './context.ts'
import type { HttpDeps } from './deps.ts'
import { fail, notFound } from './failing.ts'
import { makeGuard } from './guard.ts'
import { headersFor } from './headers.ts'
import { makeInFlight } from './in-flight.ts'
import { type Listener, makeListener } from './listener.ts'
import { makeMeasuredMonths } from './measured.ts'
import { openApi } from './openapi.ts'
import { makePasswords } from './passwords.ts'
import { HttpProblem } from './problem.ts'
import { makeRefusals } from './refusals.ts'
import { type Asking, type Route, route, routerPath } from './route.ts'
import { makeBodyParser } from './text-parser.ts'
import { refuseUnread } from './unread.ts'
import { loadWeb, type Web } from './web.ts'

const BODY_BYTES = 65_536
/** Attempts in five minutes. */
const ATTEMPTS = { address: 20, name: 10 }

export interface App {
  app: FastifyInstance
  /** Shows a renewed certificate from now on. */
  renew: Listener['renew']
  /** Ends the streams and answers what is held, so that the server can close. */
  endStreams(): void
  /** Writes what is still only counted. */
  settle(): Promise<void>
}

/** Everything but the port. */
export function makeApp(deps: HttpDeps): App {
  const { clock, log } = deps
  const refusals = makeRefusals({ store: deps.store, clock, log, uuid: deps.random.uuid })
  const ownership = makeOwnership(deps.revision, (revision) => deps.store.revisionOf({ revision }))
  const recent = makeRecent(deps.startedAt)
  const runs = makeRuns({
    ...{ store: deps.store, clock, log, several: deps.settings.postgres !== null },
    onTaken: () => deps.events.changed(['checks']),
  })
  const context: Context = {
    ...deps,
    guard: makeGuard(deps, refusals),
    ...{ ownership, recent, runs, handIn: makeHandIn({ ...deps, ownership, recent, runs }) },
    attempts: makeAttempts(ATTEMPTS, clock.monotonic),
    passwords: makePasswords(deps.random.token),
    measured: makeMeasuredMonths({
      ...{ store: deps.store, clock, log },
      pause: () => setImmediate(),
      onKnown: () => deps.events.changed(['services']),
    }),
  }
  deps.events.subscribe((topics) => topics.includes('proposals') && context.measured.forget())
  const streams = eventStreams(context)
  const endStreams = () => {
    streams.stop()
    context.runs.stop()
  }
  const routes = withDocument(
    [
      ...healthRoutes(context),
      ...entranceRoutes(context),
      ...accountRoutes(context),
      ...peopleRoutes(context),
      ...tokenRoutes(context),
      ...monitoredRoutes(context),
      ...checkRoutes(context),
      ...guidelineRoutes(context),
      ...availabilityRoutes(context),
      ...clockRoutes(context),
      ...reportRoutes(context),
      ...resultRoutes(context),
      ...agentApiRoutes(context),
      ...incidentRoutes(context),
      ...phaseRoutes(context),
      ...proposalRoutes(context),
      ...retentionRoutes(context),
      ...listRoutes(context),
      ...streams.routes,
      ...agentRoutes(context),
    ],
    deps.version,
  )
  const listener = makeListener(deps.settings.tls ?? null)
  const app = build(context, routes, loadWeb(), listener)
  return { app, renew: listener.renew, endStreams, settle: refusals.stop }
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

function build(context: Context, routes: Route[], web: Web, listener: Listener): FastifyInstance {
  const { log } = context
  const reserve = makeInFlight()
  const direct = makeDirect(context, reserve, () => parser)
  const app = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    serverFactory: (handler) => listener.serve(direct.before(handler)),
    clientErrorHandler: refuseUnread,
    // A body that names `__proto__` or `constructor.prototype` is refused.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => fail(log, error, request, reply),
  })
  const parser = makeBodyParser(app)
  app.removeContentTypeParser('text/plain')
  app.addHook('preClose', async () => direct.end())
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersFor(request.socket))
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
  app.setErrorHandler((error: FastifyError, request, reply) => fail(log, error, request, reply))
  app.setNotFoundHandler((request, reply) => fail(log, notFound(routes, web, request), request, reply))
  for (const row of routes)
    if (row.asText)
      app.register(async (inner) => {
        inner.addContentTypeParser('application/json', { parseAs: 'buffer' }, parser.parse)
        register(inner, row, context, reserve)
      })
    else register(app, row, context, reserve)
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
    /** The body's JSON text, on routes that ask for it. */
    text?: string
  }
}

function register(
  app: FastifyInstance,
  row: Route,
  context: Context,
  reserve: ReturnType<typeof makeInFlight>,
): void {
  const bodyLimit = row.bodyLimit ?? BODY_BYTES
  /**
   * A body may take 30 s to come: whoever held one back would act by rights that were taken away meanwhile. An
   * agent's batches are its own whenever they were measured.
   */
  async function stillAsking({ access, method }: Route, request: FastifyRequest, before: Asking) {
    if (method === 'GET' || access === 'agent') return before
    return { ...(await context.guard.admit(access, request)), receivedAt: before.receivedAt }
  }
  app.route({
    method: row.method,
    url: routerPath(row.path),
    config: { label: row.path },
    exposeHeadRoute: row.method === 'GET' && row.stream !== true,
    bodyLimit,
    async onRequest(request, reply) {
      request.asking = await context.guard.admit(row.access, request)
      const sender = request.asking.agent?.id ?? request.socket.remoteAddress ?? ''
      if (row.body) reserve(sender, request.headers['content-length'], reply.raw, bodyLimit)
    },
    async handler(request, reply) {
      const { params, query, body, asking: before } = request
      if (!before) throw new HttpProblem('internal')
      const asking = await stillAsking(row, request, before)
      reply.code(row.answer.status)
      const answer = await row.run({ params, query, body, asking, request, reply })
      if (row.stream) return reply
      return reply.send(answer)
    },
  })
}
