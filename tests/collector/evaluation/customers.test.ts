/** Each customer of a service is told by its own contract: its people, language, time zone, values (issue: III.1.1.1 to III.1.1.3, III.1.1.8). */
import { expect, onTestFinished, test } from 'vitest'
import type { Contact, Service } from '../../../collector/model.ts'
import type { Store } from '../../../collector/store/port.ts'
import type { Received } from '../../support/mailbox.ts'
import { openMailbox } from '../../support/mailbox.ts'
import {
  ACME,
  ACME_PEOPLE,
  contracted,
  GLOBEX,
  GLOBEX_PEOPLE,
  peopleOf,
  SHARED,
  STAFF,
  sharedBy,
  twoCustomers,
} from '../customers.ts'
import { enrolTwo, obligationsOf, withdraw } from '../deeds.ts'
import { openStation, START, serviceOf } from '../station.ts'

const MINUTE = 60_000
const acme = [...ACME_PEOPLE.users, ...ACME_PEOPLE.admin].toSorted()
const globex = [...GLOBEX_PEOPLE.users, ...GLOBEX_PEOPLE.admin].toSorted()

async function open(
  service: Service,
  contacts: Contact[] = peopleOf('shop'),
  faulty: (store: Store) => Store = (store) => store,
) {
  const mailbox = await openMailbox()
  const station = await openStation({ services: [service], contacts, mail: mailbox.port, faulty })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  await station.live(2 * MINUTE)
  const told = (subject: RegExp, text = /./) =>
    mailbox.received
      .filter(({ mail }) => subject.test(mail.subject ?? '') && text.test(mail.text ?? ''))
      .map(({ to }) => to)
      .toSorted()
  const owed = async () =>
    (await obligationsOf(station))
      .filter(({ subject }) => !subject.includes('/'))
      .toSorted((a, b) => (`${a.customer} ${a.item}` < `${b.customer} ${b.item}` ? -1 : 1))
  const notices = async () => (await station.store.notices({ limit: 100, cursor: null })).items.toReversed()
  return { station, mailbox, told, owed, notices }
}

/** Nothing of a mail may show another recipient or another customer. */
function expectOwn(received: readonly Received[]): void {
  for (const { to, mail } of received) {
    const whole = JSON.stringify([mail.headers, mail.text, mail.html ?? ''])
    for (const other of [...acme, ...globex, ...STAFF]) if (other !== to) expect(whole).not.toContain(other)
    const ofAcme = mail.text?.includes(ACME.name) === true
    const ofGlobex = mail.text?.includes(GLOBEX.name) === true
    expect(ofAcme && ofGlobex).toBe(false)
    if (STAFF.includes(to)) expect(ofAcme || ofGlobex).toBe(false)
    else expect(ofAcme || ofGlobex).toBe(true)
  }
}

