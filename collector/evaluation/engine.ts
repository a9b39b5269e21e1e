/**
 * Evaluation: from stored results to incidents, obligations and notices. What is decided of a partition is
 * committed in one transaction under a fenced lease, with the arrival up to which it was decided; states of checks
 * follow now and then, with the arrival from which they are to be folded again. A crash anywhere leaves nothing
 * half done and nothing done twice (design, rule 8).
 */

import type { Topic } from '../../rules/api/types.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { PARTITIONS } from '../../rules/partition.ts'
import { HOUR_MS } from '../../rules/performance/baseline.ts'
import { doubtsOfStep } from '../own-clock.ts'
import { type StoredBatch, StoreError } from '../store/port.ts'
import { makeAgentsTwice } from './agents-twice.ts'
import { makeArrivals } from './arrivals.ts'
import { type Configured, configuredBy, partitionOfCheck } from './configured.ts'
import { makeEarlier } from './earlier.ts'
import { unjudgedEntry } from './entries.ts'
import type { Evaluation, EvaluationDeps } from './evaluation.ts'
import { makeFolding } from './folding.ts'
import { makeHostClocks } from './host-clocks.ts'
import { makeHourKeeper } from './hours.ts'
import { makeOpenChecks } from './open-checks.ts'
import { adopt, allDue, bringUpToDate, dueOf, loadPartition, type Memory } from './partition.ts'
import { makeSaving } from './saving.ts'
import { shownOf } from './shown.ts'
import { isDue, type StepInput, stepPartition } from './step.ts'
import { makeTurns } from './turns.ts'
import { makeUsualTimes } from './usual.ts'

/** Partitions are leased for this long, and renewed well before. */
const LEASE_MS = 15_000
const LOOK_MS = 1_000
/** Where nothing has to be looked for, only what is due wakes it, but it must not take itself for absent. */
const ALONE_LOOK_MS = 5_000
/** A calm service is judged this often, so that its standing obligations in the store are not older: others have no newer ones. */
const ALONE_CALM_MS = HOUR_MS
const SHARED_CALM_MS = 60_000
/** Steps without a decision while there is a backlog: it is folded whole, so that what is over is not told as new. */
const BACKLOG_STEPS = 50
/** A pause between two passes longer than this (a suspended host, a stepped clock) is an absence of our own. */
const PAUSE_MS = 15_000
/** Wall and monotonic clock may differ by this much between two passes: beyond it the wall clock was stepped. */
const STEP_MS = 10_000
/** A partition that could not be read is left alone for so long. */
const READ_AGAIN_MS = 60_000
/** What is due is looked at together with what is due just after it. */
const LEAST_IDLE_MS = 100

