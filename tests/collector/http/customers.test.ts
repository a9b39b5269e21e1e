/** Customers of a service, as a client sees them: who they are, what is owed and told to each, follow-ups to each. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guideline as guidelineSchema } from '../../../collector/http/guideline-schemas.ts'
import { report as reportSchema } from '../../../collector/http/report-schemas.ts'
import * as schemas from '../../../collector/http/schemas.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { commit, holdPartition, notice, obligation } from '../../contract/store/fixtures.ts'
import { ACME, GLOBEX, peopleOf, twoCustomers } from '../customers.ts'
import { openBench, START } from './bench.ts'
import { makeAccount } from './walk/accounts.ts'

const MINUTE = 60_000
const shop = twoCustomers('shop')
const bench = await openBench({ services: [shop], contacts: peopleOf('shop'), until: afterAll })
const { store, clock } = bench
let page: Record<string, string> = {}
const get = async (path: string) => (await bench.ask(`/api/v1/${path}`, { headers: page })).body
const followUp = (id: string, body: object) =>
  bench.ask(`/api/v1/incidents/${id}/follow-ups`, { method: 'POST', headers: page, body })
const words = { cause: '電源の故障', forecast: '20時' }

const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
  ...{ id, service: 'shop', kind: 'outage', component: null, checks: ['shop/web/alive'] },
  ...{ lastOkAt: START, firstFailedAt: START, confirmedAt: START, discoveredAt: START },
  ...{ recoveredAt: null, recoveryConfirmedAt: null, reason: null, message: null },
  ...more,
})

beforeAll(async () => {
  page = await bench.enrol()
  await clock.advance(MINUTE)
  const lease = await holdPartition(store, 1, 'evaluator')
  const stop = incident('stop')
  const slow = incident('slow', { kind: 'slowdown', component: 'web' })
  const outside = { audiences: ['users' as const, 'admin' as const] }
  const told = (customer: string, name: string, language: 'ja' | 'en') => {
    const made = notice(`n-${customer}`, stop, { ...outside, customer, language })
    return { ...made, facts: { ...made.facts, customerName: name }, expandCursor: '' }
  }
  const item = 'III.1.1.8.a'
  await store.commitEvaluation(
    commit(lease, {
      incidents: [stop, slow],
      notices: [
        told('acme', 'アクメ（旧称）', 'ja'),
        told('globex', 'Globex', 'en'),
        told('gone', 'Gone Ltd', 'en'),
        notice('n-own', stop, { audiences: ['manager', 'on-call'], expandCursor: '' }),
        notice('n-slow', slow, { audiences: ['on-call'], expandCursor: '' }),
      ],
      obligations: ['acme', 'globex', 'gone'].map((customer) =>
        obligation(`o-${customer}`, 'stop', { item, customer, dueAt: START + 60 * MINUTE, clockFrom: START }),
      ),
    }),
  )
  await store.expandNotices({ now: clock.now(), notices: 10, chunk: 100 })
})

test('services list their customers with the values that their contracts have of their own', async () => {
  const { items } = schemas.pageOf(schemas.serviceSummary).parse(await get('services'))
  expect(items[0]?.customers).toMatchObject([
    { ...ACME, slowdownNotice: 'none', values: [] },
    { ...GLOBEX, slowdownNotice: 'agreed' },
  ])
  expect(items[0]?.customers[1]?.values.map(({ item, inForce }) => [item, inForce])).toEqual([
    ['III.1.1.1.b', 'PT15M'],
    ['III.1.1.2.b', 'PT15M'],
    ['III.1.1.8.a', 'PT30M'],
  ])
  const { rows } = guidelineSchema.parse(await get('services/shop/guideline'))
  expect(rows.find(({ item }) => item === 'III.1.1.1.b')?.customers).toMatchObject([
    { id: 'globex', name: GLOBEX.name, inForce: 'PT15M', standing: 'stricter', own: { source: 'contract' } },
  ])
  expect(rows.filter(({ customers }) => customers !== undefined)).toHaveLength(3)
})

test('an incident names the customers that it is about; lists are read by customer', async () => {
  const stop = schemas.incidentSummary.parse(await get('incidents/stop'))
  expect(stop.customers.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'acme', name: ACME.name },
    { id: 'globex', name: GLOBEX.name },
    // No customer any more: as its notice called it.
    { id: 'gone', name: 'Gone Ltd' },
  ])
  expect(stop.obligations.map(({ customer }) => customer).toSorted()).toEqual(['acme', 'globex', 'gone'])
  const of = async (list: string) =>
    (await get(`${list}?customer=globex`)).items.map(({ id, customer }: Record<string, string>) => [
      id,
      customer,
    ])
  expect(await of('obligations')).toEqual([['o-globex', 'globex']])
  expect(await of('notices')).toEqual([['n-globex', 'globex']])
  const [delivery] = (await get('deliveries?notice=n-globex')).items
  expect(delivery.customer).toBe('globex')
})

test('a follow-up goes to everyone who was told, each in its language, and keeps what is owed to each', async () => {
  const unknown = await followUp('stop', { ...words, customers: ['globex', 'initech'] })
  expect([unknown.status, unknown.body.errors[0].path]).toEqual([400, '/customers'])
  const one = await followUp('stop', { ...words, customers: ['globex'] })
  expect(one.status).toBe(201)
  const written = async () =>
    (await get('notices?incident=stop')).items.filter(({ kind }: { kind: string }) => kind === 'follow-up')
  expect((await written()).map(({ customer }: { customer: string }) => customer)).toEqual(['globex'])

  await clock.advance(MINUTE)
  const { status, body } = await followUp('stop', words)
  expect(status).toBe(201)
  expect(body.followUps).toHaveLength(2)
  const all = (await written()).map(({ customer, audiences }: { customer: string; audiences: string[] }) => [
    customer,
    ...audiences,
  ])
  expect(all.toSorted()).toEqual([
    ['acme', 'admin'],
    ['globex', 'admin'],
    ['globex', 'admin'],
    ['gone', 'admin'],
  ])
  const { items } = await store.notices({ limit: 100, cursor: null, incidentIds: ['stop'] })
  const languages = items.flatMap(({ kind, customer, language, timezone }) =>
    kind === 'follow-up' ? [`${customer} ${language} ${timezone}`] : [],
  )
  expect(new Set(languages)).toEqual(
    new Set(['acme ja Asia/Tokyo', 'globex en Europe/Berlin', 'gone en Asia/Tokyo']),
  )
  const owed = (await store.obligations({ limit: 100, cursor: null, subjects: ['stop'] })).items
  expect(owed.every(({ noticeId }) => noticeId !== null)).toBe(true)
  const entries = await bench.entries('incident.followed-up')
  expect(JSON.stringify(entries)).not.toMatch(/電源|Globex|アクメ/)
})

test('where no customer was told, a person says who gets it', async () => {
  const nobody = await followUp('slow', words)
  expect([nobody.status, nobody.body.errors[0].path]).toEqual([400, '/customers'])
  expect((await followUp('slow', { ...words, customers: ['acme'] })).status).toBe(201)
})

test('the report of a customer', async () => {
  const report = reportSchema.parse(await get('services/shop/report?month=2026-11&customer=globex'))
  expect(report.customer).toEqual(GLOBEX)
  expect(report.verdicts.find(({ item }) => item === 'III.1.1.8.a')).toMatchObject({
    inForce: 'PT30M',
    counts: { open: 1 },
  })
  const none = await bench.ask('/api/v1/services/shop/report?month=2026-11&customer=initech', {
    headers: page,
  })
  expect([none.status, none.body.detail]).toEqual([404, 'there is no customer initech of shop in that month'])
})

test('who is bound to one customer reads of its contract alone: its values, its counts', async () => {
  const [first] = await store.operators({ now: clock.now(), idleMs: 60 * MINUTE })
  const bound = {
    role: 'customer' as const,
    invitedBy: first?.id ?? null,
    services: ['shop'],
    customer: 'globex',
  }
  const { page: own } = await makeAccount(bench, bound)
  const read = async (path: string) => (await bench.ask(`/api/v1/${path}`, { headers: own })).body
  const { items } = schemas.pageOf(schemas.serviceSummary).parse(await read('services'))
  const { rows } = guidelineSchema.parse(await read('services/shop/guideline'))
  for (const values of [items[0]?.values, rows]) {
    const row = values?.find(({ item }) => item === 'III.1.1.8.a')
    expect(row).toMatchObject({ inForce: 'PT30M', counts: { open: 1 } })
  }
  const all = schemas.pageOf(schemas.serviceSummary).parse(await get('services')).items
  expect(all[0]?.values.find(({ item }) => item === 'III.1.1.8.a')).toMatchObject({
    ...{ inForce: 'PT1H', counts: { open: 3 } },
  })
  expect(JSON.stringify([items, rows])).not.toMatch(/acme|アクメ|Gone/)
})
