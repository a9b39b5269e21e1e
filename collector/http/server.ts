import type { HttpDeps } from './deps.ts'

export type { HttpDeps } from './deps.ts'

export interface HttpServer {
  /** Where a program of this host reaches it, e.g. `http://127.0.0.1:8420`. */
  url: string
  port: number
  /** Answers what was begun (at most 3 s), ends the streams, closes the port. */
  stop(): Promise<void>
}

/** Listens on `settings.listen` (port 0: any free one). Rejects with the system's error, e.g. `EADDRINUSE`. */
export async function startHttp(deps: HttpDeps): Promise<HttpServer> {
  throw new Error(`nothing listens on ${deps.settings.listen.host} yet`)
}
