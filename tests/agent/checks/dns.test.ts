import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { faultOf } from '../../../agent/checks/dns.ts'
import { queryNameOf } from '../../../agent/checks/dns-records.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { probe } from './probe.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

/** Length of the question at the start of a message's body (offset 12 with its id). */
function questionOf(body: Buffer): string {
  let at = 10
  while (body[at]) at += (body[at] ?? 0) + 1
  return body.subarray(10, at + 5).toString('hex')
}

const CAPTURED = new Map(
  readFileSync(join(import.meta.dirname, 'captured/dns.hex'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const body = Buffer.from(line, 'hex')
      return [questionOf(body), body]
    }),
)

type Manner = (query: Buffer, from: RemoteInfo, socket: Socket) => void

/** Answers as the real server did; to a question that it never had, with silence. */
const captured: Manner = (query, from, socket) => {
  const body = CAPTURED.get(questionOf(query.subarray(2)))
  if (body) socket.send(Buffer.concat([query.subarray(0, 2), body]), from.port, from.address)
}

async function nameServer(manner: Manner): Promise<string> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (query, from) => manner(query, from, socket))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

async function ask(config: object, manner: Manner = captured, timeoutMs = 5000) {
  return probe('dns', { servers: [await nameServer(manner)], ...config }, timeoutMs)
}

describe('what a real server answered', () => {
  test.each([
    ['A', 'www.kijun.test', ['192.0.2.2', '192.0.2.1']],
    ['AAAA', 'www.kijun.test', '2001:0db8:0:0::1'],
    ['CNAME', 'alias.kijun.test', 'WWW.kijun.test.'],
    ['MX', 'kijun.test', ['10 mail.kijun.test', '20 mail2.kijun.test']],
    ['NS', 'kijun.test', ['ns1.kijun.test', 'ns2.kijun.test']],
    ['TXT', 'kijun.test', 'v=spf1 -all'],
    ['SOA', 'kijun.test', 'ns1.kijun.test hostmaster.kijun.test 2026112101 3600 900 604800 300'],
    ['SRV', '_sip._tcp.kijun.test', '0 5 5060 sip.kijun.test'],
    ['CAA', 'kijun.test', '0 issue "ca.example"'],
    ['PTR', '192.0.2.1', 'www.kijun.test'],
    ['PTR', '2001:db8::1', 'www.kijun.test'],
  ])('%s of %s is exactly as expected', async (record, name, exactly) => {
    expect(await ask({ query: name, record, expect: { exactly } })).toMatchObject({
      outcome: 'ok',
      values: { servers: 1, refused: 0, answers: [exactly].flat().length, query_ms: expect.any(Number) },
    })
  })

  test.each([
    [{ query: 'no.kijun.test' }, 'name-not-found'],
    [{ query: 'www.kijun.test', record: 'MX' }, 'dns-no-record'],
    [{ query: 'a.refused.test' }, 'dns-refused'],
    [{ query: 'a.broken.example' }, 'dns-servfail'],
    [{ query: 'www.kijun.test', expect: { contains: '192.0.2.9' } }, 'dns-answer'],
    [{ query: 'www.kijun.test', expect: { exactly: '192.0.2.1' } }, 'dns-answer'],
    [{ query: 'www.kijun.test', expect: { absent: true } }, 'dns-answer'],
    [{ query: 'kijun.test', record: 'TXT', expect: { exactly: 'V=SPF1 -ALL' } }, 'dns-answer'],
  ])('%j fails: %s', async (config, reason) => {
    expect(await ask(config)).toMatchObject({ outcome: 'failed', reason })
  })

  test('an answer whose records are all of another kind is none', async () => {
    const other: Manner = (query, from, socket) => {
      const body = CAPTURED.get(questionOf(query.subarray(2)))
        ?.toString('hex')
        .replace('c00c0010', 'c00c0168')
      const whole = Buffer.concat([query.subarray(0, 2), Buffer.from(body ?? '', 'hex')])
      socket.send(whole, from.port, from.address)
    }
    expect(await ask({ query: 'kijun.test', record: 'TXT' }, other)).toMatchObject({
      outcome: 'failed',
      reason: 'dns-no-record',
    })
  })

  test('a name that is to be absent is ok where it is, and where one of several answers suffices', async () => {
    expect(await ask({ query: 'no.kijun.test', expect: { absent: true } })).toMatchObject({ outcome: 'ok' })
    expect(await ask({ query: 'www.kijun.test', expect: { contains: '192.0.2.1' } })).toMatchObject({
      outcome: 'ok',
    })
  })

  test.each([
    [{ query: 'no.kijun.test', expect: { absent: true } }, 'ok', undefined],
    [{ query: 'no.kijun.test' }, 'failed', 'name-not-found'],
    [{ query: 'www.kijun.test', record: 'MX' }, 'failed', 'dns-no-record'],
  ])('that there is nothing is an answer, with its time: %j', async (config, outcome, reason) => {
    const result = await ask(config)
    expect([result.outcome, result.reason]).toEqual([outcome, reason])
    expect(result.values).toEqual({ servers: 1, refused: 0, query_ms: expect.any(Number) })
  })

  test('the serial of a zone is a value', async () => {
    expect((await ask({ query: 'kijun.test', record: 'SOA' })).values?.serial).toBe(2_026_112_101)
  })
})

