/** A service that is monitored: it counts everyone who connects, which is the truth that results are held against. */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { type Books, openBooks } from '../books.ts'
import type { Stage } from '../stage.ts'

export interface Target {
  port: number
  /** Monotonic and wall time of each connection that it took. */
  taken: { mono: number; at: number }[]
  /** When it stopped, and when it answered again (Unix ms of this process, whose clock nobody steps). */
  stops: { fromAt: number; toAt: number }[]
  start(): Promise<void>
  /** Refuses from now on. */
  stop(): Promise<void>
}

/** The generator's books of a scenario. */
export function openBooksOf(stage: Stage): Books {
  const books = openBooks(join(stage.directory, 'books.jsonl'), stage.replay)
  stage.undo('the books', books.close)
  return books
}

/** Listens at once, on one port for its whole life. Its stops are in the books before they are done. */
export async function openTarget(
  stage: Stage,
  books: Books,
  a: { host?: string; service?: string; checks?: string[] } = {},
): Promise<Target> {
  const { host = '127.0.0.1', service = 'shop', checks = ['shop/of-host-a/alive'] } = a
  books.watched(service, checks)
  let server: Server | null = null
  const open = new Set<Socket>()

  async function listen(): Promise<void> {
    server = createServer((socket) => {
      target.taken.push({ mono: performance.now(), at: Date.now() })
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
      socket.end()
    }).listen(target.port, host)
    await once(server, 'listening')
    const address = server.address()
    if (address !== null && typeof address === 'object') target.port = address.port
  }

  async function close(): Promise<void> {
    const closing = server
    server = null
    if (!closing) return
    closing.close()
    for (const socket of open) socket.destroy()
    await once(closing, 'close')
  }

  const target: Target = {
    port: 0,
    taken: [],
    stops: [],
    async start() {
      await listen()
      books.started(service)
      const last = target.stops.at(-1)
      if (last) last.toAt = Date.now()
    },
    async stop() {
      books.stopped(service)
      target.stops.push({ fromAt: Date.now(), toAt: Number.POSITIVE_INFINITY })
      await close()
    },
  }
  await listen()
  stage.undo('the service', close)
  return target
}
