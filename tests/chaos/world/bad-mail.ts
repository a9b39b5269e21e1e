/**
 * A mail server on plain sockets that does what mail servers should not: it never greets, refuses for now or for
 * good, answers a byte a second, and cuts before and after it has taken a mail. It keeps what it took.
 */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import PostalMime from 'postal-mime'
import type { MailAnswer } from '../../invariants/history.ts'
import type { Received } from '../../support/mailbox.ts'

export type Manner =
  | 'good'
  /** RCPT 421 and the connection is closed. */
  | '421'
  /** RCPT 450, 550. */
  | '450'
  | '550'
  /** The end of the mail is answered 451. */
  | '451'
  /** The answer to the mail comes a byte a second. */
  | 'byte-a-second'
  /** The connection ends before the mail is taken. */
  | 'cut-before'
  /** The mail is taken, and the connection ends before that is said. */
  | 'cut-after'

export interface BadMail {
  port: number
  /** Everything taken, in order, also where the answer never left. */
  received: Received[]
  /** Every answer to a recipient or to a mail, as the judge knows them. */
  answers: MailAnswer[]
  /** Connections that were never greeted. */
  ungreeted: number
  /** How often each manner was met. */
  met: Map<string, number>
  /** Takes up another certificate. */
  renew(certificate: { cert: string; key: string }): void
  until(count: number): Promise<void>
  close(): Promise<void>
}

export interface BadMailOptions {
  /** What this recipient meets at its n-th attempt, from 1. */
  manner(to: string, attempt: number): Manner
  /** Whether the n-th connection, from 1, is greeted. */
  greets(n: number): boolean
  /** PEM texts: TLS from the first byte. */
  tls?: { cert: string; key: string }
}

/** Distance of bytes of the slow answer, milliseconds. */
const BYTE_MS = 1000

export async function openBadMail({ manner, greets, tls }: BadMailOptions): Promise<BadMail> {
  const received: BadMail['received'] = []
  const answers: MailAnswer[] = []
  const met = new Map<string, number>()
  const attempts = new Map<string, number>()
  const open = new Set<Socket>()
  const waiting = new Set<() => void>()
  let connections = 0

  async function take(to: string, raw: string, heard: boolean): Promise<void> {
    const at = Date.now()
    const parsed = await PostalMime.parse(raw)
    const messageId = parsed.messageId ?? ''
    received.push({ to, mail: parsed, messageId, at })
    answers.push({ at, to, messageId, code: 250, heard })
    for (const look of [...waiting]) look()
  }

  function talk(socket: Socket): void {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    connections += 1
    if (!greets(connections)) {
      mail.ungreeted += 1
      return
    }
    let to = ''
    let how: Manner = 'good'
    let text = ''
    let inData = false
    const say = (line: string) => socket.writable && socket.write(`${line}\r\n`)
    const slowly = (line: string) => {
      const bytes = [...`${line}\r\n`]
      const timer = setInterval(() => {
        const next = bytes.shift()
        if (next === undefined || !socket.writable) clearInterval(timer)
        else socket.write(next)
      }, BYTE_MS)
      socket.once('close', () => clearInterval(timer))
    }

    async function endOfMail(raw: string): Promise<void> {
      if (how === '451') return void say('451 4.3.0 try again')
      if (how === 'cut-before') return void socket.destroy()
      // A byte a second is longer than the sender waits for.
      await take(to, raw, how === 'good')
      if (how === 'cut-after') socket.destroy()
      else if (how === 'byte-a-second') slowly('250 2.0.0 ok')
      else say('250 2.0.0 taken')
    }

    function command(line: string): void {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') return void say('250 mail.example')
      if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        const attempt = (attempts.get(to) ?? 0) + 1
        attempts.set(to, attempt)
        how = manner(to, attempt)
        met.set(how, (met.get(how) ?? 0) + 1)
        if (how === '421') return void socket.end('421 4.3.2 closing\r\n')
        const no = Number(how)
        if (no >= 400) answers.push({ at: Date.now(), to, messageId: null, code: no, heard: true })
        if (how === '450') return void say('450 4.2.1 mailbox busy')
        if (how === '550') return void say('550 5.1.1 no such user')
        return void say('250 2.1.5 ok')
      }
      if (verb === 'DATA') {
        inData = true
        return void say('354 go on')
      }
      if (verb === 'QUIT') return void socket.end('221 bye\r\n')
      say('250 ok')
    }

    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      for (;;) {
        const end = inData ? '\r\n.\r\n' : '\r\n'
        const at = text.indexOf(end)
        if (at < 0) return
        const whole = text.slice(0, at)
        text = text.slice(at + end.length)
        if (!inData) command(whole)
        else {
          inData = false
          void endOfMail(Buffer.from(whole, 'latin1').toString('utf8'))
        }
      }
    })
    say('220 mail.example ESMTP')
  }

  const server: Server = tls ? createTlsServer(tls, (socket: TLSSocket) => talk(socket)) : createServer(talk)
  if (tls) server.on('tlsClientError', () => met.set('tls-refused', (met.get('tls-refused') ?? 0) + 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const mail: BadMail = {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    ...{ received, answers },
    met,
    ungreeted: 0,
    renew(certificate) {
      if ('setSecureContext' in server && typeof server.setSecureContext === 'function')
        server.setSecureContext(certificate)
    },
    until(count) {
      return new Promise((resolve) => {
        const look = () => {
          if (received.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return mail
}
