/** Accounts: roles, disabling, resets, sessions, locks and API tokens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rights, Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, entriesOf, MINUTE } from './fixtures.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const OPERATOR: Rights = { role: 'operator', services: null, customer: null }
const ADMIN: Rights = { role: 'administrator', services: null, customer: null }
const idleMs = 2 * HOUR

describe.each(ENGINES)('accounts on $name', (engine) => {
  let place: Place
  let store: Store
  let count = 0
  const newId = (name: string) => {
    count += 1
    return `${name}-${count}`
  }

  const make = async (id: string, rights: Rights, by: string | null) => {
    const tokenDigest = newId('link')
    const times = { tokenDigest, now: AT, expiresAt: AT + MINUTE }
    if (by === null) await store.createEnrolment(times)
    else await store.inviteOperator({ ...times, ...rights, operatorId: by, ledgerId: newId('l') })
    const who = { tokenDigest, id, name: `name-${id}`, password: 'hash', now: AT }
    await store.enrolOperator({ ...who, ledgerId: newId('l') })
  }
  const session = async (
    operatorId: string,
    now = AT,
    at: { account: string; network: string } | null = null,
  ) => {
    const tokenDigest = newId('session')
    await store.createSession({
      ...{ tokenDigest, id: `id-${tokenDigest}`, operatorId, now, expiresAt: now + 12 * HOUR },
      ...{ place: at, password: null, ledgerId: newId('l') },
    })
    return tokenDigest
  }
  const isGood = async (tokenDigest: string, now = AT) =>
    (await store.session({ tokenDigest, now, idleMs })) !== null
  const deed = (operatorId: string, by = 'a', now = AT) => ({ operatorId, by, now, ledgerId: newId('l') })
  const rowOf = async (id: string, now = AT) =>
    (await store.operators({ now, idleMs })).find((one) => one.id === id)
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(5), now: AT })
    await make('a', OPERATOR, null)
    await make('b', OPERATOR, 'a')
    await make('c', { role: 'customer', services: ['shop'], customer: 'acme' }, 'a')
  })
  afterAll(() => place.end())

  test('the first operator is an administrator, others are what they were invited as', async () => {
    const rows = await store.operators({ now: AT, idleMs })
    expect(rows.map(({ id, role, services, customer }) => [id, role, services, customer])).toEqual([
      ['a', 'administrator', null, null],
      ['b', 'operator', null, null],
      ['c', 'customer', ['shop'], 'acme'],
    ])
    const token = await session('c')
    const rights = { role: 'customer', services: ['shop'], customer: 'acme' }
    expect(await store.session({ tokenDigest: token, now: AT, idleMs })).toMatchObject({
      operatorId: 'c',
      ...rights,
    })
    const created = (await entriesOf(store, 'operator.created')).find((one) => one.subject === 'operator:c')
    expect(created?.payload).toEqual({ invitedBy: 'operator:a', ...rights })
  })

  test('a role is changed by another, ends the sessions, and says in the ledger from what to what', async () => {
    const token = await session('b')
    await expect(store.changeRole({ ...deed('b', 'b'), ...ADMIN })).rejects.toMatchObject({
      ...{ code: 'conflict', because: 'own-account' },
    })
    await expect(store.changeRole({ ...deed('nobody'), ...ADMIN })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await isGood(token)).toBe(true)
    await store.changeRole({ ...deed('b'), ...ADMIN })
    expect(await isGood(token)).toBe(false)
    expect((await entriesOf(store, 'operator.role-changed')).at(-1)).toMatchObject({
      subject: 'operator:b',
      actor: 'operator:a',
      payload: { from: { role: 'operator' }, to: { role: 'administrator' }, sessions: 1 },
    })
  })

  test('of administrators who take each other away at once, one stays', async () => {
    const both = await Promise.allSettled([
      store.changeRole({ ...deed('a', 'b'), ...OPERATOR }),
      store.setDisabled({ ...deed('b', 'a'), disabled: true }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'conflict', because: 'last-administrator' })
    const left = (await store.operators({ now: AT, idleMs })).filter(
      ({ role, disabledAt }) => role === 'administrator' && disabledAt === null,
    )
    expect(left).toHaveLength(1)
    const [{ id } = { id: '' }] = left
    const other = id === 'a' ? 'b' : 'a'
    await store.setDisabled({ ...deed(other, id), disabled: false })
    await store.changeRole({ ...deed(other, id), ...ADMIN })
  })

  test('who was taken away a moment ago takes nobody away, and what was issued in that name is void', async () => {
    await make('d', ADMIN, 'a')
    await make('e', ADMIN, 'a')
    const link = (tokenDigest: string, by: string) =>
      store.resetOperator({ ...deed('e', by), tokenDigest, expiresAt: AT + DAY })
    await link('from-d', 'd')
    expect(await store.resetOf({ tokenDigest: 'from-d', now: AT })).toMatchObject({ operatorId: 'e' })
    await store.changeRole({ ...deed('d', 'a'), ...OPERATOR })
    for (const work of [
      () => store.changeRole({ ...deed('e', 'd'), ...OPERATOR }),
      () => store.setDisabled({ ...deed('a', 'd'), disabled: true }),
      () => link('again', 'd'),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'conflict', because: 'not-permitted' })
    expect(await store.resetOf({ tokenDigest: 'from-d', now: AT })).toBeNull()
    const used = { tokenDigest: 'from-d', password: 'theirs', now: AT, ledgerId: newId('l') }
    await expect(store.resetPassword(used)).rejects.toMatchObject({ code: 'conflict' })
    for (const id of ['d', 'e']) await store.setDisabled({ ...deed(id, 'a'), disabled: true })
  })

  test('a disabled account has no session and gets none, and its link lets nobody in', async () => {
    const token = await session('b')
    await store.inviteOperator({
      ...{ tokenDigest: 'from-b', operatorId: 'b', now: AT, expiresAt: AT + DAY, ledgerId: newId('l') },
      ...OPERATOR,
    })
    await store.setDisabled({ ...deed('b'), disabled: true })
    await store.setDisabled({ ...deed('b'), disabled: true })
    expect(await isGood(token)).toBe(false)
    expect((await rowOf('b'))?.disabledAt).toBe(AT)
    await expect(session('b')).rejects.toMatchObject({ code: 'conflict' })
    const made = { tokenDigest: 'from-b', id: 'x', name: 'x', password: 'h', now: AT, ledgerId: newId('l') }
    await expect(store.enrolOperator(made)).rejects.toMatchObject({ code: 'conflict', because: null })
    await store.setDisabled({ ...deed('b'), disabled: false })
    expect(await isGood(await session('b'))).toBe(true)
    const disabled = (await entriesOf(store, 'operator.disabled')).filter(
      (one) => one.subject === 'operator:b',
    )
    expect(disabled).toContainEqual(
      expect.objectContaining({ actor: 'operator:a', payload: { sessions: 1 } }),
    )
  })

  test('a reset works once, in time, the newest alone; it ends sessions and locks', async () => {
    const reset = (tokenDigest: string, now = AT) =>
      store.resetOperator({ ...deed('c', 'a', now), tokenDigest, expiresAt: now + DAY })
    const use = (tokenDigest: string, now = AT) =>
      store.resetPassword({ tokenDigest, password: 'new', now, ledgerId: newId('l') })
    await expect(
      store.resetOperator({ ...deed('a'), tokenDigest: 'r', expiresAt: AT }),
    ).rejects.toMatchObject({
      because: 'own-account',
    })
    await reset('r1')
    await reset('r2')
    expect(await store.resetOf({ tokenDigest: 'r1', now: AT })).toBeNull()
    expect(await store.resetOf({ tokenDigest: 'r2', now: AT })).toEqual({ operatorId: 'c', name: 'name-c' })
    await expect(use('r2', AT + DAY)).rejects.toMatchObject({ code: 'conflict' })
    // It is no invitation.
    const made = { tokenDigest: 'r2', id: 'y', name: 'y', password: 'h', now: AT, ledgerId: newId('l') }
    await expect(store.enrolOperator(made)).rejects.toMatchObject({ code: 'conflict' })
    const token = await session('c')
    await use('r2')
    expect(await isGood(token)).toBe(false)
    expect((await store.operatorById({ id: 'c' }))?.password).toBe('new')
    await expect(use('r2')).rejects.toMatchObject({ code: 'conflict' })
    expect((await entriesOf(store, 'operator.password-reset')).at(-1)?.payload).toMatchObject({
      issuedBy: 'operator:a',
    })
  })

  test('a changed password ends every other session and a link that was issued', async () => {
    const [keep, other] = [await session('c'), await session('c')]
    await store.resetOperator({ ...deed('c'), tokenDigest: 'r3', expiresAt: AT + DAY })
    const by = { operatorId: 'c', keep, now: AT, ledgerId: newId('l') }
    const change = (was: string) => store.changePassword({ ...by, was, password: 'newer' })
    await expect(change('hash')).rejects.toMatchObject({ code: 'conflict', because: 'password-refused' })
    await change('new')
    // A login that was compared with the old one comes too late.
    const late = { tokenDigest: 'late', id: 'late', operatorId: 'c', now: AT, expiresAt: AT + HOUR }
    const begin = (password: string) =>
      store.createSession({ ...late, place: null, password, ledgerId: newId('l') })
    await expect(begin('new')).rejects.toMatchObject({ code: 'conflict' })
    await begin('newer')
    expect([await isGood(keep), await isGood(other)]).toEqual([true, false])
    expect(await store.resetOf({ tokenDigest: 'r3', now: AT })).toBeNull()
    expect((await entriesOf(store, 'operator.password-changed')).at(-1)).toMatchObject({
      ...{ subject: 'operator:c', actor: 'operator:c', payload: { sessions: 1 } },
    })
  })

  test('a session goes idle, unless it is used; it is listed and ended by its id', async () => {
    await store.endSessions({ ...deed('c', 'c'), id: null, keep: null })
    const [one, two] = [await session('c', AT), await session('c', AT + 1)]
    expect([await isGood(one, AT + idleMs - 1), await isGood(one, AT + idleMs)]).toEqual([true, false])
    await store.sessionSeen({ tokenDigest: one, now: AT + HOUR })
    expect(await isGood(one, AT + HOUR + idleMs - 1)).toBe(true)
    expect(await rowOf('c', AT + HOUR)).toMatchObject({ lastSeenAt: AT + HOUR, sessions: 2 })
    // A clock that went back never makes a session older than it is.
    await store.sessionSeen({ tokenDigest: one, now: AT })
    const listed = await store.sessions({ operatorId: 'c', tokenDigest: one, now: AT + HOUR, idleMs })
    expect(listed.map(({ id, own, lastSeenAt }) => [id, own, lastSeenAt])).toEqual([
      [`id-${two}`, false, AT + 1],
      [`id-${one}`, true, AT + HOUR],
    ])
    const end = (id: string | null, operatorId = 'c', keep: string | null = null) =>
      store.endSessions({ ...deed(operatorId, 'c'), id, keep })
    expect(await end(`id-${two}`, 'a')).toEqual({ ended: 0 })
    expect(await end(`id-${two}`)).toEqual({ ended: 1 })
    expect(await end(null, 'c', one)).toEqual({ ended: 0 })
    expect(await isGood(one, AT + HOUR)).toBe(true)
    await store.endSession({ tokenDigest: one, now: AT, ledgerId: newId('l') })
    await store.endSession({ tokenDigest: one, now: AT, ledgerId: newId('l') })
    const ended = (await entriesOf(store, 'session.ended')).filter((found) => found.subject === 'operator:c')
    expect(ended).toHaveLength(3)
  })

  describe('wrong passwords', () => {
    const at = (account: string, network: string) => ({ account, network })
    const fail = async (
      account: string,
      network: string,
      operatorId: string | null,
      times: number,
      now = AT,
    ) => {
      let until: number | null = null
      for (let i = 0; i < times; i += 1) {
        const answer = await store.loginFailed({
          ...at(account, network),
          operatorId,
          now,
          ledgerId: newId('l'),
        })
        until = answer.untilAt ?? until
      }
      return until
    }
    const lock = (account: string, network: string, now = AT) =>
      store.loginLock({ ...at(account, network), now })

    test('ten lock the account from that network alone, and an unlock or a reopened store tells the same', async () => {
      expect(await fail('acc-b', 'n1', 'b', 9)).toBeNull()
      expect(await lock('acc-b', 'n1')).toBeNull()
      expect(await fail('acc-b', 'n1', 'b', 1)).toBe(AT + 15 * MINUTE)
      expect(await lock('acc-b', 'n1')).toEqual({ untilAt: AT + 15 * MINUTE })
      expect(await lock('acc-b', 'n2')).toBeNull()
      expect(await lock('acc-b', 'n1', AT + 15 * MINUTE)).toBeNull()
      expect(await rowOf('b')).toMatchObject({ lockedUntilAt: AT + 15 * MINUTE, lastLockedAt: AT })
      expect(await rowOf('b', AT + HOUR)).toMatchObject({ lockedUntilAt: null, lastLockedAt: AT })
      const locked = await entriesOf(store, 'operator.locked')
      expect(locked).toMatchObject([
        {
          subject: 'operator:b',
          actor: 'system',
          payload: { holds: 'one-network', until: AT + 15 * MINUTE },
        },
      ])
      await store.unlockOperator(deed('b'))
      expect(await lock('acc-b', 'n1')).toBeNull()
      expect(await entriesOf(store, 'operator.unlocked')).toMatchObject([{ actor: 'operator:a' }])
      await expect(store.unlockOperator(deed('nobody'))).rejects.toMatchObject({ code: 'not-found' })
    })

    test('a name that nobody has locks the same, without an entry', async () => {
      expect(await fail('acc-none', 'n1', null, 10)).toBe(AT + 15 * MINUTE)
      expect(await lock('acc-none', 'n1')).toEqual({ untilAt: AT + 15 * MINUTE })
      expect(await entriesOf(store, 'operator.locked')).toHaveLength(1)
    })

    test('a hundred from many networks lock it elsewhere, not where its owner comes from', async () => {
      await session('b', AT, at('acc-b', 'home'))
      for (let i = 0; i < 20; i += 1) await fail('acc-b', `bot-${i}`, 'b', 5)
      expect(await lock('acc-b', 'never-seen')).toEqual({ untilAt: AT + 15 * MINUTE })
      expect(await lock('acc-b', 'home')).toBeNull()
      // A month later it is nobody's home any more.
      const later = AT + 31 * DAY
      await fail('acc-b', 'bot-x', 'b', 1, later - MINUTE)
      for (let i = 0; i < 20; i += 1) await fail('acc-b', `later-${i}`, 'b', 5, later)
      expect(await lock('acc-b', 'home', later)).not.toBeNull()
    })

    test('where both lock, the entry says the wider one and until when that one holds', async () => {
      await store.unlockOperator(deed('b'))
      // The second lock of one network is twice as long as the first one of all.
      await fail('acc-b', 'both', 'b', 10)
      for (let i = 0; i < 16; i += 1) await fail('acc-b', `wide-${i}`, 'b', 5)
      await fail('acc-b', 'both', 'b', 10)
      const wide = (await entriesOf(store, 'operator.locked'))
        .map(({ payload }) => payload as { holds: string; until: number })
        .filter(({ holds, until }) => holds === 'everywhere' && until < AT + HOUR)
      expect(wide.map(({ until }) => until)).toEqual([AT + 15 * MINUTE, AT + 15 * MINUTE])
      await store.unlockOperator(deed('b'))
    })

    test('a login forgets what was wrong there, not what strangers did elsewhere', async () => {
      await store.unlockOperator(deed('b'))
      await fail('acc-b', 'home', 'b', 9)
      await fail('acc-b', 'bot', 'b', 9)
      await session('b', AT, at('acc-b', 'home'))
      expect(await fail('acc-b', 'home', 'b', 1)).toBeNull()
      expect(await fail('acc-b', 'bot', 'b', 1)).toBe(AT + 15 * MINUTE)
    })

    test('two at once are two', async () => {
      await store.unlockOperator(deed('b'))
      const all = await Promise.all(Array.from({ length: 10 }, () => fail('acc-b', 'race', 'b', 1)))
      expect(all.filter((until) => until !== null)).toEqual([AT + 15 * MINUTE])
    })

    test('the night forgets what is two days old', async () => {
      await store.prune({ now: AT + 60 * DAY })
      expect(await place.raw('select account from login_failure')).toEqual([])
      expect(await place.raw('select network from login_network')).toEqual([])
    })
  })

  test('an API token is good until it expires, is revoked or its creator is disabled', async () => {
    const make = (id: string, by: string, services: string[] | null = null) =>
      store.createToken({
        ...{ id, tokenDigest: `digest-${id}`, name: `token ${id}`, permissions: ['read-service'], services },
        ...{ by, now: AT, expiresAt: AT + DAY, ledgerId: newId('l') },
      })
    const find = (id: string, now = AT) => store.tokenByDigest({ tokenDigest: `digest-${id}`, now })
    await make('t1', 'a', ['shop'])
    await make('t2', 'b')
    expect(await find('t1')).toEqual({
      ...{ id: 't1', name: 'token t1', permissions: ['read-service'], services: ['shop'], usedAt: null },
      creator: ADMIN,
    })
    expect(await find('t1', AT + DAY)).toBeNull()
    expect(await find('unknown')).toBeNull()
    await store.tokenUsed({ id: 't1', now: AT + 5 })
    await store.tokenUsed({ id: 't1', now: AT + 1 })
    expect((await find('t1'))?.usedAt).toBe(AT + 5)
    await store.setDisabled({ ...deed('b'), disabled: true })
    expect(await find('t2')).toBeNull()
    expect(
      (await store.tokens()).map(({ id, createdBy, creatorDisabled }) => [id, createdBy, creatorDisabled]),
    ).toEqual([
      ['t1', 'name-a', false],
      ['t2', 'name-b', true],
    ])
    await store.setDisabled({ ...deed('b'), disabled: false })
    expect(await find('t2')).not.toBeNull()
    const revoke = (id: string) => store.revokeToken({ id, by: 'a', now: AT + 9, ledgerId: newId('l') })
    await revoke('t2')
    await revoke('t2')
    expect(await find('t2')).toBeNull()
    await expect(revoke('nothing')).rejects.toMatchObject({ code: 'not-found' })
    expect(await entriesOf(store, 'token.revoked')).toMatchObject([
      { subject: 'token:t2', actor: 'operator:a' },
    ])
    expect((await entriesOf(store, 'token.created'))[0]).toMatchObject({
      ...{ subject: 'token:t1', payload: { permissions: ['read-service'], services: ['shop'] } },
    })
  })

  test('no name, password or digest of a token stands in the ledger', async () => {
    const all = await store.ledger({ afterSeq: 0, limit: 10_000 })
    const told = all.map(({ subject, actor, payload }) => `${subject} ${actor} ${payload}`).join(' ')
    const secrets = ['name-', 'hash', 'digest-', 'acc-b', 'token t1'].filter((one) => told.includes(one))
    expect(secrets).toEqual([])
  })
})
