import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { bareHost } from '../../../agent/host-side.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { freePort } from '../../support/program.ts'
import { probe } from './probe.ts'

const chain = join(import.meta.dirname, '../fixtures/chain')
const pem = (name: string) => readFileSync(join(chain, name))

const servers: Server[] = []
const open = new Set<Socket>()
afterEach(() => {
  for (const socket of open) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** What the client said to the answer that a real server gave. */
const CAPTURED = new Map<string, string>()
for (const line of readFileSync(join(import.meta.dirname, 'captured/smtp.txt'), 'utf8')
  .trim()
  .split('\n')) {
  if (line.startsWith('#')) continue
  if (line.startsWith('>')) CAPTURED.set(line.slice(2), '')
  else {
    const said = [...CAPTURED.keys()].at(-1) ?? ''
    CAPTURED.set(said, `${CAPTURED.get(said)}${line}\r\n`)
  }
}

type Answer = (said: string, socket: Socket) => string | undefined
const replay: Answer = (said) => CAPTURED.get(said)

async function listen(connected: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    connected(socket)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Speaks line by line, and TLS after STARTTLS. What the client said goes into `heard`. */
async function mailServer(answer: Answer = replay, heard: string[] = [], cert = 'good'): Promise<string> {
  const talk = (socket: Socket) => {
    let waiting = ''
    const onData = (chunk: Buffer) => {
      waiting += chunk.toString()
      for (let at = waiting.indexOf('\r\n'); at >= 0; at = waiting.indexOf('\r\n')) {
        const said = waiting.slice(0, at)
        waiting = waiting.slice(at + 2)
        heard.push(said)
        const reply = answer(said, socket) ?? '500 what?\r\n'
        socket.write(reply)
        if (said === 'STARTTLS' && reply.startsWith('220')) {
          socket.off('data', onData)
          const key = pem(`${cert}.key.pem`)
          const secured = new TLSSocket(socket, { isServer: true, key, cert: pem(`${cert}.cert.pem`) })
          secured.on('error', () => undefined)
          talk(secured)
        }
      }
    }
    socket.on('data', onData)
  }
  return listen((socket) => {
    talk(socket)
    socket.write(answer('', socket) ?? '')
  })
}

const trusted = { serverName: 'shop.test', ca: join(chain, 'root.cert.pem') }

describe('what a real server said', () => {
  test('greeting and STARTTLS are ok, with the time of each step', async () => {
    const target = await mailServer()
    expect(await probe('smtp', { target, tls: 'starttls', ...trusted })).toMatchObject({
      outcome: 'ok',
      values: {
        connect_ms: expect.any(Number),
        banner_ms: expect.any(Number),
        ehlo_ms: expect.any(Number),
        tls_ms: expect.any(Number),
        total_ms: expect.any(Number),
        certificate: 'ok',
      },
    })
  })

  test('a recipient is asked for, and no message is sent', async () => {
    const heard: string[] = []
    const target = await mailServer(replay, heard)
    const result = await probe('smtp', {
      target,
      tls: 'none',
      from: 'probe@client.test',
      to: 'somebody@mail.test',
    })
    expect(result).toMatchObject({ outcome: 'ok', values: { rcpt_ms: expect.any(Number) } })
    expect(heard).toEqual([
      'EHLO kijun.invalid',
      'MAIL FROM:<probe@client.test>',
      'RCPT TO:<somebody@mail.test>',
      'RSET',
      'QUIT',
    ])
  })

  test.each([
    ['probe', 'nobody', 550, 'smtp-refused'],
    ['probe', 'later', 451, 'smtp-deferred'],
    ['busy', 'somebody', 421, 'smtp-unavailable'],
  ])('from %s to %s is answered %i: %s', async (sender, user, code, reason) => {
    const target = await mailServer()
    const ends = { from: `${sender}@client.test`, to: `${user}@mail.test` }
    const result = await probe('smtp', { target, tls: 'none', ...ends })
    expect(result).toMatchObject({ outcome: 'failed', reason, values: { code } })
    expect(result.message).toContain(String(code))
  })
})

describe('trust', () => {
  const auth = { user: 'kijun', password: { secret: 'mail' } }
  const PASSWORD = 'gh3$-of-this-test'
  const host = {
    ...bareHost,
    secret: (name: string, to: string) => (name === 'mail' ? PASSWORD : bareHost.secret(name, to)),
  }
  const secretFor = (only: string) => (name: string, to: string) => {
    if (to === only) return PASSWORD
    throw new Error(`this host's configuration does not let the secret ${name} be shown to ${to}`)
  }
  const withAuth =
    (reply: string, mechanisms = 'AUTH PLAIN LOGIN'): Answer =>
    (said, socket) => {
      if (said.startsWith('EHLO') && socket instanceof TLSSocket) return `250-mail\r\n250 ${mechanisms}\r\n`
      if (said.startsWith('AUTH PLAIN')) return reply.replace('ECHO', said)
      if (said === 'AUTH LOGIN') return '334 VXNlcm5hbWU6\r\n'
      if (said === Buffer.from('kijun').toString('base64')) return '334 UGFzc3dvcmQ6\r\n'
      if (said === Buffer.from(PASSWORD).toString('base64')) return reply
      return replay(said, socket)
    }

  test.each(['AUTH PLAIN LOGIN', 'AUTH LOGIN'])('a password is sent over TLS: %s', async (mechanisms) => {
    const target = await mailServer(withAuth('235 yes\r\n', mechanisms))
    expect(await probe('smtp', { target, auth, ...trusted }, 5000, host)).toMatchObject({
      outcome: 'ok',
      values: { auth_ms: expect.any(Number) },
    })
  })

  test('it is sent nowhere but where this host lets it be shown', async () => {
    const said: string[] = []
    const listening: Answer = (line, socket) => {
      said.push(line)
      return withAuth('235 yes\r\n')(line, socket)
    }
    const target = await mailServer(listening)
    const strict = { ...bareHost, secret: secretFor('mx1.example:587') }
    expect(await probe('smtp', { target, auth, insecure: true }, 5000, strict)).toMatchObject({
      ...{ outcome: 'unknown', reason: 'no-secret' },
      message: `this host's configuration does not let the secret mail be shown to ${target}`,
    })
    expect(said).toEqual([])
  })

  test.each([
    ['535 5.7.8 ECHO\r\n', 'smtp-auth'],
    ['454 4.7.0 ECHO\r\n', 'smtp-deferred'],
    ['500 ECHO\r\n', 'smtp-refused'],
  ])('a server that repeats the password does not make it known: %j', async (reply, reason) => {
    const target = await mailServer(withAuth(reply))
    const result = await probe('smtp', { target, auth, ...trusted }, 5000, host)
    expect(result).toMatchObject({ outcome: 'failed', reason })
    const told = JSON.stringify(result)
    expect(told).not.toContain(PASSWORD)
    expect(told).not.toContain(Buffer.from(`\0kijun\0${PASSWORD}`).toString('base64'))
  })

  test.each(['550 5.7.1 you said WORD\r\n', 'you said WORD\r\n', '550-you\r\nsaid WORD\r\n550 x\r\n'])(
    'nor later, in %j',
    async (later) => {
      const words = [PASSWORD, Buffer.from(PASSWORD).toString('base64')]
      for (const word of [...words, Buffer.from(`\0kijun\0${PASSWORD}`).toString('base64')]) {
        const inner = withAuth('235 yes\r\n')
        const repeating: Answer = (said, socket) =>
          said.startsWith('MAIL') || said === 'QUIT' ? later.replace('WORD', word) : inner(said, socket)
        const config = { target: await mailServer(repeating), auth, ...trusted }
        const ends = { from: 'a@client.test', to: 'b@mail.test' }
        const result = await probe('smtp', { ...config, ...ends }, 5000, host)
        expect(result.outcome).toBe('failed')
        for (const secret of words) expect(JSON.stringify(result)).not.toContain(secret)
        expect(JSON.stringify(result)).not.toContain(word)
      }
    },
  )

  test.each([
    [
      'its certificate is for another name',
      { ...trusted, serverName: 'other.test' },
      'good',
      'certificate-name',
    ],
    ['nobody vouches for it', { serverName: 'shop.test' }, 'good', 'certificate-untrusted'],
    ['its certificate has expired', trusted, 'expired', 'certificate-expired'],
  ])('a password is not sent where %s', async (_why, config, cert, reason) => {
    const heard: string[] = []
    const target = await mailServer(withAuth('235 yes\r\n'), heard, cert)
    expect(await probe('smtp', { target, auth, ...config }, 5000, host)).toMatchObject({
      outcome: 'failed',
      reason,
    })
    expect(heard.join()).not.toContain('AUTH')
  })

  test('a password is not sent where STARTTLS is not offered', async () => {
    const heard: string[] = []
    const bare: Answer = (said) =>
      said.startsWith('EHLO') ? '250-mail\r\n250 AUTH PLAIN\r\n' : replay(said, null as never)
    const target = await mailServer(bare, heard)
    expect(await probe('smtp', { target, auth, ...trusted }, 5000, host)).toMatchObject({
      outcome: 'failed',
      reason: 'smtp-no-starttls',
    })
    expect(heard).toEqual(['EHLO kijun.invalid'])
  })

  test('what is said before TLS together with its answer is no reply to what comes after', async () => {
    const injecting: Answer = (said, socket) =>
      said === 'STARTTLS' ? '220 go\r\n250 injected\r\n' : replay(said, socket)
    expect(await probe('smtp', { target: await mailServer(injecting), ...trusted })).toMatchObject({
      outcome: 'failed',
      reason: 'protocol',
    })
  })

  test('a secret that this host does not have is nothing against the server', async () => {
    expect(await probe('smtp', { target: await mailServer(), auth })).toMatchObject({
      outcome: 'unknown',
      reason: 'no-secret',
    })
  })
})

describe('servers that do not behave', () => {
  const ends = { from: 'a@client.test', to: 'b@mail.test', tls: 'none' }

  test.each<[string, (socket: Socket) => void]>([
    ['never greets', () => undefined],
    [
      'says an octet now and then',
      (socket) => {
        const timer = setInterval(() => socket.write('2'), 20)
        socket.once('close', () => clearInterval(timer))
      },
    ],
    ['greets and is silent', (socket) => void socket.write('220 hello\r\n')],
    ['never ends its greeting', (socket) => void socket.write('220-hello\r\n')],
  ])('one that %s ends at the time-out', async (_how, connected) => {
    const result = await probe('smtp', { target: await listen(connected), ...ends }, 300)
    expect(result).toMatchObject({ outcome: 'failed', reason: 'timeout' })
  })

  test.each<[string, (socket: Socket) => void, string]>([
    ['floods without a line end', (socket) => flood(socket, Buffer.alloc(65_536, 0x61)), 'protocol'],
    [
      'floods with lines of one reply',
      (socket) => flood(socket, Buffer.from('220-x\r\n'.repeat(5000))),
      'protocol',
    ],
    [
      'speaks another protocol',
      (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'protocol',
    ],
    ['speaks no letters', (socket) => void socket.write(Buffer.alloc(300, 0x0a)), 'protocol'],
    ['hangs up', (socket) => void socket.end(), 'reset'],
    ['is closing', (socket) => void socket.end('421 too busy\r\n'), 'smtp-unavailable'],
    ['refuses', (socket) => void socket.end('554 not you\r\n'), 'smtp-refused'],
  ])('one that %s fails at once', async (_how, connected, reason) => {
    const result = await probe('smtp', { target: await listen(connected), ...ends })
    expect(result).toMatchObject({ outcome: 'failed', reason })
  })

  test('no handshake where TLS begins at once is told as such', async () => {
    const target = await listen((socket) => void socket.write('220 hello\r\n'))
    expect(await probe('smtp', { target, tls: 'implicit' }, 1000)).toMatchObject({
      outcome: 'failed',
      reason: 'tls-handshake',
    })
  })

  test('nobody there is refused', async () => {
    const target = `127.0.0.1:${await freePort()}`
    expect(await probe('smtp', { target })).toMatchObject({ outcome: 'failed', reason: 'refused' })
  })

  test('a slow exchange is told: beyond warning ok with a reason, beyond critical failed', async () => {
    const target = await listen((socket) => {
      setTimeout(() => socket.write('220 at last\r\n'), 60)
      socket.on('data', () => socket.write('250 yes\r\n'))
    })
    const config = { target, tls: 'none' }
    expect(await probe('smtp', { ...config, slowerThan: { warning: '20ms', critical: '4s' } })).toMatchObject(
      {
        outcome: 'ok',
        reason: 'slow',
      },
    )
    expect(await probe('smtp', { ...config, slowerThan: '20ms' })).toMatchObject({
      outcome: 'failed',
      reason: 'slow',
    })
  })
})

/** Writes for ever, as far as it is read. */
function flood(socket: Socket, chunk: Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

test.each([
  [{ target: '-v:25' }, '/target'],
  [{ target: 'a b:25' }, '/target'],
  [{ target: 'mail:70000' }, '/target'],
  [{ target: 'mail:25', tls: 'yes' }, '/tls'],
  [{ target: 'mail:25', from: 'a@b', to: 'c@d\r\nDATA' }, '/to'],
  [{ target: 'mail:25', from: 'a>b@c', to: 'c@d' }, '/from'],
  [{ target: 'mail:25', from: 'a@b' }, ''],
  [{ target: 'mail:25', ehlo: 'a\nb' }, '/ehlo'],
  [{ target: 'mail:25', auth: { user: 'u', password: 'in clear' } }, '/auth/password'],
  [{ target: 'mail:25', auth: { user: 'a\0b', password: { secret: 'x' } } }, '/auth/user'],
  [{ target: 'mail:25', tls: 'none', auth: { user: 'u', password: { secret: 'x' } } }, ''],
  [{ target: 'mail:25', slowerThan: { warning: '2s', critical: '1s' } }, '/slowerThan'],
])('%j is refused at %s', (config, path) => {
  const errors = CHECK_TYPES.smtp?.validate(config) ?? []
  expect(errors.map((error) => error.path)).toContain(path)
  expect(JSON.stringify(errors)).not.toContain('in clear')
})
