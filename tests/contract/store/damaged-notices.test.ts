/** What of a notice or of a person cannot be read ends what rests on it, with an entry, and holds up nobody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contact } from '../../../collector/model.ts'
import type { NoticeFacts, NoticeRow, Store } from '../../../collector/store/port.ts'
import { recordDelivery } from '../../support/record-delivery.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, holdPartition, incident, MINUTE, notice, obligation } from './fixtures.ts'

const WHO = { actor: 'system', now: AT }

describe.each(ENGINES)('damage to notices on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(9), now: AT })
  })
  afterAll(() => place.end())

  const contacts: Contact[] = []
  let made = 0
  /** A service with an administrative contact and users, an incident of it, and its first notice. */
  async function told(service: string, users: string[], more: Partial<NoticeRow> = {}): Promise<void> {
    made += 1
    const emails = users.map((name) => ({ service, audience: 'users' as const, email: `${name}@a.example` }))
    contacts.push(...emails, { service, audience: 'admin', email: `admin@${service}.example` })
    await store.loadRevision({ document: { services: [] }, contacts, ...WHO, ledgerId: `load-${made}` })
    const about = incident(`i-${service}`, { service })
    const lease = await holdPartition(store, made, 'evaluator')
    const notices = [
      notice(`n-${service}`, about, { audiences: ['users', 'admin'], expandCursor: '', ...more }),
    ]
    const obligations = [obligation(`o-${service}`, about.id, { service, noticeId: `n-${service}` })]
    await store.commitEvaluation(commit(lease, { incidents: [about], notices, obligations }))
  }
  async function recovery(service: string): Promise<void> {
    made += 1
    const about = incident(`i-${service}`, { service, recoveredAt: AT + MINUTE })
    const facts = { ...notice('', about).facts, follows: `n-${service}` }
    const row = notice(`r-${service}`, about, { kind: 'recovery', expandCursor: '', dueAt: null, facts })
    const lease = await holdPartition(store, made, 'evaluator')
    await store.commitEvaluation(commit(lease, { incidents: [about], notices: [row] }))
  }
  const expand = () => store.expandNotices({ now: AT, notices: 10, chunk: 100 })
  /** Accepts up to so many that are due: whom that reached, and what could not be read. */
  async function send(limit = 100, now = AT) {
    const { leased, unreadable } = await store.leaseDeliveries({
      ...{ owner: 'sender', channel: 'mail', now, leaseMs: MINUTE, limit },
    })
    for (const { id, token } of leased) {
      const result = { outcome: 'accepted', at: now, answer: '250 ok' } as const
      await recordDelivery(store, { id, token, startedAt: now, finishedAt: now, result })
    }
    return { reached: leased.map(({ address }) => address).toSorted(), unreadable }
  }
  const NOTHING = { reached: [], unreadable: [] }
  const statesOf = async (noticeId: string) =>
    (await store.deliveries({ limit: 100, cursor: null, noticeId })).items
      .map(({ hint, state }) => `${hint} ${state}`)
      .toSorted()
  const entriesOf = async (subject: string) =>
    (await store.unchained({ limit: 1_000 })).filter(
      (one) => one.kind === 'notice.unreadable' && one.subject === subject,
    ).length
  const payloadsOf = async (subject: string) =>
    (
      await place.raw(
        `select p.payload from ledger_payload p join ledger_entry e on e.id = p.entry_id
         where e.kind = 'notice.unreadable' and e.subject = '${subject}' order by e.id`,
      )
    ).map(({ payload }) => JSON.parse(String(payload)) as Record<string, unknown>)
  const owedOf = async (service: string) =>
    (await store.openNoticeObligations({ now: AT, limit: 100 })).find(
      ({ obligation: one }) => one.service === service,
    )
  const damaged: [what: string, sql: (id: string) => string][] = [
    [
      'is cut off',
      (id) => `update notice set facts = substr(facts, 1, length(facts) - 9) where id = '${id}'`,
    ],
    [
      'says something else',
      (id) =>
        `update notice set facts = replace(facts, 'ネットショップ', 'ネットショッブ') where id = '${id}'`,
    ],
    ['is for nobody known', (id) => `update notice set audiences = '["usars"]' where id = '${id}'`],
  ]

  test.each(damaged)(
    'a notice whose row %s is ended by leasing, alone, once and for all',
    async (what, spoil) => {
      const [bad, good] = [`bad-${made}`, `good-${made}`]
      await told(bad, [`u1-${bad}`, `u2-${bad}`])
      await told(good, [`u-${good}`])
      while ((await expand()).pending);
      await place.raw(spoil(`n-${bad}`))
      const [two, rest] = [await send(2), await send()]
      const unreadable = [...two.unreadable, ...rest.unreadable]
      expect([...two.reached, ...rest.reached].toSorted(), what).toEqual([
        `admin@${good}.example`,
        `u-${good}@a.example`,
      ])
      expect(unreadable.map(({ noticeId, because }) => [noticeId, because])).toEqual(
        [1, 2, 3].map(() => [`n-${bad}`, 'notice-unreadable']),
      )
      expect((await statesOf(`n-${bad}`)).map((one) => one.split(' ')[1])).toEqual([
        'expired',
        'expired',
        'expired',
      ])
      const named = (await payloadsOf(`n-${bad}`)).flatMap(({ deliveries }) => deliveries)
      expect(named.toSorted()).toEqual(unreadable.map(({ id }) => id).toSorted())
      const entries = await entriesOf(`n-${bad}`)
      expect(await send(100, AT + 10 * MINUTE)).toEqual(NOTHING)
      expect(await entriesOf(`n-${bad}`)).toBe(entries)

      const owed = await owedOf(bad)
      expect(owed?.told).toMatchObject([{ notice: { id: `n-${bad}`, facts: null }, expanded: true }])
      const listed = (await store.notices({ limit: 100, cursor: null, services: [bad, good] })).items
      expect(listed.map(({ id, facts }) => [id, facts?.serviceName ?? null]).toSorted()).toEqual([
        [`n-${bad}`, null],
        [`n-${good}`, 'ネットショップ'],
      ])
      expect(await store.settleNotices({ now: AT, limit: 100 })).toEqual({ settled: 2 })
    },
  )

  test('an address that does not open ends that delivery, and its recovery; a key of another length, too', async () => {
    await told('vault', ['vu1', 'vu2', 'vu3'])
    while ((await expand()).pending);
    const blob = (bytes: string) => (engine.name === 'sqlite' ? `x'${bytes}'` : `'\\x${bytes}'::bytea`)
    const person = (hint: string) => `id in (select p.id from person p join contact c on c.person_id = p.id
      where c.service = 'vault' and p.hint = '${hint}')`
    await place.raw(`update person set address = ${blob('00'.repeat(40))} where id = (
      select person_id from delivery where notice_id = 'n-vault' and audience = 'users' order by id limit 1)`)
    await place.raw(`update person set key = ${blob('0102')} where ${person('a•••@vault.example')}`)
    const { reached, unreadable } = await send()
    expect(reached).toHaveLength(2)
    expect(unreadable.map(({ because }) => because)).toEqual(['address-unreadable', 'address-unreadable'])
    const ended = (await store.deliveries({ limit: 9, cursor: null, noticeId: 'n-vault' })).items
    expect(ended.map(({ state }) => state).toSorted()).toEqual(['accepted', 'accepted', 'expired', 'expired'])
    expect(
      ended.flatMap(({ state, lastAnswer }) => (state === 'expired' ? [lastAnswer] : [])),
    ).toContainEqual('the stored address cannot be read')
    expect(await payloadsOf('n-vault')).toMatchObject([{ because: 'address-unreadable' }])
    await recovery('vault')
    while ((await expand()).pending);
    expect(await send()).toEqual({ reached, unreadable: [] })
    expect(await send(100, AT + 10 * MINUTE)).toEqual(NOTHING)
  })

  test('a notice that cannot be read before it has its recipients is for nobody, and the next one is expanded', async () => {
    await told('early', ['eu'])
    await told('later', ['lu'])
    await place.raw(`update notice set facts = '{' where id = 'n-early'`)
    const first = await expand()
    expect(first).toMatchObject({ unreadable: ['n-early'], pending: false })
    expect(await expand()).toEqual({ made: 0, unreadable: [], pending: false })
    expect(await payloadsOf('n-early')).toMatchObject([{ because: 'notice-unreadable', deliveries: [] }])
    expect((await send()).reached).toEqual(['admin@later.example', 'lu@a.example'])
    expect((await owedOf('early'))?.told).toMatchObject([
      { notice: { facts: null }, deliveries: [], expanded: true },
    ])
  })

  test('words of a follow-up, and answers, that do not open are shown as unreadable, beside all else', async () => {
    await told('words', ['wu'])
    while ((await expand()).pending);
    await send()
    const about = await store.incident({ id: 'i-words' })
    if (!about) throw new Error('no incident')
    const said = { cause: '電源の故障', forecast: '15:00' }
    const facts: NoticeFacts = { ...notice('', about).facts, followUp: said }
    for (const id of ['f1', 'f2'])
      await store.addFollowUp({
        ...{ id, incidentId: about.id, operatorId: 'o', operatorName: '山田', now: AT, ...said },
        notices: [
          notice(`n-${id}`, about, {
            kind: 'follow-up',
            audiences: ['admin'],
            dueAt: null,
            expandCursor: '',
            facts,
          }),
        ],
        ledgerId: `${id}-l`,
      })
    const zeros = engine.name === 'sqlite' ? `x'00'` : `'\\x00'::bytea`
    await place.raw(`update follow_up set cause = ${zeros} where id = 'f1'`)
    await place.raw(`update delivery set last_answer = ${zeros} where notice_id = 'n-words'`)
    const { items } = await store.notices({ limit: 9, cursor: null, incidentIds: ['i-words'] })
    expect(items.map(({ id, facts: known }) => [id, known?.followUp ?? null]).toSorted()).toEqual([
      ['n-f1', null],
      ['n-f2', said],
      ['n-words', null],
    ])
    expect(items.find(({ id }) => id === 'n-f1')?.facts).toBeNull()
    const words = await store.followUps({ incidentIds: ['i-words'] })
    expect(words.map(({ cause }) => cause).toSorted()).toEqual([null, '電源の故障'].toSorted())
    const answers = (await store.deliveries({ limit: 9, cursor: null, noticeId: 'n-words' })).items
    expect(answers.map(({ lastAnswer }) => lastAnswer)).toEqual(
      [1, 2].map(() => 'the stored answer cannot be read'),
    )
    while ((await expand()).pending);
    expect(await send()).toMatchObject({
      reached: ['admin@words.example'],
      unreadable: [{ noticeId: 'n-f1', because: 'notice-unreadable' }],
    })
    expect((await owedOf('words'))?.told[0]?.deliveries).toHaveLength(2)
  })
})
