/**
 * How many results a collector takes in and evaluates, over TLS, from agents that keep their connections:
 * `npm run bench:ingest -- [--seconds N] [--batch 20|200] [--agents N] [--rate RESULTS_A_SECOND] [--every SECONDS]
 * [--backlog] [--checks N] [--plain] [--postgres] [--stages] [--stored N] [--data DIR] [--profile DIR]`.
 * Results are handed in as they are measured: agents have as many checks as give the rate. With `--backlog` they come from
 * the past, as after a separation, of `--checks` checks of each agent that run once a minute.
 * The collector is the real program with a real configuration; the agents are a process of their own whose batches
 * are encoded beforehand. Batches go at the rate that is asked for, whatever the answers take.
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres-server.ts'
import { freePort, startProgram } from '../support/program.ts'
import { configurationOf, issueFleet, storeBeforehand } from './fleet.ts'
import type { FromGenerator, GeneratorSetup, GeneratorStats } from './ingest-generator.ts'
import {
  bytesOf,
  cpuByThread,
  cpuSecondsOf,
  cpuSecondsOfFamily,
  machine,
  mostRssOf,
  rssOf,
} from './process-figures.ts'
import { stagesOf } from './stages.ts'

/** The goals of this bench and what they were set against. */
const GOALS: Record<number, { perSecond: number; cpuSecondsAMillion: number }> = {
  20: { perSecond: 100_000, cpuSecondsAMillion: 12 },
  200: { perSecond: 200_000, cpuSecondsAMillion: 6 },
}
const COMPARED = [
  'Zabbix 6.0 with PostgreSQL 15: 50 000 to 110 000 single values a second, 14 to 35 CPU seconds a million',
  'VictoriaMetrics over TLS, 5 values to a request: 110 000 values a second, 8 CPU seconds a million',
  'one result here carries 3 values',
]
/** Agents that come some seconds after the collector were missed: what was opened for that is over by then. */
const WARM_SECONDS = 25
const MINUTE_MS = 60_000
/** How long evaluation may take to catch up once nothing comes any more. */
const CATCH_UP_SECONDS = 60

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    warm: { type: 'string', default: String(WARM_SECONDS) },
    batch: { type: 'string', default: '20' },
    agents: { type: 'string', default: '2000' },
    /** How often each check runs, seconds. */
    every: { type: 'string', default: '1' },
    backlog: { type: 'boolean', default: false },
    /** Of each agent, for a backlog. */
    checks: { type: 'string', default: '20' },
    rate: { type: 'string' },
    plain: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    /** Also what each stage costs, by itself. */
    stages: { type: 'boolean', default: false },
    /** Results that are in the store before it begins. */
    stored: { type: 'string', default: '0' },
    data: { type: 'string' },
    /** Directory for CPU profiles of the collector's threads. */
    profile: { type: 'string' },
  },
})
const batch = Number(values.batch)
const goal = GOALS[batch]
const rate = Number(values.rate ?? goal?.perSecond ?? GOALS[20]?.perSecond)
const seconds = Number(values.seconds)
const warmSeconds = Number(values.warm)
const hosts = Number(values.agents)
const every = values.backlog ? 60 : Number(values.every)
const checks = values.backlog ? Number(values.checks) : Math.round((rate * every) / hosts)
const fleet = { hosts, checks, every, perService: 10 }
if (checks < 1)
  throw new Error('fewer results a second than agents: give fewer agents, or more seconds with --every')

const folder = mkdtempSync(join(values.data ?? tmpdir(), 'kijun-bench-'))
const data = join(folder, 'data')
mkdirSync(data, { mode: 0o700 })
const fixture = (name: string) => join(import.meta.dirname, '../agent/fixtures/chain', `${name}.pem`)
const ca = fixture('root.cert')
const server = values.postgres ? await startPostgres({ durable: true }) : null
const postgres = server ? server.url('postgres') : null

const port = await freePort()
const config = join(folder, 'collector.yaml')
const settings = [
  `listen: 127.0.0.1:${port}`,
  `data: ${data}`,
  ...(values.plain ? [] : [`tls: { cert: ${fixture('good.cert')}, key: ${fixture('good.key')} }`]),
  ...(postgres === null ? [] : [`store: ${postgres}`]),
]
writeFileSync(config, configurationOf(fleet, settings.join('\n')))
const agents = await issueFleet(fleet, { data, postgres }, Date.now())
await storeBeforehand(agents, Number(values.stored), { data, postgres }, Date.now())

