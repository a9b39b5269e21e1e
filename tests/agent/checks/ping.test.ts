import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgePing, parsePing, ping } from '../../../agent/checks/ping.ts'
import { makeClock } from '../../../agent/clock.ts'
import { bareHost } from '../../../agent/host-side.ts'

const folder = join(import.meta.dirname, '../fixtures/ping')
const judged = async (output: string) => judgePing(await parsePing('192.0.2.9', output), output, 99.99)

/** What each captured output means. */
const EXPECTED: Record<string, object> = {
  'iputils-ok.txt': { outcome: 'ok', values: { sent: 3, received: 3, loss_percent: 0 } },
  'iputils-ok-name.txt': { outcome: 'ok', values: { sent: 3, received: 3 } },
  'iputils-ok-v6.txt': { outcome: 'ok', values: { sent: 1, received: 1 } },
  'iputils-no-reply.txt': {
    outcome: 'failed',
    reason: 'no-reply',
    values: { sent: 2, received: 0, loss_percent: 100 },
  },
  'iputils-unreachable.txt': { outcome: 'failed', reason: 'no-reply' },
  'iputils-unknown-host.txt': { outcome: 'failed', reason: 'name-not-found' },
  'busybox-ok.txt': { outcome: 'ok', values: { sent: 2, received: 2, rtt_min_ms: 0.05 } },
}

test.each(readdirSync(folder))('%s', async (name) => {
  expect(EXPECTED[name]).toBeDefined()
  expect(await judged(readFileSync(join(folder, name), 'utf8'))).toMatchObject(EXPECTED[name] ?? {})
})

test('every cut of an output is ok, failed or unknown, and never an exception', async () => {
  const output = readFileSync(join(folder, 'iputils-ok.txt'), 'utf8')
  for (let cut = 0; cut < output.length; cut += 1) {
    const { outcome, reason } = await judged(output.slice(0, cut))
    if (outcome !== 'ok') expect([outcome, reason]).toEqual(['unknown', 'ping-output'])
  }
})

test.each([
  ['ping: socket: Operation not permitted', 'unknown', 'not-permitted'],
  ['ping: shop.example: Temporary failure in name resolution', 'unknown', 'name-server-silent'],
  ['ping: connect: Network is unreachable', 'failed', 'unreachable'],
  ['PING\n1 packets transmitted, 1 received', 'unknown', 'ping-output'],
  ['用法: ping', 'unknown', 'ping-output'],
  ['', 'unknown', 'ping-output'],
])('%j is %s', async (output, outcome, reason) => {
  expect(await judged(output)).toMatchObject({ outcome, reason })
})

test('loss beyond what is allowed fails', () => {
  const parsed = { sent: 10, received: 7, times: [1, 2] }
  expect(judgePing(parsed, '', 20)).toMatchObject({
    outcome: 'failed',
    reason: 'loss',
    values: { loss_percent: 30 },
  })
  expect(judgePing(parsed, '', 30)).toMatchObject({ outcome: 'ok', values: { rtt_avg_ms: 1.5 } })
})

test('a target that would be an option is refused', () => {
  expect(() => ping.prepare({ target: '-f' }, bareHost)).toThrow('must not begin with -')
})

test('a host without a ping program is told so, and nothing escapes', async () => {
  const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
  const path = process.env.PATH
  process.env.PATH = '/nowhere'
  try {
    const result = await ping.prepare(
      { target: '127.0.0.1' },
      bareHost,
    )({
      signal: new AbortController().signal,
      timeoutMs: 1000,
      clock,
    })
    expect(result).toMatchObject({ outcome: 'unknown', reason: 'no-ping-binary' })
  } finally {
    process.env.PATH = path
  }
})

test.each([
  ['more answers than requests', '1 packets transmitted, 3 received, -200% packet loss'],
  ['more requests than can be', '99999999999999999999 packets transmitted, 3 received'],
  [
    'a round trip of years',
    'PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=9007199254740993 ms\n1 packets transmitted, 1 received',
  ],
])('%s is no report of a ping', async (_what, output) => {
  expect(await parsePing('127.0.0.1', output)).toBeNull()
})
