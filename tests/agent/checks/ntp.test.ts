import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { probe } from './probe.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

const ERA = 2_208_988_800_000

interface Manners {
  offset?: number
  mode?: number
  stratum?: number
  leap?: number
  foreign?: boolean
  short?: boolean
  silent?: boolean
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
}: Manners = {}) {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (request, from) => {
    if (silent) return
    const packet = Buffer.alloc(short ? 20 : 48)
    packet.writeUInt8((leap << 6) | (4 << 3) | mode, 0)
    packet.writeUInt8(stratum, 1)
    if (!short) {
      request.copy(packet, 24, 40, 48)
      if (foreign) writeTime(packet, 24, Date.now() - 86_400_000)
      writeTime(packet, 32, Date.now() + offset)
      writeTime(packet, 40, Date.now() + offset)
    }
    socket.send(packet, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
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
  ['kiss-of-death', { stratum: 0 }],
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
