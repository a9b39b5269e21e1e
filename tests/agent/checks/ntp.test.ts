import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ntp } from '../../../agent/checks/ntp.ts'
import { makeClock } from '../../../agent/clock.ts'
import { bareHost } from '../../../agent/host-side.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { probe } from './probe.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

/** How often each server was asked. */
const questions = new Map<string, () => number>()
const askedOf = (server: string) => questions.get(server)?.()

const ERA = 2_208_988_800_000

interface Manners {
  offset?: number
  mode?: number
  stratum?: number
  leap?: number
  foreign?: boolean
  short?: boolean
  silent?: boolean
  /** Reference identifier: of stratum 0 a kiss code. */
  reference?: string
  /** What to send but for its times, in place of all that. */
  packet?: Buffer
}

function writeTime(packet: Buffer, at: number, unixMs: number): void {
  const ms = unixMs + ERA
  packet.writeUInt32BE(Math.floor(ms / 1000), at)
  packet.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4)
}

/** A small real NTP server on loopback; its address for a configuration. */
async function ntpServer({
  offset = 0,
  mode = 4,
  stratum = 2,
  leap = 0,
  foreign,
  short,
  silent,
  reference = '',
  packet: whole,
}: Manners = {}) {
  let asked = 0
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (request, from) => {
    asked += 1
    if (silent) return
    const packet = Buffer.alloc(short ? 20 : 48)
    packet.writeUInt8((leap << 6) | (4 << 3) | mode, 0)
    packet.writeUInt8(stratum, 1)
    whole?.copy(packet, 0)
    if (!short) {
      if (!whole) packet.write(reference, 12, 'latin1')
      request.copy(packet, 24, 40, 48)
      if (foreign) writeTime(packet, 24, Date.now() - 86_400_000)
      writeTime(packet, 32, Date.now() + offset)
      writeTime(packet, 40, Date.now() + offset)
    }
    socket.send(packet, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const server = `127.0.0.1:${socket.address().port}`
  questions.set(server, () => asked)
  return server
}

test('a clock that agrees is ok, with offset and delay', async () => {
  const result = await probe('ntp', { servers: [await ntpServer()], maxOffset: '1s' })
  expect(result).toMatchObject({ outcome: 'ok', values: { servers: 1, refused: 0 } })
  expect(Math.abs(Number(result.values?.offset_ms))).toBeLessThan(1000)
})

test('a clock that is off fails with how far, in the right direction', async () => {
  const result = await probe('ntp', { servers: [await ntpServer({ offset: -3_600_000 })], maxOffset: '1s' })
  expect(result).toMatchObject({ outcome: 'failed', reason: 'clock-off' })
  expect(Math.round(Number(result.values?.offset_ms) / 10_000)).toBe(-360)
})

test('the median outvotes one false server', async () => {
  const servers = [await ntpServer(), await ntpServer({ offset: 9_000_000 }), await ntpServer()]
  expect(await probe('ntp', { servers, maxOffset: '10s' })).toMatchObject({
    outcome: 'ok',
    values: { servers: 3 },
  })
})

test.each([
  ['wrong-mode', { mode: 5 }],
  ['kiss-of-death', { stratum: 0, reference: 'DENY' }],
  // A server without time says stratum 0, too; a kiss to a question that was not ours is anybody's.
  ['unsynchronised', { stratum: 0 }],
  ['foreign-origin', { stratum: 0, reference: 'RATE', foreign: true }],
  ['unsynchronised', { stratum: 16 }],
  ['unsynchronised', { leap: 3 }],
  ['foreign-origin', { foreign: true }],
  ['no-time', { short: true }],
  ['no-answer', { silent: true }],
] as const)('an answer that is worth nothing is unknown: %s', async (reason, manners) => {
  const result = await probe('ntp', { servers: [await ntpServer(manners)], maxOffset: '1s' }, 400)
  expect(result).toMatchObject({ outcome: 'unknown', reason })
})

test('one silent server does not silence the others', async () => {
  const servers = [await ntpServer({ silent: true }), await ntpServer()]
  expect(await probe('ntp', { servers, maxOffset: '1s' }, 500)).toMatchObject({
    outcome: 'ok',
    values: { servers: 1, refused: 1 },
  })
})

describe('what a real server answered', () => {
  const lines = readFileSync(join(import.meta.dirname, 'captured/ntp.hex'), 'utf8').split('\n')
  const [timed = '', blind = ''] = lines.filter((line) => /^[0-9a-f]+$/.test(line))

  /** The captured packet with the times of now: they are all that cannot be kept. */
  const replay = (packet: string) => ntpServer({ packet: Buffer.from(packet, 'hex') })

  test('its stratum and leap are values', async () => {
    expect(await probe('ntp', { servers: [await replay(timed)], maxOffset: '1s' })).toMatchObject({
      outcome: 'ok',
      values: { stratum: 3, leap: 0 },
    })
  })

  test('one without time says stratum 0: that is no kiss, and it is asked again', async () => {
    const server = await replay(blind)
    const result = await probe('ntp', { servers: [server], maxOffset: '1s', samples: 3 })
    expect(result).toMatchObject({ outcome: 'unknown', reason: 'unsynchronised' })
    expect(askedOf(server)).toBe(3)
  })
})

describe('limits', () => {
  const base = { maxOffset: '10s' }

  test.each([
    [{ maxOffset: { warning: '100ms', critical: '10s' } }, { offset: 2000 }, 'ok', 'clock-off'],
    [{ maxOffset: { warning: '100ms', critical: '1s' } }, { offset: 2000 }, 'failed', 'clock-off'],
    [{ ...base, maxStratum: 3 }, { stratum: 4 }, 'failed', 'ntp-stratum'],
    [{ ...base, maxStratum: { warning: 2 } }, { stratum: 4 }, 'ok', 'ntp-stratum'],
    [{ ...base, maxStratum: 4 }, { stratum: 4 }, 'ok', undefined],
    [{ ...base, maxSpread: '1s' }, {}, 'unknown', 'not-readable'],
  ])('%j, of %j: %s %s', async (config, manners, outcome, reason) => {
    const result = await probe('ntp', { servers: [await ntpServer(manners)], ...config })
    expect([result.outcome, result.reason]).toEqual([outcome, reason])
  })

  test('servers that disagree are told, and by how much', async () => {
    const servers = [await ntpServer({ offset: -2000 }), await ntpServer({ offset: 3000 })]
    const result = await probe('ntp', { servers, ...base, maxSpread: '4s' })
    expect(result).toMatchObject({ outcome: 'failed', reason: 'ntp-spread' })
    expect(Math.round(Number(result.values?.spread_ms) / 100)).toBe(50)
  })

  test('a leap second that is announced and the highest stratum are values', async () => {
    const servers = [await ntpServer({ leap: 1, stratum: 1 }), await ntpServer({ stratum: 5 })]
    expect(await probe('ntp', { servers, ...base })).toMatchObject({
      outcome: 'ok',
      values: { leap: 1, stratum: 5 },
    })
  })
})

describe("kiss-o'-death", () => {
  /** One probe on a clock of its own, run at each of these seconds; how often the server was asked after each. */
  async function askedAt(server: string, seconds: number[]) {
    const real = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
    let now = 0
    const code = ntp.prepare({ servers: [server], maxOffset: '1s' }, bareHost)
    const seen = []
    for (const second of seconds) {
      now = second * 1000
      const clock = { ...real, monotonic: () => now }
      const result = await code({ signal: AbortSignal.timeout(2000), timeoutMs: 2000, clock })
      expect(result).toMatchObject({
        outcome: 'unknown',
        reason: 'kiss-of-death',
        values: { servers: 0, refused: 1 },
      })
      seen.push(askedOf(server))
    }
    return seen
  }

  test('a server that asked for less is asked after 64 s, then 128 s', async () => {
    const server = await ntpServer({ stratum: 0, reference: 'RATE' })
    expect(await askedAt(server, [0, 10, 63, 64, 65, 191, 192])).toEqual([1, 1, 1, 2, 2, 2, 3])
  })

  test('a server that denies is left alone for longer', async () => {
    const server = await ntpServer({ stratum: 0, reference: 'DENY' })
    expect(await askedAt(server, [0, 64, 4095, 4096])).toEqual([1, 1, 1, 2])
  })

  test('it ends the samples of that run, and the other servers are heard', async () => {
    const denying = await ntpServer({ stratum: 0, reference: 'RSTR' })
    const result = await probe('ntp', { servers: [denying, await ntpServer()], maxOffset: '1s', samples: 4 })
    expect(result).toMatchObject({ outcome: 'ok', values: { servers: 1, refused: 1 } })
    expect(askedOf(denying)).toBe(1)
  })
})

test.each([
  [{ servers: ['-v'], maxOffset: '1s' }, '/servers/0'],
  [{ servers: ['a b'], maxOffset: '1s' }, '/servers/0'],
  [{ servers: ['a:99999'], maxOffset: '1s' }, '/servers/0'],
  [{ servers: ['a'] }, ''],
  [{ servers: ['a'], maxOffset: { warning: '1s' } }, '/maxOffset'],
  [{ servers: ['a'], maxOffset: { warning: '2s', critical: '1s' } }, '/maxOffset'],
  [{ servers: ['a'], maxOffset: '1s', maxStratum: 16 }, '/maxStratum'],
  [{ servers: ['a'], maxOffset: '1s', maxDelay: 5 }, '/maxDelay'],
])('%j is refused at %s', (config, path) => {
  expect(CHECK_TYPES.ntp?.validate(config).map((error) => error.path)).toContain(path)
})
