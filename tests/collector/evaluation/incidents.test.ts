import { afterEach, expect, test } from 'vitest'
import { unpackState } from '../../../collector/store/packed-state.ts'
import { type Store, StoreError } from '../../../collector/store/port.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { storeWith } from '../../support/store-with.ts'
import { contactsOf, openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
let station: Station
afterEach(() => station.close())

const people = {
  users: ['u1@a.example', 'u2@b.example'],
  admin: ['admin@a.example'],
  manager: ['manager@p.example'],
  'on-call': ['oncall@p.example'],
}
const open = (components = ['web']) =>
  openStation({
    services: [serviceOf('shop', components)],
    contacts: contactsOf('shop', people),
    begin: 'evaluation',
  })

const noticesOf = async () => (await station.store.notices({ limit: 100, cursor: null })).items.toReversed()
const ledgerKinds = async () => (await station.store.unchained({ limit: 1000 })).map((entry) => entry.kind)
const told = async () =>
  (await noticesOf()).map(({ kind, form, audiences }) => [kind, form, audiences.join(' ')])

test('a stop is confirmed, told, and told again when it is over; a second look changes nothing', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  expect(await station.incidents()).toEqual([])
  const stoppedAt = station.clock.now()
  await station.live(3 * MINUTE, () => 'failed')
  const [outage, ...more] = await station.incidents()
  expect(more).toEqual([])
  expect(outage).toMatchObject({ kind: 'outage', service: 'shop', recoveredAt: null, reason: 'refused' })
  expect(outage?.checks).toContain('shop/web/alive')
  expect(outage?.firstFailedAt).toBeGreaterThanOrEqual(stoppedAt)
  expect(outage?.confirmedAt).toBeLessThanOrEqual(stoppedAt + 90_000)
  expect(await told()).toEqual([['first', 'normal', 'users admin manager on-call']])
  const [first] = await noticesOf()
  expect(first?.dueAt).toBe((outage?.confirmedAt ?? 0) + 20 * MINUTE)
  expect(first?.facts).toMatchObject({ serviceName: 'サービスshop', incident: { id: outage?.id } })

  await station.live(3 * MINUTE)
  const [over] = await station.incidents()
  expect(over?.recoveredAt).toBeGreaterThan(outage?.firstFailedAt ?? 0)
  expect(await told()).toEqual([
    ['first', 'normal', 'users admin manager on-call'],
    ['recovery', 'normal', 'users admin manager on-call'],
  ])
  expect((await noticesOf())[1]?.facts?.follows).toBe(first?.id)

  await station.live(3 * MINUTE)
  expect(await noticesOf()).toHaveLength(2)
  const kinds = await ledgerKinds()
  for (const kind of ['incident.opened', 'incident.recovered'])
    expect(kinds.filter((one) => one === kind)).toHaveLength(1)
  expect(await station.metrics.expose()).toMatchObject({
    body: expect.stringContaining('kijun_incidents_total{kind="outage",change="opened"} 1'),
  })
})

test('a fault is told to contact, manager and on-call, never to users', async () => {
  station = await open()
  const faulty = (check: string) => (check.endsWith('/works') ? 'failed' : 'ok')
  await station.live(2 * MINUTE)
  await station.live(4 * MINUTE, faulty)
  expect(await station.incidents()).toMatchObject([{ kind: 'fault', component: 'web' }])
  expect(await told()).toEqual([['first', 'normal', 'admin manager on-call']])
  const owed = await station.store.obligations({ limit: 100, cursor: null, state: 'open' })
  expect(owed.items.filter(({ item }) => item === 'III.1.1.2.b')).toHaveLength(1)
})

test('three components that stop together are one outage, told once', async () => {
  station = await open(['web', 'app', 'db'])
  await station.live(3 * MINUTE)
  await station.live(3 * MINUTE, () => 'failed')
  expect(await station.incidents()).toMatchObject([{ kind: 'outage' }])
  expect((await station.incidents())[0]?.checks).toHaveLength(3)
  expect(await noticesOf()).toHaveLength(1)
})

test('silence is a monitoring gap, told to manager and on-call, and never an outage', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  await station.advance(10 * MINUTE)
  const [gap, ...more] = await station.incidents()
  expect(more).toEqual([])
  expect(gap).toMatchObject({ kind: 'monitoring-gap', recoveredAt: null })
  expect(await told()).toEqual([['first', 'normal', 'manager on-call']])
  await station.live(3 * MINUTE)
  expect(await told()).toEqual([
    ['first', 'normal', 'manager on-call'],
    ['recovery', 'normal', 'manager on-call'],
  ])
  const intervals = (await station.store.obligations({ limit: 100, cursor: null, state: 'breached' })).items
  expect(intervals.map(({ item }) => item).toSorted()).toEqual(['III.1.1.1.a', 'III.1.1.2.a'])
  expect(await ledgerKinds()).toEqual(
    expect.arrayContaining(['obligation.not-proven', 'obligation.breached']),
  )
})

