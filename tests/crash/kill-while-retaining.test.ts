/**
 * The collector is killed with -9 at every kind of write by which results go into blocks, blocks are merged and
 * results are deleted. Whatever was stored is there once afterwards, or an entry of the ledger says that it is deleted.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { verifyResultBlocks } from '../../collector/ledger/verify-blocks.ts'
import { closeMonths } from '../../collector/reports/closing.ts'
import type { Store } from '../../collector/store/port.ts'
import { partitionOf } from '../../rules/partition.ts'
import { DAY, DECEMBER, MINUTE, makeWorld, NOVEMBER, sealAll } from '../collector/reports/world.ts'
import { serviceOf } from '../collector/station.ts'
import { ENGINES, type Place } from '../contract/store/engines.ts'
import { commit, holdPartition, makeOperator } from '../contract/store/fixtures.ts'
import { passOver } from './compacting.ts'
import type { Asked } from './retaining.ts'

const SCRIPT = new URL('./retaining.ts', import.meta.url).pathname
const SHOP = partitionOf('shop')
const [USAGE_OVER, YEARS_OVER] = [DECEMBER + 130 * DAY, DECEMBER + 6 * 366 * DAY]
async function killed(asked: Asked): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(asked)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  expect(signal).toBe('SIGKILL')
}

test('nothing is lost and nothing is there twice after kill -9 at every step', {
  timeout: 300_000,
}, async () => {
  const place = (await ENGINES[0]?.make()) as Place
  let store = await place.open()
  /** The store as it is open now. */
  const current = new Proxy({} as Store, { get: (_, name: keyof Store) => store[name] })
  let stored = 0
  const numberOf = async (sql: string) => Number((await place.raw(`select count(*) as n from ${sql}`))[0]?.n)

  /** A pass that is killed at the first call of a verb; without `when` one that is not. */
  async function pass(now: number, when?: Asked['when'], verb: Asked['verb'] = 'writeBlock'): Promise<void> {
    if (when) {
      await store.close()
      await killed({ data: place.data, now, when, verb })
      store = await place.open()
    } else await passOver(store, now, (line) => expect.fail(line))
    await holds()
  }
  /** What is there, and what the ledger says was deleted, are all of it. */
  async function holds(): Promise<void> {
    expect((await verifyResultBlocks(store)).findings).toEqual([])
    const [{ id: agentId } = { id: '' }] = await store.agents()
    const { batches, damaged } = await store.batchesOf({ agentId, fromAt: 0, toAt: 8e15, limit: 1e6 })
    const found = batches.flatMap(({ items }) =>
      items.flatMap(({ kind, seq }) => (kind === 'result' ? seq : [])),
    )
    const entries = await store.unchainedBlockEntries({})
    const told = entries.map(({ payload }) => JSON.parse(payload) as { grounds?: unknown; results: number })
    const deleted = told.reduce((sum, { grounds, results }) => sum + (grounds ? results : 0), 0)
    expect([damaged, new Set(found).size, found.length + deleted]).toEqual([[], found.length, stored])
  }

  try {
    const world = await makeWorld(current, 20)
    const shop = serviceOf('shop', ['web'], ['liveness', 'fault'])
    for (const check of shop.components.flatMap(({ checks }) => checks)) check.everyMs = 20 * MINUTE
    await world.load([shop], NOVEMBER)
    await makeOperator(store, 'sato', null)
    const items = world.runs(shop, NOVEMBER, NOVEMBER + 3 * DAY, (_, at) =>
      at < NOVEMBER + DAY / 2 || at > NOVEMBER + DAY ? 'ok' : 'failed',
    )
    const take = async (some: typeof items) => {
      await world.handIn(some)
      const lease = await holdPartition(store, SHOP, 'evaluation', DECEMBER)
      const { upTo } = await store.batchesAfter({ partitions: [SHOP], after: 0, limit: 1e6 })
      await store.commitEvaluation(commit(lease, { now: DECEMBER, cursor: upTo }))
      stored += some.length
    }
    const late = items.splice(10, 100)
    await take(items)
    for (const when of ['before', 'during', 'after'] as const) await pass(DECEMBER + DAY, when)
    await pass(DECEMBER + DAY, 'during', 'clearBlocks')
    await pass(DECEMBER + DAY, 'after', 'closeBlocks')
    await pass(DECEMBER + DAY)
    expect(await numberOf('batch')).toBe(0)

    for (const piece of [0, 1, 2]) {
      await take(late.filter((_, index) => index % 3 === piece))
      if (piece < 2) await pass(DECEMBER + DAY)
    }
    const merged = `block where entry_id like 'blocks.merged%'`
    await pass(DECEMBER + DAY, 'before', 'mergeBlocks')
    expect([await numberOf('batch'), await numberOf(merged)]).toEqual([0, 0])
    await pass(DECEMBER + DAY, 'during', 'mergeBlocks')
    await pass(DECEMBER + DAY)
    expect(await numberOf(merged)).toBeGreaterThan(0)

    const deps = { store: current, pause: async () => undefined }
    await closeMonths(deps as never, { now: DECEMBER + 70 * DAY, known: new Set() })
    await store.issueReport({
      ...{ id: randomUUID(), service: 'shop', customer: null, audience: 'customers', means: 'mail' },
      ...{ month: '2026-11', issuedAt: DECEMBER, recordedAt: DECEMBER, recordedBy: 'sato', digest: 'd' },
      ...{ document: '{}', operatorId: 'sato', ledgerId: randomUUID() },
    })
    for (const [now, left] of [
      [USAGE_OVER, 'block where thinned_at is null'],
      [YEARS_OVER, 'block'],
    ] as const) {
      await pass(now - DAY)
      await pass(now, 'after', 'deleteResults')
      await pass(now, 'during', 'deleteResults')
      await pass(now)
      expect(await numberOf(left)).toBe(0)
    }
    await sealAll(place, store, YEARS_OVER)
    expect((await verifyLedger(store)).findings).toEqual([])
    expect((await verifyResultBlocks(store)).findings).toEqual([])
  } finally {
    await place.end()
  }
})
