/** What people decide: withdrawals by two of them, phases, invitations, and the follow-up that keeps an obligation. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ObligationRow, Store } from '../../../collector/store/port.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import { ENGINES, type Place } from './engines.ts'
import {
  AT,
  commit,
  entriesOf,
  entry,
  holdPartition,
  incident,
  MINUTE,
  makeOperator,
  notice,
  obligation,
} from './fixtures.ts'

const WORDS = '監視の設定を誤った'
const breached = {
  state: 'breached',
  decidedAt: AT + MINUTE,
  marginMs: -5,
  because: 'accepted-late',
} as const
const statuses = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status).toSorted()
const ONE_OF_TWO = ['fulfilled', 'rejected']

describe.each(ENGINES)('decisions on $name', (engine) => {
  let place: Place
  let store: Store
  /** Where two collectors may run: the other one's store. */
  let other: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    other = engine.name === 'postgres' ? await place.open() : store
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(4), now: AT })
    await makeOperator(store, 'a', null)
    await makeOperator(store, 'b', 'a')
  })
  afterAll(() => place.end())

  let ids = 0
  const ledgerId = () => {
    ids += 1
    return `l-${ids}`
  }
  /** An incident with obligations of these states, in its partition. */
  async function owe(id: string, rows: Partial<ObligationRow>[], more: object = {}): Promise<void> {
    const lease = await holdPartition(store, 5, 'evaluator')
    const obligations = rows.map((row, i) => obligation(`${id}-${i}`, id, row))
    await store.commitEvaluation(commit(lease, { incidents: [incident(id, more)], obligations }))
  }
  const propose = (
    kind: 'withdraw-obligation' | 'withdraw-incident',
    subject: string,
    by = 'a',
    one = store,
  ) =>
    one.propose({
      id: `p-${ledgerId()}`,
      kind,
      subject,
      reason: 'false-detection',
      comment: WORDS,
      operatorId: by,
      operatorName: `name-${by}`,
      now: AT + 2 * MINUTE,
      ledgerId: ledgerId(),
    })
  const decide = (id: string, approve: boolean, by = 'b', one = store) =>
    one.decideProposal({
      id,
      approve,
      operatorId: by,
      operatorName: `name-${by}`,
      now: AT + 3 * MINUTE,
      ledgerId: ledgerId(),
    })
  const owed = async (subject: string) =>
    (await store.obligations({ subjects: [subject], limit: 100, cursor: null })).items.toSorted((x, y) =>
      x.id < y.id ? -1 : 1,
    )
  const conflict = (because: string) => ({ code: 'conflict', because })

  test('a proposal keeps the words apart, and the ledger has their digest', async () => {
    await owe('words', [breached])
    const proposal = await propose('withdraw-obligation', 'words-0')
    expect(proposal).toEqual({
      id: proposal.id,
      kind: 'withdraw-obligation',
      subject: 'words-0',
      service: 'shop',
      reason: 'false-detection',
      comment: WORDS,
      state: 'proposed',
      proposedAt: AT + 2 * MINUTE,
      proposedBy: 'name-a',
      decidedAt: null,
      decidedBy: null,
      about: { item: 'III.1.1.1.b', subject: 'words', incident: 'outage', at: AT },
    })
    const [entry] = (await entriesOf(store, 'proposal.proposed')).filter(
      ({ subject }) => subject === 'words-0',
    )
    expect(entry).toEqual({
      subject: 'words-0',
      actor: 'operator:a',
      payload: {
        proposal: proposal.id,
        kind: 'withdraw-obligation',
        service: 'shop',
        because: 'false-detection',
        words: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    })
    const [row] = await place.raw(`select comment from proposal where id = '${proposal.id}'`)
    expect(Buffer.from(row?.comment as Uint8Array).toString('utf8')).not.toContain(WORDS)
    expect((await owed('words'))[0]?.state).toBe('breached')
  })

  test('what cannot be proposed is refused with its reason, and nothing of it is written', async () => {
    await owe('refused', [breached, {}, breached])
    const entries = await entriesOf(store, 'proposal.proposed')
    await expect(propose('withdraw-obligation', 'refused-1')).rejects.toMatchObject(conflict('still-open'))
    await expect(propose('withdraw-obligation', 'refused')).rejects.toMatchObject({ code: 'not-found' })
    await expect(propose('withdraw-incident', 'refused-0')).rejects.toMatchObject({ code: 'not-found' })
    await expect(propose('withdraw-obligation', 'refused-0', 'nobody')).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await entriesOf(store, 'proposal.proposed')).toEqual(entries)
    const first = await propose('withdraw-obligation', 'refused-0')
    await expect(propose('withdraw-obligation', 'refused-0', 'b')).rejects.toMatchObject(
      conflict('already-proposed'),
    )
    await decide(first.id, true)
    await expect(propose('withdraw-obligation', 'refused-0')).rejects.toMatchObject(
      conflict('already-withdrawn'),
    )
    await decide((await propose('withdraw-obligation', 'refused-2')).id, false)
    expect((await propose('withdraw-obligation', 'refused-2', 'b')).state).toBe('proposed')
  })

  test('of two who propose the same at once, one does', async () => {
    for (const round of [1, 2, 3]) {
      await owe(`twice-${round}`, [breached])
      const both = await Promise.allSettled([
        propose('withdraw-obligation', `twice-${round}-0`, 'a'),
        propose('withdraw-obligation', `twice-${round}-0`, 'b', other),
      ])
      expect(statuses(both)).toEqual(ONE_OF_TWO)
      const refused = both.find((result) => result.status === 'rejected')
      expect(refused).toMatchObject({ reason: conflict('already-proposed') })
    }
  })

  test('nobody decides an own proposal, and of two decisions at once one counts', async () => {
    await owe('two', [breached])
    const { id } = await propose('withdraw-obligation', 'two-0', 'a')
    for (const approve of [true, false])
      await expect(decide(id, approve, 'a')).rejects.toMatchObject(conflict('same-person'))
    await expect(decide('nothing', true)).rejects.toMatchObject({ code: 'not-found' })
    await makeOperator(store, 'c', 'a')
    const both = await Promise.allSettled([decide(id, true, 'b'), decide(id, false, 'c', other)])
    expect(statuses(both)).toEqual(ONE_OF_TWO)
    const { items } = await store.proposals({ limit: 5, cursor: null, subjects: ['two-0'] })
    expect(items).toHaveLength(1)
    expect(items[0]?.decidedAt).toBe(AT + 3 * MINUTE)
    expect((await owed('two'))[0]?.state).toBe(items[0]?.state === 'approved' ? 'withdrawn' : 'breached')
    await expect(decide(id, true, 'b')).rejects.toMatchObject(conflict('already-decided'))
  })

  test('a withdrawn obligation keeps what it was, and nobody takes the withdrawal back', async () => {
    await owe('kept', [{ ...breached, evidence: { deliveries: 3 } }])
    const { id } = await propose('withdraw-obligation', 'kept-0')
    await decide(id, true)
    const [withdrawn] = await owed('kept')
    expect(withdrawn).toEqual({
      ...obligation('kept-0', 'kept', breached),
      state: 'withdrawn',
      because: 'false-detection',
      evidence: {
        deliveries: 3,
        withdrawn: {
          proposal: id,
          at: AT + 3 * MINUTE,
          was: { state: 'breached', decidedAt: AT + MINUTE, because: 'accepted-late' },
        },
      },
    })
    const lease = await holdPartition(store, 5, 'evaluator')
    for (const state of ['open', 'met', 'breached', 'not-proven', 'withdrawn'] as const) {
      const again = obligation('kept-0', 'kept', { state, marginMs: 1, evidence: {} })
      await store.commitEvaluation(commit(lease, { obligations: [again] }))
      const outbox = store.decideObligations({ decisions: [{ obligation: again, entry: entry(ledgerId()) }] })
      expect(await outbox).toEqual({ decided: [] })
      const nightly = store.keepObligations({ obligations: [again], ledger: [] })
      await expect(nightly).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await owed('kept')).toEqual([withdrawn])
    const entries = (await entriesOf(store, 'obligation.withdrawn')).filter(
      ({ subject }) => subject === 'kept',
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ actor: 'operator:b', payload: { obligation: 'kept-0' } })
  })

  test('an incident is withdrawn with all that it owes and comes to owe', async () => {
    await owe('gone', [breached, {}])
    const { id: about } = await propose('withdraw-obligation', 'gone-0')
    const whole = await propose('withdraw-incident', 'gone', 'b')
    const { id } = whole
    expect(whole.about).toEqual({ item: null, subject: 'gone', incident: 'outage', at: expect.any(Number) })
    await decide(id, true, 'a')
    expect((await store.incident({ id: 'gone' }))?.withdrawnAt).toBe(AT + 3 * MINUTE)
    expect(await owed('gone')).toMatchObject([
      { state: 'withdrawn', decidedAt: AT + MINUTE, because: 'false-detection' },
      { state: 'withdrawn', decidedAt: AT + 3 * MINUTE, because: 'false-detection' },
    ])
    await expect(decide(about, true)).rejects.toMatchObject(conflict('already-withdrawn'))
    expect((await decide(about, false)).state).toBe('rejected')
    await expect(propose('withdraw-incident', 'gone')).rejects.toMatchObject(conflict('already-withdrawn'))

    // Evaluation goes on with what it knew: the incident's times change, the withdrawal stays.
    const lease = await holdPartition(store, 5, 'evaluator')
    const incidents = [incident('gone', { recoveredAt: AT + 9 * MINUTE })]
    const obligations = [obligation('gone-2', 'gone'), obligation('stays', 'elsewhere/web/alive')]
    await store.commitEvaluation(commit(lease, { incidents, obligations, now: AT + 1000 }))
    expect(await store.incident({ id: 'gone' })).toMatchObject({
      recoveredAt: AT + 9 * MINUTE,
      withdrawnAt: AT + 3 * MINUTE,
    })
    expect((await owed('gone'))[2]).toMatchObject({ state: 'withdrawn', decidedAt: AT + 1000 })
    expect((await owed('elsewhere/web/alive'))[0]?.state).toBe('open')
    const entries = await entriesOf(store, 'obligation.withdrawn')
    const actors = entries.filter(({ subject }) => subject === 'gone').map(({ actor }) => actor)
    expect(actors.toSorted()).toEqual(['operator:a', 'operator:a', 'system'])
    expect(await entriesOf(store, 'incident.withdrawn')).toMatchObject([
      { subject: 'gone', actor: 'operator:a', payload: { proposal: id, because: 'false-detection' } },
    ])
  })

  test('an approval and evaluation at once leave nothing of a withdrawn incident open', async () => {
    for (const round of Array.from({ length: 8 }, (_, i) => i)) {
      const subject = `race-${round}`
      await owe(subject, [{}])
      const { id } = await propose('withdraw-incident', subject)
      const lease = await holdPartition(store, 5, 'evaluator')
      const obligations = [1, 2].map((i) => obligation(`${subject}-${i}`, subject))
      const evaluate = other.commitEvaluation(commit(lease, { obligations }))
      await Promise.all([evaluate, decide(id, true)])
      expect((await owed(subject)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    }
  })

  test('proposals are listed newest first, by state and subject', async () => {
    await owe('list', [breached, breached, breached])
    const made: string[] = []
    for (const i of [0, 1, 2]) made.push((await propose('withdraw-obligation', `list-${i}`)).id)
    await decide(made[1] ?? '', false)
    const subjects = ['list-0', 'list-1', 'list-2']
    const newest = made.toSorted().reverse()
    const first = await store.proposals({ limit: 2, cursor: null, subjects })
    expect(first.items.map(({ id }) => id)).toEqual(newest.slice(0, 2))
    const second = await store.proposals({ limit: 2, cursor: first.next, subjects })
    expect([second.items.map(({ id }) => id), second.next]).toEqual([newest.slice(2), null])
    const rejected = await store.proposals({ limit: 9, cursor: null, subjects, state: 'rejected' })
    expect(rejected.items).toMatchObject([{ id: made[1], decidedBy: 'name-b' }])
    expect((await store.proposals({ limit: 9, cursor: null, subjects: [] })).items).toEqual([])
  })

  test('a phase is recorded once, within the incident and in order, also by two at once', async () => {
    await owe('phased', [])
    const record = (
      phase: 'cause-isolated' | 'partial-recovery' | 'full-recovery',
      at: number,
      one = store,
    ) =>
      one.recordPhase({
        incidentId: 'phased',
        phase,
        at: AT + at,
        operatorId: 'a',
        operatorName: 'name-a',
        now: AT + 100,
        ledgerId: ledgerId(),
      })
    await expect(record('cause-isolated', 101)).rejects.toMatchObject(conflict('in-future'))
    await expect(record('cause-isolated', -1)).rejects.toMatchObject(conflict('before-failure'))
    await record('partial-recovery', 50)
    await expect(record('full-recovery', 49)).rejects.toMatchObject(conflict('phase-order'))
    const both = await Promise.allSettled([record('full-recovery', 60), record('full-recovery', 70, other)])
    expect(statuses(both)).toEqual(ONE_OF_TWO)
    await record('cause-isolated', 0)
    await expect(record('cause-isolated', 5)).rejects.toMatchObject(conflict('already-recorded'))
    const found = await store.phases({ incidentIds: ['phased', 'none'] })
    expect(found.map(({ phase, by }) => `${phase} ${by}`)).toEqual([
      'cause-isolated name-a',
      'partial-recovery name-a',
      'full-recovery name-a',
    ])
    expect(await store.phases({ incidentIds: [] })).toEqual([])
    const entries = await entriesOf(store, 'incident.phase')
    expect(entries).toHaveLength(3)
    expect(entries[0]).toEqual({
      subject: 'phased',
      actor: 'operator:a',
      payload: { phase: 'partial-recovery', at: AT + 50 },
    })
    // The other order, and at once: one of them is refused, whichever came second.
    await owe('crossed', [])
    const crossed = (phase: 'partial-recovery' | 'full-recovery', at: number, one: Store) =>
      one.recordPhase({
        incidentId: 'crossed',
        phase,
        at,
        operatorId: 'a',
        operatorName: 'name-a',
        now: AT + 100,
        ledgerId: ledgerId(),
      })
    const order = await Promise.allSettled([
      crossed('partial-recovery', AT + 20, store),
      crossed('full-recovery', AT + 10, other),
    ])
    expect(statuses(order)).toEqual(ONE_OF_TWO)
  })

  test('an invitation lets one more in, once; the first one’s token none', async () => {
    const enrol = (tokenDigest: string, id: string, more: object = {}, one = store) =>
      one.enrolOperator({
        tokenDigest,
        id,
        name: `name-${id}`,
        password: 'hash',
        now: AT,
        ledgerId: ledgerId(),
        ...more,
      })
    const invite = (tokenDigest: string, operatorId = 'a') =>
      store.inviteOperator({
        ...{ tokenDigest, operatorId, now: AT, expiresAt: AT + MINUTE, ledgerId: ledgerId() },
        ...{ role: 'operator', services: null, customer: null },
      })
    await store.createEnrolment({ tokenDigest: 'first', now: AT, expiresAt: AT + MINUTE })
    await expect(enrol('first', 'x1')).rejects.toMatchObject({ code: 'conflict', because: null })
    await expect(invite('by-nobody', 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    await invite('late')
    await expect(enrol('late', 'x2', { now: AT + MINUTE })).rejects.toMatchObject({ code: 'conflict' })
    await invite('named')
    await expect(enrol('named', 'x3', { name: 'name-a' })).rejects.toMatchObject(conflict('name-taken'))
    await enrol('named', 'x3')
    await expect(enrol('named', 'x4')).rejects.toMatchObject({ code: 'conflict', because: null })
    await invite('raced')
    const both = await Promise.allSettled([enrol('raced', 'x5'), enrol('raced', 'x6', {}, other)])
    expect(statuses(both)).toEqual(ONE_OF_TWO)
    for (const [id, there] of [
      ['x1', false],
      ['x2', false],
      ['x3', true],
      ['x4', false],
    ] as const)
      expect([id, (await store.operatorByName({ name: `name-${id}` })) !== null]).toEqual([id, there])
    const created = (await entriesOf(store, 'operator.created')).find(({ actor }) => actor === 'operator:x3')
    expect(created?.payload).toEqual({ invitedBy: 'operator:a', role: 'operator' })
    const invited = await entriesOf(store, 'operator.invited')
    expect(invited[0]).toMatchObject({ subject: 'operator:a', payload: { expiresAt: AT + MINUTE } })
    expect(JSON.stringify(invited)).not.toContain('named')
  })

  test('the first follow-up keeps the open obligation, in its due time', async () => {
    const item = EDITION.measures.followUp
    const due = AT + 60 * MINUTE
    await owe('told', [{ item, dueAt: due }, { dueAt: due }])
    const follow = (id: string, about = 'told') =>
      store.addFollowUp({
        id,
        incidentId: about,
        operatorId: 'a',
        operatorName: 'name-a',
        now: AT + MINUTE,
        cause: '原因',
        forecast: '見込み',
        notices: [
          notice(`n-${id}`, incident(about), { kind: 'follow-up', dueAt: null, audiences: ['admin'] }),
        ],
        ledgerId: ledgerId(),
      })
    const undecided = async (now: number) =>
      (await store.openNoticeObligations({ now, limit: 1000 }))
        .filter(({ obligation: { subject } }) => ['told', 'late'].includes(subject))
        .map(({ obligation: { id }, told }) => [id, ...told.map(({ notice: { id: sent } }) => sent)])
    expect(await undecided(due)).toEqual([])
    expect(await undecided(due + 1)).toEqual([['told-0'], ['told-1']])
    await follow('f1')
    await follow('f2')
    expect((await owed('told')).map(({ noticeId }) => noticeId)).toEqual(['n-f1', null])
    const { items } = await store.notices({ limit: 9, cursor: null, incidentIds: ['told'] })
    expect(items.map(({ id, dueAt }) => [id, dueAt]).toSorted()).toEqual([
      ['n-f1', due],
      ['n-f2', due],
    ])
    // A further one may keep it where the first one reaches nobody.
    expect(await undecided(due + 1)).toEqual([['told-0', 'n-f1', 'n-f2'], ['told-1']])
    const entries = await entriesOf(store, 'incident.followed-up')
    expect(entries.map(({ payload }) => (payload as { told: object[] }).told)).toEqual([
      [{ notice: 'n-f1', obligation: 'told-0' }],
      [{ notice: 'n-f2', obligation: 'told-0' }],
    ])

    await owe('late', [{ item, dueAt: due, ...breached }])
    await follow('f3', 'late')
    expect((await owed('late'))[0]).toMatchObject({ state: 'breached', noticeId: null })
  })

  test('each customer’s follow-up keeps what is owed to it, and nothing of another', async () => {
    const item = EDITION.measures.followUp
    const due = AT + 60 * MINUTE
    await owe('parted', [
      { item, dueAt: due, customer: 'a' },
      { item, dueAt: due - MINUTE, customer: 'b' },
    ])
    const follow = (id: string, customers: string[]) =>
      store.addFollowUp({
        ...{ id, incidentId: 'parted', operatorId: 'a', operatorName: 'name-a', now: AT + MINUTE },
        ...{ cause: '原因', forecast: '見込み', ledgerId: ledgerId() },
        notices: customers.map((customer) =>
          notice(`n-${id}-${customer}`, incident('parted'), {
            ...{ kind: 'follow-up', dueAt: null, audiences: ['admin'], customer },
          }),
        ),
      })
    await follow('p1', ['b'])
    const keeping = async () =>
      (await store.openNoticeObligations({ now: due + 1, limit: 1000 }))
        .filter(({ obligation: { subject } }) => subject === 'parted')
        .map(({ obligation, told }) => [obligation.customer, ...told.map(({ notice: { id: sent } }) => sent)])
    expect(await keeping()).toEqual([['b', 'n-p1-b'], ['a']])
    await follow('p2', ['a', 'b'])
    expect(await keeping()).toEqual([
      ['b', 'n-p1-b', 'n-p2-b'],
      ['a', 'n-p2-a'],
    ])
    const { items } = await store.notices({
      limit: 9,
      cursor: null,
      incidentIds: ['parted'],
      customers: ['a'],
    })
    expect(items.map(({ id, dueAt, customer }) => [id, dueAt, customer])).toEqual([['n-p2-a', due, 'a']])
    const of = async (customers: (string | null)[]) =>
      (await store.obligations({ limit: 9, cursor: null, subjects: ['parted'], customers })).items
    expect((await of(['b'])).map(({ customer, noticeId }) => [customer, noticeId])).toEqual([['b', 'n-p1-b']])
    expect(await of([null])).toEqual([])
    const counted = async (customers: (string | null)[]) =>
      (await store.obligationTotals({ sinceAt: 0, customers })).filter((one) => one.item === item)
    expect(await counted(['b'])).toMatchObject([{ state: 'open', count: 1 }])
    expect(await counted(['nobody'])).toEqual([])
  })

  test('only what waits for a notice is overdue without one: nothing of a check or a period', async () => {
    const lease = await holdPartition(store, 5, 'evaluator')
    const due = { dueAt: AT + 1, service: 'overdue' }
    await store.commitEvaluation(
      commit(lease, {
        incidents: [incident('overdue', { service: 'overdue' })],
        obligations: [
          obligation('overdue-check', 'overdue/web/alive', due),
          obligation('overdue-notice', 'overdue', due),
          obligation('overdue-later', 'overdue', { ...due, dueAt: AT + 2 * MINUTE }),
          obligation('overdue-then', 'overdue', { ...due, dueAt: AT + 2 * MINUTE }),
        ],
      }),
    )
    await store.keepObligations({
      obligations: [obligation('overdue-month', 'period/2026-11', due)],
      ledger: [],
    })
    const found = await store.openNoticeObligations({ now: AT + MINUTE, limit: 1000 })
    expect(found.filter(({ obligation: { service } }) => service === 'overdue')).toEqual([
      {
        obligation: obligation('overdue-notice', 'overdue', due),
        told: [],
      },
    ])
    const [first] = await store.openNoticeObligations({ now: AT + MINUTE, limit: 1 })
    expect(first?.obligation.dueAt).toBe(AT + 1)
    // Behind it stands the next, however long the first stays open.
    const walked: string[] = []
    for (let at = first; at !== undefined; ) {
      const { id, dueAt } = at.obligation
      walked.push(id)
      ;[at] = await store.openNoticeObligations({ now: AT + 3 * MINUTE, limit: 1, after: { dueAt, id } })
    }
    expect(walked).toEqual(['overdue-notice', 'overdue-later', 'overdue-then'])
  })
})
