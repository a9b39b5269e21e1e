/** Rights that are taken away while a request is on its way. */
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBench } from './bench.ts'
import { type Account, makeAccount, makeToken } from './walk/accounts.ts'

const bench = await openBench({ until: afterAll })
const { clock, store } = bench
let first: Account
const deed = (operatorId: string, by = first.id) => ({
  ...{ operatorId, by, now: clock.now(), ledgerId: crypto.randomUUID() },
})

beforeAll(async () => {
  first = await makeAccount(bench, { role: 'administrator', invitedBy: null })
})

/** A request whose head has arrived and whose body is still to come. */
async function begun(method: string, path: string, headers: Record<string, string>, body: string) {
  const admitted = new Promise<ClientRequest>((resolve) => {
    const outgoing = request({
      ...{ host: '127.0.0.1', port: bench.port, agent: false, method, path: `/api/v1/${path}` },
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(body.length),
        // Its answer says that the head has been read.
        expect: '100-continue',
      },
    })
    outgoing.once('continue', () => resolve(outgoing))
    outgoing.flushHeaders()
  })
  const outgoing = await admitted
  // The guard has looked: another request of the same page has been answered since.
  for (let i = 0; i < 3; i += 1) await bench.ask('/api/v1/me', { headers })
  return {
    async end(): Promise<number> {
      const answer = new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.once('response', resolve)
        outgoing.once('error', reject)
      })
      outgoing.end(body)
      const { statusCode = 0 } = await answer
      return statusCode
    },
  }
}

describe('a request that was begun before its rights were taken away changes nothing', () => {
  test.each([
    ['POST', 'operators/invitations', '{"role":"administrator"}'],
    ['POST', 'agents', '{"name":"host-9"}'],
    ['DELETE', 'tokens/none', '{}'],
  ])('%s %s', async (method, path, body) => {
    const admin = await makeAccount(bench, { role: 'administrator', invitedBy: first.id })
    const held = await begun(method, path, admin.page, body)
    await store.setDisabled({ ...deed(admin.id), disabled: true })
    expect(await held.end()).toBe(401)
    const lower = await makeAccount(bench, { role: 'administrator', invitedBy: first.id })
    const other = await begun(method, path, lower.page, body)
    await store.changeRole({ ...deed(lower.id), role: 'viewer', services: null, customer: null })
    expect(await other.end()).toBe(401)
  })

  test('nor by a token that was revoked', async () => {
    const { id, headers } = await makeToken(bench, { by: first.id, permissions: ['manage-agents'] })
    const held = await begun('POST', 'agents', headers, '{"name":"host-8"}')
    await store.revokeToken({ id, by: first.id, now: clock.now(), ledgerId: crypto.randomUUID() })
    expect(await held.end()).toBe(401)
  })
})

test('a token whose creator is a customer of no service sees none, and not all', async () => {
  const admin = await makeAccount(bench, { role: 'administrator', invitedBy: first.id })
  const { headers } = await makeToken(bench, { by: admin.id, permissions: ['read-service'] })
  await store.changeRole({ ...deed(admin.id), role: 'customer', services: null, customer: null })
  expect((await bench.ask('/api/v1/services', { headers })).body.items).toEqual([])
})
