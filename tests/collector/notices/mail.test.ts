import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import type { Channel, Message } from '../../../collector/notices/channels/channel.ts'
import { makeMailChannel } from '../../../collector/notices/channels/mail.ts'
import { makeChannels } from '../../../collector/notices/channels/registry.ts'
import { type Mailbox, openMailbox } from '../../support/mailbox.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const message = (to = 'u1@customer.example'): Message => ({
  id: '3f0c1a52-0000-4000-8000-000000000001',
  to,
  subject: '【速報】ネットショップ 稼働停止のお知らせ',
  text: 'ご利用者各位\n\nネットショップは現在、停止しております。\n.\n',
  language: 'ja',
  at: Date.UTC(2026, 10, 1, 0, 0, 0),
})
const never = new AbortController().signal

function channelTo(port: number, login = ''): Channel {
  const channel = makeMailChannel({
    url: `smtp://${login}127.0.0.1:${port}`,
    from: '基準 <kijun@provider.example>',
  })
  undo.push(() => channel.close())
  return channel
}

async function mailbox(): Promise<Mailbox> {
  const box = await openMailbox()
  undo.push(() => box.close())
  return box
}

/** A mail server that says what it is told to: by command, a reply, `cut` (hangs up) or `silent`. */
async function scripted(replies: Record<string, string>) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const usual: Record<string, string> = {
    greeting: '220 test ESMTP',
    EHLO: '250-test\r\n250 AUTH PLAIN LOGIN',
    MAIL: '250 2.1.0 ok',
    RCPT: '250 2.1.5 ok',
    DATA: '354 go on',
    '.': '250 2.0.0 queued as 12345',
    QUIT: '221 bye',
    RSET: '250 ok',
    AUTH: '235 welcome',
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const answer = (command: string) => {
      const reply = replies[command] ?? usual[command]
      if (reply === 'silent' || reply === undefined) return
      if (reply === 'cut') socket.destroy()
      else socket.write(`${reply}\r\n`)
    }
    let body = false
    createInterface({ input: socket }).on('line', (line) => {
      heard.push(line)
      if (body && line !== '.') return
      const command = line === '.' ? '.' : (line.split(/[ :]/)[0] ?? '').toUpperCase()
      answer(command)
      body = command === 'DATA' && (replies.DATA ?? '354').startsWith('354')
    })
    answer('greeting')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, heard, server }
}

test('one message, one recipient, its headers and text as meant', async () => {
  const box = await mailbox()
  const sent = await channelTo(box.port).send(message(), never)
  expect(sent).toMatchObject({ outcome: 'accepted', code: null })
  expect(sent.answer).toMatch(/^250/)
  const [received, ...more] = box.received
  expect(more).toEqual([])
  expect(received?.to).toBe('u1@customer.example')
  expect(received?.messageId).toBe('<3f0c1a52-0000-4000-8000-000000000001@provider.example>')
  const mail = received?.mail
  expect(mail?.subject).toBe('【速報】ネットショップ 稼働停止のお知らせ')
  expect(mail?.text?.replaceAll('\r\n', '\n').trim()).toBe(message().text.trim())
  expect(mail?.html).toBeUndefined()
  expect(mail?.to).toEqual([{ name: '', address: 'u1@customer.example' }])
  expect(mail?.cc).toBeUndefined()
  expect(mail?.from).toEqual({ name: '基準', address: 'kijun@provider.example' })
  const header = (key: string) => mail?.headers.find((one) => one.key === key)?.value
  expect(header('auto-submitted')).toBe('auto-generated')
  expect(header('content-type')).toMatch(/text\/plain; charset=utf-8/i)
})

test('the pool carries several messages at once, each with its own recipient only', async () => {
  const box = await mailbox()
  const channel = channelTo(box.port)
  const people = Array.from({ length: 25 }, (_, n) => `u${n}@customer.example`)
  await Promise.all(people.map((to, n) => channel.send({ ...message(to), id: `id-${n}` }, never)))
  expect(box.received.map(({ to }) => to).toSorted()).toEqual(people.toSorted())
  for (const { to, mail } of box.received) expect(mail.to).toEqual([{ name: '', address: to }])
})

