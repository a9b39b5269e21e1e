/** The words of one SMTP exchange (RFC 5321, 3207, 4954), up to RCPT TO and never a message. */
import type { Socket } from 'node:net'
import { type Handshake, secure } from './certificate-tls.ts'
import { type Lines, linesOf, ProtocolError, type Reply } from './smtp-lines.ts'
import type { SecretName } from './smtp-secret.ts'
import type { ProbeContext } from './types.ts'

/** The check type's own keys; see the schema in `smtp.ts`. */
export interface SmtpConfig {
  target: string
  tls?: 'starttls' | 'if-offered' | 'implicit' | 'none'
  serverName?: string
  insecure?: boolean
  ca?: string
  ehlo?: string
  auth?: { user: string; password: SecretName }
  from?: string
  to?: string
}

/** The server answered, and not as asked. */
export class SmtpRefusal extends Error {
  readonly outcome: 'failed' | 'unknown'
  readonly reason: string
  constructor(reason: string, message: string, outcome: 'failed' | 'unknown' = 'failed') {
    super(message)
    this.reason = reason
    this.outcome = outcome
  }
}

/** What a reply code means: 421 closes, 4xx may pass, 5xx stays. */
function reasonOfCode(code: number): string {
  if (code === 421) return 'smtp-unavailable'
  return code < 500 ? 'smtp-deferred' : 'smtp-refused'
}

interface Dialogue {
  config: SmtpConfig
  host: string
  ca: Buffer | undefined
  secret: string | undefined
  context: ProbeContext
  values: Record<string, number | string>
}

/** Talks over an open connection; throws a `SmtpRefusal` where the server does not do as asked. */
export function makeDialogue({ config, host, ca, secret, context, values }: Dialogue) {
  const { tls = 'if-offered', auth, from, to, ehlo = 'kijun.invalid' } = config
  const { clock } = context
  const name = config.serverName ?? host

  const encoded = (text: string) => Buffer.from(text).toString('base64')
  /** Once the password was sent, a server may repeat it in anything that it says. */
  const hidden = secret === undefined ? [] : [encoded(`\0${auth?.user}\0${secret}`), encoded(secret), secret]
  let secretSent = false
  const withoutSecret = (text: string) => hidden.reduce((told, word) => told.replaceAll(word, '***'), text)

  /** One step with its time; `text` null waits for the greeting. */
  async function step(
    lines: Lines,
    what: string,
    text: string | null,
    accepts: (code: number) => boolean,
    key?: string,
  ): Promise<Reply> {
    const start = clock.monotonic()
    if (text !== null) lines.send(text)
    const reply = await lines.reply().catch((error: unknown) => {
      if (secretSent && error instanceof ProtocolError) throw new ProtocolError(`${what}: not a reply`)
      throw error
    })
    if (key !== undefined) values[key] = clock.monotonic() - start
    if (accepts(reply.code)) return reply
    values.code = reply.code
    // To the password itself only the code is told.
    const said = what === 'AUTH' ? '' : ` ${withoutSecret(reply.lines.join(' ')).slice(0, 200)}`
    throw new SmtpRefusal(reasonOfCode(reply.code), `${what}: ${reply.code}${said}`)
  }

  const is =
    (...codes: number[]) =>
    (code: number) =>
      codes.includes(code)

  async function greet(lines: Lines): Promise<string[]> {
    const { lines: words } = await step(lines, 'EHLO', `EHLO ${ehlo}`, is(250), 'ehlo_ms')
    return words.slice(1).map((word) => word.toUpperCase())
  }

  /** Over a line that asks for trust (a password, or TLS demanded) the certificate must deserve it. */
  function trust({ untrusted, misnamed }: Handshake): void {
    values.certificate = untrusted ?? misnamed ?? 'ok'
    if (config.insecure || (tls === 'if-offered' && !auth)) return
    if (misnamed !== null) throw new SmtpRefusal('certificate-name', misnamed)
    if (untrusted === 'CERT_HAS_EXPIRED') throw new SmtpRefusal('certificate-expired', untrusted)
    if (untrusted !== null) throw new SmtpRefusal('certificate-untrusted', untrusted)
  }

  async function upgrade(socket: Socket): Promise<Lines> {
    const shown = await secure(socket, { name, ca }, context, values)
    const lines = linesOf(shown.socket)
    trust(shown)
    return lines
  }

  async function logIn(lines: Lines, offered: string[]): Promise<void> {
    if (!auth || secret === undefined) return
    const mechanisms = offered.find((word) => word.startsWith('AUTH '))?.split(/\s+/) ?? []
    const refused = async (work: Promise<unknown>) => {
      await work.catch((error: unknown) => {
        if (error instanceof SmtpRefusal && values.code === 535) {
          throw new SmtpRefusal('smtp-auth', 'the server does not accept this user and password')
        }
        throw error
      })
    }
    secretSent = true
    if (mechanisms.includes('PLAIN')) {
      await refused(
        step(lines, 'AUTH', `AUTH PLAIN ${encoded(`\0${auth.user}\0${secret}`)}`, is(235), 'auth_ms'),
      )
    } else if (mechanisms.includes('LOGIN')) {
      await step(lines, 'AUTH', 'AUTH LOGIN', is(334), 'auth_ms')
      await step(lines, 'AUTH', encoded(auth.user), is(334), 'auth_ms')
      await refused(step(lines, 'AUTH', encoded(secret), is(235), 'auth_ms'))
    } else {
      throw new SmtpRefusal('smtp-no-auth', 'neither AUTH PLAIN nor AUTH LOGIN is offered')
    }
  }

  /** `start` is when the check began, on the monotonic clock. */
  return async (socket: Socket, start: number): Promise<void> => {
    let lines = tls === 'implicit' ? await upgrade(socket) : linesOf(socket)
    await step(lines, 'greeting', null, is(220), 'banner_ms')
    let offered = await greet(lines)
    if (tls === 'starttls' || tls === 'if-offered') {
      if (offered.includes('STARTTLS')) {
        await step(lines, 'STARTTLS', 'STARTTLS', is(220))
        lines = await upgrade(lines.release())
        // What was said before TLS counts for nothing (RFC 3207, 4.2).
        offered = await greet(lines)
      } else if (tls === 'starttls' || auth) {
        throw new SmtpRefusal('smtp-no-starttls', 'STARTTLS is not offered')
      }
    }
    await logIn(lines, offered)
    if (from !== undefined && to !== undefined) {
      await step(lines, 'MAIL FROM', `MAIL FROM:<${from}>`, is(250), 'mail_ms')
      await step(lines, 'RCPT TO', `RCPT TO:<${to}>`, is(250, 251, 252), 'rcpt_ms')
      await step(lines, 'RSET', 'RSET', is(250))
    }
    values.total_ms = clock.monotonic() - start
    lines.send('QUIT')
    // A server that hangs up without 221, or says something else, has answered all that was asked.
    await lines.reply().catch((error: unknown) => {
      if (context.signal.aborted) throw error
    })
  }
}
