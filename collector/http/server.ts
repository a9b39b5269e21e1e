/** The HTTP side on its port. */
import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeApp } from './app.ts'
import type { HttpDeps } from './deps.ts'
import { makeListener } from './listener.ts'

export type { HttpDeps } from './deps.ts'

export interface HttpServer {
  /** Where a program of this host reaches it, e.g. `http://127.0.0.1:8420`. */
  url: string
  port: number
  /**
   * Where agents that the collector runs itself reach it: with TLS a port of loopback only, since no certificate
   * stands for 127.0.0.1, and nothing there but what agents ask.
   */
  agentsUrl: string
  /** Takes a renewed certificate; who is connected stays so. */
  renew(tls: NonNullable<HttpDeps['settings']['tls']>): void
  /** Answers what was begun (at most 3 s), ends the streams, closes the port. */
  stop(): Promise<void>
}

const STOP_MS = 3_000

/** Listens on `settings.listen` (port 0: any free one). Rejects with the system's error, e.g. `EADDRINUSE`. */
export async function startHttp(deps: HttpDeps): Promise<HttpServer> {
  const { listen, tls } = deps.settings
  const { app, renew, endStreams, settle } = makeApp(deps)
  await app.listen({ host: listen.host, port: listen.port })
  const { port } = app.server.address() as AddressInfo
  const url = `${tls ? 'https' : 'http'}://${reachable(listen.host)}:${port}`
  const own = tls ? await listenForAgents(app.routing) : null
  const servers = [app.server, ...(own ? [own] : [])]
  return {
    url,
    port,
    agentsUrl: own ? `http://127.0.0.1:${(own.address() as AddressInfo).port}` : url,
    renew,
    async stop() {
      endStreams()
      const cancel = deps.clock.after(STOP_MS, () => {
        for (const server of servers) server.closeAllConnections()
      })
      const ended = own ? new Promise((resolve) => own.close(resolve)) : null
      await app.close()
      await ended
      cancel()
      await settle()
    },
  }
}

/** Plain HTTP for this host's own agents; whatever else is asked there does not exist. */
async function listenForAgents(handler: RequestListener): Promise<Server> {
  const server = makeListener(null).serve((request, response) => {
    if (request.url?.startsWith('/agent/v1/')) handler(request, response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** A name of this host for the address that is listened on. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
