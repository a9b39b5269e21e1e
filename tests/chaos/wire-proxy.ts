/**
 * Between agents and a collector: writes what each sends and what each is answered into the books, and stops at
 * four points of an exchange, where a scenario may kill somebody or lose what is under way.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, request as secureRequest } from 'node:https'
import { connect, createServer as createFront, type Socket } from 'node:net'
import type { BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'
import type { Books } from './books.ts'

export interface Exchange {
  /** Counts the batches that came, from 1. */
  n: number
  /** Its id. */
  agentId: string
  frame: BatchFrame
}

/** Each may return `cut`: the agent's connection is closed without (more of) an answer. */
export interface Points {
  /** The batch is whole here, and the collector has seen nothing of it. */
  arrived?(exchange: Exchange): Cut
  /** The batch has been handed to the collector, which has not answered yet. */
  handed?(exchange: Exchange): Cut
  /** The collector has answered; the agent has seen nothing of it. */
  answered?(exchange: Exchange, status: number): Cut
  /** The agent has been given the answer. */
  given?(exchange: Exchange): void
}
type Cut = undefined | 'cut' | Promise<undefined | 'cut'>

export interface WireProxy {
  port: number
  /** Port of the collector that the next requests go to. */
  target: number
  points: Points
  /** Batches that came so far. */
  batches: number
  /** Statuses of the answers to batches, with how often. */
  statuses: Map<number, number>
  /** Ids of agents by their tokens. */
  ids: Map<string, string>
  /** Passes connections on as they are, unread: whoever connects meets the collector itself. */
  blind: boolean
  close(): Promise<void>
}

/** Longer than any scenario. */
const IDLE_MS = 600_000

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

export interface WireProxyOptions {
  /** Address that it listens on; loopback by default. */
  host?: string
  /** PEM texts: TLS on both sides, with this certificate on its own, and believing this authority on the other. */
  tls?: { cert: string; key: string; ca: string }
}

export async function openWireProxy(
  target: number,
  books: Books,
  { host = '127.0.0.1', tls }: WireProxyOptions = {},
): Promise<WireProxy> {
  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming)
    const token = (incoming.headers.authorization ?? '').replace(/^Bearer /, '')
    const isBatch = incoming.url === '/agent/v1/batches'
    let exchange: Exchange | null = null
    if (isBatch) {
      proxy.batches += 1
      const frame = JSON.parse(body.toString()) as BatchFrame
      exchange = { n: proxy.batches, agentId: proxy.ids.get(token) ?? token, frame }
      books.noteSent(exchange.agentId, frame)
      if ((await proxy.points.arrived?.(exchange)) === 'cut') return cut(outgoing)
    }
    const { method, url: path, headers } = incoming
    const to = { host: '127.0.0.1', port: proxy.target, method, path, headers }
    const onward = tls ? secureRequest({ ...to, ca: tls.ca, agent: false }) : request(to)
    outgoing.on('close', () => onward.destroy())
    const answering = once(onward, 'response') as Promise<[IncomingMessage]>
    // Rejected before it is waited for where the collector goes while the batch is handed over.
    answering.catch(() => undefined)
    onward.end(body)
    if (exchange) {
      await Promise.race([once(onward, 'finish'), answering])
      if ((await proxy.points.handed?.(exchange)) === 'cut') return cut(outgoing)
    }
    const [answer] = await answering
    const text = await bodyOf(answer)
    const status = answer.statusCode ?? 502
    if (exchange) {
      proxy.statuses.set(status, (proxy.statuses.get(status) ?? 0) + 1)
      if (status === 200)
        books.noteAnswer(exchange.agentId, exchange.frame, JSON.parse(text.toString()) as BatchAnswer)
      if ((await proxy.points.answered?.(exchange, status)) === 'cut') return cut(outgoing)
    }
    // What holds for the collector's connection is not said of ours: an agent would trust its longer time.
    const { connection: _, 'keep-alive': __, ...rest } = answer.headers
    outgoing.writeHead(status, rest).end(text)
    if (exchange) proxy.points.given?.(exchange)
  }
  const cut = (outgoing: ServerResponse) => void outgoing.destroy()

  const take = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // Either side may go at any moment: then there is no answer.
    pass(incoming, outgoing).catch(() => cut(outgoing))
  }
  const server = tls ? createSecureServer(tls, take) : createServer(take)
  // An idle connection that is closed while its next request is on the way is a fault that nobody asked for.
  server.keepAliveTimeout = IDLE_MS
  if (tls) server.on('tlsClientError', () => undefined)
  const open = new Set<Socket>()
  const front = createFront((near) => {
    open.add(near)
    near.on('error', () => undefined).on('close', () => open.delete(near))
    if (!proxy.blind) return void server.emit('connection', near)
    const far = connect(proxy.target, '127.0.0.1')
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    near.pipe(far).pipe(near)
  })
  front.listen(0, host)
  await once(front, 'listening')
  const address = front.address()
  const proxy: WireProxy = {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    target,
    points: {},
    batches: 0,
    statuses: new Map(),
    ids: new Map(),
    blind: false,
    async close() {
      for (const socket of open) socket.destroy()
      front.close()
      await once(front, 'close')
    },
  }
  return proxy
}
