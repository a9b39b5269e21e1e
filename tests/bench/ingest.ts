/**
 * How many results a collector takes in and evaluates: batches of 20 over 50 kept connections, each an agent's,
 * against HTTP, evaluation and the embedded store in this process. `node tests/bench/ingest.ts [SECONDS]`
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { makeClock } from '../../collector/clock.ts'
import { startEvaluation } from '../../collector/evaluation/engine.ts'
import { makeEvents } from '../../collector/http/events.ts'
import { startHttp } from '../../collector/http/server.ts'
import { makeMetrics } from '../../collector/metrics.ts'
import { tokenDigest } from '../../collector/operators/token.ts'
import { makeOwnClock } from '../../collector/own-clock.ts'
import { openStore } from '../../collector/store/open.ts'
import { serviceOf } from '../collector/station.ts'

const CONNECTIONS = 50
const ITEMS = 20
const seconds = Number(process.argv[2] ?? 8)

const data = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const log = pino({ level: 'error' })
const metrics = makeMetrics()
const newId = () => randomUUID()
const store = await openStore({ data, postgres: null })
await store.openInstance({ uuid: newId(), digestKey: randomBytes(32), now: clock.now() })

const components = Array.from({ length: ITEMS / 2 }, (_, i) => `c${i}`)
const services = Array.from({ length: CONNECTIONS }, (_, i) => {
  const service = serviceOf(`s${i}`, components)
  return { ...service, components: service.components.map((one) => ({ ...one, agent: `host-${i}` })) }
})
const loading = { document: { services }, contacts: [], actor: 'system', now: clock.now(), ledgerId: newId() }
const revision = await store.loadRevision(loading)
const onChange = () => undefined
const owner = newId()
const ownClock = makeOwnClock({ store, clock, owner, log, newId, check: null, revision: () => revision })
const evaluation = startEvaluation({
  ...{ store, owner, clock, ownClock, revision, log, metrics, onChange, newId },
  wakeOutbox: onChange,
})
const server = await startHttp({
  ...{ store, clock, log, metrics, version: 'bench', startedAt: clock.now(), revision: () => revision },
  settings: {
    ...{ listen: { host: '127.0.0.1', port: 0 }, data, postgres: null, mail: null, ownClock: null },
    ...{ timezone: 'Asia/Tokyo', language: 'ja' },
  },
  onIngest: evaluation.wake,
  onOutbox: onChange,
  evaluating: evaluation.ready,
  events: makeEvents(),
  random: { uuid: newId, token: () => randomBytes(32).toString('base64url') },
})

const waits: number[] = []
const endsAt = performance.now() + seconds * 1000

/** One agent that sends as fast as it is answered; each batch is one round of its checks, an interval later. */
async function send(index: number): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const credential = { credentialId: newId(), tokenDigest: tokenDigest(token), actor: 'system', now }
  await store.issueAgent({ id: newId(), name: `host-${index}`, ...credential, ledgerId: newId() })
  const names = services[index]?.components.flatMap(({ checks }) => checks.map(({ check }) => check)) ?? []
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const epoch = newId()
  const base = { seq: 1, mono: 0, wall: now - 30 * 86_400_000, offset: 0, uncertainty: 1 }
  let seq = 1
  for (let round = 0; performance.now() < endsAt; round += 1) {
    const items = names.map((check, i) => {
      seq += 1
      const started = round * 60_000 + i * 7
      const times = { planned: started, started, finished: started + 12 + (i % 5) }
      const values = { connect_ms: 1.25 + i }
      return { kind: 'result', seq, check, revision: 1, ...times, outcome: 'ok', attempt: 0, values }
    })
    const begun = performance.now()
    const body = JSON.stringify({ wire: 1, epoch, sentAt: Math.round(clock.now()), base, items })
    await post(agent, token, body)
    waits.push(performance.now() - begun)
  }
  agent.destroy()
}

function post(agent: Agent, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const target = { host: '127.0.0.1', port: server.port, path: '/agent/v1/batches', method: 'POST' }
    const outgoing = request({ ...target, agent, headers }, (incoming) => {
      incoming.resume()
      incoming.on('end', () => {
        if (incoming.statusCode === 200) resolve()
        else reject(new Error(`answered ${incoming.statusCode}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const before = { cpu: process.cpuUsage(), at: performance.now() }
await Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => send(i)))
const ms = performance.now() - before.at
const cpu = process.cpuUsage(before.cpu)
const results = waits.length * ITEMS
waits.sort((a, b) => a - b)
const at = (share: number) => Math.round(waits[Math.floor(waits.length * share)] ?? 0)
const evaluated = /^kijun_evaluation_results_total\{outcome="ok"\} (\d+)/m.exec((await metrics.expose()).body)
process.stdout.write(
  `${JSON.stringify({
    seconds: Math.round(ms / 1000),
    resultsPerSecond: Math.round((results * 1000) / ms),
    evaluatedMeanwhile: Number(evaluated?.[1] ?? 0) / results,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cores: Number(((cpu.user + cpu.system) / 1000 / ms).toFixed(2)),
    cpuMsPerResult: Number(((cpu.user + cpu.system) / 1000 / results).toFixed(3)),
  })}\n`,
)
await server.stop()
await evaluation.stop()
await store.close()
await rm(data, { recursive: true, force: true })
