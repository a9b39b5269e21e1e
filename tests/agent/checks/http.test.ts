import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as plainServer, type RequestListener, type Server } from 'node:http'
import { createServer as secureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as socketServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probe } from './probe.ts'

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name)
const closing: (() => void)[] = []
afterAll(() => {
  for (const close of closing) close()
})

async function listen(server: Server | ReturnType<typeof socketServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const seen: { url: string; host: string; sni: string | false; authorization: string; body: string }[] = []
const pages: RequestListener = (request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const { url = '', headers } = request
    const sni = 'servername' in request.socket ? (request.socket.servername as string | false) : false
    seen.push({ url, host: headers.host ?? '', sni, authorization: headers.authorization ?? '', body })
    const [, name = '', rest = ''] = url.split('/')
    if (name === 'status') response.writeHead(Number(rest)).end()
    else if (name === 'json') response.end('{"status":"up","parts":[{"name":"db","ok":true}],"none":null}')
    else if (name === 'big') response.end('x'.repeat(200_000))
    else if (name === 'blank') response.end(' '.repeat(1_000_000))
    else if (name === 'headers')
      response.writeHead(200, { 'x-cache': 'HIT from edge', 'set-cookie': ['a=1', 'b=2'] }).end()
    else if (name === 'redirect') {
      const left = Number(rest)
      response.writeHead(302, { location: left > 1 ? `/redirect/${left - 1}` : '/status/200' }).end()
    } else if (name === 'to') response.writeHead(302, { location: decodeURIComponent(rest) }).end()
    else if (name === 'half') {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => response.destroy())
    } else if (name === 'drip') {
      response.writeHead(200)
      response.write('and then')
    } else if (name === 'hang') return
    else response.end('welcome, user 42')
  })
}

