/** The servers below the routes: HTTP, or HTTPS with a certificate that can be renewed while connections stay. */
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { contextOf } from '../config/tls.ts'
import type { Settings } from '../model.ts'

/** A request that has not arrived whole by then is cut, and so is a handshake. */
const REQUEST_MS = 30_000
const HANDSHAKE_MS = 10_000
/** How often that is looked at; Node's own 30 s would let a slow sender stay more than twice as long. */
const LOOK_MS = 5_000
/** An idle connection stays open so long: agents send at least once in this time. */
const KEEP_MS = 72_000

const OPTIONS: ServerOptions = {
  connectionsCheckingInterval: LOOK_MS,
  headersTimeout: REQUEST_MS,
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: KEEP_MS,
}

export interface Listener {
  /** One for each address that is listened on. */
  serve(handler: RequestListener): Server
  /** New handshakes show this certificate; who is connected stays so. Does nothing on plain HTTP. */
  renew(tls: NonNullable<Settings['tls']>): void
}

export function makeListener(tls: NonNullable<Settings['tls']> | null): Listener {
  if (tls === null) return { serve: (handler) => createServer(OPTIONS, handler), renew: () => undefined }
  let context = contextOf(tls)
  const servers = new Set<ReturnType<typeof createSecure>>()
  return {
    serve(handler) {
      const options = { ...OPTIONS, ...context, handshakeTimeout: HANDSHAKE_MS, ALPNProtocols: ['http/1.1'] }
      const server = createSecure(options, handler)
      servers.add(server)
      server.once('close', () => servers.delete(server))
      return server
    },
    renew(next) {
      context = contextOf(next)
      for (const server of servers) server.setSecureContext(context)
    },
  }
}
