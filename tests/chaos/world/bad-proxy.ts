/**
 * A proxy between agents and the collector that does to their requests what bad networks and boxes in the middle do,
 * and writes into the books what was acknowledged by a whole answer of the collector, whether it arrived or not.
 */
import { once } from 'node:events'
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import type { BatchAnswer, BatchFrame } from '../../../rules/wire/v1.ts'
import type { Books } from '../books.ts'

export const FATES = [
  'pass',
  'delay',
  'replay',
  'replay-at-once',
  'late',
  'cut-request',
  'lose-answer',
  'cut-answer',
  'garbage',
  'not-http',
  'wrong-json',
  'busy',
  'stall',
] as const
export type Fate = (typeof FATES)[number]

export interface BadProxy {
  port: number
  /** Batches by what was done to them. */
  done: Map<Fate, number>
  /** Requests delivered after the agent had given them up are under way. */
  pending(): number
  close(): Promise<void>
}

interface Whole {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: Buffer
}

/** `fate` says what becomes of the next batch; everything else passes. `later` is in [0, 1). */
export async function openBadProxy(
  { target, agentId, books }: { target: number; agentId: string; books: Books },
  fate: () => Fate,
  later: () => number,
): Promise<BadProxy> {
  const done = new Map<Fate, number>()
  const timers = new Set<NodeJS.Timeout>()
  let pending = 0

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        resolve()
      }, ms)
      timers.add(timer)
    })

  function begin(incoming: IncomingMessage): ClientRequest {
    const { method, url, headers } = incoming
    return request({ host: '127.0.0.1', port: target, method, path: url, headers })
  }

  /** The collector's whole answer, or null where there was none. */
  function ask(incoming: IncomingMessage, body: Buffer): Promise<Whole | null> {
    return new Promise((resolve) => {
      const onward = begin(incoming)
      onward.on('response', (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', () => resolve(null))
        answer.on('end', () => {
          if (!answer.complete) return resolve(null)
          const whole = {
            status: answer.statusCode ?? 502,
            headers: answer.headers,
            text: Buffer.concat(parts),
          }
          if (incoming.url === '/agent/v1/batches' && whole.status === 200) record(body, whole.text)
          resolve(whole)
        })
      })
      onward.on('error', () => resolve(null))
      onward.end(body)
    })
  }

  function record(body: Buffer, answer: Buffer): void {
    const frame = JSON.parse(body.toString()) as BatchFrame
    books.noteAnswer(agentId, frame, JSON.parse(answer.toString()) as BatchAnswer)
  }

  function give(outgoing: ServerResponse, whole: Whole | null): void {
    if (whole === null) outgoing.destroy()
    else outgoing.writeHead(whole.status, whole.headers).end(whole.text)
  }

  const DEEDS: Record<Fate, (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer) => unknown> =
    {
      pass: async (incoming, outgoing, body) => give(outgoing, await ask(incoming, body)),
      async delay(incoming, outgoing, body) {
        await wait(200 + 1800 * later())
        const whole = await ask(incoming, body)
        await wait(200 + 800 * later())
        give(outgoing, whole)
      },
      async replay(incoming, outgoing, body) {
        await ask(incoming, body)
        give(outgoing, await ask(incoming, body))
      },
      async 'replay-at-once'(incoming, outgoing, body) {
        const [whole] = await Promise.all([ask(incoming, body), ask(incoming, body), ask(incoming, body)])
        give(outgoing, whole)
      },
      /** The agent hears nothing and sends again; the first copy arrives behind younger ones. */
      async late(incoming, outgoing, body) {
        outgoing.destroy()
        pending += 1
        await wait(1000 + 4000 * later())
        await ask(incoming, body)
        pending -= 1
      },
      async 'cut-request'(incoming, outgoing, body) {
        const onward = begin(incoming)
        onward.on('error', () => undefined)
        onward.write(body.subarray(0, Math.floor(body.length * later())))
        await wait(50)
        onward.destroy()
        outgoing.destroy()
      },
      async 'lose-answer'(incoming, outgoing, body) {
        await ask(incoming, body)
        outgoing.destroy()
      },
      async 'cut-answer'(incoming, outgoing, body) {
        const whole = await ask(incoming, body)
        if (whole) {
          outgoing.writeHead(whole.status, { ...whole.headers, 'content-length': String(whole.text.length) })
          outgoing.write(whole.text.subarray(0, Math.floor(whole.text.length * later())))
          await wait(20)
        }
        outgoing.destroy()
      },
      async garbage(incoming, outgoing, body) {
        await ask(incoming, body)
        outgoing
          .writeHead(200, { 'content-type': 'application/json' })
          .end(Buffer.from('8ff0c3282200', 'hex'))
      },
      async 'not-http'(incoming, outgoing, body) {
        await ask(incoming, body)
        outgoing.socket?.end('220 mail.example ESMTP\r\n\r\n')
      },
      'wrong-json': (_incoming, outgoing) =>
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"wire":1,"accepted":"all"}'),
      busy: (_incoming, outgoing) => outgoing.writeHead(503, { 'retry-after': '2' }).end(),
      /** Taken, delivered, and never answered: the agent's own patience ends it. */
      stall: (incoming, _outgoing, body) => ask(incoming, body),
    }

  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('error', () => undefined)
    outgoing.on('error', () => undefined)
    incoming.on('end', () => {
      const own = incoming.url === '/agent/v1/batches' ? fate() : 'pass'
      const body = Buffer.concat(parts)
      if (incoming.url === '/agent/v1/batches') {
        done.set(own, (done.get(own) ?? 0) + 1)
        books.noteSent(agentId, JSON.parse(body.toString()) as BatchFrame)
      }
      void DEEDS[own](incoming, outgoing, body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    done,
    pending: () => pending,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