const profiling = values.profile
  ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval 500 --cpu-prof-dir=${values.profile}` }
  : {}
const collector = startProgram('collector/kijun-collector.js', ['serve', '--config', config], {
  KIJUN_LOG: 'warn',
  ...profiling,
})
const pid = collector.child.pid ?? 0
await collector.line(/console on/)

/** The text of a page of the collector, with its status before it. */
function read(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: false, rejectUnauthorized: false }
    const asked = (values.plain ? plainRequest : secureRequest)(options, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      incoming.on('end', () => resolve(`${incoming.statusCode} ${text}`))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** A counter's value, or that of all its labels together. */
async function counted(...names: string[]): Promise<number[]> {
  const text = await read('/metrics')
  return names.map((name) =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, 'gm'))].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    ),
  )
}
const evaluated = async () => (await counted('kijun_evaluation_results_total'))[0] ?? 0

// A new store of a large fleet first opens an obligation for every check.
while (!(await read('/readyz')).startsWith('200')) await wait(500)
const started = { rss: mostRssOf(pid), cpu: cpuSecondsOf(pid) }

const generator = fork(join(import.meta.dirname, 'ingest-generator.ts'), { stdio: 'inherit' })
// So that the last round lies before now, however much is sent.
const rounds = Math.ceil(((warmSeconds + seconds) * rate) / (fleet.hosts * fleet.checks)) + 10
const setup: GeneratorSetup = {
  ...{ port, ca: values.plain ? null : ca, batch, rate, warmSeconds, seconds },
  agents: agents.map(({ token, checks }) => ({ token, epoch: randomUUID(), checks })),
  everyMs: every * 1000,
  startAt: values.backlog ? Date.now() - rounds * MINUTE_MS : null,
}
let begun = { cpu: 0, server: 0, threads: cpuByThread(pid), evaluated: 0, bytes: 0 }
let mostRss = 0
const watching = setInterval(() => {
  mostRss = Math.max(mostRss, rssOf(pid))
}, 200)
const stats = await new Promise<GeneratorStats>((resolve, reject) => {
  generator.on('message', (message) => {
    const told = message as FromGenerator
    if (told.mark === 'begin') {
      const cpu = cpuSecondsOf(pid)
      const threads = cpuByThread(pid)
      const ofServer = server ? cpuSecondsOfFamily(server.pid()) : 0
      void evaluated().then((count) => {
        begun = { cpu, server: ofServer, threads, evaluated: count, bytes: bytesOf(data) }
      }, reject)
    }
    if (told.mark === 'end') resolve(told.stats)
  })
  generator.once('exit', () => reject(new Error('the generator ended before its time')))
  void collector.line(/"level":(50|60)/).then(
    ([line]) => process.stderr.write(`${line}\n`),
    () => undefined,
  )
  generator.send(setup)
})
const ended = {
  server: server ? cpuSecondsOfFamily(server.pid()) : 0,
  cpu: cpuSecondsOf(pid),
  threads: cpuByThread(pid),
  evaluated: await evaluated(),
}
generator.disconnect()

const stored = stats.answeredEver * batch
let last = ended.evaluated
let caughtUp = 0
for (; caughtUp < CATCH_UP_SECONDS && last < stored; caughtUp += 1) {
  await wait(1000)
  last = await evaluated()
}
clearInterval(watching)
const afterwards = cpuSecondsOf(pid)
const results = stats.answered * batch
const round = (value: number, digits = 1) => Number(value.toFixed(digits))
const perMillion = (cpu: number, of: number) => round((cpu * 1e6) / Math.max(1, of), 2)
const figures = {
  machine: machine(),
  how: {
    ...{ agents: fleet.hosts, checks: fleet.hosts * fleet.checks, batch, askedPerSecond: rate, seconds },
    results: values.backlog
      ? 'of the past, each check once a minute'
      : `as measured, each check every ${every} s`,
    storedBefore: Number(values.stored),
    transport: values.plain ? 'HTTP, kept connections' : 'HTTPS (TLS 1.3), kept connections',
    store:
      postgres === null
        ? 'SQLite, synchronous=FULL'
        : 'PostgreSQL on the same machine, durable; its CPU counted apart',
  },
  answeredPerSecond: Math.round((results * 1000) / stats.measuredMs),
  evaluatedPerSecond: Math.round(((ended.evaluated - begun.evaluated) * 1000) / stats.measuredMs),
  answerMs: { p50: round(stats.p50Ms), p99: round(stats.p99Ms), max: round(stats.maxMs) },
  refused: stats.refused,
  batchesLeftWaiting: stats.waiting,
  evaluation: {
    secondsToCatchUp: caughtUp,
    complete: last === stored || `${last} of ${stored} answered (those under way at the end may be more)`,
  },
  cpuSecondsAMillion: perMillion(ended.cpu - begun.cpu, results),
  cpuSecondsAMillionWithCatchingUp: perMillion(afterwards - begun.cpu, last - begun.evaluated),
  ...(server && { cpuSecondsAMillionOfPostgres: perMillion(ended.server - begun.server, results) }),
  cpuSecondsByThread: Object.fromEntries(
    Object.entries(ended.threads).map(([name, cpu]) => [name, round(cpu - (begun.threads[name] ?? 0), 2)]),
  ),
  cpuSecondsToStart: round(started.cpu),
  generatorCpuSeconds: round(stats.cpuSeconds, 2),
  rssMiB: {
    started: Math.round(started.rss / 1024 ** 2),
    most: Math.round(mostRss / 1024 ** 2),
    mostEver: Math.round(mostRssOf(pid) / 1024 ** 2),
  },
  diskBytesAResult: round((bytesOf(data) - begun.bytes) / Math.max(1, stored - begun.evaluated)),
  ...(values.stages && { cpuMicrosByStage: await stagesOf(batch, values.postgres) }),
  goal: goal ? { ...goal, p99Ms: 100, rssMiB: 512 } : null,
  comparedWith: COMPARED,
}
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
await collector.end('SIGTERM')
await server?.stop()
rmSync(folder, { recursive: true, force: true })
