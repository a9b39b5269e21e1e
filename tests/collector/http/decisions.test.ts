/** What takes two persons: withdrawals, the invitation of the second one, and phases of an incident. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposalSummary } from '../../../collector/http/decision-schemas.ts'
import { invitation } from '../../../collector/http/people-schemas.ts'
import { incidentSummary, pageOf, problem } from '../../../collector/http/schemas.ts'
import type { ObligationRow } from '../../../collector/store/port.ts'
import type { Topic } from '../../../rules/api/types.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { type Answer, cookieOf, openBench, PASSWORD, START } from './bench.ts'

const MINUTE = 60_000
const bench = await openBench({ until: afterAll })
const { store, clock } = bench
const iso = (at: number) => new Date(at).toISOString()
const said = ({ status, body }: Answer) => [status, body?.code]

type Page = Record<string, string>
let sato: Page = {}
let suzuki: Page = {}
const post = (path: string, body: object, page: Page) =>
  bench.ask(`/api/v1/${path}`, { method: 'POST', headers: page, body })
const get = (path: string, page: Page = sato) => bench.ask(`/api/v1/${path}`, { headers: page })
const invite = async () =>
  (await post('operators/invitations', { role: 'manager' }, sato)).body.token as string
/** From another host, as far as a test can be one: by another name of this one. */
const enrol = (token: string, name: string, host = 'kijun.example') =>
  bench.ask('/api/v1/enrol', {
    method: 'POST',
    headers: { host, origin: `http://${host}` },
    body: { token, name, password: PASSWORD },
  })

const incident = (id: string): Incident => ({
  id,
  service: 'shop',
  kind: 'outage',
  component: null,
  checks: ['shop/web/alive'],
  lastOkAt: START,
  firstFailedAt: START + MINUTE,
  confirmedAt: START + 2 * MINUTE,
  discoveredAt: START + 2 * MINUTE,
  recoveredAt: null,
  recoveryConfirmedAt: null,
  reason: 'refused',
  message: null,
})
const obligation = (id: string, subject: string, state: ObligationRow['state']): ObligationRow => ({
  id,
  item: 'III.1.1.1.b',
  service: 'shop',
  customer: null,
  subject,
  clockFrom: START + 2 * MINUTE,
  dueAt: START + 22 * MINUTE,
  limitMs: 20 * MINUTE,
  state,
  decidedAt: state === 'open' ? null : START + 25 * MINUTE,
  marginMs: state === 'open' ? null : -3 * MINUTE,
  because: state === 'open' ? null : 'accepted-late',
  evidence: {},
  noticeId: null,
})

beforeAll(async () => {
  sato = await bench.enrol()
  await clock.advance(30 * MINUTE)
  const partition = partitionOf('shop')
  const names = [`partition/${partition}`]
  const [lease] = await store.holdLeases({ names, owner: 'test', now: clock.now(), ttlMs: MINUTE })
  if (!lease) throw new Error('no lease')
  await store.commitEvaluation({
    partition,
    lease,
    now: clock.now(),
    cursor: 0,
    states: [],
    incidents: [incident('out-1'), incident('out-2')],
    obligations: [
      obligation('late-1', 'out-1', 'breached'),
      obligation('owed-1', 'out-1', 'open'),
      obligation('late-2', 'out-2', 'breached'),
      obligation('owed-2', 'out-2', 'open'),
    ],
    notices: [],
    ledger: [],
  })
})

