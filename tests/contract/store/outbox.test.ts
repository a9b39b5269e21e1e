import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contact } from '../../../collector/model.ts'
import type {
  DeliveryOutcome,
  DeliveryRow,
  LeasedDelivery,
  NoticeRow,
  Store,
  StoredNotice,
} from '../../../collector/store/port.ts'
import type { Audience } from '../../../rules/words.ts'
import { recordDelivery } from '../../support/record-delivery.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, entry, holdPartition, incident, MINUTE, notice, obligation } from './fixtures.ts'

const DUE = AT + 20 * MINUTE
const LEASE_MS = MINUTE
const accepted = (at: number): DeliveryOutcome => ({ outcome: 'accepted', at, answer: '250 ok' })
const refused = (at: number): DeliveryOutcome => ({
  outcome: 'refused',
  at,
  code: '550',
  answer: '550 no such user',
})

describe.each(ENGINES)('outbox on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(9), now: AT })
  })
  afterAll(() => place.end())

  let loads = 0
  const contacts: Contact[] = []
  /** Adds contacts of a service to the configuration. */
  async function tell(service: string, audiences: Partial<Record<Audience, string[]>>): Promise<void> {
    for (const [audience, emails] of Object.entries(audiences))
      for (const email of emails) contacts.push({ service, audience: audience as Audience, email })
    loads += 1
    const load = { document: { services: [] }, contacts, actor: 'system', now: AT, ledgerId: `load-${loads}` }
    await store.loadRevision(load)
  }
  let partition = 0
  /** Puts notices about a new incident of the service into the store. */
  async function owe(
    service: string,
    make: (about: ReturnType<typeof incident>) => NoticeRow[],
  ): Promise<void> {
    partition += 1
    const about = incident(`i-${service}`, { service })
    const lease = await holdPartition(store, partition, 'evaluator')
    const known = await store.incident({ id: about.id })
    const notices = make(about)
    const noticeId = notices[0]?.id ?? null
    const obligations = known ? [] : [obligation(`o-${service}`, about.id, { service, noticeId })]
    await store.commitEvaluation(commit(lease, { incidents: [about], notices, obligations }))
  }
  const first = (service: string) => owe(service, (about) => [notice(`n-${service}`, about)])
  async function expandAll(chunk = 100): Promise<number> {
    let made = 0
    for (;;) {
      const step = await store.expandNotices({ now: AT, notices: 10, chunk })
      made += step.made
      if (!step.pending) return made
    }
  }
  const lease = (now: number, limit = 100, owner = 'sender') =>
    store
      .leaseDeliveries({ owner, channel: 'mail', now, leaseMs: LEASE_MS, limit })
      .then(({ leased }) => leased)
  const record = ({ id, token }: LeasedDelivery, result: DeliveryOutcome, at = AT) =>
    recordDelivery(store, { id, token, startedAt: at, finishedAt: at, result })
  const rows = async (noticeId: string): Promise<(DeliveryRow & { notice: StoredNotice })[]> =>
    (await store.deliveries({ limit: 1000, cursor: null, noticeId })).items

  test('answers are recorded together, each for itself', async () => {
    await tell('together', { users: ['u1@customer.example', 'u2@customer.example', 'u3@customer.example'] })
    await first('together')
    await expandAll()
    const [one, two, three] = await lease(AT)
    if (!one || !two || !three) throw new Error('not leased')
    const accepted = { outcome: 'accepted', at: AT + 5, answer: '250 ok' } as const
    const of = ({ id, token }: LeasedDelivery, more = {}) => ({
      ...{ id, token, startedAt: AT, finishedAt: AT + 5, result: accepted },
      ...more,
    })
    const refused = { outcome: 'refused', at: AT + 5, code: '550', answer: '550 no' } as const
    const records = [of(one), of(two, { token: two.token + 1 }), of(one), of(two, { result: refused })]
    expect(await store.recordDeliveries({ records: [...records, of(three, { id: 'nobody' })] })).toEqual([
      ...['recorded', 'fenced', 'conflict', 'recorded', 'not-found'],
    ])
    const states = new Map((await rows('n-together')).map(({ id, state }) => [id, state]))
    expect([one, two, three].map(({ id }) => states.get(id))).toEqual(['accepted', 'refused', 'waiting'])
    await record(three, accepted)
  })

  test('each person gets one delivery, as one to whom it is owed where they are', async () => {
    const both = 'both@customer.example'
    await tell('once', {
      users: ['u1@customer.example', both, ' Both@Customer.example', 'staff@provider.example'],
      admin: ['admin@customer.example', both],
      manager: ['manager@provider.example', 'admin@customer.example'],
      'on-call': ['manager@provider.example', 'oncall@provider.example', 'staff@provider.example'],
    })
    await tell('other', { users: ['stranger@customer.example'] })
    await first('once')
    expect(await expandAll()).toBe(6)
    const leased = await lease(AT)
    expect(leased.map(({ address, audience }) => `${audience} ${address}`).toSorted()).toEqual([
      'admin admin@customer.example',
      'admin both@customer.example',
      'manager manager@provider.example',
      'on-call oncall@provider.example',
      'users staff@provider.example',
      'users u1@customer.example',
    ])
    expect(leased[0]).toMatchObject({ noticeId: 'n-once', channel: 'mail', attempt: 1, dueAt: DUE, token: 1 })
    expect(leased[0]?.notice.facts.serviceName).toBe('ネットショップ')
    for (const delivery of leased) await record(delivery, accepted(AT))
    expect((await rows('n-once')).map((row) => row.hint)).toContain('u•••@customer.example')
  })

  test('a fault’s notice goes to its audiences only', async () => {
    await tell('fault', { users: ['fu@customer.example'], admin: ['fa@customer.example'] })
    await owe('fault', (about) => [notice('n-fault', about, { audiences: ['admin', 'manager', 'on-call'] })])
    await expandAll()
    const leased = await lease(AT)
    expect(leased.map((delivery) => delivery.address)).toEqual(['fa@customer.example'])
    for (const delivery of leased) await record(delivery, accepted(AT))
  })

  test('an expansion goes on in chunks where it stopped, also after the store was closed', async () => {
    const users = Array.from({ length: 25 }, (_, i) => `chunk${i}@customer.example`)
    await tell('chunks', { users, admin: ['chunk-admin@customer.example'] })
    await first('chunks')
    expect(await store.expandNotices({ now: AT, notices: 10, chunk: 10 })).toEqual({
      made: 10,
      unreadable: [],
      pending: true,
    })
    expect((await rows('n-chunks')).map((row) => row.audience)).toContain('admin')
    await store.close()
    store = await place.open()
    expect(await expandAll(10)).toBe(16)
    const made = await rows('n-chunks')
    expect(new Set(made.map((row) => row.personId)).size).toBe(26)
    for (const delivery of await lease(AT)) await record(delivery, accepted(AT))
  })

  test('a customer’s notice goes to its own contacts, ours to nobody of a customer; one person of two gets both', async () => {
    const both = 'consultant@customer.example'
    const of = (customer: string, email: string, audience: Audience = 'users') =>
      contacts.push({ service: 'shared', customer, audience, email })
    for (let i = 0; i < 12; i += 1) of('a', `a${i}@customer.example`)
    of('a', both, 'admin')
    of('b', both)
    of('b', both, 'admin')
    of('b', 'b1@customer.example')
    await tell('shared', { 'on-call': ['shared-oncall@provider.example'] })
    const outside: Audience[] = ['users', 'admin']
    await owe('shared', (about) => [
      notice('s-b', about, { customer: 'b', audiences: outside, dueAt: DUE }),
      notice('s-a', about, { customer: 'a', audiences: outside, dueAt: DUE - MINUTE }),
      notice('s-own', about, { audiences: ['manager', 'on-call'] }),
    ])
    // Our own people first, then who is due first; in chunks, over a restart.
    expect(await store.expandNotices({ now: AT, notices: 2, chunk: 5 })).toMatchObject({
      made: 6,
      pending: true,
    })
    expect((await rows('s-own')).map(({ hint }) => hint)).toEqual(['s•••@provider.example'])
    await store.close()
    store = await place.open()
    await expandAll(5)
    const leased = await lease(AT)
    const to = (id: string) => leased.filter(({ noticeId }) => noticeId === id).map(({ address }) => address)
    expect(to('s-a')).toHaveLength(13)
    expect(new Set(to('s-a')).size).toBe(13)
    expect(to('s-b').toSorted()).toEqual(['b1@customer.example', both])
    expect(to('s-own')).toEqual(['shared-oncall@provider.example'])
    for (const delivery of leased) await record(delivery, accepted(AT))
    await store.settleNotices({ now: AT, limit: 100 })
    const page = { limit: 100, cursor: null, incidentIds: ['i-shared'] }
    const ids = async (customers?: (string | null)[]) =>
      (await store.notices({ ...page, ...(customers ? { customers } : {}) })).items
        .map(({ id }) => id)
        .toSorted()
    expect(await ids()).toEqual(['s-a', 's-b', 's-own'])
    expect(await ids(['a'])).toEqual(['s-a'])
    expect(await ids(['b', null])).toEqual(['s-b', 's-own'])
    expect(await ids([null])).toEqual(['s-own'])
    expect(await ids([])).toEqual([])
  })

  test('managers of components: instead of the service’s where there are any, or beside it', async () => {
    const of = (component: string, email: string) =>
      contacts.push({ service: 'links', component, audience: 'manager', email })
    of('isp', 'noc@isp.example')
    of('partner', 'desk@partner.example')
    await tell('links', { manager: ['m@provider.example'], 'on-call': ['oc@provider.example'] })
    const told = async (id: string, managers: NonNullable<NoticeRow['facts']['managers']> | null) => {
      await owe('links', (about) => {
        const made = notice(id, about, { audiences: ['manager', 'on-call'] })
        return [{ ...made, facts: { ...made.facts, ...(managers ? { managers } : {}) } }]
      })
      await expandAll()
      const leased = await lease(AT)
      for (const delivery of leased) await record(delivery, accepted(AT))
      return leased.map(({ address }) => address).toSorted()
    }
    expect(await told('l1', null)).toEqual(['m@provider.example', 'oc@provider.example'])
    expect(await told('l2', { components: ['isp'], instead: true })).toEqual([
      'noc@isp.example',
      'oc@provider.example',
    ])
    expect(await told('l3', { components: ['other'], instead: true })).toEqual([
      'm@provider.example',
      'oc@provider.example',
    ])
    expect(await told('l4', { components: ['partner'], instead: false })).toEqual([
      'desk@partner.example',
      'm@provider.example',
      'oc@provider.example',
    ])
  })

  test('contacts that change during an expansion are told all the same', async () => {
    const users = Array.from({ length: 6 }, (_, i) => `moving${i}@customer.example`)
    await tell('moving', { users })
    await first('moving')
    await store.expandNotices({ now: AT, notices: 10, chunk: 5 })
    // One becomes the admin contact: stronger than the cursor has come.
    await tell('moving', { admin: ['new-admin@customer.example', 'moving5@customer.example'] })
    await expandAll(5)
    expect((await rows('n-moving')).map((row) => row.hint)).toHaveLength(7)
    for (const delivery of await lease(AT)) await record(delivery, accepted(AT))
  })

  test('the earliest due is leased first, and nothing twice while its lease lasts', async () => {
    await tell('late', { admin: ['late@customer.example'] })
    await tell('soon', { admin: ['soon@customer.example'] })
    await tell('never', { admin: ['never@customer.example'] })
    await owe('never', (about) => [notice('n-never', about, { dueAt: null, createdAt: AT - 1 })])
    await owe('late', (about) => [notice('n-late', about, { dueAt: DUE + 1 })])
    await owe('soon', (about) => [notice('n-soon', about, { dueAt: DUE })])
    await expandAll()
    const two = await lease(AT, 2)
    expect(two.map((delivery) => delivery.noticeId)).toEqual(['n-soon', 'n-late'])
    const rest = await lease(AT + 1, 10, 'another')
    expect(rest.map((delivery) => delivery.noticeId)).toEqual(['n-never'])
    expect(await lease(AT + LEASE_MS - 1)).toEqual([])
    expect(await store.waitingDeliveries()).toBe(3)
    expect(await store.nextDeliveryMs({ now: AT + 1 })).toBe(LEASE_MS - 1)
    const again = await lease(AT + LEASE_MS)
    expect(again.map(({ noticeId, token, attempt }) => [noticeId, token, attempt])).toEqual([
      ['n-soon', 2, 2],
      ['n-late', 2, 2],
    ])
    const [soonBefore] = two
    if (!soonBefore) throw new Error('nothing leased')
    await expect(record(soonBefore, accepted(AT))).rejects.toMatchObject({ code: 'fenced' })
    for (const delivery of [...again, ...rest]) await record(delivery, accepted(AT))
    const [soon] = again
    if (!soon) throw new Error('nothing leased')
    await expect(record(soon, accepted(AT))).rejects.toMatchObject({ code: 'conflict' })
    const nowhere = { ...soon, id: 'nowhere' }
    await expect(record(nowhere, accepted(AT))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('many senders at once never lease the same delivery', async () => {
    const users = Array.from({ length: 30 }, (_, i) => `many${i}@customer.example`)
    await tell('many', { users })
    await first('many')
    await expandAll()
    const leased: LeasedDelivery[] = []
    for (let round = 0; leased.length < 30 && round < 30; round += 1) {
      const senders = Array.from({ length: 6 }, (_, i) => lease(AT, 5, `sender-${i}`))
      leased.push(...(await Promise.all(senders)).flat())
    }
    expect(new Set(leased.map((delivery) => delivery.id)).size).toBe(30)
    expect(leased).toHaveLength(30)
    await Promise.all(leased.map((delivery) => record(delivery, accepted(AT))))
  })

  test('a deferred delivery waits for its next attempt, is late past its due time, and is never forgotten', async () => {
    await tell('defer', { admin: ['defer@customer.example'] })
    await first('defer')
    await expandAll()
    const [one] = await lease(AT)
    if (!one) throw new Error('nothing leased')
    await record(one, { outcome: 'retry', againMs: 5 * MINUTE, code: '451', answer: '451 later' })
    expect(await lease(AT + 5 * MINUTE - 1)).toEqual([])
    expect(await rows('n-defer')).toMatchObject([
      { state: 'waiting', attempts: 1, late: false, lastAnswer: '451 later', nextAttemptAt: AT + 5 * MINUTE },
    ])
    const [two] = await lease(DUE)
    if (!two) throw new Error('nothing leased')
    expect(two).toMatchObject({ attempt: 2, token: 2 })
    await record(two, { outcome: 'retry', againMs: MINUTE - 1, code: '451', answer: '451 later' }, DUE + 1)
    expect(await rows('n-defer')).toMatchObject([{ state: 'waiting', late: true, endedAt: null }])
    const [three] = await lease(DUE + MINUTE)
    if (!three) throw new Error('nothing leased')
    await record(three, accepted(DUE + MINUTE), DUE + MINUTE)
    expect(await rows('n-defer')).toMatchObject([
      { state: 'accepted', attempts: 3, late: true, acceptedAt: DUE + MINUTE, endedAt: DUE + MINUTE },
    ])
  })

  test('an attempt that was planned by a clock which was an hour ahead is due, and not an hour later', async () => {
    await tell('ahead', { admin: ['ahead@customer.example'] })
    await first('ahead')
    await expandAll()
    const ahead = AT + 60 * MINUTE
    const [one] = await lease(ahead)
    if (!one) throw new Error('nothing leased')
    await record(one, { outcome: 'retry', againMs: MINUTE, code: '451', answer: '451 later' }, ahead)
    expect(await lease(ahead)).toEqual([])
    // The clock was set right; before that it went on for a while.
    const [two] = await lease(AT + 2 * MINUTE)
    expect(two).toMatchObject({ id: one.id, attempt: 2 })
    if (two) await record(two, accepted(AT + 2 * MINUTE), AT + 2 * MINUTE)
  })

  test('an obligation can be decided when every delivery ended, or when its due time has passed', async () => {
    await tell('owed', { users: ['owed1@customer.example', 'owed2@customer.example'] })
    await first('owed')
    const mine = async (now: number) =>
      (await store.openNoticeObligations({ now, limit: 100 })).filter(
        ({ told }) => told[0]?.notice.id === 'n-owed',
      )
    expect(await mine(AT)).toEqual([])
    expect(await mine(DUE + 1)).toMatchObject([{ told: [{ expanded: false, deliveries: [] }] }])
    await expandAll()
    const [one, two] = await lease(AT)
    if (!one || !two) throw new Error('too few leased')
    await record(one, accepted(AT))
    expect(await mine(DUE)).toEqual([])
    expect(await mine(DUE + 1)).toHaveLength(1)
    await record(two, refused(AT))
    const [decidable] = await mine(AT)
    expect(decidable).toMatchObject({
      obligation: { id: 'o-owed' },
      told: [{ notice: { id: 'n-owed' }, expanded: true }],
    })
    expect(decidable?.told[0]?.deliveries.map((row) => row.state).toSorted()).toEqual(['accepted', 'refused'])
    const decided = {
      ...obligation('o-owed', 'i-owed', { service: 'owed' }),
      state: 'met' as const,
      decidedAt: AT,
    }
    await store.decideObligations({ decisions: [{ obligation: decided, entry: entry('l-owed') }] })
    expect(await mine(DUE + 1)).toEqual([])
  })

  test('a settled notice is in the ledger with its counts and root, and without an address', async () => {
    await store.settleNotices({ now: AT + 5, limit: 100 })
    await tell('settled', {
      users: ['s1@customer.example', 's2@customer.example'],
      admin: ['s3@customer.example'],
    })
    await first('settled')
    expect(await store.settleNotices({ now: AT + 5, limit: 10 })).toEqual({ settled: 0 })
    await expandAll()
    const [one, two, three] = await lease(AT)
    if (!one || !two || !three) throw new Error('too few leased')
    await record(one, accepted(AT + 1000), AT + 1000)
    await record(two, accepted(DUE + 1000), DUE + 1000)
    expect(await store.settleNotices({ now: AT + 5, limit: 10 })).toEqual({ settled: 0 })
    await record(three, refused(AT + 2000), AT + 2000)
    expect(await store.settleNotices({ now: DUE + 5000, limit: 10 })).toEqual({ settled: 1 })
    expect(await store.settleNotices({ now: DUE + 5000, limit: 10 })).toEqual({ settled: 0 })
    const { items } = await store.notices({ limit: 1, cursor: null, incidentIds: ['i-settled'] })
    expect(items).toMatchObject([
      {
        settledAt: DUE + 1000,
        counts: { waiting: 0, accepted: 2, refused: 1, expired: 0 },
        late: 1,
        firstAcceptedAt: AT + 1000,
        lastAcceptedAt: DUE + 1000,
      },
    ])
    const [ended] = (await store.unchained({ limit: 1000 })).filter((found) => found.subject === 'n-settled')
    expect(ended).toMatchObject({ kind: 'notice.settled', actor: 'system', at: DUE + 5000 })
    const [row] = await place.raw(`select payload from ledger_payload where entry_id = '${ended?.id}'`)
    const payload = JSON.parse(String(row?.payload)) as Record<string, unknown>
    expect(payload).toMatchObject({
      deliveries: 3,
      accepted: 2,
      refused: 1,
      expired: 0,
      late: 1,
      attemptsWithoutRecord: 0,
    })
    expect(payload.deliveriesRoot).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(payload)).not.toContain('@')
  })

  test('no address and no answer lies in the store in clear', async () => {
    for (const table of [
      'person',
      'contact',
      'delivery',
      'delivery_attempt',
      'notice',
      'ledger_payload',
      'revision',
    ]) {
      const text = JSON.stringify(await place.raw(`select * from ${table}`), (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      )
      expect(text, table).not.toMatch(/[a-z0-9]@customer\.example|no such user/)
    }
  })

  describe('a recovery', () => {
    const recovery = (service: string) =>
      owe(service, (about) => [
        notice(`r-${service}`, about, {
          kind: 'recovery',
          dueAt: null,
          createdAt: AT + MINUTE,
          facts: { ...notice('', about).facts, follows: `n-${service}` },
        }),
      ])

    test('goes to whom the first notice reached, as the same audience, and never overtakes it', async () => {
      await tell('back', {
        users: ['b1@customer.example', 'b2@customer.example', 'b3@customer.example'],
        admin: ['b4@customer.example'],
      })
      await first('back')
      await recovery('back')
      // The recovery waits until the first notice has all its deliveries.
      expect(await store.expandNotices({ now: AT, notices: 10, chunk: 2 })).toEqual({
        made: 2,
        unreadable: [],
        pending: true,
      })
      expect(await rows('r-back')).toEqual([])
      await expandAll(2)
      const before = await lease(AT)
      expect(before.map((delivery) => delivery.noticeId)).toEqual(Array(4).fill('n-back'))
      expect(await rows('r-back')).toHaveLength(4)
      expect(await store.nextDeliveryMs({ now: AT + 1 })).toBe(LEASE_MS - 1)
      const [one, two, three, four] = before.toSorted((a, b) => (a.address < b.address ? -1 : 1))
      if (!one || !two || !three || !four) throw new Error('too few leased')
      await record(one, accepted(AT))
      await record(two, refused(AT))
      await record(three, { outcome: 'expired', at: AT, code: null, answer: 'gave up' })
      const after = await lease(AT)
      expect(after.map((delivery) => [delivery.noticeId, delivery.address])).toEqual([
        ['r-back', 'b1@customer.example'],
      ])
      await record(four, accepted(AT))
      const last = await lease(AT)
      expect(last.map(({ address, audience }) => [address, audience])).toEqual([
        ['b4@customer.example', 'admin'],
      ])
      const ended = (await rows('r-back')).filter((row) => row.state === 'refused')
      expect(ended.map((row) => [row.attempts, row.lastAnswer])).toEqual([
        [0, 'first notice did not reach'],
        [0, 'first notice did not reach'],
      ])
      for (const delivery of [...after, ...last]) await record(delivery, accepted(AT))
    })

    test('is not made for whom the first notice had not reached when it was expanded', async () => {
      await tell('gone', { users: ['g1@customer.example', 'g2@customer.example'] })
      await first('gone')
      await expandAll()
      for (const delivery of await lease(AT))
        await record(delivery, delivery.address.startsWith('g1') ? accepted(AT) : refused(AT))
      await tell('gone', { users: ['came-later@customer.example'] })
      await recovery('gone')
      expect(await expandAll()).toBe(1)
      const leased = await lease(AT)
      expect(leased.map((delivery) => delivery.address)).toEqual(['g1@customer.example'])
      for (const delivery of leased) await record(delivery, accepted(AT))
    })
  })

  test('a follow-up goes to the admin contact with its words, which lie in the vault', async () => {
    await tell('words', { users: ['w1@customer.example'], admin: ['w2@customer.example'] })
    await first('words')
    await expandAll()
    for (const delivery of await lease(AT)) await record(delivery, accepted(AT))
    const about = await store.incident({ id: 'i-words' })
    if (!about) throw new Error('no incident')
    const said = { cause: '電源の故障', forecast: '15:00に復旧の見込み' }
    const followUp = notice('f-words', about, {
      kind: 'follow-up',
      audiences: ['admin'],
      dueAt: null,
      facts: { ...notice('', about).facts, followUp: said },
    })
    const who = { operatorId: 'operator-1', operatorName: '山田', now: AT + MINUTE }
    await store.addFollowUp({
      id: 'fu-1',
      incidentId: about.id,
      ...who,
      ...said,
      notices: [followUp],
      ledgerId: 'fu-l',
    })
    await expandAll()
    const leased = await lease(AT)
    expect(leased.map((delivery) => delivery.address)).toEqual(['w2@customer.example'])
    expect(leased[0]?.notice.facts.followUp).toEqual(said)
    for (const delivery of leased) await record(delivery, accepted(AT))
    expect(await store.followUps({ incidentIds: [about.id, 'other'] })).toEqual([
      { incidentId: about.id, at: AT + MINUTE, by: 'operator-1', ...said },
    ])
    for (const table of ['follow_up', 'notice', 'ledger_payload']) {
      const text = JSON.stringify(await place.raw(`select * from ${table}`), (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
      )
      expect(text, table).not.toMatch(/電源|見込み|山田/)
    }
    const nowhere = {
      id: 'fu-2',
      incidentId: 'nowhere',
      ...who,
      ...said,
      notices: [followUp],
      ledgerId: 'fu-l2',
    }
    await expect(store.addFollowUp(nowhere)).rejects.toMatchObject({ code: 'not-found' })
  })
})