export function startEvaluation(deps: EvaluationDeps): Evaluation {
  const { store, owner, clock, log, metrics, alone = false, leaseMs = LEASE_MS } = deps
  const memories = new Map<number, Memory>()
  const listening = new Map<number, { token: number; since: number }>()
  /** Partitions that could not be read, and when (monotonic) that is tried again. */
  const unread = new Map<number, number>()
  const agents = new Map<string, string>()
  const twice = makeAgentsTwice()
  let configured = configuredBy(deps.revision, clock.now)
  /** What is run from the next pass on: one pass decides everything by one configuration. */
  let next: Configured | null = null
  let renewedAt = Number.NEGATIVE_INFINITY
  let passedAt = Number.NEGATIVE_INFINITY
  let passedMono = Number.NEGATIVE_INFINITY
  let caughtUp = false
  let undecided = 0
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  const knowEarlier = makeEarlier(store)
  const usual = makeUsualTimes(store)
  const hours = makeHourKeeper(store)
  const hostClocks = makeHostClocks()
  const saving = makeSaving(!alone)
  const calmMs = alone ? ALONE_CALM_MS : SHARED_CALM_MS
  const turns = makeTurns(clock, deps.turn ?? nextTurn)
  const arrivals = makeArrivals({ store, clock, metrics, turns })
  const opened = makeOpenChecks()
  let cancel = () => {}

  async function renew(now: number): Promise<void> {
    const leases = await store.holdLeases({ names: NAMES, owner, now, ttlMs: leaseMs })
    renewedAt = clock.monotonic()
    const held = new Map(leases.map((lease) => [Number(lease.name.slice(PREFIX.length)), lease]))
    for (const partition of memories.keys()) if (!held.has(partition)) memories.delete(partition)
    for (const [partition, lease] of held) {
      const memory = memories.get(partition)
      if (memory && memory.lease.token === lease.token) memory.lease = lease
      else memories.delete(partition)
      if (listening.get(partition)?.token !== lease.token)
        listening.set(partition, { token: lease.token, since: now })
      if (memories.has(partition) || clock.monotonic() < (unread.get(partition) ?? 0)) continue
      try {
        memories.set(partition, await loadPartition({ ...deps, partition, lease, configured, now }))
        unread.delete(partition)
      } catch (error) {
        // A store that does not answer is no fault of a partition.
        if (error instanceof StoreError) throw error
        await notRead(partition, error, now)
        continue
      }
      hours.unsettle()
      arrivals.look()
      await turns.pass()
    }
    metrics.set('kijun_partitions_owned', memories.size)
  }

  /** What is stored of a partition and cannot be read costs it alone: its services are told as those that cannot be judged. */
  async function notRead(partition: number, error: unknown, now: number): Promise<void> {
    metrics.count('kijun_evaluation_errors_total')
    log.error(
      { err: error, partition },
      'what is stored of a partition cannot be read and will be tried again',
    )
    const services = unread.has(partition) ? [] : (configured.byPartition.get(partition) ?? [])
    const entries = services.map(({ service }) => unjudgedEntry(service.id, error))
    if (entries.length > 0)
      await store.appendLedger({ entries: entries.map((entry) => ({ id: deps.newId(), at: now, ...entry })) })
    // Not before it is told: where that fails, it is tried again.
    unread.set(partition, clock.monotonic() + READ_AGAIN_MS)
  }

  /** Names of agents; asked for only where one is not known. */
  async function agentNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (!ids.every((id) => agents.has(id)))
      for (const { id, name } of await store.agents()) agents.set(id, name)
    return agents
  }

  /** Folds batches into memories, each into those that stand before it. */
  async function fold(batches: readonly StoredBatch[], into: readonly Memory[], now: number): Promise<void> {
    const byPartition: (Memory | undefined)[] = Array.from({ length: PARTITIONS })
    for (const memory of into) byPartition[memory.partition] = memory
    const folding = makeFolding({
      ...{ configured, memories: byPartition, now, newId: deps.newId, hours, usual, agentNames },
      ...{ opened, twice, partitionOf: partitionOfCheck },
    })
    for (const batch of batches) {
      folding.take(batch)
      await turns.pass()
    }
    await folding.finish()
    for (const [outcome, count] of folding.counted())
      metrics.count('kijun_evaluation_results_total', { outcome }, count)
  }

  /** Hosts' clocks are compared where there is something new to compare. */
  async function compareClocks(batches: readonly StoredBatch[], steps: readonly number[], now: number) {
    if (!configured.timed || batches.length === 0) return
    await agentNames(batches.map(({ agentId }) => agentId))
    for (const host of hostClocks.take(batches, (id) => agents.get(id), steps, now))
      for (const id of configured.watchedBy.get(host) ?? []) {
        const { service, partition = -1 } = configured.services.get(id) ?? {}
        const memory = memories.get(partition)
        if (!memory || !service?.timeSync) continue
        const due = dueOf(memory, id)
        due.otherAt = Math.min(due.otherAt, hostClocks.dueAt(id))
        due.at = Math.min(due.at, due.otherAt)
        memory.nextDueAt = Math.min(memory.nextDueAt, due.at)
      }
  }

  /** Instants that a clock of ours was stepped to, and the times whose distances are doubted for it. */
  async function knownSteps(now: number): Promise<{ to: number[]; doubts: ClockDoubt[] }> {
    const steps = await deps.ownClock.steps()
    const doubts = steps.flatMap((step) => doubtsOfStep(step, now))
    return { to: steps.map(({ toAt }) => toAt), doubts }
  }

  /** What a step of a partition is decided by. */
  function inputOf(
    { partition }: Memory,
    at: { now: number; heardTo: number },
    clockDoubts: readonly ClockDoubt[],
  ): StepInput {
    const listeningSince = listening.get(partition)?.since ?? at.now
    return {
      ...{ ...deps, ...at, configured, listeningSince, clockDoubts },
      ...{ hostClocks, turns, opened, calmMs },
    }
  }

  /** One step of every partition in which anything is due, or for which states are written; returns whether there is more to fold. */
  async function pass(ending = false): Promise<boolean> {
    let now = clock.now()
    turns.begin()
    if (now - passedAt > PAUSE_MS || now < passedAt) for (const one of listening.values()) one.since = now
    // Set back, the clock reaches what was to be looked at again much later than it should.
    const byMs = now - passedAt - (clock.monotonic() - passedMono)
    if (Math.abs(byMs) > STEP_MS) for (const memory of memories.values()) allDue(memory)
    deps.ownClock.look()
    passedAt = now
    passedMono = clock.monotonic()
    if (byMs < -STEP_MS) {
      // What a clock that was ahead took for long over was forgotten, and must not be told again: it is read anew.
      memories.clear()
      renewedAt = Number.NEGATIVE_INFINITY
      return true
    }
    await knowEarlier(configured, now)
    for (const memory of memories.values()) if (memory.adopted !== configured) adopt(memory, configured)
    const clockSteps = await knownSteps(now)

    const all = [...memories.values()]
    // What a clock that was ahead had put into a time to come arrives when it comes.
    const come = all.filter(
      ({ waiting }) => waiting.size > 0 && [...waiting].some((held) => (held.comesAt ?? now + 1) <= now),
    )
    if (come.length > 0) await fold([], come, now)
    const arrived = await arrivals.into(all, now, async (batches, into, at) => {
      await compareClocks(batches, clockSteps.to, at)
      await fold(batches, into, at)
    })
    now = arrived.now
    again ||= arrived.again

    const topics = new Set<Topic>()
    const saves = ending ? saving.pickLast(all) : saving.pick(all, now)
    const commits: Promise<void>[] = []
    for (const memory of all) {
      const arrival = arrived.upTo(memory)
      const save = saves.get(memory) ?? []
      if (memory.news.changed) topics.add('checks').add('results').add('services')
      if (save.length === 0 && !isDue(memory, configured, now)) {
        memory.cursor = arrival
        memory.news.changed = false
        continue
      }
      const deciding = !arrived.isBehind(memory) || undecided >= BACKLOG_STEPS
      const input = inputOf(memory, { now, heardTo: arrived.heardTo(memory) }, clockSteps.doubts)
      // The store writes what is decided while the next is.
      commits.push(
        stepPartition(input, memory, { upTo: arrival, deciding, save }).then(
          (step) => {
            for (const topic of step.topics) topics.add(topic)
            if (step.outbox) deps.wakeOutbox()
          },
          (error: unknown) => failed(memory.partition, error),
        ),
      )
      await turns.pass()
    }
    await Promise.all(commits)
    opened.trim()
    undecided = arrived.more && undecided < BACKLOG_STEPS ? undecided + 1 : 0
    metrics.set('kijun_evaluation_lag_seconds', arrived.lagMs / 1000)
    if (topics.size > 0) deps.onChange([...topics])
    if (!arrived.more) await keepHours(now)
    return arrived.more
  }

  /** What is kept by the hour is no ground to judge anything anew: where it fails, it is tried again. */
  async function keepHours(now: number): Promise<void> {
    if (configured.measured.size === 0 || hours.isSettled(configured, now)) return
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
    turns.enter()
    try {
      if (clock.monotonic() - renewedAt >= leaseMs / 3) await renew(clock.now())
      if (next) {
        // What stands is brought up to date by what was in force until now.
        for (const memory of memories.values()) bringUpToDate(memory)
        await pass()
        configured = next
        next = null
      }
      const more = await pass()
      caughtUp ||= !more
      again ||= more
    } catch (error) {
      failed(null, error)
    }
    turns.leave()
    running = null
    if (stopped) return
    cancel = clock.after(again ? turns.restMs() : idleMs(), () => {
      if (!alone) arrivals.look()
      go()
    })
  }

  /** How long nothing has to be looked at. */
  function idleMs(): number {
    if (!alone) return LOOK_MS
    const now = clock.now()
    let dueMs = ALONE_LOOK_MS
    for (const { nextDueAt } of memories.values()) dueMs = Math.min(dueMs, nextDueAt - now)
    return Math.max(dueMs, LEAST_IDLE_MS)
  }

  function go(): void {
    again = true
    if (stopped || running) return
    cancel()
    const restMs = turns.restMs()
    if (restMs > 0) cancel = clock.after(restMs, go)
    else {
      again = false
      running = run()
    }
  }

  function wake(): void {
    arrivals.look()
    go()
  }

  /**
   * What came in and what stands are brought up to date as in any pass; then all that is only here is written, where
   * the store takes it: whoever comes next has nothing to fold.
   */
  async function end(): Promise<void> {
    for (const memory of memories.values()) bringUpToDate(memory)
    arrivals.look()
    await pass(true)
    const now = clock.now()
    const clockSteps = await knownSteps(now)
    const left = () => saving.pickLast([...memories.values()].filter((one) => one.cursor >= one.decided))
    for (let saves = left(); saves.size > 0; saves = left())
      for (const [memory, save] of saves) {
        const step = { upTo: memory.cursor, deciding: false, save }
        await stepPartition(inputOf(memory, { now, heardTo: now }, clockSteps.doubts), memory, step).catch(
          (error: unknown) => failed(memory.partition, error),
        )
      }
  }

  wake()
  return {
    wake,
    take(batches) {
      arrivals.take(batches)
      go()
    },
    reload(revision) {
      next = configuredBy(revision, clock.now, next ?? configured)
      wake()
    },
    ...shownOf(memories, () => configured),
    ready: () => caughtUp,
    async stop() {
      stopped = true
      cancel()
      await running
      await end().catch((error: unknown) => failed(null, error))
      memories.clear()
      await store.releaseLeases({ owner })
    },
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const PREFIX = 'partition/'
const NAMES = Array.from({ length: PARTITIONS }, (_, partition) => `${PREFIX}${partition}`)
