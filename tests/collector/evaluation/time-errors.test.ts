/** 時刻誤差 (III.1.1.5): a time-sync check that fails, and hosts whose clocks are apart. */
import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { partitionOf } from '../../../rules/partition.ts'
import { openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000

test('a time-sync check that fails is a time-error of its component, told to staff, and ends', async () => {
  const service = serviceOf('shop', ['web'], ['liveness', 'time-sync'])
  const station = await openStation({ services: [service], begin: 'evaluation' })
  onTestFinished(() => station.close())
  const off = (check: string) => (check === 'shop/web/clock' ? 'failed' : 'ok')
  await station.live(2 * MINUTE)
  await station.live(4 * MINUTE, off)
  expect(await station.incidents()).toMatchObject([
    { kind: 'time-error', component: 'web', checks: ['shop/web/clock'], recoveredAt: null },
  ])
  const { items } = await station.store.notices({ limit: 10, cursor: null })
  expect(items).toMatchObject([{ kind: 'first', audiences: ['manager', 'on-call'], dueAt: null }])
  await station.live(4 * MINUTE)
  expect((await station.incidents())[0]?.recoveredAt).not.toBeNull()
})

/** A host whose agent measures its clock and reports it. */
async function hostOf(station: Station, name: string) {
  const agentId = randomUUID()
  const now = station.clock.now()
  await station.store.issueAgent({
    ...{ id: agentId, name, credentialId: randomUUID(), tokenDigest: name },
    ...{ actor: 'system', now, ledgerId: randomUUID() },
  })
  let seq = 0
  return async (aheadMs: number, at = station.clock.now(), uncertainty = 2) => {
    seq += 1
    const base = { seq, mono: at - now, wall: at + aheadMs, offset: -aheadMs, uncertainty }
    const anchor = { kind: 'anchor' as const, ...base }
    await station.store.ingest({
      batches: [
        {
          ...{ agentId, epoch: agentId, base, items: [anchor] },
          ...{
            receivedAt: station.clock.now(),
            earliestAt: at,
            latestAt: at,
            partitions: [partitionOf('shop')],
          },
        },
      ],
    })
  }
}

/** A service on three hosts, of which the second says what a test lets it say. */
async function threeHosts() {
  const service = serviceOf('shop', ['web', 'db', 'app'], ['liveness'])
  service.timeSync = { betweenHostsMs: 500, decidedBy: '品質管理部', on: '2026-11-01' }
  for (const [index, { checks }] of service.components.entries())
    for (const check of checks) check.agent = `host-${index + 1}`
  const station = await openStation({ services: [service], begin: 'evaluation' })
  onTestFinished(() => station.close())
  const [says, other] = [await hostOf(station, 'host-2'), await hostOf(station, 'host-3')]
  const minutes = async (ahead: number[]) => {
    for (const ms of ahead) {
      await other(1)
      await says(ms)
      await station.live(MINUTE)
    }
  }
  const errors = async () => (await station.incidents()).filter(({ kind }) => kind === 'time-error')
  return { station, says, minutes, errors }
}

test('readings that lie in the future are not the newest for good', async () => {
  const { station, says, minutes, errors } = await threeHosts()
  for (let n = 0; n < 8; n += 1) await says(3, station.clock.now() + (400 + n) * 24 * 60 * MINUTE)
  await minutes([900, 901, 902])
  expect(await errors()).toMatchObject([{ component: 'host-2', recoveredAt: null }])
})

test('a clock of ours that was ahead and was set back leaves hosts to be compared', async () => {
  const { station, minutes, errors } = await threeHosts()
  station.clock.stepWall(300 * 24 * 60 * MINUTE)
  await station.live(5 * MINUTE)
  station.clock.stepWall(-300 * 24 * 60 * MINUTE)
  await minutes([3, 3, 3, 900, 901, 902])
  expect(await errors()).toMatchObject([{ component: 'host-2', recoveredAt: null }])
})

test('a host whose clock is apart from the others` is a time-error until it agrees again', async () => {
  const { minutes, errors } = await threeHosts()
  await minutes([3, 2, -4])
  expect(await errors()).toEqual([])
  await minutes([900, 901])
  expect(await errors()).toMatchObject([
    { component: 'host-2', checks: ['shop/db/alive'], reason: 'clocks-apart', recoveredAt: null },
  ])
  await minutes([3, 3, 3])
  const [after, ...more] = await errors()
  expect(more).toEqual([])
  expect(after?.recoveredAt).not.toBeNull()
})

test('an hour of a clock is what was measured well: a slow exchange moves what it measures', async () => {
  const service = serviceOf('shop', ['web'], ['liveness'])
  service.timeSync = { betweenHostsMs: 500, decidedBy: '品質管理部', on: '2026-11-01' }
  const station = await openStation({ services: [service], begin: 'evaluation' })
  onTestFinished(() => station.close())
  const says = await hostOf(station, 'host-2')
  for (const [ahead, uncertainty] of [
    [3, 2],
    [-4, 4],
    [-310, 305],
    [6, 9],
  ]) {
    await says(ahead ?? 0, station.clock.now(), uncertainty)
    await station.advance(MINUTE)
  }
  await station.pause(60 * MINUTE)
  await station.advance(15 * MINUTE)
  const agentIds = (await station.store.agents()).flatMap(({ id, name }) => (name === 'host-2' ? [id] : []))
  const span = { fromAt: station.clock.now() - 180 * MINUTE, toAt: station.clock.now() }
  expect(await station.store.clockHours({ agentIds, ...span })).toMatchObject([
    { leastMs: -4, mostMs: 6, readings: 3 },
  ])
})