describe('servers that do not answer as they should', () => {
  const www = { query: 'www.kijun.test' }

  test('silence of a server that is asked by name is its failure', async () => {
    const result = await ask(www, () => undefined, 400)
    expect(result).toMatchObject({ outcome: 'failed', reason: 'timeout', values: { servers: 0, refused: 1 } })
  })

  test('one silent server of two is a failure that the other does not hide', async () => {
    const servers = [await nameServer(captured), await nameServer(() => undefined)]
    expect(await probe('dns', { ...www, servers }, 400)).toMatchObject({
      outcome: 'failed',
      reason: 'timeout',
      values: { servers: 1, refused: 1 },
    })
  })

  test('an answer to another question, garbage or a foreign id counts for nothing', async () => {
    const liars: Manner[] = [
      (_query, from, socket) => socket.send(Buffer.alloc(5, 0xff), from.port, from.address),
      (query, from, socket) => {
        const body = [...CAPTURED.values()][3] ?? Buffer.alloc(0)
        socket.send(Buffer.concat([query.subarray(0, 2), body]), from.port, from.address)
      },
      (query, from, socket) => {
        const body = CAPTURED.get(questionOf(query.subarray(2))) ?? Buffer.alloc(0)
        const id = Buffer.from(query.subarray(0, 2)).map((octet) => octet ^ 0x55)
        socket.send(Buffer.concat([id, body]), from.port, from.address)
      },
    ]
    for (const liar of liars) {
      const result = await ask(www, liar, 400)
      expect(result.outcome).toBe('failed')
      expect(result.values).toMatchObject({ servers: 0 })
    }
  })

  test('a flood of answers ends at the first good one', async () => {
    const flood: Manner = (query, from, socket) => {
      for (let n = 0; n < 500; n += 1) socket.send(Buffer.alloc(500, n), from.port, from.address)
      captured(query, from, socket)
    }
    expect(['ok', 'failed']).toContain((await ask(www, flood, 1000)).outcome)
  })

  test('a slow answer is told apart from none: beyond warning ok with a reason, beyond critical failed', async () => {
    const late: Manner = (query, from, socket) => setTimeout(() => captured(query, from, socket), 60)
    expect(await ask({ ...www, slowerThan: { warning: '20ms', critical: '4s' } }, late)).toMatchObject({
      outcome: 'ok',
      reason: 'slow',
    })
    expect(await ask({ ...www, slowerThan: '20ms' }, late)).toMatchObject({
      outcome: 'failed',
      reason: 'slow',
    })
    const absent = { query: 'no.kijun.test', expect: { absent: true } }
    expect(await ask({ ...absent, slowerThan: '20ms' }, late)).toMatchObject({
      outcome: 'failed',
      reason: 'slow',
    })
  })
})

test.each([
  ['ENOTFOUND', 'failed', 'name-not-found', 'failed', 'name-not-found'],
  ['ENODATA', 'failed', 'dns-no-record', 'failed', 'dns-no-record'],
  ['ETIMEOUT', 'failed', 'timeout', 'unknown', 'name-server-silent'],
  ['ECANCELLED', 'failed', 'timeout', 'unknown', 'name-server-silent'],
  ['ECONNREFUSED', 'failed', 'refused', 'unknown', 'name-server-silent'],
  ['ESERVFAIL', 'failed', 'dns-servfail', 'unknown', 'dns-servfail'],
  ['EREFUSED', 'failed', 'dns-refused', 'unknown', 'dns-refused'],
])('%s of a server that is the target is %s %s, of our own resolvers %s %s', (code, ...expected) => {
  const faults = ['192.0.2.53', null].map((server) => faultOf(code, { query: 'a.example' }, server))
  expect(faults.flatMap((fault) => [fault?.outcome, fault?.reason])).toEqual(expected)
})

test.each([
  ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
  ['2001:db8::1', `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`],
  ['::1', `1.${'0.'.repeat(31)}ip6.arpa`],
  ['::', `${'0.'.repeat(32)}ip6.arpa`],
  ['host.example', 'host.example'],
])('the reverse name of %s', (name, reverse) => {
  expect(queryNameOf(name, 'PTR')).toBe(reverse)
})

test.each([
  [{ query: '-v' }, '/query'],
  [{ query: 'a b' }, '/query'],
  [{ query: 'a\nb' }, '/query'],
  [{ query: '' }, '/query'],
  [{}, ''],
  [{ query: 'a', record: 'HINFO' }, '/record'],
  [{ query: 'a', servers: ['-x'] }, '/servers/0'],
  [{ query: 'a', servers: ['127.0.0.1:70000'] }, '/servers/0'],
  [{ query: 'a', servers: [] }, '/servers'],
  [{ query: 'a', expect: { contains: 'x', exactly: 'y' } }, '/expect'],
  [{ query: 'a', slowerThan: { warning: '2s', critical: '1s' } }, '/slowerThan'],
  [{ query: 'a', server: 'b' }, '/server'],
])('%j is refused at %s', (config, path) => {
  expect(CHECK_TYPES.dns?.validate(config).map((error) => error.path)).toContain(path)
})
