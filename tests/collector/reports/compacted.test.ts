import { expect, test } from 'vitest'
import { startCompactor } from '../../../collector/compactor.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { closeMonths } from '../../../collector/reports/closing.ts'
import { countRuns } from '../../../collector/reports/read.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { ENGINES } from '../../contract/store/engines.ts'
import { commit, holdPartition } from '../../contract/store/fixtures.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { ALIVE, shopOf } from './shop.ts'
import { at, DAY, DECEMBER, MINUTE, makeWorld, NOVEMBER, type Says, type World } from './world.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A stop of 40 minutes, a flap, an hour without results, an unknown one. */
const says: Says = (check, time) => {
  if (time >= at(5, 10) && time < at(5, 10, 40)) return 'failed'
  if (time === at(9, 11, 5)) return 'failed'
  if (time >= at(18, 9) && time < at(18, 10)) return null
  if (check === ALIVE && time >= at(20, 14) && time < at(20, 14, 15)) return 'unknown'
  return 'ok'
}

async function compact({ store }: World, now: number): Promise<void> {
  const partition = partitionOf('shop')
  const lease = await holdPartition(store, partition, 'evaluation', now)
  const { upTo } = await store.batchesAfter({ partitions: [partition], after: 0, limit: 1_000_000 })
  await store.commitEvaluation(commit(lease, { now, cursor: upTo }))
  const compactor = startCompactor({
    ...{ store, owner: 'compactor', clock: makeVirtualClock(now), metrics: makeMetrics(), log: quiet },
    revision: () => ({ services: [shopOf()] }) as never,
    ...{ disputeMs: 0, damaged: async () => undefined },
  })
  await compactor.run()
  await compactor.stop()
}

test.each(ENGINES)(
  'a month is measured to the same bytes out of blocks, on $name',
  async (engine) => {
    const place = await engine.make()
    try {
      const world = await makeWorld(await place.open(), 37)
      const shop = shopOf()
      for (const check of shop.components.flatMap(({ checks }) => checks)) check.everyMs = 10 * MINUTE
      await world.load([shop], NOVEMBER - 20 * DAY)
      const items = world.runs(shop, NOVEMBER - DAY, DECEMBER + DAY, says)
      const late = items.splice(1000, 80)
      await world.handIn(items)
      const report = async () =>
        JSON.stringify(
          await buildReport(world.deps, { service: 'shop', month: '2026-11', now: DECEMBER + DAY }),
        )
      const before = await report()
      expect(before).toContain('"executions"')

      // Half way: some days are blocks, some are rows.
      await compact(world, at(15))
      const rows = async () => Number((await place.raw('select count(*) as n from batch'))[0]?.n)
      const left = await rows()
      expect(left).toBeGreaterThan(0)
      expect(await report()).toBe(before)
      await compact(world, DECEMBER + 10 * DAY)
      expect(await rows()).toBe(0)
      expect(await report()).toBe(before)

      // It is closed out of blocks; what comes late is counted as such, as a row and as a block.
      const now = DECEMBER + 10 * DAY
      await closeMonths(world.deps as never, { now, known: new Set() })
      const [closed] = await world.store.closedMonths({ service: 'shop' })
      const { arrivedUpTo } = JSON.parse(closed?.document ?? '{}') as { arrivedUpTo?: number }
      await world.handIn(late, now)
      const span = { service: 'shop', from: NOVEMBER, to: DECEMBER }
      const lateRuns = () => countRuns(world.store, span, arrivedUpTo ?? -1)
      expect(await lateRuns()).toBe(late.length)
      await compact(world, now)
      expect(await rows()).toBe(0)
      expect(await lateRuns()).toBe(late.length)
    } finally {
      await place.end()
    }
  },
  60_000,
)

test.each(ENGINES)(
  'a month with damaged results is not proven, whoever meets the damage first, on $name',
  async (engine) => {
    const place = await engine.make()
    try {
      const world = await makeWorld(await place.open(), 37)
      const shop = shopOf()
      for (const check of shop.components.flatMap(({ checks }) => checks)) check.everyMs = 20 * MINUTE
      await world.load([shop], NOVEMBER - 20 * DAY)
      await world.handIn(world.runs(shop, NOVEMBER - DAY, DECEMBER + DAY))
      await compact(world, DECEMBER + 10 * DAY)
      const ask = { service: 'shop', month: '2026-11', now: DECEMBER + 2 * DAY }
      const before = await buildReport(world.deps, ask)
      const [{ id } = { id: 0 }] = await place.raw(
        `select id from block where day_at = ${Date.UTC(2026, 10, 10)} limit 1`,
      )
      const other = engine.name === 'sqlite' ? "x'0102'" : "'\\x0102'::bytea"
      await place.raw(`update block_body set body = ${other} where block_id = ${id}`)
      const of = ({ measurement: { availability, problems, intervals } }: typeof before) => ({
        ...{ verdict: availability.verdict, interval: intervals[0]?.verdict, lower: availability.lower },
        codes: [...new Set(problems.map(({ code }) => code))],
        days: problems.map(({ day }) => day),
      })
      expect(of(before)).toMatchObject({ verdict: 'met', codes: [] })
      const damaged = {
        ...{ verdict: 'not-proven', lower: null, codes: ['results-damaged'] },
        days: ['2026-11-10', '2026-11-11'],
      }
      // Nobody has told of it yet; and once it is told.
      expect(of(await buildReport(world.deps, ask))).toMatchObject(damaged)
      await world.store.quarantineBlocks({ now: ask.now, ids: [Number(id)] })
      expect(of(await buildReport(world.deps, ask))).toMatchObject(damaged)
      expect(of(await buildReport(world.deps, ask)).interval).not.toBe('met')
    } finally {
      await place.end()
    }
  },
  60_000,
)
