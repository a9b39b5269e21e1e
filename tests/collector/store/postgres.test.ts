import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { StoreError } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { AT, batch, MINUTE, result } from '../../contract/store/fixtures.ts'

let place: Place
let store: Store
let beside: pg.Client
beforeEach(async () => {
  const made = await ENGINES.find((engine) => engine.name === 'postgres')?.make()
  if (!made?.postgres) throw new Error('no PostgreSQL')
  place = made
  store = await place.open()
  beside = new pg.Client({ connectionString: made.postgres })
  await beside.connect()
})
afterEach(async () => {
  await beside.end()
  await place.end()
})

test('connections that end in the middle are unavailable, and every acknowledged item is there once', async () => {
  const acknowledged = new Set<number>()
  const failures: unknown[] = []
  let next = 1
  let stopped = false
  const sender = async () => {
    while (!stopped) {
      const seqs = [next, next + 1, next + 2]
      next += 2
      try {
        await store.ingest({ batches: [batch(seqs.map(result))] })
        for (const seq of seqs) acknowledged.add(seq)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  const reader = async () => {
    while (!stopped) await store.agents().catch((error: unknown) => failures.push(error))
  }
  const working = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? sender() : reader()))
  const terminate =
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  // As fast as it goes: connections end at work, idle, and before they were ever used.
  for (let kill = 0; kill < 200 || failures.length === 0; kill += 1) await beside.query(terminate)
  const before = acknowledged.size
  while (acknowledged.size === before) await store.agents().catch((error: unknown) => failures.push(error))
  stopped = true
  await Promise.all(working)
  expect(failures.filter((error) => !(error instanceof StoreError && error.code === 'unavailable'))).toEqual(
    [],
  )
  const { batches } = await store.batchesAfter({ partitions: [7], after: 0, limit: 1_000_000 })
  const kept = batches.flatMap((found) => found.items.map((item) => item.seq))
  expect(new Set(kept).size).toBe(kept.length)
  expect([...acknowledged].filter((seq) => !kept.includes(seq))).toEqual([])
})

test('a transaction that PostgreSQL takes back for a deadlock is tried again', async () => {
  const names = ['one', 'two']
  const hold = () => store.holdLeases({ names, owner: 'a', now: AT, ttlMs: MINUTE })
  await hold()
  // This side never looks for deadlocks, so that the store's transaction is the one that is taken back.
  await beside.query("set deadlock_timeout = '1h'")
  await beside.query('begin')
  await beside.query("update lease set until = until where name = 'two'")
  const held = hold()
  const waiting =
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
  while ((await beside.query(waiting)).rowCount === 0);
  // Now each waits for the other.
  await beside.query("update lease set until = until where name = 'one'")
  await beside.query('commit')
  expect((await held).map((lease) => lease.name).toSorted()).toEqual(names)
})

test('of ingest calls that share a commit, one that cannot be stored takes only itself back', async () => {
  const good = (seq: number) => store.ingest({ batches: [batch([result(seq)])] })
  const bad = batch([result(3)], { receivedAt: Number.NaN })
  const calls = [good(1), good(2), store.ingest({ batches: [bad] }), good(4)]
  const results = await Promise.allSettled(calls)
  expect(results.map((call) => call.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  const { batches } = await store.batchesAfter({ partitions: [7], after: 0, limit: 100 })
  expect(batches.flatMap((found) => found.items.map((item) => item.seq))).toEqual([1, 2, 4])
})
