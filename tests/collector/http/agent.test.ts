import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { StoreError } from '../../../collector/store/port.ts'
import { LIMITS } from '../../../rules/wire/limits.ts'
import { isAssignment, validateBatchAnswer, validateHelloAnswer } from '../../../rules/wire/v1.generated.js'
import type { Item } from '../../../rules/wire/v1.ts'
import { serviceOf } from '../station.ts'
import { exchange, openBench, START } from './bench.ts'

const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }

/** Two services, the second one of another agent. */
function services() {
  const [shop, mall] = [serviceOf('shop'), serviceOf('mall')]
  for (const check of mall.components.flatMap(({ checks }) => checks)) check.agent = 'host-2'
  return [shop, mall]
}

/** What the store does instead, while a test wants it to. */
const fault: { ingest: StoreError | null; unknown: boolean; revoked: boolean } = {
  ...{ ingest: null, unknown: false, revoked: false },
}
const bench = await openBench({
  services: services(),
  earlier: [serviceOf('old')],
  until: afterAll,
  faulty: (store) => ({
    ...store,
    ingest: (a) => (fault.ingest ? Promise.reject(fault.ingest) : store.ingest(a)),
    agentsByToken: (a) => (fault.revoked ? Promise.resolve([]) : store.agentsByToken(a)),
    agentByToken: (a) => (fault.unknown ? Promise.resolve(null) : store.agentByToken(a)),
  }),
})

/** Each test has an epoch of its own. */
let epoch = ''
beforeEach(() => {
  epoch = randomUUID()
})

function result(seq: number, more: Record<string, unknown> = {}): Item {
  const started = seq * 1000
  return {
    kind: 'result',
    seq,
    check: 'shop/web/alive',
    revision: 1,
    planned: started,
    started,
    finished: started + 10,
    outcome: 'ok',
    attempt: 0,
    ...more,
  } as Item
}

function frame(items: unknown[], more: Record<string, unknown> = {}) {
  return { wire: 1, epoch, sentAt: START, base, items, ...more }
}

const send = (items: unknown[], more = {}) =>
  bench.asAgent('/agent/v1/batches', { method: 'POST', body: frame(items, more) })

async function storedSeqs(): Promise<number[]> {
  const { store, agent } = bench
  const { batches } = await store.batchesOf({ agentId: agent.id, fromAt: 0, toAt: 8e15, limit: 1000 })
  return batches
    .filter((batch) => batch.epoch === epoch)
    .flatMap((batch) => batch.items.map((item) => item.seq))
}

async function counted(): Promise<{ accepted: number; duplicate: number }> {
  const { body } = await bench.metrics.expose()
  const of = (outcome: string) =>
    Number(new RegExp(`kijun_ingest_items_total\\{outcome="${outcome}"\\} (\\d+)`).exec(body)?.[1] ?? 0)
  return { accepted: of('accepted'), duplicate: of('duplicate') }
}

test('a batch is answered item by item after it is durable, and counts once however often it comes', async () => {
  const anchor = { kind: 'anchor', ...base, seq: 2, mono: 500, wall: START + 500 }
  const items = [
    anchor,
    result(3),
    { kind: 'skipped', seq: 4, check: 'shop/web/works', planned: 4000, reason: 'busy' },
  ]
  const before = { calls: bench.calls.ingest, items: await counted() }
  const first = await send(items)
  expect(first.status).toBe(200)
  expect(validateBatchAnswer(first.body)).toEqual([])
  expect(first.body).toMatchObject({
    accepted: [[2, 4]],
    rejected: [],
    keep: [],
    receivedAt: bench.clock.now(),
  })
  expect(await storedSeqs()).toEqual([2, 3, 4])
  expect(bench.calls.ingest).toBe(before.calls + 1)

  // The answer was lost: the same again, with one more.
  const again = await send([...items, result(5)])
  expect(again.body).toMatchObject({ accepted: [[2, 5]], rejected: [] })
  expect(await storedSeqs()).toEqual([2, 3, 4, 5])
  const all = await send(items)
  expect(all.body.accepted).toEqual([[2, 4]])
  expect(await storedSeqs()).toEqual([2, 3, 4, 5])
  expect(bench.calls.ingest).toBe(before.calls + 2)
  const after = await counted()
  expect(after.accepted - before.items.accepted).toBe(4)
  expect(after.duplicate - before.items.duplicate).toBe(6)
})

