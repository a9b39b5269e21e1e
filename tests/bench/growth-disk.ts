/** Bytes of a result on disk after compaction, indexes included, beside the noise that it carries. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { startCompactor } from '../../collector/compactor.ts'
import { makeMetrics } from '../../collector/metrics.ts'
import { openStore } from '../../collector/store/open.ts'
import type { Store } from '../../collector/store/port.ts'
import { partitionOf } from '../../rules/partition.ts'
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import { chanceOf, dayOf } from '../collector/store/block/days.ts'
import { commit, holdPartition } from '../contract/store/fixtures.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { round } from './machine.ts'

const AT = Date.UTC(2026, 10, 1)
const DAY = 86_400_000
const SHOP = partitionOf('shop')

export const MIXES: Record<string, string[]> = {
  'tcp only': ['tcp'],
  'tcp, http and ping': ['tcp', 'http', 'ping'],
  'https only': ['http'],
}

/** Bits of a log-normal time about `middle` that is told in steps of `step`, all in one unit. */
const timeBits = (middle: number, spread: number, step: number) =>
  Math.log2((middle * spread * Math.sqrt(2 * Math.PI * Math.E)) / step)
/** Start on the plan or 1 ms after it; whether the end falls into one millisecond or the next. */
const CLOCK_BITS = 0.88 + 1
const MICRO = 0.001
/** What `days.ts` puts by chance into a result of each type. */
const NOISE_BITS: Record<string, number> = {
  tcp: timeBits(1.2, 0.25, MICRO) + CLOCK_BITS,
  ping: timeBits(0.45, 0.2, MICRO) + CLOCK_BITS + 0.5,
  http:
    [timeBits(0.25, 0.3, MICRO), timeBits(0.8, 0.25, MICRO), timeBits(6, 0.15, MICRO)].reduce(
      (a, b) => a + b,
    ) +
    timeBits(18, 0.3, MICRO) +
    timeBits(0.8, 0.3, MICRO) +
    CLOCK_BITS,
}
/** When it was received, whole milliseconds; and each minute's anchor: step of the clock, offset, uncertainty. */
const RECEIPT_BITS = timeBits(4, 0.5, 1)
const ANCHOR_BITS = 1 + 1.1 + 1

export interface Disk {
  engine: string
  mix: string
  results: number
  /** Bytes of everything on disk, of blocks alone, of rows before, a result. */
  bytesPerResult: number
  blockBytes: number
  rowBytes: number
  /** Least bytes of what is chance in a result: no code is shorter. */
  noiseBytes: number
  /** Of the collector's process, all threads, reading back included; PostgreSQL's own are not in it. */
  cpuMicros: number
}

export async function diskOf(a: {
  engine: 'sqlite' | 'postgres'
  mix: string
  days: number
  agents: number
}): Promise<Disk> {
  const types = MIXES[a.mix] ?? []
  const data = await mkdtemp(join(tmpdir(), 'kijun-growth-'))
  const server = a.engine === 'postgres' ? await startPostgres() : null
  const postgres = server?.url('postgres') ?? null
  const store = await openStore({ data, postgres })
  try {
    await store.openInstance({ uuid: 'bench', digestKey: new Uint8Array(32), now: AT })
    for (let no = 0; no < a.agents; no += 1)
      await store.issueAgent({
        ...{ id: agentId(no), name: `host-${no}`, credentialId: `c${no}`, tokenDigest: `t${no}` },
        ...{ actor: 'system', now: AT, ledgerId: `agent-${no}` },
      })
    const empty = await sizeOf(data, postgres)
    let rows = 0
    let micros = 0
    for (let day = 0; day < a.days; day += 1) {
      for (let no = 0; no < a.agents; no += 1) await takeDay(store, types, day, no)
      if (day === 0) rows = (await sizeOf(data, postgres)).all - empty.all
      micros += await compactDay(store, day)
    }
    const size = await sizeOf(data, postgres)
    const results = a.days * a.agents * types.length * 1440
    const noise = types.reduce((sum, type) => sum + (NOISE_BITS[type] ?? 0), 0) / types.length
    return {
      ...{ engine: a.engine, mix: a.mix, results },
      bytesPerResult: round((size.kept - empty.kept) / results, 2),
      blockBytes: round(size.blocks / results, 2),
      rowBytes: Math.round(rows / (a.agents * types.length * 1440)),
      noiseBytes: round((noise + RECEIPT_BITS + ANCHOR_BITS / types.length) / 8, 2),
      cpuMicros: round(micros / results, 1),
    }
  } finally {
    await store.close()
    await server?.stop()
    await rm(data, { recursive: true })
  }
}