test('an outage: one notice per customer in its language and zone, one to our own people, each owed by its own limit', async () => {
  const { station, mailbox, told, owed, notices } = await open(twoCustomers('shop'))
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/, /ご契約者：アクメ商事/)).toEqual(acme)
  expect(told(/First notice.*is down/, /Customer: Globex GmbH/)).toEqual(globex)
  expect(told(/速報.*稼働停止/, /^(?!.*ご契約者)/s)).toEqual(STAFF)
  expect(mailbox.received).toHaveLength(8)
  expectOwn(mailbox.received)

  // START is 09:00 in Tokyo and 01:00 in Berlin.
  const textOf = (address: string) =>
    mailbox.received.filter(({ to }) => to === address).map((one) => one.mail.text)
  expect(textOf('admin@acme.example')[0]).toMatch(/発生：2026-11-01 09:0\d:\d\d \(JST, UTC\+09:00\)/)
  expect(textOf('admin@globex.example')[0]).toMatch(
    /Since: 2026-11-01 01:0\d:\d\d \(Europe\/Berlin, UTC\+01:00\)/,
  )
  expect(textOf('admin@acme.example')[0]).toContain('20分以内')
  expect(textOf('admin@globex.example')[0]).toMatch(/within 15 ?min/)
  // Our own people read which of the due times comes first.
  expect(textOf('oncall@p.example')[0]).toMatch(/顧客2者のうち最も早い期限、15分以内/)
  expect(textOf('oncall@p.example')[0]).toContain('追加報告を記録してください')
  expect(textOf(SHARED)).toHaveLength(2)

  const [incident] = await station.incidents()
  const from = incident?.confirmedAt ?? 0
  expect(await owed()).toMatchObject([
    { customer: 'acme', item: 'III.1.1.1.b', clockFrom: from, dueAt: from + 20 * MINUTE, state: 'met' },
    { customer: 'acme', item: 'III.1.1.8.a', dueAt: from + 60 * MINUTE, state: 'open', noticeId: null },
    { customer: 'globex', item: 'III.1.1.1.b', clockFrom: from, dueAt: from + 15 * MINUTE, state: 'met' },
    { customer: 'globex', item: 'III.1.1.8.a', dueAt: from + 30 * MINUTE, state: 'open' },
  ])
  const made = await notices()
  for (const row of (await owed()).filter(({ item }) => item === 'III.1.1.1.b')) {
    expect(made.find(({ id }) => id === row.noticeId)).toMatchObject({
      customer: row.customer,
      dueAt: row.dueAt,
    })
    expect(row.evidence).toMatchObject({ customer: row.customer, deliveries: { accepted: 3 } })
  }
  expect(made.find(({ customer }) => customer === null)?.dueAt).toBe(from + 15 * MINUTE)

  mailbox.received.length = 0
  await station.live(3 * MINUTE)
  expect(told(/【復旧】/, /アクメ商事/)).toEqual(acme)
  expect(told(/\[Recovered\]/, /Globex GmbH/)).toEqual(globex)
  expect(told(/【復旧】/, /^(?!.*ご契約者)/s)).toEqual(STAFF)
  expect(mailbox.received).toHaveLength(8)
  expectOwn(mailbox.received)

  // The ledger names customers by their id, and nobody.
  const kinds = new Set(['obligation.opened', 'obligation.met', 'notice.settled'])
  const entries = await station.store.unchained({ limit: 1000 })
  expect(entries.filter(({ kind }) => kinds.has(kind)).length).toBeGreaterThanOrEqual(12)
})

test('a fault goes to the administrative contacts of each; a slowdown to those whose agreement has it', async () => {
  const { station, told, owed, mailbox } = await open(
    twoCustomers('shop', ['web'], ['liveness', 'fault', 'performance']),
  )
  await station.live(2 * MINUTE, (check) => (check.endsWith('works') ? 'failed' : 'ok'))
  expect(told(/速報.*障害/, /アクメ商事/)).toEqual(['admin@acme.example'])
  expect(told(/Fault in/, /Globex/)).toEqual(GLOBEX_PEOPLE.admin.toSorted())
  await station.live(4 * MINUTE)
  mailbox.received.length = 0
  await station.live(3 * MINUTE, (check) => (check.endsWith('fast') ? 'failed' : 'ok'))
  expect(told(/is slow/, /Globex/)).toEqual(GLOBEX_PEOPLE.admin.toSorted())
  expect(told(/パフォーマンス低下/)).toEqual(['oncall@p.example'])
  expect(mailbox.received).toHaveLength(3)
  const [, slow] = await station.incidents()
  const about = (await owed()).filter(({ subject }) => subject === slow?.id)
  expect(about.map(({ customer, item, state }) => [customer, item, state])).toEqual([
    ['globex', 'III.1.1.3.b', 'met'],
    ['globex', 'III.1.1.8.a', 'open'],
  ])
  expectOwn(mailbox.received)
})

test('told late in one to each; a late contract is breached for the customer who has it, and only for it', async () => {
  const { station, told, owed } = await open(twoCustomers('shop'))
  await station.pause(MINUTE)
  // It was over before anybody here knew: the collector hears of it 18 minutes after the confirmation.
  const from = station.clock.now()
  await station.pause(18 * MINUTE)
  const said = (_: string, at: number) => (at < from + 2 * MINUTE ? 'failed' : 'ok')
  await station.agent(from, station.clock.now(), said)
  await station.advance(MINUTE)
  expect(told(/発生・復旧.*稼働停止/, /アクメ商事/)).toEqual(acme)
  expect(told(/Occurred and recovered.*was down/, /Globex/)).toEqual(globex)
  const [incident] = (await station.incidents()).filter(({ kind }) => kind === 'outage')
  const first = (await owed()).filter(
    ({ subject, item }) => subject === incident?.id && item === 'III.1.1.1.b',
  )
  expect(first.map(({ customer, state }) => [customer, state])).toEqual([
    ['acme', 'met'],
    ['globex', 'breached'],
  ])
})

