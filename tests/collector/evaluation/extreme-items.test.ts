/** Items that no honest agent sends, and one that nobody foresaw: they cost themselves, and nothing else stops. */
import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { type Item, resultItem } from '../../../rules/wire/v1.ts'
import { contactsOf, openStation, START, serviceOf } from '../station.ts'

const MINUTE = 60_000
const SERVICES = [serviceOf('shop', ['web'], ['liveness']), serviceOf('desk', ['web'], ['liveness'])]
const CHECK = 'shop/web/alive'

async function open(faulty?: (store: Store) => Store) {
  const contacts = [...contactsOf('shop', { users: ['u@a.example'] }), ...contactsOf('desk', {})]
  const station = await openStation({ services: SERVICES, contacts, ...(faulty && { faulty }) })
  onTestFinished(() => station.close())
  return station
}
const run = (seq: number, at: number): Item => {
  const mono = at - START
  const times = { planned: mono, started: mono, finished: mono + 100 }
  return { kind: 'result', seq, check: CHECK, revision: 1, ...times, outcome: 'ok', attempt: 0 }
}
async function handIn(station: Awaited<ReturnType<typeof open>>, items: Item[]) {
  const [agent] = await station.store.agents()
  const now = station.clock.now()
  const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
  const places = { earliestAt: now, latestAt: now, partitions: [partitionOf('shop')] }
  const batch = { agentId: agent?.id ?? '', epoch: randomUUID(), base, items, receivedAt: now, ...places }
  await station.store.ingest({ batches: [batch] })
  station.evaluation().wake()
  await station.quiet()
}
const outages = async (station: Awaited<ReturnType<typeof open>>) =>
  (await station.incidents()).filter(({ kind }) => kind === 'outage').map(({ service }) => service)

test('sequence numbers at both ends of what the wire takes stop nothing', async () => {
  const station = await open()
  await station.live(5 * MINUTE)
  // What was read back from the store lies packed, and rows are added to that.
  await station.stop()
  station.restart()
  await station.live(2 * MINUTE)
  const now = station.clock.now()
  const largest = Number.MAX_SAFE_INTEGER
  const items = [1, 2, 10 ** 14 - 1, 10 ** 14, largest].map((seq, n) => run(seq, now - 4_000 + n * 1_000))
  for (const item of items) expect(resultItem.safeParse(item).success).toBe(true)
  await handIn(station, items)
  await station.live(5 * MINUTE, (check) => (check === CHECK ? 'failed' : 'ok'))
  expect(await outages(station)).toEqual(['shop'])
  await station.stop()
  station.restart()
  await station.live(5 * MINUTE, (check) => (check === CHECK ? 'ok' : 'failed'))
  expect(await outages(station)).toEqual(['shop', 'desk'])
  expect((await station.incidents())[0]?.recoveredAt).toBeGreaterThan(now)
  expect(station.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('an item that cannot be evaluated is put aside, and all others count', async () => {
  const station = await open((store) => {
    const unreadable = (item: Item): Item =>
      item.kind === 'result' && item.seq === 7_777
        ? Object.defineProperty({ ...item }, 'values', { get: () => expect.fail('nobody foresaw this') })
        : item
    const batchesAfter: Store['batchesAfter'] = async (a) => {
      const read = await store.batchesAfter(a)
      const batches = read.batches.map((batch) => ({ ...batch, items: batch.items.map(unreadable) }))
      return { ...read, batches }
    }
    return Object.assign(Object.create(store), { batchesAfter })
  })
  await station.live(5 * MINUTE)
  const now = station.clock.now()
  await handIn(station, [run(7_776, now - 3_000), run(7_777, now - 2_000), run(7_778, now - 1_000)])
  const last = station.evaluation().states([CHECK])[0]?.state ?? ''
  expect(last).toContain(`"startedAt":${now - 1_000}`)
  await station.live(5 * MINUTE, () => 'failed')
  expect((await outages(station)).toSorted()).toEqual(['desk', 'shop'])
  const entries = await station.store.unchained({ limit: 1000 })
  const refused = entries.filter(({ kind }) => kind === 'evaluation.refused')
  expect(refused).toEqual([expect.objectContaining({ subject: CHECK })])
  const { body } = await station.metrics.expose()
  expect(body).toContain('kijun_evaluation_results_total{outcome="refused"} 1')
  expect(station.logged.filter(({ level }) => level === 'error')).toEqual([])
})