let plain = ''
let secure = ''
let expired = ''
let raw = ''
beforeAll(async () => {
  plain = `http://127.0.0.1:${await listen(plainServer(pages))}`
  const tls = (name: string) => ({
    cert: readFileSync(fixture(`${name}.cert.pem`)),
    key: readFileSync(fixture(`${name}.key.pem`)),
  })
  secure = `https://127.0.0.1:${await listen(secureServer(tls('shop'), pages))}`
  expired = `https://localhost:${await listen(secureServer(tls('expired'), pages))}`
  const speaks = (socket: Socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n')
  raw = `http://127.0.0.1:${await listen(socketServer(speaks))}`
})
const ca = fixture('shop.cert.pem')

test('an answer brings its status, size and times', async () => {
  const { outcome, values } = await probe('http', { url: `${plain}/` })
  expect(outcome).toBe('ok')
  expect(values).toMatchObject({
    status: 200,
    bytes: 16,
    connect_ms: expect.any(Number),
    first_byte_ms: expect.any(Number),
    total_ms: expect.any(Number),
  })
  expect(Number(values?.total_ms)).toBeGreaterThanOrEqual(Number(values?.first_byte_ms))
})

test('https: own SNI and Host, the certificate days are counted, and a name that does not match fails', async () => {
  const good = await probe('https', { url: `${secure}/sni`, sni: 'shop.example', host: 'shop.example', ca })
  expect(good).toMatchObject({ outcome: 'ok', values: { tls_ms: expect.any(Number) } })
  expect(Number(good.values?.certificate_days_left)).toBeGreaterThan(10_000)
  expect(seen.findLast(({ url }) => url === '/sni')).toMatchObject({
    host: 'shop.example',
    sni: 'shop.example',
  })
  expect(await probe('http', { url: `${secure}/`, sni: 'other.example', ca })).toMatchObject({
    outcome: 'failed',
    reason: 'certificate-name',
  })
})

test('an expression that would take for ever on what a server sends costs one unknown result', async () => {
  const before = performance.now()
  // Innocent to look at, and quadratic: the server that is looked at decides how long it takes.
  const config = { url: `${plain}/blank`, expect: { body: '/\\s+$x/' } }
  expect(await probe('http', config)).toMatchObject({
    outcome: 'unknown',
    message: expect.stringContaining('/\\s+$x/ took longer than 200 ms'),
  })
  expect(performance.now() - before).toBeLessThan(5000)
  expect(await probe('http', { ...config, expect: { body: '/^\\s+$/' } })).toMatchObject({ outcome: 'ok' })
})

test('a certificate that nobody vouches for fails, unless it is accepted; an expired one says so', async () => {
  const config = { url: `${secure}/`, sni: 'shop.example' }
  expect(await probe('http', config)).toMatchObject({ outcome: 'failed', reason: 'certificate' })
  expect(await probe('http', { ...config, insecure: true })).toMatchObject({
    outcome: 'ok',
    values: { certificate_days_left: expect.any(Number) },
  })
  expect(await probe('http', { url: `${expired}/`, ca: fixture('expired.cert.pem') })).toMatchObject({
    outcome: 'failed',
    reason: 'certificate-expired',
  })
  const soon = await probe('http', { ...config, ca, expect: { certificateDaysLeft: 3650 } })
  expect(soon.outcome).toBe('ok')
  expect(
    await probe('http', { url: `${expired}/`, insecure: true, expect: { certificateDaysLeft: 30 } }),
  ).toMatchObject({
    outcome: 'failed',
    reason: 'certificate-expires',
  })
  expect(await probe('http', { url: `${plain}/`, expect: { certificateDaysLeft: 1 } })).toMatchObject({
    reason: 'certificate',
  })
})

test.each([
  ['a 500 without a word', '/status/500', undefined, 'status'],
  ['a 304 without a word', '/status/304', undefined, undefined],
  ['a status', '/status/404', { status: 404 }, undefined],
  ['a class', '/status/204', { status: '2xx' }, undefined],
  ['another class', '/status/404', { status: '2xx' }, 'status'],
  ['a list', '/status/401', { status: [200, 401] }, undefined],
  ['a list of classes', '/status/503', { status: ['2xx', '4xx'] }, 'status'],
  ['a header', '/headers/', { headers: { 'X-Cache': 'HIT' } }, undefined],
  ['a header by expression', '/headers/', { headers: { 'x-cache': '/^hit/i' } }, undefined],
  ['a header that comes twice', '/headers/', { headers: { 'set-cookie': 'b=2' } }, undefined],
  ['a header that is not there', '/headers/', { headers: { 'x-none': 'x' } }, 'header'],
  ['a text', '/', { body: 'welcome' }, undefined],
  ['another text', '/', { body: 'Welcome' }, 'body'],
  ['an expression', '/', { body: '/user \\d+$/' }, undefined],
  ['a JSON value', '/json/', { json: { path: '$.parts[0].ok', equals: true } }, undefined],
  ['a JSON value, dotted', '/json/', { json: { path: 'parts[0].name', equals: 'db' } }, undefined],
  ['a JSON null', '/json/', { json: { path: 'none', equals: null } }, undefined],
  ['a JSON value that differs', '/json/', { json: { path: 'status', equals: 'down' } }, 'json'],
  [
    'a JSON path that is not there',
    '/json/',
    { json: { path: 'constructor.name', equals: 'Object' } },
    'json',
  ],
  ['a body that is no JSON', '/', { json: { path: 'status', equals: 'up' } }, 'json'],
])('expects %s', async (_, path, expected, reason) => {
  const result = await probe('http', { url: plain + path, ...(expected ? { expect: expected } : {}) })
  expect([result.outcome, result.reason]).toEqual([reason ? 'failed' : 'ok', reason])
})

test('a redirect is an answer; where it is followed, only so far, and not from https to http', async () => {
  expect((await probe('http', { url: `${plain}/redirect/2`, expect: { status: 302 } })).outcome).toBe('ok')
  expect(
    await probe('http', { url: `${plain}/redirect/2`, redirects: 2, expect: { status: 200 } }),
  ).toMatchObject({
    outcome: 'ok',
    values: { status: 200, redirects: 2 },
  })
  expect((await probe('http', { url: `${plain}/redirect/3`, redirects: 2 })).reason).toBe(
    'too-many-redirects',
  )
  const down = {
    url: `${secure}/to/${encodeURIComponent(`${plain}/down`)}`,
    sni: 'shop.example',
    ca,
    redirects: 1,
  }
  expect((await probe('http', down)).reason).toBe('redirect-to-http')
  const headers = { authorization: 'Bearer x' }
  expect((await probe('http', { ...down, redirectToHttp: true, headers })).outcome).toBe('ok')
  // What was configured for one place is not told to another.
  expect(seen.findLast(({ url }) => url === '/down')?.authorization).toBe('')
  expect(
    (await probe('http', { url: `${plain}/to/${encodeURIComponent('file:///etc/passwd')}`, redirects: 1 }))
      .reason,
  ).toBe('bad-redirect')
})

test('a body is sent as configured', async () => {
  await probe('http', {
    url: `${plain}/post`,
    method: 'POST',
    body: 'q=日本',
    headers: { 'content-type': 'text/plain' },
  })
  expect(seen.findLast(({ url }) => url === '/post')?.body).toBe('q=日本')
})

test('a body is read up to its bound', async () => {
  const { values, outcome } = await probe('http', { url: `${plain}/big/`, maxBody: 1000 })
  expect([outcome, values?.bytes]).toEqual(['ok', 1000])
  expect((await probe('http', { url: `${plain}/big/`, maxBody: 1000, expect: { body: 'y' } })).reason).toBe(
    'body-too-large',
  )
})

test('slower than allowed, cut off, silent, not HTTP: each has its reason', async () => {
  expect((await probe('http', { url: `${plain}/hang/` }, 100)).reason).toBe('timeout')
  expect((await probe('http', { url: `${plain}/drip/` }, 100)).reason).toBe('timeout')
  expect((await probe('http', { url: `${plain}/half/` })).reason).toBe('reset')
  expect((await probe('http', { url: `${raw}/` })).reason).toBe('protocol')
  // One millisecond is always too quick for what takes longer than that to connect, answer and read twice over.
  const slow = await probe('http', { url: `${plain}/redirect/9`, redirects: 10, slowerThan: '1ms' })
  expect(slow.reason).toBe('slow')
})

test('a configuration is refused with every place', async () => {
  const bad = probe('http', {
    url: 'https://user:pw@host/',
    method: 'get',
    headers: { 'x y': 'a\nb' },
    host: '-x',
    redirects: 99,
    slowerThan: 5,
    expect: { status: 99, body: '/(/', json: { path: 'a..b' } },
    typo: 1,
  })
  await expect(bad).rejects.toThrow(
    /typo.*url.*method.*headers\/x y.*host.*expect\/status.*expect\/body.*expect\/json.*lacks equals.*redirects.*slowerThan/,
  )
})
