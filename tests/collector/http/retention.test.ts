/** How long results are kept, for whoever asks, and legal holds: set by one person, ended by two. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  hold as holdSchema,
  retention as retentionSchema,
} from '../../../collector/http/retention-schemas.ts'
import { status as statusSchema } from '../../../collector/http/schemas.ts'
import type { Store } from '../../../collector/store/port.ts'
import { entriesOf } from '../../contract/store/fixtures.ts'
import { cookieOf, openBench, PASSWORD } from './bench.ts'

let damage: Awaited<ReturnType<Store['damagedBlocks']>> = null
const bench = await openBench({
  until: afterAll,
  faulty: (own) => ({ ...own, damagedBlocks: async () => damage }),
})
const { store, clock } = bench
type Page = Record<string, string>
let sato: Page = {}
const post = (path: string, body: object, page: Page) =>
  bench.ask(`/api/v1/${path}`, { method: 'POST', headers: page, body })
const get = (path: string, page: Page = sato) => bench.ask(`/api/v1/${path}`, { headers: page })
const FROM = '2026-11-01T00:00:00.000Z'
const TO = '2026-12-01T00:00:00.000Z'

async function invited(name: string, role: string): Promise<Page> {
  const { token } = (await post('operators/invitations', { role }, sato)).body
  const from = { host: 'kijun.example', origin: 'http://kijun.example' }
  const body = { token, name, password: PASSWORD }
  const answer = await bench.ask('/api/v1/enrol', { method: 'POST', headers: from, body })
  return { host: from.host, origin: from.origin, cookie: cookieOf(answer) }
}
beforeAll(async () => {
  sato = await bench.enrol()
})

test('a hold is set by one person with words that the ledger does not hold, and lifted by two', async () => {
  const suzuki = await invited('suzuki', 'manager')
  const tanaka = await invited('tanaka', 'operator')
  const body = { service: 'shop', from: FROM, to: TO, comment: '訴訟 2027-1' }
  expect((await post('holds', body, tanaka)).status).toBe(403)
  const set = await post('holds', body, sato)
  expect([set.status, holdSchema.parse(set.body)]).toMatchObject([
    201,
    { service: 'shop', from: FROM, to: TO, comment: '訴訟 2027-1', setBy: '佐藤', liftedAt: null },
  ])
  const [entry] = await entriesOf(store, 'hold.set')
  expect(entry).toMatchObject({ subject: 'shop', payload: { hold: set.body.id, from: Date.parse(FROM) } })
  expect(JSON.stringify(entry)).not.toContain('訴訟')

  const asked = { kind: 'lift-hold', subject: set.body.id, comment: '和解' }
  expect((await post('proposals', { ...asked, reason: 'false-detection' }, tanaka)).status).toBe(409)
  const { body: proposed } = await post('proposals', { ...asked, reason: 'hold-ended' }, sato)
  expect(proposed).toMatchObject({ kind: 'lift-hold', service: 'shop', about: { item: null, at: FROM } })
  const approve = (page: Page) => post(`proposals/${proposed.id}/approve`, {}, page)
  expect((await approve(sato)).body.code).toBe('same-person')
  expect((await get('holds?standing=true')).body.items).toHaveLength(1)
  expect((await approve(suzuki)).status).toBe(200)
  expect((await get('holds?standing=true')).body.items).toEqual([])
  expect((await get('holds')).body.items).toMatchObject([{ id: set.body.id, liftedAt: expect.any(String) }])
  expect((await post('proposals', { ...asked, reason: 'hold-ended' }, sato)).body.code).toBe('already-lifted')
})

test.each([
  [{ service: 'nobody', from: FROM, comment: 'x' }, 404],
  [{ service: 'shop', from: TO, to: FROM, comment: 'x' }, 400],
  [{ service: 'shop', from: FROM, comment: ' ' }, 400],
])('a hold that makes no sense is refused: %j', async (body, status) => {
  expect((await post('holds', body, sato)).status).toBe(status)
})

test('everybody who sees evidence is told for how long it is kept, and what is kept for longer and why', async () => {
  const before = retentionSchema.parse((await get('retention')).body)
  expect(before).toMatchObject({ lookedAt: null, kept: [] })
  expect(before.services.find(({ service }) => service === 'shop')).toMatchObject({
    ...{ results: ['P3M'], incidents: ['P5Y'] },
  })
  const now = clock.now()
  const [lease] = await store.holdLeases({ names: ['compactor'], owner: 'me', now, ttlMs: 60_000 })
  if (!lease) throw new Error('no lease')
  const row = { because: 'report-not-issued' as const, service: 'shop', blocks: 2, results: 9, bytes: 80 }
  const kept = [{ ...row, until: null, oldestAt: Date.parse(FROM) }]
  await store.keepRetentionLook({ lease, now, at: now, since: now, kept })
  expect(retentionSchema.parse((await get('retention')).body)).toMatchObject({
    ...{ lookedAt: new Date(now).toISOString(), kept: [{ ...row, oldest: FROM, until: null }] },
  })
})

test('damage is on the console for those who may see evidence, and nothing of it for others', async () => {
  const of = async (page: Page) => statusSchema.parse((await get('status', page)).body).damaged
  expect(await of(sato)).toBeNull()
  damage = { blocks: 1, fromAt: Date.parse(FROM), toAt: Date.parse(TO) }
  expect(await of(sato)).toEqual({ blocks: 1, from: FROM, to: TO })
  expect(await of({})).toBeNull()
})