test('a planned stop that lasts is told to each customer from its end on, and to our own people once', async () => {
  const service = twoCustomers('shop', ['web'], ['liveness'])
  const window = { id: 'monthly', kind: 'regular', from: START + 3 * MINUTE, to: START + 9 * MINUTE } as const
  const { rules } = service.maintenance
  const { station, told, owed } = await open({
    ...service,
    maintenance: {
      rules: { ...rules, leadTimeMs: 3_600_000 },
      windows: [{ ...window, announcedAt: START - 86_400_000 }],
    },
  })
  await station.live(2 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報|First notice/)).toEqual(STAFF)
  expect(await owed()).toEqual([])
  await station.live(4 * MINUTE, () => 'failed')
  expect(told(/速報|First notice/)).toEqual([...STAFF, ...acme, ...globex].toSorted())
  expect(
    (await owed()).map(({ customer, item, clockFrom, dueAt }) => [customer, item, clockFrom, dueAt]),
  ).toEqual([
    ['acme', 'III.1.1.1.b', window.to, window.to + 20 * MINUTE],
    ['acme', 'III.1.1.8.a', window.to, window.to + 60 * MINUTE],
    ['globex', 'III.1.1.1.b', window.to, window.to + 15 * MINUTE],
    ['globex', 'III.1.1.8.a', window.to, window.to + 30 * MINUTE],
  ])
  await station.live(3 * MINUTE)
  expect(told(/復旧|Recovered/)).toEqual([...STAFF, ...acme, ...globex].toSorted())
})

test('who was told is told of the end though removed meanwhile; who joined meanwhile is told of the next stop', async () => {
  const both = twoCustomers('shop')
  const [first, second] = both.customers
  if (!first || !second) throw new Error('two customers')
  const { station, told, owed, mailbox } = await open(
    sharedBy([first], both),
    peopleOf('shop').filter(({ customer }) => customer !== 'globex'),
  )
  await station.live(2 * MINUTE, () => 'failed')
  await station.reload(
    [sharedBy([second], both)],
    peopleOf('shop').filter(({ customer }) => customer !== 'acme'),
  )
  await station.live(MINUTE, () => 'failed')
  mailbox.received.length = 0
  await station.live(3 * MINUTE)
  expect(told(/復旧/, /アクメ商事/)).toEqual(acme)
  expect(told(/Recovered/)).toEqual([])
  expect(new Set((await owed()).map(({ customer }) => customer))).toEqual(new Set(['acme']))
  mailbox.received.length = 0
  await station.live(3 * MINUTE, () => 'failed')
  expect(told(/First notice/, /Globex/)).toEqual(globex)
  expect(told(/速報/)).toEqual(STAFF)
})

test('customers that come while an outage lasts change nothing for those who were told as one', async () => {
  const both = twoCustomers('shop')
  const one = serviceOf('shop')
  const before: Contact[] = [
    ...acme.map((email) => ({ service: 'shop', audience: 'users' as const, email })),
    { service: 'shop', audience: 'on-call', email: 'oncall@p.example' },
  ]
  const { station, told, mailbox } = await open(one, before)
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報/)).toEqual([...acme, 'oncall@p.example'].toSorted())
  await station.reload([both], peopleOf('shop'))
  mailbox.received.length = 0
  await station.live(3 * MINUTE)
  expect(told(/復旧/)).toEqual([...acme, 'oncall@p.example'].toSorted())
  expect(mailbox.received).toHaveLength(acme.length + 1)
})

test('managers of outside components: of a link instead of ours, of a partner beside ours, ours where there is none', async () => {
  const service = twoCustomers('shop', ['web', 'isp', 'leased', 'payment'])
  for (const one of service.components) {
    if (one.id === 'isp' || one.id === 'leased') one.kind = 'external-network'
    if (one.id === 'payment') one.kind = 'partner-service'
  }
  const manager = (component: string, email: string): Contact => ({
    ...{ service: 'shop', component, audience: 'manager', email },
  })
  const { station, told, owed, mailbox } = await open(service, [
    ...peopleOf('shop'),
    manager('isp', 'noc@isp.example'),
    manager('payment', 'desk@payment.example'),
  ])
  const of =
    (component: string, name = '') =>
    (check: string) =>
      check.startsWith(`shop/${component}/${name}`) ? 'failed' : 'ok'
  await station.live(3 * MINUTE, of('isp'))
  expect(told(/外部ネットワーク障害/)).toEqual(['noc@isp.example', 'oncall@p.example'])
  expect(await owed()).toMatchObject([{ item: 'III.3.2.5.a', customer: null, state: 'met' }])
  await station.live(3 * MINUTE, of('leased'))
  expect(told(/速報.*外部ネットワーク障害/)).toEqual([
    'manager@p.example',
    'noc@isp.example',
    'oncall@p.example',
    'oncall@p.example',
  ])
  await station.live(3 * MINUTE)
  mailbox.received.length = 0
  await station.live(3 * MINUTE, of('payment', 'works'))
  expect(told(/速報.*障害/, /^(?!.*ご契約者)/s)).toEqual(['desk@payment.example', ...STAFF])
})

