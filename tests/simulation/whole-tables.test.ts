/** What collectors ask the store again and again costs the same when months are in it: nothing looks through a whole table. */
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeRandom } from '../support/random.ts'
import { scheduleFaults, startAll } from './faults.ts'
import { FAULT_NAMES, makePlan } from './plan.ts'
import { seedBuiltins } from './seeded-builtins.ts'
import { makeWorld } from './world.ts'

/** Those that have a row for whatever happens. */
const GROWING = [
  ...['batch', 'block', 'block_partition', 'sequence_range', 'incident', 'incident_phase', 'obligation'],
  ...['notice', 'delivery', 'delivery_attempt', 'ledger_entry', 'ledger_payload', 'ledger_seal'],
]
const HOUR_MS = 3_600_000
const plan = makePlan({ seed: 7, days: 1 / 24, hosts: 2, faults: FAULT_NAMES, often: 6 })

/** Tables that a statement looks through from end to end, by no index. */
function lookedThrough(sql: string, explained: readonly { detail?: unknown }[]): string[] {
  return explained.flatMap(({ detail }) => {
    const name = /^SCAN (\S+)$/.exec(String(detail))?.[1]
    const table = new RegExp(`"(\\w+)" as "${name}"`).exec(sql)?.[1] ?? name
    return table !== undefined && GROWING.includes(table) ? table : []
  })
}

test('no statement of a world looks through a whole table that grows', { timeout: 120_000 }, async () => {
  const prepare = DatabaseSync.prototype.prepare
  const asked = new Map<string, DatabaseSync>()
  const seeded = seedBuiltins(makeRandom(plan.seed, 'builtins'))
  onTestFinished(() => {
    vi.restoreAllMocks()
    seeded.restore()
  })
  const world = await makeWorld(plan, seeded.turn, {})
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql) {
    asked.set(sql, this)
    return prepare.call(this, sql)
  })
  startAll(world)
  scheduleFaults(world, world.startAt + HOUR_MS)
  await world.timeline.runUntil(world.startAt + HOUR_MS)
  const found = [...asked].flatMap(([sql, raw]) =>
    lookedThrough(sql, prepare.call(raw, `explain query plan ${sql}`).all()).map(
      (table) => `${table}: ${sql}`,
    ),
  )
  expect(asked.size).toBeGreaterThan(50)
  expect(found).toEqual([])
  await world.memory.store.close()
})
