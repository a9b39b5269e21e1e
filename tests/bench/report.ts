/** A month's report: how long it takes, what it holds the event loop up for, and what it needs of memory. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { buildReport } from '../../collector/reports/build.ts'
import { openStore } from '../../collector/store/open.ts'
import { DECEMBER, HOUR, makeWorld, NOVEMBER } from '../collector/reports/world.ts'
import { serviceOf } from '../collector/station.ts'

const [checks = 3, perBatch = 3] = process.argv.slice(2).map(Number)
const data = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const store = await openStore({ data, postgres: null })
const world = await makeWorld(store, perBatch)
const components = Array.from({ length: Math.ceil(checks / 3) }, (_, index) => `part-${index}`)
const service = serviceOf('shop', components, ['liveness', 'fault', 'performance'])
await world.load([service], NOVEMBER - HOUR)
for (let from = NOVEMBER; from < DECEMBER; from += 24 * HOUR)
  await world.handIn(world.runs(service, from, from + 24 * HOUR))
const delay = monitorEventLoopDelay({ resolution: 1 })
const before = process.memoryUsage().rss
delay.enable()
const started = performance.now()
const report = await buildReport(world.deps, { service: 'shop', month: '2026-11', now: DECEMBER + HOUR })
const took = performance.now() - started
delay.disable()
process.stdout.write(
  `${JSON.stringify({
    executions: report.measurement.inputs.executions,
    tookMs: Math.round(took),
    longestBlockMs: Math.round(delay.max / 1e6),
    p99BlockMs: Math.round(delay.percentile(99) / 1e6),
    rssGrownMb: Math.round((process.memoryUsage().rss - before) / 1e6),
  })}\n`,
)
await store.close()
await rm(data, { recursive: true })