const agentId = (no: number) => `a9e17000-0000-4000-8000-${String(no).padStart(12, '0')}`

async function takeDay(store: Store, types: string[], day: number, no: number): Promise<void> {
  const batches = dayOf({
    ...{ agentId: agentId(no), types, fromAt: AT + day * DAY, minutes: 1440 },
    chance: chanceOf(1 + day * 1000 + no),
    arrive: () => 0,
  })
  // One epoch a day: an agent that is started each night.
  const epoch = `e90c4000-0000-4000-8000-${String(day * 1000 + no).padStart(12, '0')}`
  await store.ingest({
    batches: batches.map(({ arrival: _, ...batch }) => {
      const times = withAnchors(batch).flatMap(([item, anchor]) =>
        item.kind === 'result' ? [eventTime(anchor, item.planned), eventTime(anchor, item.finished)] : [],
      )
      const span = { earliestAt: Math.min(...times), latestAt: Math.max(...times) }
      return { ...batch, epoch, ...span, partitions: [SHOP] }
    }),
  })
}

const complain = (first: unknown, text?: unknown) =>
  void process.stderr.write(`${String(text)} ${String((first as { err?: unknown }).err)}\n`)

/** Microseconds of CPU. */
async function compactDay(store: Store, day: number): Promise<number> {
  const now = AT + (day + 4) * DAY
  const lease = await holdPartition(store, SHOP, 'bench', now)
  const { last } = await store.compactionBound({ partitions: [] })
  await store.commitEvaluation(commit(lease, { now, cursor: last }))
  const before = process.cpuUsage()
  const compactor = startCompactor({
    ...{ store, owner: 'bench', metrics: makeMetrics() },
    clock: { now: () => now, monotonic: () => 0, after: () => () => undefined },
    log: { info: () => undefined, warn: complain, error: complain },
    revision: () => ({ services: [{ id: 'shop' }] }) as never,
    ...{ disputeMs: 0, damaged: async () => undefined },
  })
  await compactor.run()
  await compactor.stop()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** Bytes: of all, of what is kept in the end (indexes included), of the blocks' own bytes. */
async function sizeOf(data: string, postgres: string | null) {
  if (postgres === null) {
    const db = new DatabaseSync(join(data, 'kijun.db'), { readOnly: true, timeout: 5000 })
    const one = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0)
    const used = (one('pragma page_count') - one('pragma freelist_count')) * one('pragma page_size')
    const blocks = one('select coalesce(sum(bytes), 0) from block')
    db.close()
    return { all: used, kept: used, blocks }
  }
  const client = new pg.Client({ connectionString: postgres })
  await client.connect()
  try {
    const one = async (sql: string) => Number(Object.values((await client.query(sql)).rows[0] ?? {})[0] ?? 0)
    const of = (tables: string) =>
      one(
        `select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relname in (${tables})`,
      )
    const kept = await of(
      `'block', 'block_body', 'block_partition', 'sequence_range', 'ledger_entry', 'ledger_payload'`,
    )
    const work = await of(`'batch', 'batch_partition'`)
    return { all: kept + work, kept, blocks: await one('select coalesce(sum(bytes), 0) from block') }
  } finally {
    await client.end()
  }
}
