/**
 * CPU microseconds of one result by stage, from the agent's check to the evaluated row: `node tests/bench/stages.ts [BATCH] [--postgres]`,
 * and at the end of `bench:ingest -- --stages`. Each stage runs alone, in this process, with the production code, after
 * a while of warming up; where a stage has threads of its own, their time is told apart. Garbage that is collected when
 * all run at once and hold each other up is what `bench:ingest` has beyond their sum.
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect as connectPlain } from 'node:net'
import { join } from 'node:path'
import { connect as connectSecure } from 'node:tls'
import fastify from 'fastify'
import { openSpool } from '../../agent/spool/spool.ts'
import { makeBodyParser } from '../../collector/http/text-parser.ts'
import { makeOwnership } from '../../collector/ingest/ownership.ts'
import { plainBatch } from '../../collector/ingest/plain.ts'
import { makeRecent } from '../../collector/ingest/recent.ts'
import type { Revision } from '../../collector/model.ts'
import { openStore } from '../../collector/store/open.ts'
import type { EncodedBatch } from '../../collector/store/port.ts'
import { isBatchFrame } from '../../rules/wire/v1.generated.js'
import type { BatchFrame, ResultItem } from '../../rules/wire/v1.ts'
import { serviceOf } from '../collector/station.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { scratch } from '../support/scratch.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { evaluated } from './evaluated.ts'
import { machine, round } from './machine.ts'
import { cpuSecondsOf, cpuSecondsOfFamily } from './process-figures.ts'

const AGENTS = 100
const CHECKS = 20
const START = Date.parse('2026-11-01T00:00:00Z')
const MINUTE_MS = 60_000
/** Results of each stage: before it is measured, and while it is. */
const WARM = 40_000
const MEASURED = 80_000
/** What a store has to do at once: as many agents hand in within one commit. */
const AT_ONCE = 100
/** Of the listener alone; requests of each connection. */
const CONNECTIONS = 50
const REQUESTS = 100

interface Handed {
  agent: string
  epoch: string
  body: Buffer
}

/** Batches of a fleet whose checks answer once a minute, in the order in which they are handed in. */
function batchesOf(count: number, batch: number): Handed[] {
  const epochs = Array.from({ length: AGENTS }, () => randomUUID())
  return Array.from({ length: Math.ceil(count / batch) }, (_, number) => {
    const host = number % AGENTS
    const first = Math.floor(number / AGENTS) * batch
    const items = Array.from({ length: batch }, (_, i) => resultOf(host, first + i))
    const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
    const frame = { wire: 1, epoch: epochs[host], sentAt: START, base, items }
    return { agent: `h${host}`, epoch: epochs[host] ?? '', body: Buffer.from(JSON.stringify(frame)) }
  })
}

function resultOf(host: number, index: number): ResultItem {
  const planned = MINUTE_MS + Math.floor(index / CHECKS) * MINUTE_MS + (index % CHECKS) * 1000
  const values = { connect_ms: 1.25 + (index % 7), total_ms: 12.5 + (index % 11), status: 200 }
  return {
    ...{ kind: 'result', seq: index + 2, check: `s${host}/c${index % CHECKS}/alive`, revision: 1 },
    ...{ planned, started: planned + 3, finished: planned + 15, outcome: 'ok', attempt: 0, values },
  }
}

/** CPU microseconds of a result: of this thread, and of all others. */
async function costOf(results: number, work: () => void | Promise<void>) {
  const [whole, own] = [process.cpuUsage(), process.threadCpuUsage()]
  await work()
  const [all, thread] = [process.cpuUsage(whole), process.threadCpuUsage(own)]
  const used = thread.user + thread.system
  return { own: round(used / results, 2), others: round((all.user + all.system - used) / results, 2) }
}

