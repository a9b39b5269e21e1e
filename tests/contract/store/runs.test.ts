import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT } from './fixtures.ts'

describe.each(ENGINES)('requests to run a check on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(5), now: AT })
  })
  afterAll(() => place.end())

  let asks = 0
  const ask = (check: string, now: number, agent = 'host-1') => {
    asks += 1
    const who = { askedBy: '佐藤', actor: 'operator:1', ttlMs: 60_000, apartMs: 10_000 }
    return store.askRun({ check, agent, ...who, now, ledgerId: `ask-${asks}` })
  }

  test('one is kept, told in the ledger, and handed out once, to its own agent', async () => {
    expect(await ask('shop/web/alive', AT)).toEqual({
      ...{ check: 'shop/web/alive', agent: 'host-1', askedAt: AT, askedBy: '佐藤' },
      ...{ expiresAt: AT + 60_000, takenAt: null },
    })
    await ask('shop/db/alive@host-2', AT, 'host-2')
    expect((await store.agentsWithRuns({ now: AT })).toSorted()).toEqual(['host-1', 'host-2'])
    expect(await store.takeRuns({ agent: 'host-1', now: AT + 5, limit: 50 })).toEqual(['shop/web/alive'])
    expect(await store.takeRuns({ agent: 'host-1', now: AT + 6, limit: 50 })).toEqual([])
    expect(await store.runsOf({ checks: ['shop/web/alive', 'shop/web/nothing'] })).toMatchObject([
      { check: 'shop/web/alive', takenAt: AT + 5 },
    ])
    const entries = (await store.unchained({ limit: 100 })).filter(({ kind }) => kind === 'check.run-asked')
    expect(entries).toMatchObject([
      { subject: 'shop/web/alive', actor: 'operator:1' },
      { subject: 'shop/db/alive@host-2' },
    ])
  })

  test('a second one within ten seconds is refused, unless the clock was set back', async () => {
    await expect(ask('shop/web/alive', AT + 9_999)).rejects.toMatchObject({
      ...{ code: 'conflict', because: 'asked-recently' },
    })
    expect(await ask('shop/web/alive', AT + 10_000)).toMatchObject({ takenAt: null })
    expect(await ask('shop/web/alive', AT - 3_600_000)).toMatchObject({ askedAt: AT - 3_600_000 })
    const said = (await store.unchained({ limit: 100 })).filter(({ kind }) => kind === 'check.run-asked')
    expect(said).toHaveLength(4)
  })

  test('what nobody fetched in time is not handed out, and no more than asked for at a time', async () => {
    for (const check of ['a', 'b', 'c']) await ask(`mall/web/${check}`, AT, 'host-3')
    expect(await store.takeRuns({ agent: 'host-3', now: AT + 60_000, limit: 50 })).toEqual([])
    expect(await store.agentsWithRuns({ now: AT + 60_000 })).not.toContain('host-3')
    expect(await store.takeRuns({ agent: 'host-3', now: AT + 1, limit: 2 })).toEqual([
      'mall/web/a',
      'mall/web/b',
    ])
    expect(await store.takeRuns({ agent: 'host-3', now: AT + 1, limit: 2 })).toEqual(['mall/web/c'])
  })

  test('of two collectors that ask at once one gets it', async () => {
    await ask('mall/db/alive', AT, 'host-4')
    const taking = [1, 2, 3, 4].map(() => store.takeRuns({ agent: 'host-4', now: AT + 1, limit: 50 }))
    expect((await Promise.all(taking)).flat()).toEqual(['mall/db/alive'])
  })

  test('how an agent says it is stays until it says otherwise; its credentials are told without tokens', async () => {
    const { id } = await store.issueAgent({
      ...{ id: 'agent-9', name: 'host-9', credentialId: 'c-9', tokenDigest: 'digest-9' },
      ...{ actor: 'system', now: AT, ledgerId: 'issue-9' },
    })
    const status = { waiting: 3, bytes: 900, oldestMs: 61_000, lost: 0, assigned: 2, running: 1 }
    const vitals = { unknownRuns: 0, rss: 1, lateMs: 2 }
    await store.agentSeen({ id, at: AT + 1, status: { ...status, ...vitals } })
    await store.agentSeen({ id, at: AT + 2 })
    const row = (await store.agents()).find((agent) => agent.id === id)
    expect(row).toMatchObject({ lastSeenAt: AT + 2, status: { ...status, ...vitals, at: AT + 1 } })
    expect(await store.credentialsOf({ agentId: id })).toEqual([
      { id: 'c-9', validFrom: AT, validUntil: null, revokedAt: null },
    ])
  })
})
