import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schemas from '../../../collector/http/monitored-schemas.ts'
import { bucketMsFor, bucketsOf } from '../../../collector/http/present/responses.ts'
import { timedResults } from '../../../collector/ingest/recent.ts'
import { readResults } from '../../../collector/ingest/stored-results.ts'
import { percentile } from '../../../rules/performance/sketch.ts'
import { LIMITS } from '../../../rules/wire/limits.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { serviceOf } from '../station.ts'
import { openBench, START } from './bench.ts'

const MINUTE = 60_000
const CHECK = 'shop/web/fast'
const PATH = '/api/v1/checks/shop/web/fast'

function services() {
  const [shop, mall] = [
    serviceOf('shop', ['web', 'db'], ['liveness', 'performance']),
    serviceOf('mall', ['front']),
  ]
  for (const { checks } of [...shop.components, ...mall.components])
    for (const check of checks)
      if (check.purpose === 'performance')
        Object.assign(check, { type: 'http', config: { url: 'http://web/', slowerThan: '500ms' } })
  for (const component of mall.components) {
    component.agent = 'host-2'
    for (const check of component.checks)
      Object.assign(check, { agent: 'host-2', check: `${check.check}@host-2` })
  }
  return [shop, mall]
}

const bench = await openBench({ services: services(), until: afterAll })
let page: Record<string, string> = {}
beforeAll(async () => {
  await bench.clock.advance(3 * 60 * MINUTE)
  page = await bench.enrol()
})

const epoch = randomUUID()
const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
let seq = 1
function result(at: number, more: Record<string, unknown> = {}): Item {
  seq += 1
  const started = at - START
  const times = { planned: started, started, finished: started + 20 }
  return {
    kind: 'result',
    seq,
    check: CHECK,
    revision: 1,
    ...times,
    outcome: 'ok',
    attempt: 0,
    ...more,
  } as Item
}
const handIn = (items: Item[], more = {}) =>
  bench.asAgent('/agent/v1/batches', {
    method: 'POST',
    body: { wire: 1, epoch, sentAt: bench.clock.now(), base, items, ...more },
  })
const read = (path: string) => bench.ask(path, { headers: page })
const run = (path = PATH) => bench.ask(`${path}/run`, { method: 'POST', headers: page, body: {} })

test('response times come in buckets with percentiles, failures beside them', async () => {
  const from = START + 60 * MINUTE
  const items = Array.from({ length: 100 }, (_, i) =>
    result(from + i * 500, { values: { total_ms: i + 1, status: 200 } }),
  )
  items.push(result(from + MINUTE, { outcome: 'failed', reason: 'timeout' }))
  items.push(result(from + MINUTE + 1, { outcome: 'unknown', reason: 'probe-threw' }))
  items.push(result(from + MINUTE + 2, { reason: 'slow', values: { total_ms: 700 } }))
  expect((await handIn(items)).status).toBe(200)
  const to = new Date(from + 3 * MINUTE).toISOString()
  const { status, body } = await read(`${PATH}/responses?from=${new Date(from).toISOString()}&to=${to}`)
  expect(status).toBe(200)
  expect(schemas.responses.parse(body)).toMatchObject({
    ...{ value: 'total_ms', bucketMs: MINUTE, readFrom: new Date(from).toISOString() },
    buckets: [
      {
        at: new Date(from).toISOString(),
        count: 100,
        p50: 50,
        p95: 95,
        p99: 99,
        max: 100,
        ok: 100,
        warned: 0,
      },
      { count: 1, p50: 700, max: 700, ok: 1, warned: 1, failed: 1, unknown: 1 },
    ],
  })
  for (const wrong of [`from=${to}&to=${to}`, 'from=2026-01-01T00:00:00Z', 'from=yesterday'])
    expect((await read(`${PATH}/responses?${wrong}`)).body.code).toBe('bad-query')
  expect((await read('/api/v1/checks/shop/web/alive/responses')).body).toMatchObject({ value: 'connect_ms' })
  expect((await read('/api/v1/checks/shop/web/nothing/responses')).status).toBe(404)
})

test('reading for a graph stops at its bound and says from when on it is whole', async () => {
  const { agent, store } = bench
  const wanted = { agentId: agent.id, check: CHECK, fromAt: START, toAt: bench.clock.now() }
  const some = await readResults(store, { ...wanted, spanMs: MINUTE, most: 1 })
  expect(some.leftTo).toBeGreaterThan(START)
  const all = await readResults(store, { ...wanted, spanMs: MINUTE, most: 100 })
  expect(all).toMatchObject({ leftTo: null })
  expect(all.results).toHaveLength(103)
})

test.each([
  [1, [5], 5],
  [50, [1, 2, 3, 4], 2],
  [95, [1, 2, 3, 4], 4],
  [99, Array.from({ length: 200 }, (_, i) => i), 197],
])('the nearest rank of %s %% of %j is %s', (percent, sorted, expected) => {
  expect(percentile(sorted, percent)).toBe(expected)
})

test('buckets are whole lengths that a graph holds, none shorter than the interval', () => {
  expect(bucketMsFor(3 * 60 * MINUTE, 1_000)).toBe(120_000)
  expect(bucketMsFor(3 * 60 * MINUTE, 300_000)).toBe(300_000)
  expect(bucketMsFor(24 * 60 * MINUTE, 60_000)).toBe(600_000)
  for (const days of [1, 7, 35])
    expect((days * 86_400_000) / bucketMsFor(days * 86_400_000, 1_000)).toBeLessThanOrEqual(150)
  expect(bucketsOf([], 'total_ms', MINUTE)).toEqual([])
  expect(timedResults({ agentId: 'a', epoch, receivedAt: START, base, items: [] })).toEqual([])
})