test('a number that was used for something else is refused, not acknowledged as the old one', async () => {
  expect((await send([result(2), result(3)])).body.accepted).toEqual([[2, 3]])
  const answer = await send([result(2), result(3, { outcome: 'failed' }), result(4)])
  expect(validateBatchAnswer(answer.body)).toEqual([])
  expect(answer.body.accepted).toEqual([
    [2, 2],
    [4, 4],
  ])
  expect(answer.body.rejected).toMatchObject([{ index: 1, seq: 3, code: 'number-reused' }])
  expect(await storedSeqs()).toEqual([2, 3, 4])
  const entries = await bench.store.unchained({ limit: 1_000 })
  expect(entries.filter(({ kind }) => kind === 'ingest.number-reused')).toHaveLength(1)
})

test('each bad item is refused alone, with its place and its reason', async () => {
  const answer = await send([
    result(2),
    { ...result(3), outcome: 'fine' },
    result(2),
    result(4, { check: 'other/web/alive' }),
    'nonsense',
    result(6, { planned: 8001, started: 6000 }),
    result(7, { finished: 6999 }),
    {
      kind: 'lost',
      seq: 8,
      epoch,
      from: 9,
      to: 8,
      count: 1,
      bytes: 1,
      firstAt: null,
      lastAt: null,
      reason: 'evicted-age',
    },
    { kind: 'anchor', seq: 9, mono: 1, wall: 8.64e15, offset: 5000, uncertainty: 1 },
    result(10),
  ])
  expect(answer.status).toBe(200)
  expect(answer.body.accepted).toEqual([
    [2, 2],
    [10, 10],
  ])
  const refused = answer.body.rejected.map((one: { index: number; seq: number | null; code: string }) => [
    one.index,
    one.seq,
    one.code,
  ])
  expect(refused).toEqual([
    [1, 3, 'invalid'],
    [2, null, 'duplicate-sequence'],
    [3, 4, 'not-yours'],
    [4, null, 'invalid'],
    [5, 6, 'started-before-plan'],
    [6, 7, 'finished-before-start'],
    [7, 8, 'range-reversed'],
    [8, 9, 'time-out-of-range'],
  ])
  expect(answer.body.rejected[0].reason).toContain('/outcome')
  expect(await storedSeqs()).toEqual([2, 10])
})

test("nothing is stored under another agent's identity", async () => {
  const other = await bench.issueAgent('host-2')
  const answer = await send([result(2, { check: 'mall/web/alive' })])
  expect(answer.body).toMatchObject({ accepted: [], rejected: [{ index: 0, seq: 2, code: 'not-yours' }] })
  const ofOther = { agentId: other.id, fromAt: 0, toAt: 8e15, limit: 9 }
  expect((await bench.store.batchesOf(ofOther)).batches).toEqual([])
  expect(await storedSeqs()).toEqual([])
})

test('a backlog of an earlier revision is taken, by a collector that never ran that one', async () => {
  const answer = await send([
    result(2, { check: 'old/web/alive' }),
    result(3),
    result(4, { check: 'no/such/one' }),
  ])
  expect(answer.body).toMatchObject({ accepted: [[2, 3]], rejected: [{ seq: 4, code: 'not-yours' }] })
})

test('a frame that is none is refused whole, with positions', async () => {
  for (const [more, path] of [
    [{ epoch: 'x' }, '/epoch'],
    [{ base: { ...base, wall: 8.64e15, offset: 8.64e15 } }, '/base'],
    [{ items: [] }, '/items'],
    [{ extra: 1 }, ''],
  ] as const) {
    const answer = await send([result(2)], more)
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body.code).toBe('bad-frame')
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContainEqual(
      path === '' ? expect.any(String) : path,
    )
  }
  const many = Array.from({ length: LIMITS.batchItems + 1 }, (_, i) => result(i + 2))
  expect((await send(many)).body.code).toBe('bad-frame')
  expect(await storedSeqs()).toEqual([])
})

test('bodies that are no JSON, too large, packed or poisoned are refused', async () => {
  const post = (body: unknown, headers = {}) =>
    bench.asAgent('/agent/v1/batches', { method: 'POST', body, headers })
  expect((await post('{"wire":1')).body).toMatchObject({ status: 400, code: 'malformed-json' })
  expect((await post('')).body).toMatchObject({ status: 400, code: 'malformed-json' })
  expect((await post('{"__proto__":{"wire":1}}')).body).toMatchObject({ status: 400, code: 'malformed-json' })
  expect((await post('[1]', { 'content-type': 'text/plain' })).body).toMatchObject({
    status: 415,
    code: 'unsupported-media-type',
  })
  expect((await post('x', { 'content-encoding': 'gzip' })).body).toMatchObject({ status: 415 })
  expect((await post(`"${'x'.repeat(LIMITS.bodyBytes)}"`)).body).toMatchObject({
    status: 413,
    code: 'body-too-large',
  })
  // Deep nesting costs no stack.
  expect((await post(frame([result(2)]) && `${'['.repeat(200_000)}${']'.repeat(200_000)}`)).status).toBe(400)
  expect(await storedSeqs()).toEqual([])
})