test.each([
  ['550 for the recipient is refused', { RCPT: '550 5.1.1 unknown' }, 'refused', '550'],
  ['554 for the message is refused', { '.': '554 5.7.1 no' }, 'refused', '554'],
  ['450 for the recipient is tried again', { RCPT: '450 4.2.1 busy' }, 'retry', '450'],
  ['451 for the message is tried again', { '.': '451 4.3.0 later' }, 'retry', '451'],
  ['421 instead of a greeting', { greeting: '421 4.3.2 closing' }, 'retry', '421'],
  [
    '554 instead of a greeting is our relay, not the recipient',
    { greeting: '554 no service' },
    'retry',
    '554',
  ],
  ['a refused sender is ours', { MAIL: '550 5.7.1 not you' }, 'retry', '550'],
  ['530 for the recipient means that we should have logged in', { RCPT: '530 5.7.0 log in' }, 'retry', '530'],
])('%s', async (_, replies: Record<string, string>, outcome, code) => {
  const { port } = await scripted(replies)
  const sent = await channelTo(port).send(message(), never)
  expect(sent).toMatchObject({ outcome, code })
  expect(sent.answer).toContain(code)
})

test('a refused login is ours', async () => {
  const { port, heard } = await scripted({ AUTH: '535 5.7.8 wrong' })
  expect(await channelTo(port, 'name:secret@').send(message(), never)).toMatchObject({
    outcome: 'retry',
    code: '535',
  })
  expect(heard.join('\n')).toContain('AUTH')
})

test.each([
  ['before the greeting', { greeting: 'cut' }],
  ['before it answers the message', { '.': 'cut' }],
  ['before it answers the recipient', { RCPT: 'cut' }],
])('a connection cut %s is tried again', async (_, replies: Record<string, string>) => {
  const { port } = await scripted(replies)
  expect(await channelTo(port).send(message(), never)).toMatchObject({ outcome: 'retry' })
})

test('nobody listens: tried again', async () => {
  const { port, server } = await scripted({})
  server.close()
  expect(await channelTo(port).send(message(), never)).toMatchObject({ outcome: 'retry', code: 'ESOCKET' })
})

test.each([
  ['greets', { greeting: 'silent' }],
  ['answers the message', { '.': 'silent' }],
])('a server that never %s is cut by the signal', async (_, silent) => {
  const stuck = await scripted(silent as Record<string, string>)
  const channel = channelTo(stuck.port)
  const cut = new AbortController()
  const connected = once(stuck.server, 'connection')
  const sending = channel.send(message(), cut.signal)
  await connected
  cut.abort()
  expect(await sending).toMatchObject({ outcome: 'retry', code: 'cut' })
})

test.each([
  ['a line break', 'a@b.example>\r\nRCPT TO:<c@d.example'],
  ['a second address', 'a@b.example, c@d.example'],
  ['a group', 'all: a@b.example, c@d.example;'],
  ['no address', 'nobody'],
])('%s in an address is refused without a word to the server', async (_, to) => {
  const { port, heard } = await scripted({})
  const sent = await channelTo(port).send(message(to), never)
  expect(sent).toMatchObject({ outcome: 'refused', code: 'bad-address' })
  expect(heard).toEqual([])
})

test('after closing nothing is sent, and closing does not wait for a stuck server', async () => {
  const { port, server } = await scripted({ greeting: 'silent' })
  const channel = channelTo(port)
  const connected = once(server, 'connection')
  const stuck = channel.send(message(), never)
  await connected
  await channel.close()
  expect(await stuck).toMatchObject({ outcome: 'retry' })
  expect(await channel.send(message(), never)).toMatchObject({ outcome: 'retry' })
})

test('there is a channel for what is configured and none for what is not', async () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  expect([...makeChannels({ mail: null }, { log }).keys()]).toEqual([])
  const made = makeChannels({ mail: { url: 'smtp://127.0.0.1:1', from: 'a@b.example' } }, { log })
  expect([...made.keys()]).toEqual(['mail'])
})
