/** From a plain connection to the point where TLS begins, per protocol. */
import { type Lines, ProtocolError, type Reply } from './smtp-lines.ts'

const NAME = 'kijun.invalid'

function must(reply: Reply, code: number, step: string): Reply {
  if (reply.code !== code) throw new ProtocolError(`${step} was answered ${reply.code}`)
  return reply
}

async function mustStart(lines: Lines, start: string, step: string): Promise<void> {
  // IMAP may say something unasked (`* …`) in between.
  for (let n = 0; n < 50; n += 1) {
    const line = await lines.line()
    if (line.toUpperCase().startsWith(start)) return
    if (!line.startsWith('*')) throw new ProtocolError(`${step} was answered ${line.slice(0, 80)}`)
  }
  throw new ProtocolError(`${step} was not answered`)
}

/** By the name that the configuration uses. Each throws a `ProtocolError` where the server does not offer it. */
export const STARTTLS = {
  async smtp(lines: Lines) {
    must(await lines.reply(), 220, 'the connection')
    lines.send(`EHLO ${NAME}`)
    const { lines: offered } = must(await lines.reply(), 250, 'EHLO')
    if (!offered.some((word) => /^STARTTLS\b/i.test(word))) throw new ProtocolError('STARTTLS is not offered')
    lines.send('STARTTLS')
    must(await lines.reply(), 220, 'STARTTLS')
  },
  async imap(lines: Lines) {
    await mustStart(lines, '* OK', 'the connection')
    lines.send('k1 STARTTLS')
    await mustStart(lines, 'K1 OK', 'STARTTLS')
  },
  async pop3(lines: Lines) {
    await mustStart(lines, '+OK', 'the connection')
    lines.send('STLS')
    await mustStart(lines, '+OK', 'STLS')
  },
  async ftp(lines: Lines) {
    must(await lines.reply(), 220, 'the connection')
    lines.send('AUTH TLS')
    must(await lines.reply(), 234, 'AUTH TLS')
  },
} as const satisfies Record<string, (lines: Lines) => Promise<void>>
