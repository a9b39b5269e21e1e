import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { guideline as guidelineSchema } from '../../../collector/http/guideline-schemas.ts'
import * as schemas from '../../../collector/http/schemas.ts'
import { startHttp } from '../../../collector/http/server.ts'
import { packState } from '../../../collector/store/packed-state.ts'
import type { NoticeRow } from '../../../collector/store/port.ts'
import { newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { Observation } from '../../../rules/detection/types.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { recordDelivery } from '../../support/record-delivery.ts'
import { contactsOf, serviceOf } from '../station.ts'
import { exchange, openBench, START } from './bench.ts'

const MINUTE = 60_000
const bench = await openBench({
  services: [serviceOf('shop'), serviceOf('mall')],
  contacts: contactsOf('shop', { admin: ['admin@customer.example'], users: ['user@customer.example'] }),
  until: afterAll,
})
const { store, clock } = bench
const epoch = randomUUID()
const base = { seq: 1, mono: 0, wall: START, offset: 250, uncertainty: 1 }
const incidentId = randomUUID()
const iso = (at: number) => new Date(at).toISOString()

function incident(more: Partial<Incident> = {}): Incident {
  return {
    id: incidentId,
    service: 'shop',
    kind: 'outage',
    component: null,
    checks: ['shop/web/alive'],
    lastOkAt: START + MINUTE,
    firstFailedAt: START + 2 * MINUTE,
    confirmedAt: START + 3 * MINUTE,
    discoveredAt: START + 3 * MINUTE,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: 'refused',
    message: 'connect ECONNREFUSED',
    ...more,
  }
}

function notice(): NoticeRow {
  return {
    id: randomUUID(),
    incidentId,
    service: 'shop',
    customer: null,
    kind: 'first',
    form: 'normal',
    audiences: ['users', 'admin'],
    language: 'ja',
    timezone: 'Asia/Tokyo',
    createdAt: START + 3 * MINUTE,
    dueAt: START + 23 * MINUTE,
    facts: {
      serviceName: 'サービスshop',
      componentName: null,
      incident: incident(),
      follows: null,
      followUp: null,
    },
    expandCursor: '',
    settledAt: null,
  }
}

let page: Record<string, string> = {}
/** Ten results of `alive` one minute apart, the last eight failed, handed in by an agent and evaluated; and what follows from them. */
beforeAll(async () => {
  page = await bench.enrol()
  await clock.advance(10 * MINUTE)
  const items = Array.from({ length: 10 }, (_, i) => ({
    kind: 'result',
    seq: i + 2,
    check: 'shop/web/alive',
    revision: 1,
    planned: i * MINUTE,
    started: i * MINUTE,
    finished: i * MINUTE + 5,
    outcome: i < 2 ? 'ok' : 'failed',
    attempt: 0,
    ...(i < 2 ? { values: { connect_ms: i } } : { reason: 'refused', message: '<b>no</b>' }),
  }))
  const body = { wire: 1, epoch, sentAt: clock.now(), base, items }
  const taken = await bench.asAgent('/agent/v1/batches', { method: 'POST', body })
  expect(taken.body.accepted).toEqual([[2, 11]])

  const check = serviceOf('shop').components[0]?.checks[0]
  if (!check) throw new Error('no check')
  const seen = items.map((item): Observation => {
    const at = START + 250 + item.started
    const times = { plannedAt: at, startedAt: at, finishedAt: at + 5, receivedAt: clock.now() }
    const outcome = item.outcome === 'ok' ? 'ok' : 'failed'
    return { ...times, outcome, attempt: 0, source: `${bench.agent.id}/${epoch}/${item.seq}` }
  })
  const { state } = observe(newCheckState(START), check, seen)
  const partition = partitionOf('shop')
  const name = `partition/${partition}`
  const [lease] = await store.holdLeases({ names: [name], owner: 'test', now: clock.now(), ttlMs: MINUTE })
  if (!lease) throw new Error('no lease')
  const limitMs = 20 * MINUTE
  await store.commitEvaluation({
    partition,
    lease,
    now: clock.now(),
    cursor: 1,
    states: [{ check: check.check, service: 'shop', state: packState(state) }],
    incidents: [incident()],
    obligations: [
      {
        id: randomUUID(),
        item: 'III.1.1.1.b',
        service: 'shop',
        customer: null,
        subject: incidentId,
        clockFrom: START + 3 * MINUTE,
        dueAt: START + 23 * MINUTE,
        limitMs,
        state: 'met',
        decidedAt: START + 4 * MINUTE,
        marginMs: 19 * MINUTE,
        because: 'all-in-time',
        noticeId: null,
        evidence: {},
      },
    ],
    notices: [notice()],
    ledger: [],
  })
  await store.expandNotices({ now: clock.now(), notices: 10, chunk: 100 })
  const times = { now: clock.now(), leaseMs: MINUTE, limit: 10 }
  const { leased } = await store.leaseDeliveries({ owner: 'me', channel: 'mail', ...times })
  for (const { id, token, address } of leased)
    await recordDelivery(store, {
      id,
      token,
      startedAt: clock.now(),
      finishedAt: clock.now(),
      result: { outcome: 'accepted', at: clock.now(), answer: `250 queued for <${address}>` },
    })
})

const get = (path: string) => bench.ask(`/api/v1/${path}`, { headers: page })
const post = (path: string, body: object) =>
  bench.ask(`/api/v1/${path}`, { method: 'POST', headers: page, body })

test('every answer has the shape that is written, and no address is in it', async () => {
  const shapes: [string, z.ZodType][] = [
    ['status', schemas.status],
    ['services', schemas.pageOf(schemas.serviceSummary)],
    ['services/shop', schemas.serviceSummary],
    ['services/shop/guideline', guidelineSchema],
    ['checks', schemas.pageOf(schemas.checkSummary)],
    ['results?check=shop/web/alive', schemas.pageOf(schemas.resultRow)],
    ['agents', schemas.pageOf(schemas.agentSummary)],
    ['incidents', schemas.pageOf(schemas.incidentSummary)],
    [`incidents/${incidentId}`, schemas.incidentSummary],
    ['obligations', schemas.pageOf(schemas.obligationSummary)],
    ['notices', schemas.pageOf(schemas.noticeSummary)],
    ['deliveries', schemas.pageOf(schemas.deliverySummary)],
    ['ledger', schemas.pageOf(schemas.ledgerEntry)],
  ]
  await bench.entries('none')
  for (const [path, shape] of shapes) {
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect([path, shape.safeParse(answer.body).error]).toEqual([path, undefined])
    if ('items' in answer.body) expect([path, answer.body.items.length > 0]).toEqual([path, true])
    expect(answer.text).not.toMatch(/user@customer|admin@customer/)
    expect(answer.headers['cache-control']).toBe('no-store')
  }
  expect((await get('deliveries')).body.items[0].lastAnswer).toBe('250 queued for <•••>')
  const problem = await get('services/none')
  expect(schemas.problem.safeParse(problem.body).error).toBeUndefined()
  expect(problem.status).toBe(404)
})

test('a service against its reference values', async () => {
  const { body } = await get('services/shop')
  expect(body).toMatchObject({ state: 'down', stateSince: iso(START + 2 * MINUTE + 250), openIncidents: 1 })
  const row = (item: string) => body.values.find((one: { item: string }) => one.item === item)
  expect(row('III.1.1.1.a')).toMatchObject({
    achieved: { of: 'largest-interval', ms: MINUTE },
    inForce: 'PT5M',
    verdict: 'met',
  })
  const reference = { text: '1回以上/5分', required: true, kind: 'max_interval', value: 'PT5M' }
  expect(row('III.1.1.1.a').reference).toEqual(reference)
  const delay = { of: 'longest-delay', ms: MINUTE }
  expect(row('III.1.1.1.b')).toMatchObject({ achieved: delay, verdict: 'met' })
  expect(row('III.1.1.1.b').counts).toMatchObject({ met: 1, open: 0 })
  // Only what this version measures.
  expect(body.values.map(({ measuring }: { measuring: { by: unknown } }) => measuring.by)).not.toContain(null)
  const { body: other } = await get('services/mall')
  expect(other).toMatchObject({ state: 'unknown', stateSince: null, openIncidents: 0 })
  const verdicts = other.values.map((row: { verdict: string }) => row.verdict)
  expect(verdicts).not.toContain('met')
  expect(verdicts).not.toContain('breached')
})

test('what stands in the query of a target is not served back', async () => {
  const other = await openBench({
    services: [serviceOf('shop', ['web'], ['fault'])].map((service) => {
      for (const check of service.components.flatMap(({ checks }) => checks))
        check.target = 'http://shop.example/up?token=hidden'
      return service
    }),
  })
  const { body } = await other.ask('/api/v1/checks')
  expect(body.items.map(({ target }: { target: string }) => target)).toEqual(['http://shop.example/up?…'])
})

test('a check shows its newest result, in this process and in one that started after it', async () => {
  const later = await startHttp({ ...bench.deps, startedAt: clock.now() })
  try {
    for (const port of [bench.port, later.port]) {
      const { body } = await exchange(port, '/api/v1/checks?service=shop', { headers: page })
      const [alive, works] = body.items
      expect(alive).toMatchObject({
        check: 'shop/web/alive',
        health: 'down',
        healthReason: 'refused',
        limitMs: 5 * MINUTE,
      })
      expect(alive.last).toMatchObject({
        startedAt: iso(START + 9 * MINUTE + 250),
        outcome: 'failed',
        message: '<b>no</b>',
      })
      expect(alive.counts).toEqual({ ok: 2, failed: 8, unknown: 0, skipped: 0 })
      expect(alive.largestGapMs).toBe(MINUTE)
      expect(works).toMatchObject({
        health: 'unknown',
        healthSince: null,
        last: null,
        healthReason: 'no-result-yet',
      })
    }
  } finally {
    await later.stop()
  }
})

test('results come newest first, page by page, within from and to', async () => {
  const starts: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`
    const { body } = await get(`results?check=shop/web/alive&limit=4${cursor}`)
    starts.push(...body.items.map((row: { startedAt: string }) => row.startedAt))
    next = body.next
  }
  expect(starts).toEqual(Array.from({ length: 10 }, (_, i) => iso(START + 250 + (9 - i) * MINUTE)))

  const from = encodeURIComponent(iso(START + MINUTE))
  const to = encodeURIComponent('2026-11-01T09:03:30+09:00')
  const { body } = await get(`results?check=shop/web/alive&from=${from}&to=${to}`)
  expect(body.items.map((row: { outcome: string }) => row.outcome)).toEqual(['failed', 'failed', 'ok'])
  expect(body.items[2]).toMatchObject({
    values: { connect_ms: 1 },
    startedAt: iso(START + MINUTE + 250),
    reason: null,
  })
})

test('a wrong parameter is named', async () => {
  for (const [path, field] of [
    ['results', '/check'],
    ['results?check=shop/web/alive&from=yesterday', '/from'],
    ['results?check=shop/web/alive&from=2027-01-01T00:00:00Z', '/from'],
    ['results?check=shop/web/alive&cursor=none', '/cursor'],
    ['incidents?limit=201', '/limit'],
    ['incidents?limit=0', '/limit'],
    ['incidents?state=gone', '/state'],
    ['obligations?state=lost', '/state'],
    ['ledger?after=-1', '/after'],
    ['status?x=1', '/x'],
  ]) {
    const { status, body } = await get(path ?? '')
    expect([path, status, body.code]).toEqual([path, 400, 'bad-query'])
    expect([path, body.errors?.[0]?.path]).toEqual([path, field])
  }
  expect((await get('services?extra=1')).body.code).toBe('bad-query')
  expect((await get('results?check=no/such/check')).status).toBe(404)
  expect((await get('services?limit=1')).body).toMatchObject({ items: [{ id: 'shop' }], next: 'shop' })
  expect((await get('services?limit=1&cursor=shop')).body).toMatchObject({
    items: [{ id: 'mall' }],
    next: null,
  })
  expect((await get('services?cursor=gone')).body).toEqual({ items: [], next: null })
})

test('an incident is acknowledged once, by somebody, in the ledger', async () => {
  const { cookie: _, ...nobody } = page
  const path = `/api/v1/incidents/${incidentId}/acknowledge`
  expect((await bench.ask(path, { method: 'POST', headers: nobody, body: {} })).status).toBe(401)
  const { status, body } = await post(`incidents/${incidentId}/acknowledge`, {})
  expect([status, body.acknowledgedBy, body.acknowledgedAt]).toEqual([200, '佐藤', iso(clock.now())])
  expect((await post(`incidents/${incidentId}/acknowledge`, {})).body).toMatchObject({
    status: 409,
    code: 'conflict',
  })
  expect((await post(`incidents/${randomUUID()}/acknowledge`, {})).status).toBe(404)
  const [entry, ...others] = await bench.entries('incident.acknowledged')
  expect(others).toEqual([])
  expect(entry).toMatchObject({ subject: incidentId, actor: expect.stringMatching(/^operator:/) })
})

test('a follow-up needs cause and forecast, and goes to the admin contact', async () => {
  const path = `incidents/${incidentId}/follow-ups`
  for (const [body, field] of [
    [{ cause: '', forecast: 'x' }, '/cause'],
    [{ cause: 'x', forecast: ' \n ' }, '/forecast'],
    [{ cause: 'x'.repeat(4001), forecast: 'x' }, '/cause'],
    [{ cause: 'x\u0000', forecast: 'x' }, '/cause'],
    [{ cause: 'x' }, '/forecast'],
  ] as const) {
    const { status, body: problem } = await post(path, body)
    expect([status, problem.code, problem.errors[0].path]).toEqual([400, 'bad-body', field])
  }
  expect((await get(`incidents/${incidentId}`)).body.followUps).toEqual([])

  const before = bench.calls.outbox
  const words = { cause: ' 電源の故障\n二系統とも ', forecast: '20時に復旧の見込み' }
  const { status, body } = await post(path, words)
  expect(status).toBe(201)
  expect(body.followUps).toEqual([
    { at: iso(clock.now()), by: '佐藤', cause: '電源の故障\n二系統とも', forecast: '20時に復旧の見込み' },
  ])
  expect(bench.calls.outbox).toBe(before + 1)
  await store.expandNotices({ now: clock.now(), notices: 10, chunk: 100 })
  const followUp = (await get('notices')).body.items.find((one: { kind: string }) => one.kind === 'follow-up')
  expect(followUp).toMatchObject({ audiences: ['admin'], incident: incidentId, deliveries: { waiting: 1 } })
  const { items } = (await get(`deliveries?notice=${followUp.id}`)).body
  expect(items).toMatchObject([{ audience: 'admin', kind: 'follow-up', hint: 'a•••@customer.example' }])
  expect(JSON.stringify(await bench.entries('incident.followed-up'))).not.toContain('電源')
})

test('readiness says why not', async () => {
  expect((await bench.ask('/readyz')).body).toEqual({ status: 'ready' })
  bench.evaluating.now = false
  const { status, body } = await bench.ask('/readyz')
  expect([status, body.code]).toEqual([503, 'not-ready'])
  expect(body.detail).toContain('Evaluation')
  expect((await bench.ask('/healthz')).status).toBe(200)
  const metrics = await bench.ask('/metrics')
  expect(metrics.headers['content-type']).toContain('text/plain')
  expect(metrics.text).toMatch(/kijun_http_requests_total\{route="\/readyz",status="5xx"\} 1/)
})