test('an operator lets a second one in, once, from anywhere, and only by the token', async () => {
  const { cookie: _, ...nobody } = sato
  expect(said(await post('operators/invitations', { role: 'manager' }, nobody))).toEqual([
    401,
    'login-required',
  ])
  const { cookie = '' } = sato
  expect(said(await post('operators/invitations', { role: 'manager' }, { cookie }))).toEqual([
    403,
    'foreign-origin',
  ])
  const invited = await post('operators/invitations', { role: 'manager' }, sato)
  expect(invited.status).toBe(201)
  expect(invitation.safeParse(invited.body).error).toBeUndefined()
  expect(invited.body.expiresAt).toBe(iso(clock.now() + 24 * 60 * MINUTE))
  const { token } = invited.body

  expect(said(await enrol('guess', '鈴木'))).toEqual([401, 'enrolment-refused'])
  expect(said(await enrol(token, '佐藤'))).toEqual([409, 'name-taken'])
  // One person must not pass for another: by what cannot be seen, by turned text, by another spelling.
  for (const name of ['佐藤\u200b', '\u202e藤佐', '佐\u00ad藤', '佐\ue000藤'])
    expect(said(await enrol(token, name))).toEqual([400, 'bad-body'])
  const done = await enrol(token, '鈴木')
  expect([done.status, done.text]).toEqual([204, ''])
  suzuki = { cookie: cookieOf(done), origin: bench.url }
  expect((await get('status', suzuki)).body.session).toMatchObject({ operator: '鈴木', role: 'manager' })
  expect(said(await enrol(token, '高橋'))).toEqual([401, 'enrolment-refused'])

  const spare = await invite()
  const both = await Promise.all([enrol(spare, '田中'), enrol(spare, '伊藤')])
  expect(both.map(({ status }) => status).toSorted()).toEqual([204, 401])

  expect(await bench.entries('operator.invited')).toHaveLength(2)
  const created = await bench.entries('operator.created')
  expect(created).toHaveLength(3)
  expect(JSON.parse(String(created[1]?.payload))).toEqual({
    invitedBy: created[0]?.actor,
    role: 'manager',
  })
  const ledger = JSON.stringify(await store.ledger({ afterSeq: 0, limit: 1000 }))
  for (const secret of [token, spare, '鈴木', '佐藤']) expect(ledger).not.toContain(secret)

  // が as one letter and as two is one name.
  expect((await enrol(await invite(), '\u304cく')).status).toBe(204)
  expect(said(await enrol(await invite(), '\u304b\u3099く'))).toEqual([409, 'name-taken'])
})

test('what one proposes, another approves, and nobody alone', async () => {
  const topics: Topic[] = []
  const end = bench.events.subscribe((changed) => topics.push(...changed))
  const words = 'ロードバランサの監視設定の誤り\n実際には稼働していた'
  const proposal = { kind: 'withdraw-obligation', subject: 'late-1', reason: 'false-detection' }
  const proposed = await post('proposals', { ...proposal, comment: ` ${words} ` }, sato)
  expect(proposed.status).toBe(201)
  expect(proposalSummary.safeParse(proposed.body).error).toBeUndefined()
  expect(proposed.body).toEqual({
    ...proposal,
    id: expect.any(String),
    service: 'shop',
    comment: words,
    state: 'proposed',
    proposedAt: iso(clock.now()),
    proposedBy: '佐藤',
    decidedAt: null,
    decidedBy: null,
    about: {
      item: expect.stringMatching(/^III\./),
      subject: 'out-1',
      incident: 'outage',
      at: iso(START + 2 * MINUTE),
    },
  })
  const again = await post('proposals', { ...proposal, comment: 'x' }, suzuki)
  expect(said(again)).toEqual([409, 'already-proposed'])
  const path = `proposals/${proposed.body.id}`
  expect(said(await post(`${path}/approve`, {}, sato))).toEqual([409, 'same-person'])
  expect(said(await post(`${path}/reject`, {}, sato))).toEqual([409, 'same-person'])
  expect((await get('obligations?state=breached')).body.items).toHaveLength(2)

  await clock.advance(MINUTE)
  const approved = await post(`${path}/approve`, {}, suzuki)
  expect(approved.status).toBe(200)
  expect(approved.body).toEqual({
    ...proposed.body,
    state: 'approved',
    decidedAt: iso(clock.now()),
    decidedBy: '鈴木',
  })
  expect(said(await post(`${path}/approve`, {}, suzuki))).toEqual([409, 'already-decided'])
  expect(said(await post(`${path}/reject`, {}, suzuki))).toEqual([409, 'already-decided'])
  const later = await post('proposals', { ...proposal, comment: 'x' }, suzuki)
  expect(said(later)).toEqual([409, 'already-withdrawn'])
  const [withdrawn] = (await get('obligations?state=withdrawn')).body.items
  expect(withdrawn).toMatchObject({ id: 'late-1', because: 'false-detection', marginMs: -3 * MINUTE })
  expect(withdrawn.evidence).toEqual({
    withdrawn: {
      proposal: proposed.body.id,
      at: clock.now(),
      was: { state: 'breached', decidedAt: START + 25 * MINUTE, because: 'accepted-late' },
    },
  })

  for (const [kind, count] of [
    ['proposal.proposed', 1],
    ['proposal.approved', 1],
    ['obligation.withdrawn', 1],
  ] as const)
    expect([kind, (await bench.entries(kind)).length]).toEqual([kind, count])
  const ledger = JSON.stringify(await store.ledger({ afterSeq: 0, limit: 1000 }))
  for (const personal of ['佐藤', '鈴木', 'ロードバランサ']) expect(ledger).not.toContain(personal)
  expect(topics).toEqual(['proposals', 'proposals', 'obligations', 'incidents', 'services'])
  end()
})

