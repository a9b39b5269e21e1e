/** Collectors of one PostgreSQL whose clocks lie days apart: what they agree on goes by the server's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../collector/store/open.ts'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, holdPartition, incident, MINUTE, notice, obligation } from './fixtures.ts'

const DAY = 24 * 60 * MINUTE
/** Of three collectors; none of them, nor the server, knows the others'. */
const CLOCKS = [AT, AT + 2 * DAY, AT - 2 * DAY] as const

let place: Place
let stores: Store[]
beforeAll(async () => {
  const made = await ENGINES.find(({ name }) => name === 'postgres')?.make()
  if (!made) throw new Error('no PostgreSQL')
  place = made
  stores = await Promise.all(CLOCKS.map(() => openStore({ data: made.data, postgres: made.postgres })))
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await place.end()
})

const at = (number: number): [Store, number] => {
  const [store, now] = [stores[number], CLOCKS[number]]
  if (!store || now === undefined) throw new Error('no such collector')
  return [store, now]
}

const hold = (number: number, ttlMs = MINUTE) => {
  const [store, now] = at(number)
  return store.holdLeases({ names: ['one'], owner: `collector-${number}`, now, ttlMs })
}

test('a lease is one’s until it has run out for all of them', async () => {
  expect(await hold(0)).toMatchObject([{ token: 1 }])
  for (const other of [1, 2, 1, 2]) expect(await hold(other)).toEqual([])
  expect(await hold(0, 0), 'still its own, for no time from now on').toMatchObject([{ token: 1 }])
  expect(await hold(2)).toMatchObject([{ token: 2 }])
  for (const other of [0, 1]) expect(await hold(other)).toEqual([])
})

test('what the holder of a lease commits is kept, whatever its clock says', async () => {
  for (const number of [0, 1, 2]) {
    const [store, now] = at(number)
    const lease = await holdPartition(store, 10 + number, 'a', now)
    // Its clock is set forth, far beyond the lease.
    await store.commitEvaluation(commit(lease, { partition: 10 + number, now: now + DAY, cursor: 5 }))
    expect(await store.partitionState({ partition: 10 + number, now })).toMatchObject({ cursor: 5 })
  }
})

test('a delivery is one’s while it is leased, and waits for its next attempt wherever it was planned', async () => {
  const [store, now] = at(0)
  await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(9), now })
  const contacts = [{ service: 'shop', audience: 'admin' as const, email: 'admin@customer.example' }]
  const load = { document: { services: [] }, contacts, actor: 'system', now, ledgerId: 'load' }
  await store.loadRevision(load)
  const about = incident('i', { service: 'shop' })
  const partition = await holdPartition(store, 1, 'a')
  const owed = obligation('o', 'i', { service: 'shop', noticeId: 'n' })
  await store.commitEvaluation(
    commit(partition, { incidents: [about], notices: [notice('n', about)], obligations: [owed] }),
  )

  const lease = async (number: number) => {
    const [own, clock] = at(number)
    const asked = { owner: `${number}`, channel: 'mail', now: clock, leaseMs: MINUTE, limit: 9 }
    return (await own.leaseDeliveries(asked)).leased
  }
  const retry = async (number: number, { id, token }: { id: string; token: number }, againMs: number) => {
    const [own, clock] = at(number)
    const result = { outcome: 'retry', againMs, code: '450', answer: '450 later' } as const
    const record = { id, token, startedAt: clock, finishedAt: clock, result }
    expect(await own.recordDeliveries({ records: [record] })).toEqual(['recorded'])
  }
  const [ahead, aheadNow] = at(1)
  expect(await ahead.expandNotices({ now: aheadNow, notices: 10, chunk: 10 })).toMatchObject({ made: 1 })

  for (const [sender, ...others] of [
    [2, 0, 1],
    [1, 0, 2],
    [0, 1, 2],
  ] as const) {
    const [held] = await lease(sender)
    if (!held) throw new Error(`nothing for collector ${sender}`)
    for (const other of others) expect(await lease(other), `leased by ${sender}`).toEqual([])
    await retry(sender, held, 5 * MINUTE)
    for (const other of [sender, ...others]) {
      expect(await lease(other), `planned by ${sender}`).toEqual([])
      const [own, clock] = at(other)
      const ms = (await own.nextDeliveryMs({ now: clock })) ?? 0
      expect(ms).toBeGreaterThan(4 * MINUTE)
      expect(ms).toBeLessThanOrEqual(5 * MINUTE)
    }
    await place.raw(`update delivery set next_attempt_at = 0`)
  }
})

test('a run that was asked for is handed out by whichever of them the agent asks', async () => {
  for (const [asker, giver] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const [store, now] = at(asker)
    const who = {
      agent: `host-${asker}`,
      askedBy: '佐藤',
      actor: 'operator:1',
      now,
      ttlMs: MINUTE,
      apartMs: 1,
    }
    await store.askRun({ check: `shop/web/${asker}`, ...who, ledgerId: `run-${asker}` })
    const [other, clock] = at(giver)
    expect(await other.agentsWithRuns({ now: clock })).toEqual([`host-${asker}`])
    expect(await other.takeRuns({ agent: `host-${asker}`, now: clock, limit: 9 })).toEqual([
      `shop/web/${asker}`,
    ])
  }
})
