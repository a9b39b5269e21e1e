/** Evaluation under load: results of many checks, handed over in batches, in virtual time. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startEvaluation } from '../../collector/evaluation/engine.ts'
import { makeMetrics } from '../../collector/metrics.ts'
import { openStore } from '../../collector/store/open.ts'
import type { Store, StoredBatch } from '../../collector/store/port.ts'
import type { Item } from '../../rules/wire/v1.ts'
import { START, serviceOf } from '../collector/station.ts'
import { scratch } from '../support/scratch.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

const MINUTE = 60_000
/** Checks of a service. */
const OF_ONE = 10
const BATCH = 20
/** Each minute is handed over in so many pieces: an engine that hears nothing for long takes itself for absent. */
const STEPS = 6

/** Evaluation waits for less only where it rests between two passes. */
const REST_MS = 100

const unexpected = (...said: unknown[]) => {
  throw new Error(`evaluation was not to say anything: ${JSON.stringify(said)}`)
}

export interface Evaluated {
  checks: number
  results: number
  failing: number
  cpuMicrosPerResult: number
  /** Longest time for which nothing else ran, milliseconds. */
  longestHoldMs: number
  bytesPerCheck: number
  commits: number
}

/** `each`: minutes of results of each check; `failing`: share of results that failed. */
export async function evaluated(a: { checks: number; failing: number; each: number }): Promise<Evaluated> {
  const data = await scratch('kijun-bench-')
  const store = await openStore({ data, postgres: null })
  const clock = makeVirtualClock(START)
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: clock.now() })
  const components = Array.from({ length: OF_ONE / 2 }, (_, i) => `c${i}`)
  const services = Array.from({ length: Math.ceil(a.checks / OF_ONE) }, (_, i) =>
    serviceOf(`s${i}`, components),
  )
  const ledgerId = randomUUID()
  const document = { services }
  const by = { actor: 'system', now: clock.now(), ledgerId }
  const revision = { ...document, revision: await store.loadRevision({ document, contacts: [], ...by }) }
  let commits = 0
  const counted = new Proxy(store, {
    get(target, name: keyof Store) {
      if (name === 'commitEvaluation') commits += 1
      return target[name].bind(target)
    },
  })
  let busy: () => void = () => undefined
  const idle = () => new Promise<void>((resolve) => (busy = resolve))
  const evaluation = startEvaluation({
    store: counted,
    owner: 'bench',
    // The turns are those of a real clock.
    clock: {
      ...clock,
      monotonic: () => clock.monotonic() + performance.now(),
      after: (ms, fn) => {
        if (ms < REST_MS) {
          const timer = setTimeout(fn, ms)
          return () => clearTimeout(timer)
        }
        busy()
        return clock.after(ms, fn)
      },
    },
    revision,
    ownClock: { look: () => undefined, steps: async () => [] },
    log: { info: () => undefined, warn: unexpected, error: unexpected },
    metrics: makeMetrics(),
    onChange: () => undefined,
    wakeOutbox: () => undefined,
    newId: randomUUID,
    alone: true,
    leaseMs: 1e9,
  })
  await idle()
  const names = services.flatMap((service) =>
    service.components.flatMap(({ checks }) => checks.map(({ check }) => check)),
  )
  const agents = Array.from({ length: Math.ceil(names.length / BATCH) }, () => ({
    id: randomUUID(),
    epoch: randomUUID(),
  }))
  const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
  let arrival = 0
  let seq = 1
  let random = 1
  const chance = () => {
    random = (random * 48271) % 2147483647
    return random / 2147483647
  }
  const batchOf = (n: number): StoredBatch => {
    const { id = '', epoch = '' } = agents[n] ?? {}
    const items = names.slice(n * BATCH, (n + 1) * BATCH).map((check): Item => {
      seq += 1
      const at = clock.now() - START - 5_000 + Math.floor(chance() * 20)
      const failed = chance() < a.failing
      const ran = { planned: at, started: at + 1, finished: at + 20 + Math.floor(chance() * 50) }
      const why = failed ? { reason: 'refused', message: 'connect ECONNREFUSED' } : {}
      const outcome = failed ? 'failed' : 'ok'
      return { kind: 'result', seq, check, revision: 1, ...ran, attempt: 0, outcome, ...why }
    })
    arrival += 1
    return { arrival, agentId: id, epoch, receivedAt: clock.now(), base, items }
  }

  let cpu = 0
  let held = 0
  let results = 0
  const measuredFrom = Math.min(a.each - 20, 270)
  const before = process.memoryUsage.rss()
  for (let step = 0; step < a.each * STEPS; step += 1) {
    await clock.suspend(MINUTE / STEPS)
    const batches: StoredBatch[] = []
    for (let n = step % STEPS; n < agents.length; n += STEPS) batches.push(batchOf(n))
    const begun = process.threadCpuUsage()
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    for (let at = 0; at < batches.length; at += 100) {
      const done = idle()
      evaluation.take(batches.slice(at, at + 100))
      await done
    }
    delay.disable()
    const used = process.threadCpuUsage(begun)
    if (step < measuredFrom * STEPS) continue
    cpu += used.user + used.system
    held = Math.max(held, delay.max / 1e6)
    results += batches.reduce((sum, { items }) => sum + items.length, 0)
  }
  const bytesPerCheck = Math.round((process.memoryUsage.rss() - before) / names.length)
  await evaluation.stop()
  await store.close()
  await rm(data, { recursive: true, force: true })
  return {
    ...{ checks: names.length, results, failing: a.failing, commits, bytesPerCheck },
    cpuMicrosPerResult: Number((cpu / results).toFixed(2)),
    longestHoldMs: Math.round(held),
  }
}