test('a rejected proposal changes nothing and may be made again', async () => {
  const proposal = {
    kind: 'withdraw-obligation',
    subject: 'late-2',
    reason: 'outside-responsibility',
    comment: '回線事業者の障害',
  }
  const { body: first } = await post('proposals', proposal, sato)
  const rejected = await post(`proposals/${first.id}/reject`, {}, suzuki)
  expect([rejected.status, rejected.body.state, rejected.body.decidedBy]).toEqual([200, 'rejected', '鈴木'])
  expect((await get('obligations?state=breached')).body.items).toMatchObject([{ id: 'late-2' }])
  const second = await post('proposals', proposal, suzuki)
  expect([second.status, second.body.proposedBy]).toEqual([201, '鈴木'])

  const list = (await get('proposals?subject=late-2')).body
  expect(pageOf(proposalSummary).safeParse(list).error).toBeUndefined()
  expect(list.items.map(({ state }: { state: string }) => state).toSorted()).toEqual(['proposed', 'rejected'])
  expect((await get('proposals?state=proposed')).body.items).toEqual([second.body])
  expect((await get('proposals?limit=1')).body.next).toEqual(expect.any(String))
})

test('an incident is withdrawn with all that it owes, what is open too', async () => {
  const propose = (kind: string, subject: string) =>
    post('proposals', { kind, subject, reason: 'wrong-record', comment: '試験で止めた' }, sato)
  expect(said(await propose('withdraw-obligation', 'owed-2'))).toEqual([409, 'still-open'])
  expect(said(await propose('withdraw-obligation', 'nothing'))).toEqual([404, 'not-found'])
  expect(said(await propose('withdraw-incident', 'late-2'))).toEqual([404, 'not-found'])
  const { body } = await propose('withdraw-incident', 'out-2')
  expect((await post(`proposals/${body.id}/approve`, {}, suzuki)).status).toBe(200)
  const summary = (await get('incidents/out-2')).body
  expect(incidentSummary.safeParse(summary).error).toBeUndefined()
  expect(summary.withdrawnAt).toBe(iso(clock.now()))
  expect(summary.obligations.map(({ state }: { state: string }) => state)).toEqual(['withdrawn', 'withdrawn'])
  expect((await get('incidents/out-1')).body.withdrawnAt).toBeNull()
  expect(said(await propose('withdraw-incident', 'out-2'))).toEqual([409, 'already-withdrawn'])

  // The proposal about its late obligation came before: there is nothing left to approve.
  const [open] = (await get('proposals?state=proposed')).body.items
  expect(open.subject).toBe('late-2')
  expect(said(await post(`proposals/${open.id}/approve`, {}, sato))).toEqual([409, 'already-withdrawn'])
  expect((await post(`proposals/${open.id}/reject`, {}, sato)).status).toBe(200)
  expect((await get('obligations?subject=out-2&state=withdrawn')).body.items).toHaveLength(2)
})