test('a value that only one customer has makes an obligation to it alone', async () => {
  const service = serviceOf('shop', ['web'], ['liveness'])
  const unset = { ...service.values }
  const value = unset['III.1.1.8.a']
  if (!value) throw new Error('no value')
  unset['III.1.1.8.a'] = { ...value, inForce: null, standing: 'unset' }
  const strict = contracted(service, { 'III.1.1.8.a': 'PT30M' })
  const customers = [
    { ...ACME, values: unset },
    { ...GLOBEX, values: strict },
  ]
  const { station, owed } = await open(sharedBy(customers, { ...service, values: unset }))
  await station.live(2 * MINUTE, () => 'failed')
  expect((await owed()).map(({ customer, item }) => `${customer} ${item}`)).toEqual([
    'acme III.1.1.1.b',
    'globex III.1.1.1.b',
    'globex III.1.1.8.a',
  ])
})

test('an incident that two persons withdraw takes what is owed to every customer with it; its end is told to each', async () => {
  const { station, told, owed, mailbox } = await open(twoCustomers('shop'))
  await station.live(2 * MINUTE, () => 'failed')
  const [incident] = await station.incidents()
  if (!incident) throw new Error('no incident')
  await withdraw(station, 'withdraw-incident', incident.id, await enrolTwo(station))
  expect((await owed()).map(({ customer, state }) => `${customer} ${state}`)).toEqual([
    'acme withdrawn',
    'acme withdrawn',
    'globex withdrawn',
    'globex withdrawn',
  ])
  mailbox.received.length = 0
  await station.live(3 * MINUTE)
  expect(told(/復旧|Recovered/)).toEqual([...acme, ...globex, ...STAFF].toSorted())
})

test('killed while the users of each are taken in and written to: the next one goes on, nobody twice, nobody left out', async () => {
  const USERS = 40
  const many = (name: string) =>
    Array.from(
      { length: USERS },
      (_, i): Contact => ({
        ...{ service: 'shop', customer: name, audience: 'users', email: `user${i}@${name}.example` },
      }),
    )
  const contacts = [...peopleOf('shop'), ...many('acme'), ...many('globex')]
  // After so many calls of a verb the collector is killed, right after what it asked was done.
  const kills: [keyof Store, number][] = [
    ['expandNotices', 1],
    ['recordDeliveries', 4],
    ['leaseDeliveries', 3],
  ]
  const killed: string[] = []
  const faulty = (store: Store): Store =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const call = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
        return async (...args: unknown[]) => {
          const [next] = kills
          const pending = next?.[0] === name && station.clock.now() > START + 2 * MINUTE
          const answer = (await call(...args)) as { made?: number } | undefined
          if (!pending || !next || kills[0] !== next || answer?.made === 0) return answer
          next[1] -= 1
          if (next[1] > 0) return answer
          kills.shift()
          killed.push(name)
          station.crash()
          return answer
        }
      },
    })
  const { station, mailbox, owed } = await open(twoCustomers('shop', ['web'], ['liveness']), contacts, faulty)
  for (let seen = 0; seen < 3; ) {
    await station.live(10_000, () => 'failed')
    if (killed.length === seen) continue
    seen = killed.length
    station.restart()
  }
  await station.live(3 * MINUTE, () => 'failed')
  expect(killed).toEqual(['expandNotices', 'recordDeliveries', 'leaseDeliveries'])
  const notices = (await station.store.notices({ limit: 100, cursor: null })).items
  expect(notices.map(({ customer, counts }) => [customer, counts.accepted]).toSorted()).toEqual([
    [null, 2],
    ['acme', USERS + 3],
    ['globex', USERS + 3],
  ])
  expect(notices.every(({ counts, settledAt }) => counts.waiting === 0 && settledAt !== null)).toBe(true)
  const messages = new Set(mailbox.received.map(({ messageId }) => messageId))
  expect(messages.size).toBe(2 * (USERS + 3) + 2)
  const first = (await owed()).filter(({ item }) => item === 'III.1.1.1.b')
  expect(first.map(({ customer, state }) => [customer, state])).toEqual([
    ['acme', 'met'],
    ['globex', 'met'],
  ])
})
