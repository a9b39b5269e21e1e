/**
 * What a customer is given: two services and two customers in the store, and every answer of every route that a
 * customer may read is searched for what is not theirs. A new route is walked without being named here.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service } from '../../../../collector/model.ts'
import type { NoticeRow, ObligationRow } from '../../../../collector/store/port.ts'
import type { Incident } from '../../../../rules/incidents/types.ts'
import { partitionOf } from '../../../../rules/partition.ts'
import { serviceOf } from '../../station.ts'
import { openBench, START } from '../bench.ts'
import { type Account, makeAccount, makeToken } from './accounts.ts'
import { knock, type Operation, operationsOf } from './routes.ts'

const MINUTE = 60_000
/** Stands in every name and text that is not the customer's. */
const FOREIGN = 'zzforeign'
/** Stands in what is the provider's own business, of the customer's service too. */
const INTERNAL = 'zzinternal'

const customerOf = (id: string, service: Service) => ({
  ...{ id, name: `客 ${id}`, language: 'ja' as const, timezone: 'Asia/Tokyo', values: service.values },
})

function world(): Service[] {
  const own = serviceOf('shop')
  own.customers = [customerOf('acme', own), customerOf(FOREIGN, own)]
  own.classification = { ...own.classification, decidedBy: INTERNAL, reason: INTERNAL }
  for (const value of Object.values(own.values))
    Object.assign(value, { own: value.own && { ...value.own, decidedBy: INTERNAL, reason: INTERNAL } })
  const foreign = serviceOf(FOREIGN)
  const services = [own, { ...foreign, name: `別会社 ${FOREIGN}` }]
  for (const { components } of services)
    for (const component of components) {
      component.agent = `host-${INTERNAL}`
      component.vantages = [component.agent]
      for (const check of component.checks)
        Object.assign(check, {
          ...{ target: `10.9.8.7:${INTERNAL}`, agent: component.agent },
          // As several vantages do it: the name says which host.
          check: `${check.check}@${component.agent}`,
        })
    }
  return services
}

const bench = await openBench({
  services: world(),
  contacts: [
    { service: 'shop', customer: 'acme', audience: 'users', email: `${INTERNAL}@acme.example` },
    { service: 'shop', customer: FOREIGN, audience: 'users', email: `${FOREIGN}@b.example` },
    { service: FOREIGN, audience: 'users', email: `${FOREIGN}@c.example` },
  ],
  until: afterAll,
})
const { store, clock } = bench
const iso = (at: number) => new Date(at).toISOString()

const incident = (id: string, service: string): Incident => ({
  ...{ id, service, kind: 'outage', component: 'web', checks: [`${service}/web/alive`] },
  ...{ lastOkAt: START, firstFailedAt: START + MINUTE, confirmedAt: START + 2 * MINUTE },
  ...{ discoveredAt: START + 2 * MINUTE, recoveredAt: null, recoveryConfirmedAt: null },
  ...{ reason: 'refused', message: `ECONNREFUSED 10.9.8.7 ${INTERNAL}` },
})

function notice(id: string, about: Incident, more: Partial<NoticeRow>): NoticeRow {
  return {
    ...{ id, incidentId: about.id, service: about.service, customer: null, kind: 'first', form: 'normal' },
    ...{ audiences: ['users', 'admin'], language: 'ja', timezone: 'Asia/Tokyo' },
    ...{ createdAt: START + 2 * MINUTE, dueAt: START + 22 * MINUTE, expandCursor: null, settledAt: null },
    facts: {
      serviceName: about.service,
      componentName: null,
      incident: about,
      follows: null,
      followUp: null,
    },
    ...more,
  }
}

const obligation = (id: string, about: Incident, customer: string | null): ObligationRow => ({
  ...{ id, item: 'III.1.1.1.b', service: about.service, customer, subject: about.id },
  ...{ clockFrom: START + 2 * MINUTE, dueAt: START + 22 * MINUTE, limitMs: 20 * MINUTE, state: 'breached' },
  ...{ decidedAt: START + 23 * MINUTE, marginMs: -MINUTE, because: 'accepted-late', noticeId: null },
  evidence: { agent: INTERNAL },
})

