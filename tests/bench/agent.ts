/**
 * What the shipped agent costs a host: resident memory beside a bare Node of the same run, processor time with
 * children, start-up, and size. `npm run bench:agent [-- SECONDS [BUNDLE]]` watches for so many seconds (120)
 * after every check has run once. Children's time is read in steps of 10 ms: longer is finer. Linux only.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bundleAgent } from '../../deploy/build/bundle-agent.ts'
import { eachType, writeAgentConfig } from '../agent/each-type.ts'
import { startFakeCollector } from '../agent/fake-collector.ts'
import { freePort, startProgram } from '../support/program.ts'
import { machine, quantile, round } from './machine.ts'

const [seconds = '120', given] = process.argv.slice(2)
const [WATCH_MS, EVERY_MS, TICKS_PER_S] = [Number(seconds) * 1000, 60_000, 100]
const MIB = 1024

const home = mkdtempSync(join(tmpdir(), 'kijun-bench-'))
const bundle = given ?? join(home, 'kijun-agent.js')
if (given === undefined) await bundleAgent(bundle)

const web = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1')
await new Promise((resolve) => web.once('listening', resolve))
const types = eachType({ web: (web.address() as AddressInfo).port, closed: await freePort() })

/** Types of the checks of each scenario; the second is what the limits are set for. */
const SCENARIOS: Record<string, string[]> = {
  'no check': [],
  'host, ping, http': ['host', 'ping', 'http'],
  '100 checks: host, 33 ping, 66 http': [
    'host',
    ...Array.from({ length: 33 }, () => 'ping'),
    ...Array.from({ length: 66 }, () => 'http'),
  ],
  'one of every type': Object.keys(types),
}

/** Resident memory and its peak, MiB. */
function memoryOf(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / MIB
  return { rss: read('VmRSS'), peak: read('VmHWM'), anonymous: read('RssAnon') }
}

/** Processor time so far, milliseconds: of its threads, and of its children that have ended. */
function cpuOf(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  let own = ((user + system) * 1000) / TICKS_PER_S
  try {
    // Finer, where this kernel tells it.
    const runtime = /^se\.sum_exec_runtime\s*:\s*([\d.]+)/m
    own = readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(runtime.exec(readFileSync(`/proc/${pid}/task/${task}/sched`, 'utf8'))?.[1]))
      .reduce((sum, ms) => sum + ms, 0)
  } catch {
    // In steps of 10 ms, then.
  }
  return { own, children: ((childUser + childSystem) * 1000) / TICKS_PER_S }
}

const median = (values: number[]) => quantile(values, 0.5)

async function watch(pid: number) {
  const begun = cpuOf(pid)
  const startedAt = performance.now()
  const seen: ReturnType<typeof memoryOf>[] = []
  while (performance.now() - startedAt < WATCH_MS) {
    await pause(1000)
    seen.push(memoryOf(pid))
  }
  const ended = cpuOf(pid)
  const hours = (performance.now() - startedAt) / 3_600_000
  return {
    rssMiB: median(seen.map(({ rss }) => rss)),
    mostMiB: Math.max(...seen.map(({ rss }) => rss)),
    anonymousMiB: median(seen.map(({ anonymous }) => anonymous)),
    peakMiB: seen.at(-1)?.peak ?? Number.NaN,
    begunMs: begun.own + begun.children,
    ownPerHour: (ended.own - begun.own) / 1000 / hours,
    childrenPerHour: (ended.children - begun.children) / 1000 / hours,
  }
}

async function bare() {
  const child = spawn(process.execPath, ['-e', 'setInterval(()=>{},1e9)'], { stdio: 'ignore' })
  await pause(1000)
  const seen = await watch(child.pid ?? 0)
  child.kill()
  return seen
}

async function agentWith(name: string, wanted: string[]) {
  const checks = wanted.map((type, index) => ({
    check: `bench/${type}/${index}`,
    type,
    purpose: 'liveness' as const,
    everyMs: EVERY_MS,
    timeoutMs: 5000,
    confirm: { failures: 1, everyMs: 10_000 },
    config: types[type] ?? {},
  }))
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks })
  const config = writeAgentConfig(join(home, name.replaceAll(/\W/g, '-'), 'agent.yaml'), collector.url)
  const startedAt = performance.now()
  const agent = startProgram(bundle, ['run', '--config', config])
  const pid = agent.child.pid ?? 0
  await agent.line(/the agent runs/)
  const runsAfterMs = performance.now() - startedAt
  // Warm: it has told its whole inventory (by a child of its own), and every check has run once.
  while (collector.hellos.length < 2 || collector.held === 0) await pause(100)
  collector.askRun(...checks.map(({ check }) => check))
  const first = await Promise.all(
    checks.map(({ check }) => collector.item((item) => item.kind === 'result' && item.check === check)),
  )
  const seen = await watch(pid)
  const results = [...collector.committed.values()].filter(({ kind }) => kind === 'result').length
  const outcomes = new Set(
    first.flatMap((item) =>
      item.kind === 'result'
        ? [`${item.check.split('/')[1]} ${item.outcome}${item.reason ? ` (${item.reason})` : ''}`]
        : [],
    ),
  )
  await agent.end()
  await collector.close()
  return { runsAfterMs, results, outcomes, ...seen }
}

/** Milliseconds from the start of a program to its end; the median of five. */
async function startUp(args: string[]): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < 5; n += 1) {
    const startedAt = performance.now()
    const child = spawn(process.execPath, args, { stdio: 'ignore' })
    await new Promise((resolve) => child.once('close', resolve))
    took.push(performance.now() - startedAt)
  }
  return median(took)
}

const startUpMs = { bareNode: await startUp(['-e', '0']), bundleHelp: await startUp([bundle, '--help']) }
const [node, ...agents] = await Promise.all([
  bare(),
  ...Object.entries(SCENARIOS).map(([name, wanted]) => agentWith(name, wanted)),
])
const figures = {
  machine: machine(),
  watchedSeconds: Number(seconds),
  everySeconds: EVERY_MS / 1000,
  bundleBytes: statSync(bundle).size,
  startUpMs: { bareNode: round(startUpMs.bareNode, 0), bundleHelp: round(startUpMs.bundleHelp, 0) },
  bareNode: { rssMiB: round(node.rssMiB), anonymousMiB: round(node.anonymousMiB) },
  fromTheIssue: 'CPU-seconds an hour: zabbix-agent2 3.4, its C agent 1.7, a minimal Node loop 0.3',
  agents: Object.fromEntries(
    Object.keys(SCENARIOS).map((name, index) => {
      const seen = agents[index]
      if (!seen) throw new Error('a scenario without figures')
      return [
        name,
        {
          rssMiB: round(seen.rssMiB),
          rssToBareNode: round(seen.rssMiB / node.rssMiB, 2),
          mostMiB: round(seen.mostMiB),
          peakMiB: round(seen.peakMiB),
          anonymousMiB: round(seen.anonymousMiB),
          checks: SCENARIOS[name]?.length ?? 0,
          cpuSecondsPerHour: round(seen.ownPerHour + seen.childrenPerHour, 2),
          ofThemChildren: round(seen.childrenPerHour, 2),
          cpuSecondsToWarm: round(seen.begunMs / 1000, 2),
          runsAfterMs: round(seen.runsAfterMs, 0),
          results: seen.results,
          outcomes: [...seen.outcomes],
        },
      ]
    }),
  ),
}
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
web.close()
rmSync(home, { recursive: true })
