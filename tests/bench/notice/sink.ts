/** A mail server that keeps when it said 250 and to whom, and nothing else: what it costs is not the collector's. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface Sink {
  port: number
  /** Unix ms of each 250 after DATA, with the recipient and the subject as it stands in the header. */
  accepted: { at: number; to: string; subject: string }[]
  /** Resolves when `count` mails were accepted. */
  until(count: number): Promise<void>
  close(): void
}

const REPLIES: Partial<Record<string, string>> = {
  EHLO: '250-sink\r\n250 PIPELINING\r\n',
  DATA: '354 go on\r\n',
  QUIT: '221 bye\r\n',
}

/** Speaks as much of SMTP (RFC 5321) as a relay on the same host would be asked for. */
export async function openSink(clock: () => number): Promise<Sink> {
  const accepted: Sink['accepted'] = []
  const waiting = new Set<() => void>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setNoDelay(true)
    let rest = ''
    let to = ''
    let reading = false
    socket.write('220 sink ESMTP\r\n')
    const take = () => {
      for (;;) {
        const mark = reading ? '\r\n.\r\n' : '\r\n'
        const end = rest.indexOf(mark)
        if (end < 0) return
        const part = rest.slice(0, end)
        rest = rest.slice(end + mark.length)
        if (reading) {
          reading = false
          socket.write('250 taken\r\n')
          accepted.push({ at: clock(), to, subject: /^subject: (.*)$/im.exec(part)?.[1] ?? '' })
          for (const look of [...waiting]) look()
        } else answer(part)
      }
    }
    const answer = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      reading = verb === 'DATA'
      socket.write(REPLIES[verb] ?? '250 ok\r\n')
    }
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1')
      take()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    accepted,
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (accepted.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