let customer: Account
let scoped: Record<string, string> = {}
let routes: Operation[] = []
const ids = { own: ['shop', 'out-own'], foreign: [FOREIGN, `out-${FOREIGN}`] }

/** What goes wrong with our own monitoring, hosts and links: none of a customer's business. */
const ourOwn = () =>
  (['time-error', 'monitoring-gap', 'external-network', 'slowdown'] as const).map((kind) => ({
    ...incident(`${kind}-${INTERNAL}`, 'shop'),
    ...{ kind, component: INTERNAL, checks: [] },
  }))

beforeAll(async () => {
  const admin = await makeAccount(bench, { role: 'administrator', invitedBy: null })
  customer = await makeAccount(bench, {
    ...{ role: 'customer', invitedBy: admin.id, services: ['shop'], customer: 'acme' },
  })
  scoped = (await makeToken(bench, { by: admin.id, permissions: ['read-service'], services: ['shop'] }))
    .headers
  await clock.advance(30 * MINUTE)
  const [own, foreign] = [incident('out-own', 'shop'), incident(`out-${FOREIGN}`, FOREIGN)]
  for (const about of [own, foreign]) {
    const partition = partitionOf(about.service)
    const names = [`partition/${partition}`]
    const [lease] = await store.holdLeases({ names, owner: 'test', now: clock.now(), ttlMs: MINUTE })
    if (!lease) throw new Error('no lease')
    const all = about === own
    await store.commitEvaluation({
      ...{ partition, lease, now: clock.now(), cursor: 0, states: [], ledger: [] },
      incidents: all ? [about, ...ourOwn()] : [about],
      obligations: all
        ? [
            obligation('owed-all', own, null),
            // What is owed of a check goes by the check's name, with the host that does it.
            { ...obligation('owed-check', own, null), subject: `shop/web/alive@host-${INTERNAL}` },
            obligation('owed-acme', own, 'acme'),
            obligation(`owed-${FOREIGN}`, own, FOREIGN),
          ]
        : [obligation(`owed2-${FOREIGN}`, foreign, null)],
      notices: all
        ? [
            notice('told-acme', own, { customer: 'acme' }),
            notice(`told-${FOREIGN}`, own, { customer: FOREIGN }),
            notice(`told-${INTERNAL}`, own, { audiences: ['on-call', 'manager'] }),
          ]
        : [notice(`told2-${FOREIGN}`, foreign, {})],
    })
    const by = { operatorId: admin.id, operatorName: admin.name, now: clock.now() }
    await store.acknowledge({ incidentId: about.id, ...by, ledgerId: randomUUID() })
    const said = { cause: all ? '電源' : FOREIGN, forecast: all ? '13時' : FOREIGN }
    const noticeId = all ? 'follow-own' : `follow-${FOREIGN}`
    await store.addFollowUp({
      ...{ id: randomUUID(), incidentId: about.id, ...by, ...said, ledgerId: randomUUID() },
      notices: [notice(noticeId, about, { kind: 'follow-up', dueAt: null, customer: all ? 'acme' : null })],
    })
    await store.recordPhase({
      ...{ incidentId: about.id, phase: 'cause-isolated', at: clock.now(), ...by, ledgerId: randomUUID() },
    })
    for (const [audience, to, own] of [
      ['customers', all ? 'acme' : null, all],
      ['manager', null, false],
      // To every customer, or another one: with what is owed to others.
      ['customers', FOREIGN, false],
      ...(all ? ([['customers', null, false]] as const) : []),
    ] as const) {
      const secret = own ? '報告' : FOREIGN
      const name = `${audience === 'manager' ? INTERNAL : 'customers'}${to === FOREIGN ? '-other' : ''}`
      const id = `report-${all ? 'own' : FOREIGN}-${name}${all && to === null ? '-every' : ''}`
      ids[own ? 'own' : 'foreign'].push(id)
      const whose = { id, service: about.service, customer: to, audience } as const
      const row = { ...whose, means: 'web', month: '2026-11' } as const
      const when = { issuedAt: clock.now(), recordedAt: clock.now(), recordedBy: admin.name, digest: 'd' }
      const document = JSON.stringify({ said: secret })
      await store.issueReport({ ...row, ...when, document, operatorId: admin.id, ledgerId: randomUUID() })
    }
  }
  routes = (await operationsOf(bench)).filter(
    ({ method, path }) => method === 'GET' && !path.startsWith('/agent/'),
  )
})

