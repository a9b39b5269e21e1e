/** The HTTP side on its port. */
import type { AddressInfo } from 'node:net'
import { makeApp } from './app.ts'
import type { HttpDeps } from './deps.ts'

export type { HttpDeps } from './deps.ts'

export interface HttpServer {
  /** Where a program of this host reaches it, e.g. `http://127.0.0.1:8420`. */
  url: string
  port: number
  /** Answers what was begun (at most 3 s), ends the streams, closes the port. */
  stop(): Promise<void>
}

const STOP_MS = 3_000

/** Listens on `settings.listen` (port 0: any free one). Rejects with the system's error, e.g. `EADDRINUSE`. */
export async function startHttp(deps: HttpDeps): Promise<HttpServer> {
  const { listen } = deps.settings
  const { app, endStreams, settle } = makeApp(deps)
  await app.listen({ host: listen.host, port: listen.port })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://${reachable(listen.host)}:${port}`,
    port,
    async stop() {
      endStreams()
      const cancel = deps.clock.after(STOP_MS, () => app.server.closeAllConnections())
      await app.close()
      cancel()
      await settle()
    },
  }
}

/** A name of this host for the address that is listened on. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