test('an unknown version is told which are served', async () => {
  for (const [path, body] of [
    ['/agent/v1/batches', { wire: 2, whatever: true }],
    ['/agent/v1/hello', { versions: [2, 3], new: 'shape' }],
  ] as const) {
    const answer = await bench.asAgent(path, { method: 'POST', body })
    expect(answer.status).toBe(426)
    expect(answer.headers.upgrade).toBe('kijun-wire/1')
    expect(answer.body).toMatchObject({ code: 'wire-version', versions: [1] })
  }
})

test('hello says who is there and when; the agents page shows it', async () => {
  const hello = {
    versions: [2, 1],
    epoch,
    agentVersion: '1.2.3',
    sentAt: START,
    inventory: { os: 'Debian 13' },
  }
  const answer = await bench.asAgent('/agent/v1/hello', { method: 'POST', body: hello })
  expect(answer.status).toBe(200)
  expect(validateHelloAnswer(answer.body)).toEqual([])
  const now = bench.clock.now()
  const { id, name } = bench.agent
  expect(answer.body).toEqual({ version: 1, agent: { id, name }, receivedAt: now, answeredAt: now })
  await bench.clock.advance(6_000)
  await send([{ kind: 'anchor', seq: 2, mono: 1, wall: START, offset: -250, uncertainty: 3 }])
  const [agent] = (await bench.ask('/api/v1/agents')).body.items
  expect(agent).toMatchObject({
    id,
    name,
    version: '1.2.3',
    inventory: { os: 'Debian 13' },
    checks: 2,
    connected: true,
  })
  expect(agent).toMatchObject({
    clockOffsetMs: -250,
    clockUncertaintyMs: 3,
    lastSeenAt: new Date(now + 6_000).toISOString(),
  })
})

test('an assignment has an ETag that follows from its content', async () => {
  const first = await bench.asAgent('/agent/v1/assignment')
  expect(first.status).toBe(200)
  expect(isAssignment(first.body)).toBe(true)
  expect(first.body.checks.map((check: { check: string }) => check.check)).toEqual([
    'shop/web/alive',
    'shop/web/works',
  ])
  const etag = String(first.headers.etag)
  const same = await bench.asAgent('/agent/v1/assignment', {
    headers: { 'if-none-match': `"other", W/${etag}` },
  })
  expect([same.status, same.text]).toEqual([304, ''])
  expect((await send([result(2)])).body.assignment).toBe(etag)

  await bench.reload([serviceOf('shop', ['web', 'db']), ...services().slice(1)])
  const next = await bench.asAgent('/agent/v1/assignment', { headers: { 'if-none-match': etag } })
  expect(next.status).toBe(200)
  expect(next.body.revision).toBe(first.body.revision + 1)
  expect(next.body.checks).toHaveLength(4)
  expect(next.headers.etag).not.toBe(etag)

  const stranger = await bench.issueAgent('host-9')
  const none = await bench.ask('/agent/v1/assignment', {
    headers: { authorization: `Bearer ${stranger.token}` },
  })
  expect(none.body.checks).toEqual([])
})

test('refused agents: 401, nothing stored, one entry at once and one count a minute, never the token', async () => {
  const bad = { authorization: 'Bearer no-such-token-1234' }
  for (let i = 0; i < 5; i += 1) {
    const answer = await bench.ask('/agent/v1/batches', {
      method: 'POST',
      headers: bad,
      body: frame([result(2)]),
    })
    expect([answer.status, answer.body.code]).toEqual([401, 'credential-refused'])
    expect(answer.headers['www-authenticate']).toContain('Bearer')
  }
  expect((await bench.ask('/agent/v1/assignment')).status).toBe(401)
  expect((await bench.ask('/agent/v1/assignment', { headers: { authorization: 'Basic x' } })).status).toBe(
    401,
  )
  const payloads = async () =>
    (await bench.entries('agent.refused'))
      .map((entry) => JSON.parse(entry.payload ?? 'null'))
      .toSorted((x, y) => x.count - y.count || (x.reason < y.reason ? -1 : 1))
  expect(await payloads()).toEqual([
    { from: '127.0.0.1', reason: 'bad-token', count: 1 },
    { from: '127.0.0.1', reason: 'no-token', count: 1 },
  ])
  await bench.clock.advance(60_000)
  await expect.poll(payloads).toHaveLength(3)
  expect((await payloads())[2]).toEqual({ from: '127.0.0.1', reason: 'bad-token', count: 5 })
  expect(await storedSeqs()).toEqual([])
  expect(JSON.stringify(await bench.store.ledger({ afterSeq: 0, limit: 100 }))).not.toContain('no-such-token')
  expect(JSON.stringify(bench.logged)).not.toContain('no-such-token')
})