test('an agent that is silent over a restart is neither told again nor heard again', async () => {
  station = await open()
  await station.live(3 * MINUTE)
  await station.advance(5 * MINUTE)
  expect(await station.incidents()).toHaveLength(1)
  station.crash()
  await station.pause(MINUTE)
  station.restart()
  await station.advance(10 * MINUTE)
  expect(await station.incidents()).toMatchObject([{ kind: 'monitoring-gap', recoveredAt: null }])
  expect(await noticesOf()).toHaveLength(1)
})

test('our own absence makes no gap: the backlog fills it', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  station.crash()
  const from = station.clock.now()
  await station.pause(3 * 60 * MINUTE)
  station.restart()
  // Live results come first, the backlog a little later.
  await station.live(30_000)
  await station.agent(from, station.clock.now() - 40_000)
  await station.live(3 * MINUTE)
  expect(await station.incidents()).toEqual([])
  expect((await station.store.obligations({ limit: 100, cursor: null, state: 'breached' })).items).toEqual([])
  expect((await station.store.obligations({ limit: 100, cursor: null, state: 'not-proven' })).items).toEqual(
    [],
  )
})

test('a host that slept makes no gap by waking up', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  await station.pause(8 * 60 * MINUTE)
  await station.live(2 * MINUTE)
  expect((await station.incidents()).filter(({ kind }) => kind === 'monitoring-gap')).toEqual([])
})

test('an outage learned of after its end is told once, in one, without paging anyone', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  station.crash()
  const from = station.clock.now()
  await station.pause(60 * MINUTE)
  station.restart()
  const down = (at: number) => at > from + 10 * MINUTE && at < from + 20 * MINUTE
  await station.agent(from, station.clock.now(), (_, at) => (down(at) ? 'failed' : 'ok'))
  await station.live(2 * MINUTE)
  const [outage, ...more] = await station.incidents()
  expect(more).toEqual([])
  expect(outage?.recoveredAt).toBeLessThan(from + 22 * MINUTE)
  expect(await told()).toEqual([['first', 'late', 'users admin manager']])
  const owed = (await station.store.obligations({ limit: 100, cursor: null, subjects: [outage?.id ?? ''] }))
    .items
  const byItem = owed.toSorted((a, b) => (a.item < b.item ? -1 : 1))
  expect(byItem).toMatchObject([
    { item: 'III.1.1.1.b', clockFrom: outage?.confirmedAt },
    { item: 'III.1.1.8.a', clockFrom: outage?.confirmedAt },
  ])
  expect(byItem[0]?.dueAt).toBeLessThan(station.clock.now())
})

test('results of removed checks are passed over and counted, new checks begin with their activation', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  const smaller = serviceOf('shop', ['web'], ['liveness'])
  await station.reload([smaller], contactsOf('shop', people))
  const item = {
    kind: 'result',
    seq: 9_999,
    check: 'shop/web/works',
    revision: 1,
    planned: 1,
    started: 1,
    finished: 2,
  }
  await station.handIn([{ ...item, kind: 'result', outcome: 'failed', attempt: 0 }])
  const { body } = await station.metrics.expose()
  expect(body).toContain('kijun_evaluation_results_total{outcome="not-configured"} 1')
  await station.live(2 * MINUTE)
  await station.reload([serviceOf('shop', ['web', 'db'])], contactsOf('shop', people))
  const states = await station.states()
  const added = states.find(({ check }) => check === 'shop/db/alive')
  expect(added && unpackState(added.state).sinceAt).toBeGreaterThanOrEqual(START + 4 * MINUTE)
})

test('a check that comes back with a later revision is not silent before it could be heard', async () => {
  station = await open()
  await station.live(2 * MINUTE)
  await station.reload([serviceOf('shop', ['web'], ['liveness'])], contactsOf('shop', people))
  // A longer pause between two looks would be an absence of our own.
  for (let second = 0; second < 120; second += 1) await station.live(1000)
  await station.reload([serviceOf('shop', ['web'])], contactsOf('shop', people))
  await station.live(3 * MINUTE)
  expect(await station.incidents()).toEqual([])
})

test('a check that was renamed while it failed and gets its name back begins anew: nobody is told again', async () => {
  station = await open()
  const renamed = serviceOf('shop', ['web'], ['liveness'])
  for (const check of renamed.components.flatMap(({ checks }) => checks))
    Object.assign(check, { id: 'answers', check: 'shop/web/answers' })
  await station.live(2 * MINUTE)
  await station.live(3 * MINUTE, () => 'failed')
  await station.reload([renamed], contactsOf('shop', people))
  await station.live(4 * MINUTE)
  const before = await told()
  expect(before.map(([kind]) => kind)).toEqual(['first', 'recovery'])

  await station.live(2 * MINUTE, () => 'failed')
  await station.reload([serviceOf('shop', ['web'], ['liveness'])], contactsOf('shop', people))
  await station.live(5 * MINUTE)
  const after = await told()
  expect(after.map(([kind]) => kind)).toEqual(['first', 'recovery', 'first', 'recovery'])
  expect((await station.incidents()).filter(({ kind }) => kind === 'outage')).toHaveLength(2)
})

