import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../support/program.ts'
import { probe } from './probe.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(host: string): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, host)
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test('a port that accepts is ok, with its times', async () => {
  const port = await listen('127.0.0.1')
  const direct = await probe('tcp', { target: `127.0.0.1:${port}` })
  expect(direct).toMatchObject({ outcome: 'ok', values: { connect_ms: expect.any(Number) } })
  expect(direct.values).not.toHaveProperty('dns_ms')
  const named = await probe('tcp', { target: `localhost:${port}` })
  expect(named.values).toMatchObject({ dns_ms: expect.any(Number) })
})

test('an IPv6 target stands in brackets', async () => {
  const port = await listen('::1')
  expect(await probe('tcp', { target: `[::1]:${port}` })).toMatchObject({ outcome: 'ok' })
})

test('a closed port is refused, a name that is not known says so', async () => {
  expect(await probe('tcp', { target: `127.0.0.1:${await freePort()}` })).toMatchObject({
    outcome: 'failed',
    reason: 'refused',
  })
  expect((await probe('tcp', { target: 'no-such-host.invalid:80' })).reason).toMatch(/^name-/)
})

test.each(['host', 'host:0', 'host:65536', '-v:80', 'a b:80', '::1:80', 'host:80/x', 'ho\nst:80', ':80', ''])(
  'the target %j is refused with its place',
  async (target) => {
    await expect(probe('tcp', { target })).rejects.toThrow('"/target"')
  },
)
