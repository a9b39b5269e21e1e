/**
 * One size of `growth.ts`: how much CPU a result costs from the store's commit to its evaluation, and what a check costs
 * in memory. `node --expose-gc tests/bench/growth-checks.ts CHECKS`, checks every 60 s, all answers ok.
 */
import { openStation, serviceOf } from '../collector/station.ts'
import { round } from './machine.ts'

const MINUTE = 60_000
const FILL = 4
const MEASURED = 2
const checks = Number(process.argv[2] ?? 100)
/** Checks of one service, two to a component. */
const EACH = Math.min(checks, 100)

const collected = () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: heapUsed, rss }
}

const components = Array.from({ length: EACH / 2 }, (_, index) => `c${index}`)
const before = collected()
const station = await openStation({
  services: Array.from({ length: checks / EACH }, (_, index) => serviceOf(`s${index}`, components)),
  begin: 'evaluation',
})
await station.live(FILL * MINUTE)
const cpu = process.cpuUsage()
const began = performance.now()
await station.live(MEASURED * MINUTE)
const { user, system } = process.cpuUsage(cpu)
const tookMs = performance.now() - began
const after = collected()
const states = await station.store.checkStates()
const stored = states.map(({ state }) => (typeof state === 'string' ? state : JSON.stringify(state)).length)
process.stdout.write(
  `${JSON.stringify({
    checks: states.length,
    results: checks * MEASURED,
    cpuMicros: round((user + system) / (checks * MEASURED)),
    tookMs: Math.round(tookMs),
    heapKiB: round((after.heap - before.heap) / 1024 / checks),
    rssKiB: round((after.rss - before.rss) / 1024 / checks),
    stateBytes: Math.round(stored.reduce((sum, length) => sum + length, 0) / Math.max(1, stored.length)),
  })}\n`,
)
await station.close()
