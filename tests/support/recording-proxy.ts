/**
 * A proxy between agents and the collector that keeps its own books: which items of which epoch were
 * acknowledged by an answer that left the collector whole. It can lose answers on their way back.
 */

import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'

export interface RecordingProxy {
  port: number
  /** `epoch/seq` of every acknowledged item. */
  acknowledged: Set<string>
  /** Answers lost on purpose so far. */
  lost: number
  /** Resolves when so many items more are acknowledged. */
  more(count: number): Promise<void>
  close(): Promise<void>
}

/** `loses(n)` says whether the n-th answer to a batch is lost after the collector gave it. */
export async function openRecordingProxy(
  target: number,
  loses: (n: number) => boolean,
): Promise<RecordingProxy> {
  const acknowledged = new Set<string>()
  const waiting = new Set<() => void>()
  let answers = 0

  const server: Server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts)
      const onward = request(
        {
          host: '127.0.0.1',
          port: target,
          method: incoming.method,
          path: incoming.url,
          headers: incoming.headers,
        },
        (answer) => {
          const back: Buffer[] = []
          answer.on('data', (part: Buffer) => back.push(part))
          answer.on('error', () => outgoing.destroy())
          answer.on('end', () => {
            if (!answer.complete) return outgoing.destroy()
            const text = Buffer.concat(back)
            if (incoming.url === '/agent/v1/batches' && answer.statusCode === 200) {
              record(JSON.parse(body.toString()) as BatchFrame, JSON.parse(text.toString()) as BatchAnswer)
              answers += 1
              if (loses(answers)) {
                proxy.lost += 1
                return outgoing.destroy()
              }
            }
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(text)
          })
        },
      )
      onward.on('error', () => outgoing.destroy())
      onward.end(body)
    })
  })

  function record(frame: BatchFrame, answer: BatchAnswer) {
    for (const [from, to] of answer.accepted)
      for (let seq = from; seq <= to; seq += 1) acknowledged.add(`${frame.epoch}/${seq}`)
    for (const look of [...waiting]) look()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const proxy: RecordingProxy = {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    acknowledged,
    lost: 0,
    more(count) {
      const goal = acknowledged.size + count
      return new Promise((resolve) => {
        const look = () => {
          if (acknowledged.size < goal) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
