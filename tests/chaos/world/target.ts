/** A service that is monitored: it counts everyone who connects, which is the truth that results are held against. */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { openBooks } from '../books.ts'
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
  /** Writes another fault into the generator's books, before it is done. */
  note(what: string): void
}

/** Listens at once, on one port for its whole life. Its stops are in the books before they are done. */
export async function openTarget(stage: Stage, host = '127.0.0.1', service = 'shop'): Promise<Target> {
  const books = openBooks(join(stage.directory, `books-${service}.jsonl`))
  stage.undo('the books', books.close)
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
      books.note({ act: 'started', service })
      const last = target.stops.at(-1)
      if (last) last.toAt = Date.now()
      await listen()
    },
    async stop() {
      books.note({ act: 'stopped', service })
      target.stops.push({ fromAt: Date.now(), toAt: Number.POSITIVE_INFINITY })
      await close()
    },
    note: (what) => books.note({ act: 'fault', what }),
  }
  await listen()
  stage.undo('the service', close)
  return target
}