test('what is wrong with a proposal is named, and nobody proposes without a session', async () => {
  const good = { kind: 'withdraw-incident', subject: 'out-1', reason: 'wrong-record', comment: 'x' }
  for (const [more, field] of [
    [{ kind: 'erase' }, '/kind'],
    [{ reason: 'because' }, '/reason'],
    [{ comment: ' \n ' }, '/comment'],
    [{ comment: 'x'.repeat(2001) }, '/comment'],
    [{ comment: 'x\u0000' }, '/comment'],
    [{ comment: 'x\ud800' }, '/comment'],
    [{ subject: '' }, '/subject'],
    [{ operatorId: 'x' }, ''],
  ] as const) {
    const { status, body } = await post('proposals', { ...good, ...more }, sato)
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'bad-body', field])
    expect(problem.safeParse(body).error).toBeUndefined()
  }
  const { cookie: _, ...nobody } = sato
  const id = randomUUID()
  for (const path of [
    'proposals',
    `proposals/${id}/approve`,
    `proposals/${id}/reject`,
    'incidents/out-1/phases',
  ]) {
    expect([path, ...said(await post(path, good, nobody))]).toEqual([path, 401, 'login-required'])
    const { cookie = '' } = sato
    expect([path, ...said(await post(path, good, { cookie, origin: 'http://evil.example' }))]).toEqual([
      path,
      403,
      'foreign-origin',
    ])
  }
  expect((await bench.ask('/api/v1/proposals')).status).toBe(401)
  expect(said(await post(`proposals/${id}/approve`, {}, suzuki))).toEqual([404, 'not-found'])
  const fresh = await openBench()
  const loopback = await fresh.ask('/api/v1/proposals', {
    method: 'POST',
    headers: { origin: fresh.url },
    body: good,
  })
  expect(said(loopback)).toEqual([401, 'login-required'])
})

test('phases are recorded once each, in their order, within the incident', async () => {
  const phase = (name: string, at?: number) =>
    post('incidents/out-1/phases', { phase: name, ...(at === undefined ? {} : { at: iso(at) }) }, suzuki)
  for (const [at, message] of [
    [clock.now() + 1, 'must not lie in the future'],
    [START + MINUTE - 1, 'must not lie before the first failure'],
  ] as const) {
    const { status, body } = await phase('cause-isolated', at)
    expect([status, body.code, body.errors]).toEqual([400, 'bad-body', [{ path: '/at', message }]])
  }
  expect((await phase('cured')).body.errors[0].path).toBe('/phase')
  const full = await phase('full-recovery', START + 10 * MINUTE)
  expect(full.status).toBe(201)
  expect(incidentSummary.safeParse(full.body).error).toBeUndefined()
  expect(said(await phase('partial-recovery', START + 10 * MINUTE + 1))).toEqual([409, 'phase-order'])
  expect((await phase('partial-recovery', START + 5 * MINUTE)).status).toBe(201)
  expect(said(await phase('partial-recovery', START + 6 * MINUTE))).toEqual([409, 'conflict'])
  const { body } = await phase('cause-isolated')
  expect(body.phases).toEqual([
    { phase: 'partial-recovery', at: iso(START + 5 * MINUTE), by: '鈴木' },
    { phase: 'full-recovery', at: iso(START + 10 * MINUTE), by: '鈴木' },
    { phase: 'cause-isolated', at: iso(clock.now()), by: '鈴木' },
  ])
  expect(said(await post('incidents/none/phases', { phase: 'full-recovery' }, sato))).toEqual([
    404,
    'not-found',
  ])
  const entries = await bench.entries('incident.phase')
  expect(entries).toHaveLength(3)
  expect(entries[0]).toMatchObject({ subject: 'out-1', actor: expect.stringMatching(/^operator:/) })
})
