import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contact } from '../../../collector/model.ts'
import type { Store } from '../../../collector/store/port.ts'
import { recordDelivery } from '../../support/record-delivery.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, holdPartition, incident, MINUTE, notice } from './fixtures.ts'

const PERSON = 'person@customer.example'

describe.each(ENGINES)('agents, operators and persons on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(5), now: AT })
  })
  afterAll(() => place.end())
  const entriesOf = async (subject: string) =>
    (await store.unchained({ limit: 1000 })).filter((found) => found.subject === subject)

  let loads = 0
  const load = (document: object, emails: string[] = []) => {
    loads += 1
    const contacts = emails.map((email): Contact => ({ service: 'shop', audience: 'users', email }))
    const revision = document as { services: [] }
    return store.loadRevision({
      document: revision,
      contacts,
      actor: 'system',
      now: AT + loads,
      ledgerId: `load-${loads}`,
    })
  }

  test('a revision is numbered when the document changes, and each load is in the ledger', async () => {
    const one = { services: [], note: 'one' }
    expect(await store.currentRevision()).toBeNull()
    expect(await load(one)).toBe(1)
    expect(await store.currentRevision()).toEqual({ ...one, revision: 1 })
    expect(await load(one, [PERSON])).toBe(1)
    expect(await load({ note: 'one', services: [] })).toBe(1)
    expect(await load({ services: [], note: 'two' })).toBe(2)
    expect(await store.currentRevision()).toEqual({ services: [], note: 'two', revision: 2 })
    expect(await entriesOf('revision/1')).toHaveLength(3)
    const [row] = await place.raw("select payload from ledger_payload where entry_id = 'load-2'")
    expect(JSON.parse(String(row?.payload))).toMatchObject({ revision: 1, new: false, contacts: 1 })
  })

  test('an agent is known by its tokens, and a second token goes to the same agent', async () => {
    const issue = (n: number) =>
      store.issueAgent({
        id: `id-${n}`,
        name: 'this-host',
        credentialId: `c-${n}`,
        tokenDigest: `t-${n}`,
        actor: 'operator:1',
        now: AT + n,
        ledgerId: `issue-${n}`,
      })
    expect(await issue(1)).toEqual({ id: 'id-1' })
    expect(await issue(2)).toEqual({ id: 'id-1' })
    for (const tokenDigest of ['t-1', 't-2'])
      expect(await store.agentByToken({ tokenDigest, now: AT + MINUTE })).toEqual({
        id: 'id-1',
        name: 'this-host',
      })
    // A clock that was set back behind the issue of a token takes it from nobody.
    for (const now of [AT, 0])
      expect(await store.agentByToken({ tokenDigest: 't-2', now })).toMatchObject({ id: 'id-1' })
    expect(await store.agentByToken({ tokenDigest: 'unknown', now: AT + MINUTE })).toBeNull()
    await place.raw(`update agent_credential set revoked_at = ${AT} where id = 'c-1'`)
    expect(await store.agentByToken({ tokenDigest: 't-1', now: AT + MINUTE })).toBeNull()
    await expect(issue(2)).rejects.toMatchObject({ code: 'conflict' })
    expect(await entriesOf('id-1')).toMatchObject([{ actor: 'operator:1' }, { actor: 'operator:1' }])
  })

  test('what an agent said of itself stays until it says something else', async () => {
    const seen = {
      version: '1.0.0',
      inventory: { hostname: 'web1' },
      clockOffset: -12.5,
      clockUncertainty: 3,
    }
    await store.agentSeen({ id: 'id-1', at: AT + 10, ...seen })
    await store.agentSeen({ id: 'id-1', at: AT + 5 })
    expect(await store.agents()).toMatchObject([{ id: 'id-1', lastSeenAt: AT + 10, lost: 0, ...seen }])
    await store.agentSeen({ id: 'id-1', at: AT + 20, clockOffset: null })
    expect(await store.agents()).toMatchObject([{ ...seen, lastSeenAt: AT + 20, clockOffset: null }])
    await store.agentsHeard({ ids: ['id-unknown', 'id-1'], at: AT + 30 })
    await store.agentsHeard({ ids: ['id-1'], at: AT + 25 })
    expect(await store.agents()).toMatchObject([{ ...seen, lastSeenAt: AT + 30, clockOffset: null }])
  })

  test('the first operator is made once, by a token that is used once', async () => {
    const enrol = (tokenDigest: string, id: string, now: number) =>
      store.enrolOperator({
        tokenDigest,
        id,
        name: `name-${id}`,
        password: 'hash',
        now,
        ledgerId: `enrol-${id}`,
      })
    expect(await store.operatorsExist()).toBe(false)
    await store.createEnrolment({ tokenDigest: 'short', now: AT, expiresAt: AT + 1 })
    for (const tokenDigest of ['one', 'two'])
      await store.createEnrolment({ tokenDigest, now: AT, expiresAt: AT + MINUTE })
    await expect(enrol('short', 'o1', AT + 1)).rejects.toMatchObject({ code: 'conflict' })
    await expect(enrol('unknown', 'o1', AT)).rejects.toMatchObject({ code: 'conflict' })
    const both = await Promise.allSettled([enrol('one', 'o1', AT), enrol('two', 'o2', AT)])
    expect(both.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await store.operatorsExist()).toBe(true)
    const [, second] = both
    const loser = second?.status === 'rejected' ? 'two' : 'one'
    await expect(enrol(loser, 'o3', AT + 2)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.operatorByName({ name: 'name-o3' })).toBeNull()
  })

  test('a session is its operator’s until it ends', async () => {
    const operator =
      (await store.operatorByName({ name: 'name-o1' })) ?? (await store.operatorByName({ name: 'name-o2' }))
    if (!operator) throw new Error('no operator')
    await store.createSession({
      ...{ tokenDigest: 's', id: 'sid', operatorId: operator.id, now: AT, expiresAt: AT + MINUTE },
      ...{ place: null, password: null, ledgerId: 'began' },
    })
    const rights = { role: 'administrator', services: null, customer: null, seenAt: AT }
    const who = { operatorId: operator.id, name: operator.name, ...rights }
    const idleMs = 2 * MINUTE
    expect(await store.session({ tokenDigest: 's', now: AT + MINUTE - 1, idleMs })).toEqual(who)
    expect(await store.session({ tokenDigest: 's', now: AT + MINUTE, idleMs })).toBeNull()
    await store.endSession({ tokenDigest: 's', now: AT, ledgerId: 'ended' })
    expect(await store.session({ tokenDigest: 's', now: AT, idleMs })).toBeNull()
    const lease = await holdPartition(store, 1, 'a')
    await store.commitEvaluation(commit(lease, { incidents: [incident('seen')] }))
    const by = { operatorId: operator.id, operatorName: operator.name, now: AT, ledgerId: 'seen-l' }
    await store.acknowledge({ incidentId: 'seen', ...by })
    expect((await store.incident({ id: 'seen' }))?.acknowledgedBy).toBe(operator.name)
    expect(await entriesOf('seen')).toMatchObject([
      { kind: 'incident.acknowledged', actor: `operator:${operator.id}` },
    ])
  })

  test('erasing a person destroys address, key and answers, ends what waits, and leaves counts and times', async () => {
    await load({ services: [] }, [PERSON, 'other@customer.example'])
    const lease = await holdPartition(store, 1, 'a')
    const [told, waiting] = [incident('e1'), incident('e2')]
    await store.commitEvaluation(commit(lease, { incidents: [told], notices: [notice('n-e1', told)] }))
    const expand = () => store.expandNotices({ now: AT, notices: 10, chunk: 100 })
    await expand()
    const out = { owner: 'sender', channel: 'mail', now: AT, leaseMs: MINUTE, limit: 10 }
    const { leased } = await store.leaseDeliveries(out)
    for (const { id, token, address } of leased)
      await recordDelivery(store, {
        id,
        token,
        startedAt: AT,
        finishedAt: AT,
        result: { outcome: 'accepted', at: AT + 7, answer: `250 <${address}> ok` },
      })
    await store.commitEvaluation(commit(lease, { incidents: [waiting], notices: [notice('n-e2', waiting)] }))
    await expand()

    const erase = (digestOf: string, n: number) =>
      store.erasePerson({
        digestOf,
        basis: 'request 12',
        actor: 'operator:1',
        now: AT + MINUTE,
        ledgerId: `erase-${n}`,
      })
    expect(await erase('nobody@customer.example', 1)).toEqual({ erased: false })
    expect(await erase(' Person@Customer.example', 2)).toEqual({ erased: true })
    expect(await erase(PERSON, 3)).toEqual({ erased: false })

    const erased = leased.find((delivery) => delivery.address === PERSON)?.personId ?? ''
    const { items } = await store.deliveries({ limit: 10, cursor: null })
    const mine = items.filter((delivery) => delivery.personId === erased)
    expect(
      mine.map(({ noticeId, state, hint, lastAnswer, acceptedAt, endedAt }) => [
        noticeId,
        state,
        hint,
        lastAnswer,
        acceptedAt,
        endedAt,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['n-e1', 'accepted', '', null, AT + 7, AT + 7],
        ['n-e2', 'refused', '', null, null, AT + MINUTE],
      ]),
    )
    expect(await place.raw(`select id from person where id = '${erased}'`)).toEqual([])
    expect(await place.raw(`select person_id from contact where person_id = '${erased}'`)).toEqual([])
    const answers = await place.raw(
      `select a.answer from delivery_attempt a join delivery d on d.id = a.delivery_id where d.person_id = '${erased}'`,
    )
    expect(answers).toEqual([{ answer: null }])
    expect(await store.leaseDeliveries(out)).toMatchObject({
      leased: [{ address: 'other@customer.example' }],
    })
    expect(await entriesOf(erased)).toMatchObject([{ kind: 'person.erased', actor: 'operator:1' }])
    const [row] = await place.raw("select payload from ledger_payload where entry_id = 'erase-2'")
    expect(JSON.parse(String(row?.payload))).toEqual({ basis: 'request 12', deliveries: 2, ended: 1 })
  })
})
