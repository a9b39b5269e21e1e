/** Whether the mail server takes mail of ours: connection, greeting, TLS, login, sender. Nothing is sent. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createTransport } from 'nodemailer'
import { withoutSecrets } from '../log.ts'
import type { Settings } from '../model.ts'
import { addressOf } from '../notices/channels/mail.ts'
import { codeOf, type Finding, findingsOf, saidBy } from './finding.ts'

const { ok, note, todo } = findingsOf('mail')
const WAIT_MS = 10_000
const TIMEOUTS = {
  dnsTimeout: WAIT_MS,
  connectionTimeout: WAIT_MS,
  greetingTimeout: WAIT_MS,
  socketTimeout: WAIT_MS,
}

/** What nodemailer's codes mean to who configured it. */
const MEANS: Record<string, string> = {
  EAUTH: 'the login is refused: correct the user in mail.url, or mail.password',
  ECONNECTION: 'nothing answers there: correct mail.url, or open the way',
  ESOCKET: 'the connection fails: correct mail.url (smtp: or smtps:, port), or the certificate',
  EDNS: 'the name has no address: correct mail.url, or DNS',
  ETIMEDOUT: 'no answer in time: is the port right, is the way open?',
  ETLS: 'TLS fails: correct the certificate of the server, or use smtps:',
  EPROTOCOL: 'what answers is no mail server: correct the port in mail.url',
}

export async function examineMail(mail: Settings['mail']): Promise<Finding[]> {
  if (mail === null)
    return [
      note(
        'no mail server is configured: notices stay in the outbox of the console; set url and from under mail:',
      ),
    ]
  const url = new URL(mail.url)
  const place = `${url.hostname}:${url.port || (url.protocol === 'smtps:' ? 465 : 587)}`
  const transport = createTransport({
    url: mail.url,
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.verify()
  } catch (error) {
    const why = MEANS[codeOf(error)] ?? 'see the mail server'
    return [todo(`${place}: ${withoutSecrets(saidBy(error))}: ${why}`)]
  } finally {
    transport.close()
  }
  const admitted = ok(`${place} answers${url.username === '' ? '' : ' and takes the login'}`)
  return [admitted, await sender(url, addressOf(mail.from))]
}

/** One conversation up to MAIL FROM, then RSET and QUIT. */
async function sender(url: URL, from: string): Promise<Finding> {
  try {
    const talk = await converse(url)
    try {
      const answer = await talk.say(`MAIL FROM:<${from}>`)
      await talk.say('RSET')
      await talk.say('QUIT')
      if (/^2/.test(answer)) return ok('it takes our sender')
      return todo(
        `it refuses our sender (${withoutSecrets(answer)}): correct mail.from, or let the server relay for it`,
      )
    } finally {
      talk.end()
    }
  } catch (error) {
    return note(`whether it takes our sender could not be tried: ${withoutSecrets(saidBy(error))}`)
  }
}

interface Talk {
  /** A command, and the last line of the answer. */
  say(command: string): Promise<string>
  end(): void
}

async function converse(url: URL): Promise<Talk> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const port = Number(url.port) || (secure ? 465 : 587)
  let line = lines(secure ? connectTls({ host, port, servername: host }) : connect({ host, port }))
  const say = async (command: string): Promise<string> => {
    line.socket.write(`${command}\r\n`)
    return (await line.answer()).at(-1) ?? ''
  }
  await line.answer()
  const hello = async () => {
    line.socket.write('EHLO kijun-doctor.invalid\r\n')
    return (await line.answer()).join('\n').toUpperCase()
  }
  let offers = await hello()
  if (!secure && offers.includes('STARTTLS') && /^2/.test(await say('STARTTLS'))) {
    const bare = line.socket
    bare.removeAllListeners('data')
    line = lines(connectTls({ socket: bare, servername: host }))
    offers = await hello()
  }
  if (url.username !== '') await logIn(url, offers, say)
  return { say, end: () => line.socket.destroy() }
}

async function logIn(url: URL, offers: string, say: (command: string) => Promise<string>): Promise<void> {
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  if (!/AUTH.*\bPLAIN\b/.test(offers)) throw new Error('the server offers no AUTH PLAIN')
  const answer = await say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`)
  if (!/^2/.test(answer)) throw new Error('AUTH PLAIN was refused')
}

/** Answers of an SMTP server, whole: lines up to the one without a hyphen behind its code. */
function lines(socket: Socket) {
  let text = ''
  socket.setTimeout(WAIT_MS, () => socket.destroy(new Error('no answer in time')))
  socket.setEncoding('utf8')
  const answer = async (): Promise<string[]> => {
    const found: string[] = []
    for (;;) {
      const end = text.indexOf('\r\n')
      if (end < 0) {
        // Rejects with the socket's error.
        const [part] = (await Promise.race([
          once(socket, 'data'),
          once(socket, 'close').then(() => Promise.reject(new Error('the server hung up'))),
        ])) as [string]
        text += part
        if (text.length > 65_536) throw new Error('an answer without an end')
        continue
      }
      const one = text.slice(0, end)
      text = text.slice(end + 2)
      found.push(one)
      if (!/^\d{3}-/.test(one)) return found
    }
  }
  return { socket, answer }
}