test('what the store cannot keep is not acknowledged', async () => {
  fault.ingest = new StoreError('disk-full', 'no space')
  const full = await send([result(2)])
  expect([full.status, full.body.code, full.headers['retry-after']]).toEqual([507, 'disk-full', '10'])
  fault.ingest = new StoreError('unavailable', 'gone')
  const gone = await send([result(2)])
  expect([gone.status, gone.body.code, gone.headers['retry-after']]).toEqual([503, 'unavailable', '2'])
  expect(gone.body.accepted).toBeUndefined()
  fault.ingest = null
  expect((await send([result(2)])).body.accepted).toEqual([[2, 2]])
})

test('on the short way a batch is answered as on that of the routes, headers included', async () => {
  // A parameter of the type is enough to go by the routes.
  const routes = { 'content-type': 'application/json; charset=utf-8' }
  const bodies = [
    '',
    'no json',
    '{"wire":1',
    '{"__proto__":{"wire":1}}',
    '{"constructor":{"prototype":{}}}',
    { wire: 99 },
    { wire: 1, epoch: 'none' },
    frame([]),
    frame(['nothing', { ...result(2), check: 'mall/web/alive' }]),
    frame([result(2), result(3, { message: '\u0007 応答なし' })]),
    JSON.stringify(frame([result(4)])).replace('shop', '\\u0073hop'),
    `${JSON.stringify(frame([result(5)]))}${' '.repeat(10_000)}`,
  ]
  expect((await send([result(1)])).status).toBe(200)
  for (const body of bodies) {
    const ask = { method: 'POST', body }
    const [short, long] = [
      await bench.asAgent('/agent/v1/batches', ask),
      await bench.asAgent('/agent/v1/batches', { ...ask, headers: routes }),
    ]
    expect([short.status, short.body]).toEqual([long.status, long.body])
    const { date: _, ...headers } = short.headers
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    expect(headers).toEqual(
      Object.fromEntries(Object.entries(long.headers).filter(([key]) => key !== 'date')),
    )
  }
  expect(await storedSeqs()).toEqual([1, 2, 3, 4, 5])
})

test('a credential that is no longer good is known within five seconds', async () => {
  expect((await bench.asAgent('/agent/v1/assignment')).status).toBe(200)
  fault.unknown = true
  expect((await bench.asAgent('/agent/v1/assignment')).status).toBe(200)
  await bench.clock.advance(5_000)
  expect((await bench.asAgent('/agent/v1/assignment')).status).toBe(401)
  fault.unknown = false
  expect((await bench.asAgent('/agent/v1/assignment')).status).toBe(200)
})

test('a credential in use is looked up again with others before it is forgotten, and is gone once it is revoked', async () => {
  const status = async () => (await bench.asAgent('/agent/v1/assignment')).status
  await bench.clock.advance(5_000)
  expect(await status()).toBe(200)
  fault.unknown = true
  const renewed = async () => {
    await bench.clock.advance(3_500)
    expect(await status()).toBe(200)
    await bench.clock.advance(500)
    // The answer of the store's thread comes in its own time.
    await bench.store.agents()
  }
  await renewed()
  fault.revoked = true
  await renewed()
  expect(await status()).toBe(401)
  Object.assign(fault, { unknown: false, revoked: false })
  expect(await status()).toBe(200)
})

test('unknown places are 404, known ones with another method 405', async () => {
  expect((await bench.ask('/agent/v1/nothing')).body).toMatchObject({ status: 404, code: 'not-found' })
  const wrong = await bench.asAgent('/agent/v1/batches')
  expect([wrong.status, wrong.body.code, wrong.headers.allow]).toEqual([405, 'method-not-allowed', 'POST'])
  expect((await exchange(bench.port, '/api/v1/incidents/x%zz', {})).status).toBe(400)
})
