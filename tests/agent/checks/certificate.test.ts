import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTls, TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { judgeCertificate } from '../../../agent/checks/certificate.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { freePort } from '../../support/program.ts'
import { probe } from './probe.ts'

const chain = join(import.meta.dirname, '../fixtures/chain')
const pem = (name: string) => readFileSync(join(chain, name))
const made = (name: string) => ({ cert: pem(`${name}.cert.pem`), key: pem(`${name}.key.pem`) })
const ca = join(chain, 'root.cert.pem')

const servers: Server[] = []
const open = new Set<Socket>()
afterEach(() => {
  for (const socket of open) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const tlsServer = (name: string) => listen(createTls(made(name)).on('tlsClientError', () => undefined))

describe('what a server shows', () => {
  test('a good one is ok, with its days, its chain and the time of each step', async () => {
    const result = await probe('certificate', {
      target: await tlsServer('good'),
      serverName: 'shop.test',
      ca,
    })
    expect(result).toMatchObject({
      outcome: 'ok',
      values: {
        trusted: 'yes',
        chain_length: 3,
        subject: 'shop.test',
        issuer: 'Kijun test intermediate',
        not_after: '2122-09-19T15:50:57Z',
        connect_ms: expect.any(Number),
        tls_ms: expect.any(Number),
      },
    })
    expect(result).not.toHaveProperty('reason')
    expect(Number(result.values?.days_left)).toBeGreaterThanOrEqual(Number(result.values?.chain_days_left))
  })

  test('the address of the target is a name too', async () => {
    expect(await probe('certificate', { target: await tlsServer('good'), ca })).toMatchObject({
      outcome: 'ok',
    })
  })

  test.each([
    ['expired', { serverName: 'shop.test', ca }, 'certificate-expired', 'CERT_HAS_EXPIRED'],
    ['future', { serverName: 'shop.test', ca }, 'certificate-not-yet-valid', 'CERT_NOT_YET_VALID'],
    ['good', { serverName: 'other.test', ca }, 'certificate-name', 'yes'],
    ['good', { serverName: 'shop.test' }, 'certificate-untrusted', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['self', { serverName: 'shop.test', ca }, 'certificate-untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%s with %j fails and is shown nevertheless: %s', async (name, config, reason, trusted) => {
    const result = await probe('certificate', { target: await tlsServer(name), ...config })
    expect(result).toMatchObject({
      outcome: 'failed',
      reason,
      values: { subject: 'shop.test', days_left: expect.any(Number) },
    })
    if (reason !== 'certificate-untrusted') expect(result.values?.trusted).toBe(trusted)
    else expect(result.values?.trusted).toMatch(/^[A-Z_]+$/)
  })

  test('one that signed itself is trusted where it is named', async () => {
    const config = { serverName: 'shop.test', ca: join(chain, 'self.cert.pem') }
    const result = await probe('certificate', { target: await tlsServer('self'), ...config })
    expect(result.values?.trusted).toBe('yes')
  })
})

describe('the verdict at an instant', () => {
  const at = (text: string) => Date.parse(text)
  const now = at('2026-11-21T00:00:00Z')
  const shown = (toAt: string, fromAt = '2026-01-01T00:00:00Z', subject = 'shop.test') => ({
    subject,
    issuer: 'an authority',
    fromAt: at(fromAt),
    toAt: at(toAt),
  })
  const limits = { warning: 30, critical: 7 }
  const judged = (untilOf: string[]) =>
    judgeCertificate(
      { chain: untilOf.map((until) => shown(until)), untrusted: null, misnamed: null },
      limits,
      now,
    )

  test.each([
    [['2026-12-21T00:00:00Z'], 'ok', undefined],
    [['2026-12-20T23:59:59Z'], 'ok', 'certificate-expires'],
    [['2026-11-28T00:00:00Z'], 'ok', 'certificate-expires'],
    [['2026-11-27T23:59:59Z'], 'failed', 'certificate-expires'],
    [['2026-11-21T00:00:00Z'], 'failed', 'certificate-expired'],
    // An authority that dies first takes the server with it; one that is dead and not needed does not.
    [['2027-12-01T00:00:00Z', '2026-11-23T00:00:00Z'], 'failed', 'certificate-expires'],
    [['2027-12-01T00:00:00Z', '2027-12-01T00:00:00Z', '2021-09-30T00:00:00Z'], 'ok', undefined],
  ])('until %j: %s %s', (until, outcome, reason) => {
    const result = judged(until)
    expect(result.outcome).toBe(outcome)
    expect(result.reason).toBe(reason)
  })

  test('a chain that has ended says so, though its first certificate is good', () => {
    const facts = { chain: [shown('2027-12-01T00:00:00Z')], untrusted: 'CERT_HAS_EXPIRED', misnamed: null }
    expect(judgeCertificate(facts, limits, now)).toMatchObject({
      outcome: 'failed',
      reason: 'certificate-expired',
    })
  })

  test('no certificate, and one without dates, are no good ones', () => {
    const nothing = { chain: [], untrusted: 'x', misnamed: null }
    expect(judgeCertificate(nothing, limits, now)).toMatchObject({ outcome: 'failed', reason: 'certificate' })
    const undated = { chain: [shown('never')], untrusted: null, misnamed: null }
    expect(judgeCertificate(undated, limits, now)).toMatchObject({ outcome: 'failed', reason: 'certificate' })
  })
})

describe('STARTTLS', () => {
  const DIALOGUES = {
    smtp: ['220-a\r\n220 b\r\n', '250-mail\r\n250 STARTTLS\r\n', '220 go\r\n'],
    imap: ['* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n', '* CAPABILITY x\r\nk1 OK begin\r\n'],
    pop3: ['+OK ready\r\n', '+OK begin\r\n'],
    ftp: ['220-hello\r\nit is a server\r\n220 ready\r\n', '234 go\r\n'],
  }

  function starttlsServer([first = '', ...replies]: string[]): Promise<string> {
    return listen(
      createTcp((socket) => {
        socket.write(first)
        const rest = [...replies]
        const onData = () => {
          socket.write(rest.shift() ?? '')
          if (rest.length > 0) return
          socket.off('data', onData)
          new TLSSocket(socket, { isServer: true, ...made('good') }).on('error', () => undefined)
        }
        socket.on('data', onData)
      }),
    )
  }

  test.each(Object.entries(DIALOGUES))('the certificate of %s is seen', async (starttls, dialogue) => {
    const target = await starttlsServer(dialogue)
    expect(await probe('certificate', { target, starttls, serverName: 'shop.test', ca })).toMatchObject({
      outcome: 'ok',
      values: { subject: 'shop.test' },
    })
  })

  test.each(Object.keys(DIALOGUES))('a refusal of %s is told', async (starttls) => {
    const no =
      { smtp: '250 mail\r\n', imap: 'k1 NO\r\n', pop3: '-ERR no\r\n', ftp: '502 no\r\n' }[starttls] ?? ''
    const greeting = DIALOGUES[starttls as keyof typeof DIALOGUES][0] ?? ''
    const target = await starttlsServer([greeting, no, ''])
    expect(await probe('certificate', { target, starttls })).toMatchObject({
      outcome: 'failed',
      reason: 'protocol',
    })
  })
})

describe('servers that do not behave', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['is silent', () => undefined, 'timeout'],
    ['speaks no TLS', (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'tls-handshake'],
    ['hangs up', (socket) => void socket.end(), 'reset'],
    ['floods', (socket) => void socket.write(Buffer.alloc(5_000_000, 0x16)), 'tls-handshake'],
  ])('one that %s fails: %s', async (_how, connected, reason) => {
    const target = await listen(createTcp(connected))
    expect(await probe('certificate', { target }, 400)).toMatchObject({ outcome: 'failed', reason })
  })

  test('nobody there is refused; a file that is not there is nobody’s failure but ours', async () => {
    const target = `127.0.0.1:${await freePort()}`
    expect(await probe('certificate', { target })).toMatchObject({ outcome: 'failed', reason: 'refused' })
    expect((await probe('certificate', { target, ca: '/no/such/file' })).outcome).toBe('unknown')
  })
})

test.each([
  [{ target: '-v:443' }, '/target'],
  [{ target: 'a' }, '/target'],
  [{ target: 'a:0' }, '/target'],
  [{ target: 'a:443', serverName: 'a b' }, '/serverName'],
  [{ target: 'a:443', starttls: 'ldap' }, '/starttls'],
  [{ target: 'a:443', daysLeft: { warning: 7, critical: 30 } }, '/daysLeft'],
  [{ target: 'a:443', daysLeft: -1 }, '/daysLeft'],
])('%j is refused at %s', (config, path) => {
  expect(CHECK_TYPES.certificate?.validate(config).map((error) => error.path)).toContain(path)
})
