/**
 * What one evaluated result costs in the embedded store: bytes that the process writes (WAL and checkpoints),
 * bytes of a check's stored state, processor time. `node tests/bench/evaluation.ts [SERVICES] [CHECKS]`
 * Checks run every 60 s with their windows full, in virtual time: how fast it goes says what a core bears.
 */
import { readFile } from 'node:fs/promises'
import { openStation, START, serviceOf } from '../collector/station.ts'

const [services = 20, checks = 20] = process.argv.slice(2).map(Number)
const MINUTE = 60_000
const FILL = 260
const MEASURED = 5

const components = Array.from({ length: Math.ceil(checks / 2) }, (_, i) => `c${i}`)
const station = await openStation({
  services: Array.from({ length: services }, (_, i) => serviceOf(`s${i}`, components)),
  begin: 'evaluation',
})

/** Everything that this process handed to the kernel to write. */
async function written(): Promise<number> {
  const io = await readFile('/proc/self/io', 'utf8')
  return Number(/^wchar: (\d+)/m.exec(io)?.[1])
}

for (let minute = 0; minute < FILL; minute += 1) {
  await station.clock.suspend(MINUTE)
  await station.agent(START + minute * MINUTE, START + (minute + 1) * MINUTE)
}
await station.live(MINUTE)

const results = services * components.length * 2 * MEASURED
const before = { bytes: await written(), cpu: process.cpuUsage(), at: performance.now() }
await station.live(MEASURED * MINUTE)
const cpu = process.cpuUsage(before.cpu)
const ms = performance.now() - before.at
const bytes = (await written()) - before.bytes
const states = await station.store.checkStates()
const stored = states.map(({ state }) => (typeof state === 'string' ? state : JSON.stringify(state)).length)

process.stdout.write(
  `${JSON.stringify({
    checks: states.length,
    results,
    writtenPerResult: Math.round(bytes / results),
    stateBytes: Math.round(stored.reduce((sum, length) => sum + length, 0) / stored.length),
    cpuMsPerResult: Number(((cpu.user + cpu.system) / 1000 / results).toFixed(3)),
    resultsPerSecond: Math.round((results * 1000) / ms),
  })}\n`,
)
await station.close()