/** What TLS and HTTP take of a result, by the listener with nothing behind it; connections are kept. */
async function transportCost(batch: number, secure: boolean): Promise<number> {
  const fixture = (name: string) => join(import.meta.dirname, '../agent/fixtures/chain', `${name}.pem`)
  const files = secure ? [fixture('good.cert'), fixture('good.key')] : []
  const child = fork(join(import.meta.dirname, 'stages-listener.ts'), files)
  const [port] = (await once(child, 'message')) as [number]
  const { body } = batchesOf(batch, batch)[0] ?? { body: Buffer.alloc(0) }
  const head = `POST /agent/v1/batches HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${'x'.repeat(43)}\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`
  const request = Buffer.concat([Buffer.from(head), body])
  const options = { host: '127.0.0.1', port, ca: readFileSync(fixture('root.cert')) }
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = secure ? connectSecure(options) : connectPlain(options)
      await once(socket, secure ? 'secureConnect' : 'connect')
      return socket.setNoDelay(true)
    }),
  )
  const ask = (times: number) =>
    Promise.all(
      connections.map(async (socket) => {
        for (let sent = 0; sent < times; sent += 1) {
          socket.write(request)
          await once(socket, 'data')
        }
      }),
    )
  await ask(REQUESTS / 4)
  const before = cpuSecondsOf(child.pid ?? 0)
  await ask(REQUESTS)
  const cost = cpuSecondsOf(child.pid ?? 0) - before
  for (const socket of connections) socket.destroy()
  child.disconnect()
  return (cost * 1e6) / (CONNECTIONS * REQUESTS * batch)
}

/** By stage, in its order; with `postgres` also what committing to it takes, which is no part of the sum. */
export async function stagesOf(batch: number, postgres = false): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const data = await scratch('kijun-bench-')
  const note = (stage: string, cost: number) => {
    found[stage] = cost
  }
  const agent = await agentStages(data, batch)
  note('agent: result into its spool, on disk', agent.spool)
  note('agent: batch out of its spool', agent.take)
  note('agent: deleting what was answered', agent.settle)

  const plain = await transportCost(batch, false)
  note('collector: HTTP', plain)
  note('collector: TLS', (await transportCost(batch, true)) - plain)

  const parser = makeBodyParser(fastify())
  const all = batchesOf(WARM + MEASURED, batch)
  const warm = Math.ceil(WARM / batch)
  const measured = (all.length - warm) * batch
  const frames: { handed: Handed; frame: BatchFrame; text: string }[] = []
  const read = (handed: Handed) => {
    const { value, text } = parser.read(handed.body)
    frames.push({ handed, frame: value as BatchFrame, text: text ?? '' })
  }
  all.slice(0, warm).forEach(read)
  const parsing = await costOf(measured, () => all.slice(warm).forEach(read))
  note('collector: body to values', parsing.own + parsing.others)

  const names = Array.from({ length: CHECKS }, (_, n) => `c${n}`)
  const services = Array.from({ length: AGENTS }, (_, host) => serviceOf(`s${host}`, names, ['liveness']))
  for (const [host, { components }] of services.entries())
    for (const { checks } of components) for (const check of checks) check.agent = `h${host}`
  const revision: Revision = { revision: 1, services }
  const ownership = makeOwnership(
    () => revision,
    async () => null,
  )
  const drafts: EncodedBatch[] = []
  const judge = ({ handed: { agent: name, epoch }, frame, text }: (typeof frames)[number]) => {
    const receivedAt = START + 86_400_000 * 30
    const plain = isBatchFrame(frame) ? plainBatch(frame, name, ownership, receivedAt) : null
    if (!plain) throw new Error('the batches of this bench are plain ones')
    const { ranges, earliestAt, latestAt, partitions } = plain
    const times = { receivedAt, earliestAt, latestAt, partitions }
    drafts.push({ agentId: name, epoch, ...times, encoded: text, ranges, count: frame.items.length })
  }
  frames.slice(0, warm).forEach(judge)
  const judging = await costOf(measured, () => frames.slice(warm).forEach(judge))
  note('collector: judging each item', judging.own + judging.others)

  const before = drafts.slice(0, warm)
  const storing = await committing({ data, postgres: null }, before, drafts.slice(warm), measured)
  note('collector: handing to the store', storing.own)
  note('collector: durable commit', storing.others)

  const recent = makeRecent(START)
  const show = ({ handed: { agent: agentId, epoch }, frame: { base, items } }: (typeof frames)[number]) => {
    const head = { agentId, epoch, receivedAt: START + MINUTE_MS, base }
    recent.took({ ...head, items: items as ResultItem[] }, 0, true)
  }
  frames.slice(0, warm).forEach(show)
  const showing = await costOf(measured, () => frames.slice(warm).forEach(show))
  note('collector: newest results of the console', showing.own + showing.others)

  const { cpuMicrosPerResult } = await evaluated({ checks: 5000, failing: 0, each: 40 })
  note('collector: evaluation', cpuMicrosPerResult)
  await rm(data, { recursive: true, force: true })
  note(
    'sum',
    Object.values(found).reduce((total, cost) => total + cost, 0),
  )
  if (postgres) {
    const server = await startPostgres({ durable: true })
    const began = cpuSecondsOfFamily(server.pid())
    const place = { data, postgres: server.url('postgres') }
    const there = await committing(place, before, drafts.slice(warm), measured)
    note('on PostgreSQL: handing to the store', there.own)
    note('on PostgreSQL: the thread of the store', there.others)
    const ofServer = ((cpuSecondsOfFamily(server.pid()) - began) * 1e6) / (all.length * batch)
    note('on PostgreSQL: the server', ofServer)
    await server.stop()
  }
  return Object.fromEntries(Object.entries(found).map(([name, cost]) => [name, round(cost, 2)]))
}

