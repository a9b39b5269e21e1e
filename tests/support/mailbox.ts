/** A real mail server on loopback for tests: what it accepted, in order, and the answers it is told to give. */
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface Received {
  to: string
  mail: Email
  messageId: string
  /** When it was taken, Unix ms. */
  at: number
}

export interface Mailbox {
  port: number
  received: Received[]
  /** Refuses a recipient: return an SMTP code and text, or null to accept. */
  refuse: (address: string) => { code: number; text: string } | null
  /** Waits until `count` mails (of those that match) are there; event-driven. */
  until(count: number, which?: (received: Received) => boolean): Promise<Received[]>
  close(): Promise<void>
}

export async function openMailbox(port = 0): Promise<Mailbox> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(address, _session, done) {
      const refusal = mailbox.refuse(address.address)
      if (!refusal) return done()
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const at = Date.now()
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          for (const { address } of session.envelope.rcptTo)
            received.push({ to: address, mail, messageId: mail.messageId ?? '', at })
          done()
          for (const look of [...waiting]) look()
        }, done)
      })
    },
  })
  server.on('error', () => undefined) // A client that goes away in the middle is a case under test.
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const mailbox: Mailbox = {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    received,
    refuse: () => null,
    until(count, which = () => true) {
      return new Promise((resolve) => {
        const look = () => {
          const matching = received.filter(which)
          if (matching.length < count) return
          waiting.delete(look)
          resolve(matching)
        }
        waiting.add(look)
        look()
      })
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mailbox
}
