/**
 * What a result takes on disk once its day is over, and how cost and memory grow with the number of checks.
 *
 *   npm run bench:growth -- [--days 30] [--agents 1] [--most 100000] [--postgres no] [--json]
 *
 * Disk: agents send each result by itself, as they do live (values in microseconds with log-normal noise); each day is
 * taken in, evaluated up to, and compacted by the collector's own compactor. Growth: one process for each size.
 */
import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { type Disk, diskOf, MIXES } from './growth-disk.ts'
import { machine, round } from './machine.ts'

const GOAL_BYTES = 8
const COMPARED =
  'the issue: Zabbix 6.0 with PostgreSQL 15 72 to 119 bytes for each single value; one of these results carries 1 to 8 values'

const { values: given } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    agents: { type: 'string', default: '1' },
    most: { type: 'string', default: '100000' },
    postgres: { type: 'string', default: 'yes' },
    json: { type: 'boolean', default: false },
  },
})
const [days, agents, most] = [Number(given.days), Number(given.agents), Number(given.most)]
const engines = given.postgres === 'no' ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const)

const disk: Disk[] = []
const say = (text: string) => process.stderr.write(`${text}\n`)
for (const mix of Object.keys(MIXES))
  for (const engine of engines) {
    const one = await diskOf({ engine, mix, days, agents })
    disk.push(one)
    say(
      `${engine} ${mix}: ${one.bytesPerResult} bytes a result on disk (goal ${GOAL_BYTES}); its noise alone ${one.noiseBytes}, block ${one.blockBytes}, rows before ${one.rowBytes}; ${one.cpuMicros} µs of CPU to compact it`,
    )
  }

const growth: unknown[] = []
const run = promisify(execFile)
for (let checks = 100; checks <= most; checks *= 10) {
  const script = new URL('./growth-checks.ts', import.meta.url).pathname
  const { stdout } = await run(process.execPath, ['--expose-gc', script, String(checks)], {
    maxBuffer: 2 ** 24,
  })
  const one = JSON.parse(stdout)
  growth.push(one)
  say(
    `${checks} checks: ${one.cpuMicros} µs of CPU a result (store and evaluation), ${one.heapKiB} KiB of heap and ${one.rssKiB} KiB of memory a check, ${one.stateBytes} bytes of state`,
  )
}

const answer = {
  machine: machine(),
  goalBytes: GOAL_BYTES,
  days,
  agents,
  disk,
  growth,
  comparedWith: COMPARED,
}
if (given.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
else {
  say(`compared with: ${COMPARED}`)
  const { cpu, cores, memoryGiB, kernel, node } = machine()
  say(`machine: ${cpu}, ${cores} cores, ${round(memoryGiB)} GiB, Linux ${kernel}, Node ${node}`)
}
