/** Replies of mail servers, over a socket that says what an input holds. */

import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { makeDialogue, SmtpRefusal } from '../../../agent/checks/smtp-dialogue.ts'
import { ProtocolError } from '../../../agent/checks/smtp-lines.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain } from '../target.ts'

const CAPTURED = readFileSync(join(import.meta.dirname, '../../agent/checks/captured/smtp.txt'), 'utf8')
/** Between what is said to one command and to the next. */
const TURN = '\n%%\n'

/** Replies of a whole exchange, one after the other, with what they may also be. */
function exchanges(): string[] {
  const said = new Map<string, string[]>()
  let to = ''
  for (const line of CAPTURED.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    if (line.startsWith('>')) to = line.slice(1).trim()
    else said.set(to, [...(said.get(to) ?? []), line])
  }
  const replyTo = (command: string) =>
    [...said].filter(([key]) => key.startsWith(command)).map(([, lines]) => lines.join('\r\n'))
  const plainly = ['', 'EHLO', 'MAIL FROM', 'RCPT TO'].map(
    (command) => (command === '' ? said.get('')?.join('\r\n') : replyTo(command)[0]) ?? '250 OK',
  )
  const whole = [...plainly, '250 OK', '221 bye'].join(TURN)
  return [
    whole,
    ...replyTo('RCPT TO').map((refused) => [...plainly.slice(0, 3), refused, '250 OK', '221 bye'].join(TURN)),
  ]
}

/** What a client waits for that says nothing more, milliseconds: then the server hangs up. */
const PATIENCE_MS = 5

/** Says the next part whenever something was said to it; hangs up after the last one, or where nobody speaks. */
function speaker(parts: Buffer[]): Socket {
  let timer: NodeJS.Timeout | undefined
  let open = true
  const say = () => {
    clearTimeout(timer)
    if (!open) return
    const part = parts.shift()
    socket.push(part ?? null)
    open = part !== undefined
    if (open) timer = setTimeout(hangUp, PATIENCE_MS)
  }
  const hangUp = () => {
    open = false
    socket.push(null)
  }
  const socket = new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      done()
      queueMicrotask(say)
    },
  })
  say()
  return socket as unknown as Socket
}

export const smtp = plain({
  name: 'smtp',
  about: 'replies of mail servers: the exchange ends, by the book or refused with a code and a reason',
  seeds: () => exchanges().map((text, index) => ({ name: `exchange ${index}`, data: Buffer.from(text) })),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, ['250 ', '250-', '550 ', '421 ', '220', '\r\n', '999 ', TURN]),
  async run(data) {
    const parts = data
      .toString('latin1')
      .split(TURN)
      .map((part) => Buffer.from(`${part}\r\n`, 'latin1'))
    const codes = parts.map((part) => /^([2-5][0-9]{2})(?: |\r|$)/m.exec(part.toString('latin1'))?.[1])
    const values: Record<string, number | string> = {}
    const config = {
      target: 'mail.example:25',
      tls: 'none' as const,
      from: 'a@example.jp',
      to: 'b@example.jp',
    }
    const context = { signal: new AbortController().signal, timeoutMs: 1000, clock: makeVirtualClock() }
    const talk = makeDialogue({
      config,
      host: 'mail.example',
      ca: undefined,
      secret: undefined,
      context,
      values,
    })
    try {
      await talk(speaker([...parts]), 0)
    } catch (error) {
      const known =
        error instanceof SmtpRefusal ||
        error instanceof ProtocolError ||
        (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
      if (!known) throw error
      hold(
        (error as Error).message.length < 400,
        `${(error as Error).message.length} characters of a complaint`,
      )
      return
    }
    hold(
      codes.some((code) => code === '220') && codes.filter((code) => code?.startsWith('25')).length > 0,
      `by the book, and the server said ${codes.join()}`,
    )
  },
})
