/**
 * Evaluation: from stored results to incidents, obligations and notices. The store's cursor, states and
 * consequences of a partition move in one transaction under a fenced lease, so that a crash anywhere
 * leaves nothing half done and nothing done twice (design, rule 8).
 */
import type { Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import { PARTITIONS } from '../../rules/partition.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Revision } from '../model.ts'
import type { OwnClock } from '../own-clock.ts'
import { type Store, type StoredBatch, StoreError } from '../store/port.ts'
import { type Configured, configuredBy, partitionOfCheck, responseValueOf } from './configured.ts'
import { earlierLimits } from './earlier-limits.ts'
import { makeHostClocks } from './host-clocks.ts'
import { makeHourKeeper } from './hours.ts'
import { type Found, itemsOf } from './items.ts'
import { loadPartition, type Memory } from './partition.ts'
import { recordedWindows } from './planned.ts'
import { stepPartition } from './step.ts'
import { makeUsualTimes } from './usual.ts'

export interface EvaluationDeps {
  store: Store
  /** Names this process among the holders of leases. */
  owner: string
  clock: Clock
  revision: Revision
  /** What is known of this collector's clock. */
  ownClock: Pick<OwnClock, 'look' | 'steps'>
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics: Metrics
  onChange(topics: Topic[]): void
  /** Called after a commit that put notices or obligations into the store. */
  wakeOutbox(): void
  newId(): string
}

export interface Evaluation {
  /** Something was ingested: look now. */
  wake(): void
  /**
   * What was ingested, committed, with its arrival numbers and in their order: look now. Nothing has to be handed
   * over: whatever does not follow on what is known already is read from the store.
   */
  take(batches: readonly StoredBatch[]): void
  /** Runs another revision from the next pass on. */
  reload(revision: Revision): void
  /** Has folded everything that had arrived, once. */
  ready(): boolean
  /** Ends after the pass that runs, and gives the leases back. */
  stop(): Promise<void>
}

/** Partitions are leased for this long, and renewed well before. */
const LEASE_MS = 15_000
const RENEW_MS = 5_000
const LOOK_MS = 1_000
/** Batches folded per step. */
const BATCHES = 200
/** Steps without a decision while there is a backlog: it is folded whole, so that what is over is not told as new. */
const BACKLOG_STEPS = 50
/** A pause between two passes longer than this (a suspended host, a stepped clock) is an absence of our own. */
const PAUSE_MS = 15_000
/** Wall and monotonic clock may differ by this much between two passes: beyond it the wall clock was stepped. */
const STEP_MS = 10_000

export function startEvaluation(deps: EvaluationDeps): Evaluation {
  const { store, owner, clock, log, metrics } = deps
  const memories = new Map<number, Memory>()
  const listening = new Map<number, { token: number; since: number }>()
  const agents = new Map<string, string>()
  let configured = configuredBy(deps.revision, clock.now)
  /** What is run from the next pass on: one pass decides everything by one configuration. */
  let next: Configured | null = null
  let earlierOf: Configured | null = null
  let renewedAt = Number.NEGATIVE_INFINITY
  let passedAt = Number.NEGATIVE_INFINITY
  let passedMono = Number.NEGATIVE_INFINITY
  let caughtUp = false
  let undecided = 0
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  const usual = makeUsualTimes(store)
  const hours = makeHourKeeper(store)
  const hostClocks = makeHostClocks()
  let cancel = () => {}

  async function renew(now: number): Promise<void> {
    const leases = await store.holdLeases({ names: NAMES, owner, now, ttlMs: LEASE_MS })
    renewedAt = clock.monotonic()
    const held = new Map(leases.map((lease) => [Number(lease.name.slice(PREFIX.length)), lease]))
    for (const partition of memories.keys()) if (!held.has(partition)) memories.delete(partition)
    for (const [partition, lease] of held) {
      const memory = memories.get(partition)
      if (memory && memory.lease.token === lease.token) memory.lease = lease
      else memories.delete(partition)
      if (listening.get(partition)?.token !== lease.token)
        listening.set(partition, { token: lease.token, since: now })
      if (!memories.has(partition)) memories.set(partition, await loadPartition(store, partition, lease, now))
    }
    metrics.set('kijun_partitions_owned', memories.size)
  }

  /** Names of agents whose losses are to be told, or whose clocks are compared; asked for only where one is not known. */
  async function knowAgents(found: Found, batches: readonly StoredBatch[]): Promise<void> {
    const timed = configured.revision.services.some(({ timeSync }) => timeSync) ? batches : []
    if ([...found.losses, ...timed].every(({ agentId }) => agents.has(agentId))) return
    for (const { id, name } of await store.agents()) agents.set(id, name)
  }

  /** Looks up what earlier revisions say of what is run: since when its maintenance was written down, which limits held. */
  async function knowEarlier(now: number): Promise<void> {
    if (earlierOf === configured) return
    for (const [id, windows] of await recordedWindows(store, configured.revision, now)) {
      const watched = configured.services.get(id)
      if (watched) watched.planned = { rules: watched.service.maintenance.rules, windows }
    }
    for (const [id, limits] of await earlierLimits(store, configured.revision, now)) {
      const watched = configured.services.get(id)
      if (watched) watched.earlierLimits = limits
    }
    earlierOf = configured
  }

  /** One step of every partition held; returns whether there is more to fold. */
  async function pass(): Promise<boolean> {
    const now = clock.now()
    if (now - passedAt > PAUSE_MS || now < passedAt) for (const one of listening.values()) one.since = now
    // Set back, the clock reaches what was to be looked at again much later than it should.
    const byMs = now - passedAt - (clock.monotonic() - passedMono)
    if (Math.abs(byMs) > STEP_MS) for (const memory of memories.values()) memory.dueAt.clear()
    deps.ownClock.look()
    passedAt = now
    passedMono = clock.monotonic()
    if (byMs < -STEP_MS) {
      // What a clock that was ahead took for long over was forgotten, and must not be told again: it is read anew.
      memories.clear()
      renewedAt = Number.NEGATIVE_INFINITY
      return true
    }
    if (next) {
      configured = next
      next = null
      for (const memory of memories.values()) memory.dueAt.clear()
    }
    await knowEarlier(now)
    const clockSteps = (await deps.ownClock.steps()).map(({ toAt }) => toAt)
    const topics = new Set<Topic>()
    let more = false
    let lagMs = 0
    let outbox = false
    for (const group of byCursor(memories.values())) {
      const partitions = group.map(({ partition }) => partition)
      const after = group[0]?.cursor ?? 0
      const { batches, upTo } = await store.batchesAfter({ partitions, after, limit: BATCHES })
      const behind = batches.length >= BATCHES
      more ||= behind
      if (behind) lagMs = Math.max(lagMs, now - (batches.at(-1)?.receivedAt ?? now))
      const found = itemsOf(batches, (check) => configured.checks.has(check), timed)
      hours.note(configured, found, now)
      await usual.know({
        ...{ configured, found, partitions: new Set(partitions) },
        stateOf: (check) => memories.get(partitionOfCheck(check))?.states.get(check),
      })
      await knowAgents(found, batches)
      hostClocks.take(batches, (id) => agents.get(id), clockSteps, now)
      const deciding = !behind || undecided >= BACKLOG_STEPS
      // At once, so that the embedded store commits them together: one wait for the disk, not one a partition.
      const steps = group.map((memory) => {
        const listeningSince = listening.get(memory.partition)?.since ?? now
        const agentName = (id: string) => agents.get(id)
        const input = { ...deps, configured, now, listeningSince, clockSteps, agentName, usual, hostClocks }
        return stepPartition(input, memory, { found, upTo, deciding }).catch((error: unknown) => {
          failed(memory.partition, error)
          return null
        })
      })
      for (const step of await Promise.all(steps)) {
        for (const topic of step?.topics ?? []) topics.add(topic)
        outbox ||= step?.outbox ?? false
      }
      countResults(found, new Set(partitions))
    }
    undecided = more && undecided < BACKLOG_STEPS ? undecided + 1 : 0
    metrics.set('kijun_evaluation_lag_seconds', lagMs / 1000)
    if (topics.size > 0) deps.onChange([...topics])
    if (outbox) deps.wakeOutbox()
    if (!more) await keepHours(now)
    return more
  }

  /** What is kept by the hour is no ground to judge anything anew: where it fails, it is tried again. */
  async function keepHours(now: number): Promise<void> {
    const held = [...memories.values()].map(({ partition, lease }) => ({ partition, lease }))
    try {
      await hours.keep({ configured, held, now })
    } catch (error) {
      metrics.count('kijun_evaluation_errors_total')
      const fenced = error instanceof StoreError && error.code === 'fenced'
      if (fenced) renewedAt = Number.NEGATIVE_INFINITY
      else log.error({ err: error }, 'response times of an hour could not be kept and will be tried again')
    }
  }

  /** Response times are remembered where a rule judges them. */
  function timed(check: string): string | null {
    const { spec, type } = configured.checks.get(check) ?? {}
    return spec?.slowdown && type !== undefined ? responseValueOf(type) : null
  }

  function countResults(found: Found, partitions: Set<number>): void {
    for (const [check, results] of found.results) {
      if (!partitions.has(configured.checks.get(check)?.partition ?? -1)) continue
      for (const { outcome } of results) metrics.count('kijun_evaluation_results_total', { outcome })
    }
    for (const [check, count] of found.passedOver)
      if (partitions.has(partitionOfCheck(check)))
        metrics.count('kijun_evaluation_results_total', { outcome: 'not-configured' }, count)
  }

  /** Whatever was not committed is done again from the cursor, to the same end; other partitions go on. */
  function failed(partition: number | null, error: unknown): void {
    metrics.count('kijun_evaluation_errors_total')
    const fenced = error instanceof StoreError && error.code === 'fenced'
    if (fenced) log.warn({ partition }, 'a partition has another owner by now')
    else log.error({ err: error, partition }, 'evaluation failed and will be tried again')
    // A memory may be ahead of the store: it is read anew, once the lease is seen to be ours.
    if (partition === null) memories.clear()
    else memories.delete(partition)
    renewedAt = Number.NEGATIVE_INFINITY
  }

  async function run(): Promise<void> {
    try {
      if (clock.monotonic() - renewedAt >= RENEW_MS) await renew(clock.now())
      const more = await pass()
      caughtUp ||= !more
      again ||= more
    } catch (error) {
      failed(null, error)
    }
    running = null
    if (stopped) return
    cancel = clock.after(again ? 0 : LOOK_MS, wake)
  }

  function wake(): void {
    again = true
    if (stopped || running) return
    cancel()
    again = false
    running = run()
  }

  wake()
  return {
    wake,
    take: () => wake(),
    reload(revision) {
      next = configuredBy(revision, clock.now, next ?? configured)
      wake()
    },
    ready: () => caughtUp,
    async stop() {
      stopped = true
      cancel()
      await running
      memories.clear()
      await store.releaseLeases({ owner })
    },
  }
}

const PREFIX = 'partition/'
const NAMES = Array.from({ length: PARTITIONS }, (_, partition) => `${PREFIX}${partition}`)

/** Partitions that stand at the same arrival are read together. */
function byCursor(memories: Iterable<Memory>): Memory[][] {
  return [...Map.groupBy(memories, (memory) => memory.cursor).values()]
}
