/**
 * Mail by SMTP (nodemailer, pooled). One message per recipient with exactly one RCPT: no header,
 * envelope or body ever shows another recipient (design, rule 6).
 */
import { createTransport } from 'nodemailer'
import type { Settings } from '../../model.ts'
import type { Channel, Message, SendResult } from './channel.ts'
import { isAscii, mailboxText, mailOf } from './mime.ts'

/** Connections at once; the outbox sends no more than this at a time, so that no message waits inside. */
const MAIL_CONNECTIONS = 10

/** All below the 45 s after which the outbox cuts a transaction, milliseconds. */
const TIMEOUTS = {
  dnsTimeout: 10_000,
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 30_000,
}

/** Characters kept of what a server answered. */
const ANSWER_LENGTH = 500

/** The fields of nodemailer's errors that decide what becomes of a delivery. */
interface MailError {
  code: string | null
  responseCode: number | null
  command: string | null
  answer: string
}

function mailError(error: unknown): MailError {
  const said = (error instanceof Error ? error : {}) as Partial<Record<string, unknown>>
  const string = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  return {
    code: string(said.code),
    responseCode: typeof said.responseCode === 'number' ? said.responseCode : null,
    command: string(said.command),
    answer: string(said.response) ?? (error instanceof Error ? error.message : String(error)),
  }
}

/** Replies that blame the session or our own login, whatever command they answer: never the recipient. */
const OUR_OWN = new Set([503, 530, 534, 535, 538])

/**
 * What an error means for the delivery. Permanent (RFC 5321, 5yz) counts against the recipient only where
 * the server judged the recipient or the message for them (RCPT, DATA). A refused greeting, login or sender
 * is our relay's or our own matter and is tried again; so is everything without a reply.
 */
function classify(error: unknown): SendResult {
  const { code, responseCode, command, answer } = mailError(error)
  const bounded = answer.slice(0, ANSWER_LENGTH)
  const aboutRecipient = command === 'RCPT TO' || command === 'DATA'
  if (responseCode !== null) {
    const permanent = responseCode >= 500 && responseCode < 600 && !OUR_OWN.has(responseCode)
    return {
      outcome: permanent && aboutRecipient ? 'refused' : 'retry',
      code: String(responseCode),
      answer: bounded,
    }
  }
  return { outcome: 'retry', code: code === 'EABORT' ? 'cut' : (code ?? 'unknown'), answer: bounded }
}

interface SentInfo {
  response: string
  rejected: readonly unknown[]
  rejectedErrors?: readonly Error[] | undefined
}

/** The library's pool of connections, below its composing of mails. */
interface Pool {
  send(mail: ReturnType<typeof composed>, done: (error: Error | null, info: SentInfo) => void): void
}

/** A mail as the pool takes it; a connection that turns out to be closed before a byte of it was read is replaced. */
function composed(raw: Buffer, id: string, envelope: { from: string; to: string[] }, signal: AbortSignal) {
  const content = {
    readableDidRead: false,
    pipe(to: NodeJS.WritableStream) {
      content.readableDidRead = true
      to.end(raw)
    },
  }
  const message = {
    getEnvelope: () => envelope,
    messageId: () => `<${id}>`,
    getHeader: () => id,
    createReadStream: () => content,
  }
  return { data: { signal }, message }
}

/** One plain address: nodemailer parses what it is given, and must never find a second one in it. */
const ONE_ADDRESS = /^[^\s<>(),;:"[\]\\@\p{Cc}]+@[^\s<>(),;:"[\]\\@\p{Cc}]+$/u

/** The mailbox of `Name <a@b.example>` or `a@b.example`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
}

/** Connects when the first message is sent, not before. TLS as the URL says (`smtps:`, or STARTTLS where offered). */
export function makeMailChannel(settings: NonNullable<Settings['mail']>): Channel {
  const sender = addressOf(settings.from)
  const domain = sender.slice(sender.lastIndexOf('@') + 1)
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: MAIL_CONNECTIONS,
    // A connection that the server closed while idle is replaced once; every further attempt is the outbox's.
    maxRequeues: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  })

  const pool = transport.transporter as unknown as Pool
  const ownAscii = isAscii(sender)
  const from = mailboxText(settings.from, sender)

  /** The library composes only what names somebody beyond ASCII: what becomes of such an address is its business. */
  function post(message: Message, signal: AbortSignal): Promise<SentInfo> {
    const messageId = `${message.id}@${domain}`
    const envelope = { from: sender, to: [message.to] }
    if (ownAscii && isAscii(message.to)) {
      const mail = composed(mailOf(message, { from, messageId }), messageId, envelope, signal)
      return new Promise((resolve, reject) =>
        pool.send(mail, (error, info) => (error ? reject(error) : resolve(info))),
      )
    }
    return transport.sendMail({
      ...{ from: settings.from, to: { name: '', address: message.to }, envelope, signal },
      ...{ messageId: `<${messageId}>`, subject: message.subject, text: message.text },
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
    })
  }

  return {
    name: 'mail',
    async send(message, signal) {
      if (!ONE_ADDRESS.test(message.to))
        return { outcome: 'refused', code: 'bad-address', answer: 'not one plain address' }
      try {
        const info = await post(message, signal)
        // A partial rejection resolves: with one recipient it is the whole.
        const rejected = info.rejectedErrors?.[0]
        if (info.rejected.length > 0) return classify(rejected ?? new Error(info.response))
        return { outcome: 'accepted', code: null, answer: info.response.slice(0, ANSWER_LENGTH) }
      } catch (error) {
        return classify(error)
      }
    },
    // By the transport itself: `Mail.close` takes no `force`, and a server that never answers would hold it open.
    close: async () => transport.transporter.close?.({ force: true }),
  }
}