async function committing(
  place: { data: string; postgres: string | null },
  warming: EncodedBatch[],
  batches: EncodedBatch[],
  results: number,
) {
  const store = await openStore(place)
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: START })
  const commit = async (list: EncodedBatch[]) => {
    for (let at = 0; at < list.length; at += AT_ONCE)
      await Promise.all(list.slice(at, at + AT_ONCE).map((one) => store.ingest({ batches: [one] })))
  }
  await commit(warming)
  const cost = await costOf(results, () => commit(batches))
  await store.close()
  return cost
}

async function agentStages(dir: string, batch: number) {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
  const clock = makeVirtualClock(START)
  const maxBytes = 64 * 1024 * 1024
  const spool = await openSpool({
    ...{ dir: `${dir}/spool`, epoch: randomUUID(), maxBytes, maxAgeMs: 86_400_000, clock, log },
  })
  await spool.recovered
  spool.put({ kind: 'anchor', mono: 0, wall: START, offset: 0, uncertainty: 1 })
  const costs = { spool: 0, take: 0, settle: 0 }
  const limit = { items: batch, bytes: 1_000_000 }
  for (const [results, measured] of [
    [WARM / 4, false],
    [MEASURED / 4, true],
  ] as const)
    for (let at = 0; at < results; at += batch) {
      const items = Array.from({ length: batch }, (_, i) => resultOf(0, at + i))
      const put = await costOf(1, async () => {
        for (const { seq: _, ...item } of items) spool.put(item)
        await spool.flush()
      })
      let taken = spool.live(limit)
      const take = await costOf(1, () => {
        taken = spool.live(limit)
        Buffer.from(`{"items":[${taken?.entries.map(({ text }) => text).join()}]}`)
      })
      const settle = await costOf(1, async () => {
        const [first, last] = [taken?.entries[0]?.seq ?? 0, taken?.entries.at(-1)?.seq ?? 0]
        if (taken) await spool.settle(taken, { accepted: [[first, last]], rejected: [] })
      })
      if (!measured) continue
      costs.spool += (put.own + put.others) / results
      costs.take += (take.own + take.others) / results
      costs.settle += (settle.own + settle.others) / results
    }
  await spool.close()
  return costs
}

if (import.meta.main) {
  const batch = Number(process.argv[2] ?? 20)
  const cpuMicrosByStage = await stagesOf(batch, process.argv.includes('--postgres'))
  process.stdout.write(`${JSON.stringify({ machine: machine(), batch, cpuMicrosByStage }, null, 2)}\n`)
}