test('a check tells how it is set, what it measured last, and when the next is due', async () => {
  const at = bench.clock.now() - 30_000
  await handIn([result(at, { reason: 'certificate-expires', values: { total_ms: 12, status: 200 } })])
  const { body } = await read(PATH)
  expect(schemas.checkDetail.parse(body)).toMatchObject({
    ...{ check: CHECK, serviceName: 'サービスshop', timezone: 'Asia/Tokyo', everyMs: MINUTE },
    ...{ timeoutMs: 10_000, confirm: { failures: 3, everyMs: 10_000 } },
    last: { outcome: 'ok', reason: 'certificate-expires', values: { total_ms: 12, status: 200 } },
    nextAt: new Date(at + MINUTE).toISOString(),
    ...{ responseValue: 'total_ms', slowerThanMs: 500, run: null },
  })
  expect((await read('/api/v1/checks/shop/web/nothing')).status).toBe(404)
  expect((await read('/api/v1/checks/mall/front/alive@host-2')).body.agent).toBe('host-2')
  expect((await read('/api/v1/checks/mall/front/alive%40host-2')).status).toBe(200)
})

test('checks are filtered by what they are and how they are, a page at a time', async () => {
  const names = async (query: string) =>
    (await read(`/api/v1/checks?${query}`)).body.items.map(({ check }: { check: string }) => check)
  expect(await names('service=mall')).toEqual(['mall/front/alive@host-2', 'mall/front/works@host-2'])
  expect(await names('agent=host-2&purpose=fault')).toEqual(['mall/front/works@host-2'])
  expect(await names('component=db')).toEqual(['shop/db/alive', 'shop/db/fast'])
  expect(await names('text=FAST')).toEqual([CHECK, 'shop/db/fast'])
  expect(await names('text=%E3%82%B5%E3%83%BC%E3%83%93%E3%82%B9mall')).toHaveLength(2)
  expect(await names('state=warned')).toEqual([CHECK])
  expect(await names('state=down')).toEqual([])
  const first = (await read('/api/v1/checks?text=shop&limit=3')).body
  expect(first.items).toHaveLength(3)
  expect((await read(`/api/v1/checks?text=shop&limit=3&cursor=${first.next}`)).body).toMatchObject({
    ...{ items: [{ check: 'shop/db/fast' }], next: null },
  })
  expect((await read('/api/v1/checks?state=fine')).body.code).toBe('bad-query')
  expect((await read('/api/v1/components?service=shop')).body.items).toEqual([
    { service: 'shop', component: 'web', name: '構成web', kind: 'application', checks: 2 },
    { service: 'shop', component: 'db', name: '構成db', kind: 'application', checks: 2 },
  ])
})

test('an agent that waits hears at once that a check shall run, and who asked is in the ledger', async () => {
  const waiting = bench.asAgent('/agent/v1/runs')
  const asked = await run()
  expect(asked.status).toBe(202)
  expect(schemas.runAsked.parse(asked.body)).toMatchObject({ check: CHECK, agent: 'host-1', askedBy: '佐藤' })
  expect((await waiting).body).toEqual({ wire: 1, run: [CHECK] })
  expect((await read(PATH)).body.run).toMatchObject({ takenAt: new Date(bench.clock.now()).toISOString() })
  const [entry] = await bench.entries('check.run-asked')
  expect(entry).toMatchObject({ subject: CHECK, actor: expect.stringMatching(/^operator:/) })

  expect(await run()).toMatchObject({ status: 429, body: { code: 'asked-recently' } })
  await bench.clock.advance(10_000)
  expect((await run()).status).toBe(202)
  // Nobody waits: the answer to the next batch carries it, once.
  const answer = await handIn([result(bench.clock.now())])
  expect(answer.body.run).toEqual([CHECK])
  expect((await handIn([result(bench.clock.now())])).body).not.toHaveProperty('run')
})

test('a question is held no longer than it may be, and a second one ends the first', async () => {
  const both = [bench.asAgent('/agent/v1/runs'), bench.asAgent('/agent/v1/runs')]
  expect((await Promise.race(both)).body).toEqual({ wire: 1, run: [] })
  await bench.clock.advance(LIMITS.holdMs)
  expect((await Promise.all(both)).map(({ body }) => body.run)).toEqual([[], []])
  expect((await run('/api/v1/checks/shop/web/nothing')).status).toBe(404)
})

test('an agent’s page: how it says it is, its credentials without tokens, what it lost', async () => {
  const status = {
    ...{ waiting: 7, bytes: 4096, oldestMs: 61_000, lost: 3, assigned: 4, running: 1 },
    ...{ unknownRuns: 0, rss: 60_000_000, lateMs: 4 },
  }
  await bench.clock.advance(10_000)
  seq += 1
  const lost = {
    ...{ kind: 'lost', seq, epoch, from: 900, to: 902, count: 3, bytes: 300, reason: 'evicted-age' },
    ...{ firstAt: START, lastAt: START + 1 },
  } as Item
  expect((await handIn([lost], { status })).status).toBe(200)
  const { body } = await read('/api/v1/agents/host-1')
  expect(schemas.agentDetail.parse(body)).toMatchObject({
    ...{ name: 'host-1', connected: true, checks: 4, lost: 3 },
    status: { ...status, at: new Date(bench.clock.now()).toISOString() },
    credentials: [{ valid: true, validUntil: null, revokedAt: null }],
    losses: [{ count: 3, reason: 'evicted-age' }],
    gaps: [],
  })
  expect(JSON.stringify(body)).not.toContain(bench.agent.token)
  expect((await read('/api/v1/agents/nobody')).status).toBe(404)
})
