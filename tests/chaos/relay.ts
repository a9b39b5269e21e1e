/** Passes bytes between two sides of a TCP connection, and lets a scenario stop them where it wants. */
import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import type { Stage } from './stage.ts'

/** `cut` closes both sides without passing the bytes on. */
type Cut = undefined | 'cut' | Promise<undefined | 'cut'>

export interface Relay {
  port: number
  /** Called with each piece before it is passed on; pieces of one direction follow each other. */
  up?: (bytes: Buffer, connection: Socket) => Cut
  down?: (bytes: Buffer, connection: Socket) => Cut
}

export async function openRelay(stage: Stage, target: NetConnectOpts): Promise<Relay> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target)
    const both = [near, far]
    const end = () => both.forEach((socket) => void socket.destroy())
    for (const socket of both) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', end).on('close', () => {
        open.delete(socket)
        end()
      })
    }
    async function pass(from: Socket, to: Socket, way: 'up' | 'down'): Promise<void> {
      for await (const bytes of from) {
        if ((await relay[way]?.(bytes as Buffer, near)) === 'cut') return end()
        if (!to.write(bytes as Buffer)) await once(to, 'drain')
      }
      to.end()
    }
    pass(near, far, 'up').catch(end)
    pass(far, near, 'down').catch(end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const relay: Relay = { port: address !== null && typeof address === 'object' ? address.port : 0 }
  stage.undo('a relay', async () => {
    for (const socket of open) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return relay
}

/**
 * The answer to a mail's last line as it comes down an SMTP connection: `before` may cut it off, `after` is told when
 * it has been passed on.
 */
export function atMailAnswer(relay: Relay, act: { before?(): Cut; after?(): void }): void {
  const waiting = new WeakSet<Socket>()
  const tails = new WeakMap<Socket, string>()
  relay.up = (bytes, connection) => {
    const tail = (tails.get(connection) ?? '') + bytes.toString('latin1')
    if (tail.endsWith('\r\n.\r\n')) waiting.add(connection)
    tails.set(connection, tail.slice(-5))
    return undefined
  }
  relay.down = (bytes, connection) => {
    if (!waiting.has(connection) || !bytes.toString('latin1').startsWith('250')) return undefined
    waiting.delete(connection)
    if (act.after) setImmediate(act.after)
    return act.before?.()
  }
}