test('a loss that an agent reports is an entry and a monitoring gap of each service that it watches, told once', async () => {
  station = await open()
  await station.advance(1000)
  const lost = {
    kind: 'lost',
    seq: 500,
    epoch: 'a3bb189e-8bf9-4888-9912-ace4e6543002',
    from: 1,
    to: 9,
  } as const
  const what = { count: 9, bytes: 900, firstAt: START, lastAt: START + 1, reason: 'evicted-bytes' } as const
  await station.handIn([{ ...lost, ...what }])
  const entries = (await station.store.unchained({ limit: 100 })).filter(
    ({ kind }) => kind === 'monitoring.lost',
  )
  expect(entries).toMatchObject([{ subject: 'shop' }])
  const gap = {
    kind: 'monitoring-gap',
    reason: 'evicted-bytes',
    firstFailedAt: START,
    recoveredAt: START + 1,
  }
  expect(await station.incidents()).toMatchObject([gap])
  expect(await told()).toEqual([['first', 'late', 'manager']])

  await station.advance(1000)
  await station.handIn([{ ...lost, seq: 501, from: 10, to: 12, ...what, lastAt: START + 900 }])
  expect(await station.incidents()).toMatchObject([{ ...gap, recoveredAt: START + 900 }])
  expect(await told(), 'a spool that evicts for hours is one gap').toHaveLength(1)
})

/** Two copies of an agent take turns for eleven seconds, after which its service has been told. */
async function reportTwice(of: Station) {
  const run = (second: number): Item => {
    const at = 30 * 24 * 60 * MINUTE + second * 1000
    const times = { planned: at, started: at, finished: at + 20 }
    const check = 'shop/web/alive'
    return { kind: 'result', seq: second, check, revision: 1, ...times, outcome: 'ok', attempt: 0 }
  }
  const [one, other] = ['a3bb189e-8bf9-4888-9912-ace4e6543001', 'a3bb189e-8bf9-4888-9912-ace4e6543002']
  for (let second = 1; second < 12; second += 1) {
    await of.handIn([run(second)], one)
    await of.handIn([run(second)], other)
    await of.advance(1000)
  }
  const entries = await of.store.unchained({ limit: 100 })
  return entries.filter(({ kind }) => kind === 'monitoring.agent-twice')
}

test('an agent of which two copies report at once is an entry and a monitoring gap, told once', async () => {
  station = await open()
  await station.advance(1000)
  const entries = await reportTwice(station)
  expect(entries).toMatchObject([{ subject: 'shop', actor: expect.stringMatching(/^agent:/) }])
  expect(await station.incidents()).toMatchObject([{ kind: 'monitoring-gap', reason: 'agent-twice' }])
  expect(await told()).toEqual([['first', 'late', 'manager']])
})

test('that an agent is two is told also where the first commit of it fails', async () => {
  let failed = 0
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async commitEvaluation(commit) {
        const tells = commit.ledger.some(({ kind }) => kind === 'monitoring.agent-twice')
        if (tells && failed === 0) {
          failed += 1
          throw new StoreError('disk-full', 'no space')
        }
        return store.commitEvaluation(commit)
      },
    })
  station = await openStation({ services: [serviceOf('shop')], begin: 'evaluation', faulty })
  await station.advance(1000)
  expect(await reportTwice(station)).toMatchObject([{ subject: 'shop' }])
  expect(failed).toBe(1)
  expect(await station.incidents()).toMatchObject([{ kind: 'monitoring-gap', reason: 'agent-twice' }])
})

test('a partition that cannot be committed holds up no other, and is done later', async () => {
  const services = ['shop', 'mail', 'wiki'].map((id) => serviceOf(id))
  let broken = true
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async commitEvaluation(commit) {
        const ours = commit.states.some(({ service }) => service === 'shop')
        if (broken && ours) throw new StoreError('disk-full', 'no space')
        return store.commitEvaluation(commit)
      },
    })
  station = await openStation({ services, begin: 'evaluation', faulty })
  await station.live(90_000)
  const known = async () => new Set((await station.states()).map(({ service }) => service))
  expect(await known()).toEqual(new Set(['mail', 'wiki']))
  broken = false
  await station.live(MINUTE)
  expect(await known()).toEqual(new Set(['shop', 'mail', 'wiki']))
  const { body } = await station.metrics.expose()
  expect(body).toMatch(/kijun_evaluation_errors_total [1-9]/)
})

test('results too old to be put in order are counted and written down', async () => {
  station = await openStation({ services: [serviceOf('shop', ['web'], ['liveness'])], begin: 'evaluation' })
  await station.pause(400 * MINUTE)
  await station.agent(START, START + 400 * MINUTE)
  await station.agent(START + 10 * MINUTE + 1, START + 20 * MINUTE + 1)
  const entries = (await station.store.unchained({ limit: 1000 })).filter(
    ({ kind }) => kind === 'evaluation.too-old',
  )
  expect(entries).toMatchObject([{ subject: 'shop/web/alive' }])
  expect((await station.metrics.expose()).body).toMatch(/kijun_evaluation_too_old_total 1\d/)
})
