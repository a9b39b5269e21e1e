/** A check that somebody asks for runs at once, and its cadence never notices. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startAgent } from '../../agent/agent.ts'
import { makeChecker } from '../../agent/checker.ts'
import type { CheckType, ProbeResult } from '../../agent/checks/types.ts'
import { makeClock } from '../../agent/clock.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import type { AssignedCheck, ResultItem } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { startFakeCollector } from './fake-collector.ts'
import { loaderOf } from './fake-types.ts'
import { silentLog } from './spool/spool-fixture.ts'

const ALIVE = 'shop/web/alive'
const spec = (more: Partial<AssignedCheck> = {}): AssignedCheck => ({
  check: ALIVE,
  type: 'tcp',
  purpose: 'liveness',
  everyMs: 60_000,
  timeoutMs: 5_000,
  confirm: { failures: 3, everyMs: 10_000 },
  config: { target: '127.0.0.1:1' },
  ...more,
})

async function setUp(checks = [spec()], concurrency = 20) {
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  const probe = { tookMs: 100, says: { outcome: 'ok' } as ProbeResult }
  const tcp: CheckType = {
    ...{ name: 'tcp', description: { ja: '', en: '' }, schema: {}, targetKey: null, runs: 'network' },
    prepare: () => () => new Promise((done) => clock.after(probe.tookMs, () => done(probe.says))),
  }
  const put = (item: NewItem) => items.push(item)
  const checker = makeChecker({ clock, agent: 'host-1', concurrency, put, load: loaderOf({ tcp }) })
  checker.assign({ wire: 1, revision: 7, checks })
  const results = () => items.filter((item): item is NewItem & ResultItem => item.kind === 'result')
  return { clock, checker, items, results, probe }
}

test('it runs at once as an ordinary result, and the plans stay where they were', async () => {
  const without = await setUp()
  await without.clock.advance(200_000)
  const plans = without.results().map(({ planned }) => planned)

  const { clock, checker, results, items } = await setUp()
  await clock.advance(plans[1] ?? 0)
  await clock.advance(20_000)
  const askedAt = clock.monotonic()
  checker.runNow([ALIVE])
  await clock.advance(200_000 - askedAt)
  const asked = results().filter(({ planned }) => planned === askedAt)
  expect(asked).toMatchObject([
    { check: ALIVE, revision: 7, started: askedAt, finished: askedAt + 100, outcome: 'ok', attempt: 0 },
  ])
  expect(
    results()
      .map(({ planned }) => planned)
      .filter((at) => at !== askedAt),
  ).toEqual(plans)
  expect(items.filter(({ kind }) => kind === 'skipped')).toEqual([])
})

test('where a run is under way, or a plan is due before one could end, that run is the answer', async () => {
  const { clock, checker, results, items, probe } = await setUp()
  probe.tookMs = 4_900
  await clock.advance(60_000)
  const [, second = 0] = results().map(({ planned }) => planned)
  const next = (results().at(-1)?.planned ?? second) + 60_000
  await clock.advance(next - clock.monotonic() - 6_000)
  const before = results().length
  checker.runNow([ALIVE])
  await clock.advance(6_050)
  checker.runNow([ALIVE])
  await clock.advance(10_000)
  expect(
    results()
      .slice(before)
      .map(({ planned }) => planned),
  ).toEqual([next])
  expect(items.filter(({ kind }) => kind === 'skipped')).toEqual([])
})

test('an unknown name is counted and does nothing; one without a turn is no skipped plan', async () => {
  const other = 'shop/web/works'
  const { clock, checker, items, results, probe } = await setUp([spec(), spec({ check: other })], 1)
  await clock.advance(130_000)
  checker.runNow(['shop/web/nothing', 'mall/web/alive'])
  expect(checker.counts()).toEqual({ assigned: 2, running: 0, unknownRuns: 2 })
  // Between plans, so that both may be asked for.
  const plans = results().map(({ planned }) => planned % 60_000)
  const free = [...Array(60).keys()].map((second) => second * 1000)
  const quiet = free.find((at) => plans.every((plan) => (plan - at + 60_000) % 60_000 > 15_000)) ?? 0
  await clock.advance((quiet - (clock.monotonic() % 60_000) + 60_000) % 60_000)
  probe.tookMs = 3_000
  const before = items.length
  checker.runNow([ALIVE, other])
  expect(checker.counts()).toMatchObject({ running: 1 })
  await clock.advance(4_000)
  expect(items.slice(before).map((item) => [item.kind, 'check' in item && item.check])).toEqual([
    ['result', ALIVE],
  ])
})

test('an agent that has nothing to send hears of it at once, by batches too, and tells how it is', async () => {
  const real = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
  // Far beyond the test: only what is asked for runs after the first.
  const check = spec({ everyMs: 3_600_000 })
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks: [check] })
  const dir = mkdtempSync(join(tmpdir(), 'kijun-run-now-'))
  writeFileSync(join(dir, 'token'), 'secret', { mode: 0o600 })
  const agent = await startAgent({
    config: {
      collector: new URL(collector.url),
      ...{
        tokenFile: join(dir, 'token'),
        ca: null,
        data: join(dir, 'data'),
        concurrency: 20,
        plugins: new Map(),
        secrets: new Map(),
        chronySocket: null,
      },
      spool: { maxBytes: 1_000_000, maxAgeMs: 1e9 },
    } as Parameters<typeof startAgent>[0]['config'],
    ...{ clock: real, log: silentLog, random: () => 0.5, epoch: randomUUID(), host: 'host-1', inventory: {} },
    rss: () => 4096,
  })
  try {
    const results = () => [...collector.committed.values()].filter(({ kind }) => kind === 'result')
    await collector.item((item) => item.kind === 'result')
    await collector.item(() => collector.held === 1)
    const first = results().length
    collector.askRun(ALIVE, 'shop/web/nothing')
    await collector.item(() => results().length === first + 1)
    // It asks again, and hears the next one with the answer to a batch as well.
    await collector.item(() => collector.held === 1)
    collector.run = [ALIVE]
    collector.askRun(ALIVE)
    await collector.item(() => results().length >= first + 3)
    const status = collector.batches.at(-1)?.status
    expect(status).toMatchObject({ waiting: 0, oldestMs: null, lost: 0, assigned: 1, rss: 4096 })
    expect(status?.unknownRuns).toBe(1)
    expect(collector.requests.filter((one) => one.endsWith('/runs')).length).toBeLessThan(6)
  } finally {
    await agent.stop()
    await collector.close()
  }
})