/** Values for what a query cannot do without. A route that needs another one is told so by the test. */
const QUERY: Record<string, string> = {
  ...{ from: iso(START), to: iso(START + 20 * MINUTE), month: '2026-11', check: `${FOREIGN}/web/alive` },
}

function address(one: Operation, id: string): string {
  const query = one.required.map((name) => {
    if (QUERY[name] === undefined) throw new Error(`${one.path} needs ${name}: give it a value in this test`)
    return `${name}=${encodeURIComponent(QUERY[name])}`
  })
  const path = one.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id))
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

const names = () =>
  [
    ['a customer', customer.page],
    ['a token with services', scoped],
  ] as const

test('nothing of another service, another customer or the provider’s own stands in any answer', async () => {
  let read = 0
  for (const [who, headers] of names())
    for (const one of routes)
      for (const id of one.path.includes('{') ? [...ids.own, ...ids.foreign] : ['']) {
        const path = address(one, id)
        const { status, text } = await knock(bench, { ...one, path }, headers)
        if (status === 200) read += 1
        // Of a refusal only what was asked for is told back.
        const said = status === 200 ? text : text.replaceAll(id === '' ? '\0' : id, '')
        const marks = [FOREIGN, INTERNAL, '10.9.8.7', bench.agent.id, '人 administrator']
        expect([who, path, marks.filter((mark) => said.includes(mark))]).toEqual([who, path, []])
        if (ids.foreign.includes(id) && one.permission === 'read-service')
          expect([who, path, status]).toEqual([who, path, 404])
      }
  expect(read).toBeGreaterThan(20)
})

test('what is not theirs looks as what does not exist', async () => {
  for (const one of routes.filter(
    ({ path, permission }) => path.includes('{') && permission === 'read-service',
  )) {
    const answers = await Promise.all(
      ['absent', ...ids.foreign].map(async (id) => {
        const { status, text } = await knock(bench, { ...one, path: address(one, id) }, customer.page)
        return [one.path, status, text.replaceAll(id, 'ID')]
      }),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  }
})

test('a filter that names what is not theirs finds nothing', async () => {
  for (const query of [
    `obligations?service=${FOREIGN}`,
    `obligations?customer=${FOREIGN}`,
    `obligations?subject=out-${FOREIGN}`,
    `notices?incident=out-${FOREIGN}`,
    `notices?customer=${FOREIGN}`,
    `incidents?service=${FOREIGN}`,
    `reports?service=${FOREIGN}`,
  ]) {
    const { body } = await bench.ask(`/api/v1/${query}`, { headers: customer.page })
    expect([query, body.items]).toEqual([query, []])
  }
})

test('a page of incidents holds as many as asked for, whatever stands between them', async () => {
  for (const [, headers] of names()) {
    const { body } = await bench.ask('/api/v1/incidents?limit=1', { headers })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['out-own'])
  }
})

test('what is theirs is there', async () => {
  const get = async (path: string) => (await bench.ask(`/api/v1/${path}`, { headers: customer.page })).body
  expect((await get('services')).items).toMatchObject([
    { id: 'shop', name: 'サービスshop', openIncidents: 1 },
  ])
  const one = await get('incidents/out-own')
  expect(one).toMatchObject({ kind: 'outage', reason: 'refused', message: null, checks: [] })
  expect(one.followUps).toMatchObject([{ by: '', cause: '電源', forecast: '13時' }])
  expect(one.notices.map(({ id }: { id: string }) => id).toSorted()).toEqual(['follow-own', 'told-acme'])
  expect(one.obligations.map(({ id }: { id: string }) => id).toSorted()).toEqual(['owed-acme', 'owed-all'])
  expect((await get('notices')).items).toHaveLength(2)
  expect((await get('obligations?subject=out-own')).items).toHaveLength(2)
  expect((await get('reports')).items).toMatchObject([{ id: 'report-own-customers', recordedBy: '' }])
  expect(await get('reports/report-own-customers')).toEqual({ said: '報告' })
  expect((await get('services/shop/guideline')).rows.length).toBeGreaterThan(20)
})
