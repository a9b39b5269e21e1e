/**
 * Turns the batches of days that are over into compressed blocks (design, rule 5), beside the work of the day: what
 * takes long is reckoned in a thread of its own, and each write is short. A crash anywhere leaves each batch either
 * as a row or in a block; what was begun is gone on with.
 */
import type { Clock } from '../rules/clock.ts'
import { partitionOf } from '../rules/partition.ts'
import { KEPT_BECAUSE } from '../rules/words.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Revision } from './model.ts'
import { type RetainStore, retain } from './retention/retain.ts'
import { type Lease, type Store, StoreError } from './store/port.ts'
import type { BlockVerbs } from './store/port-blocks.ts'

const DAY_MS = 24 * 3_600_000
/** How long a day (UTC) is over before its batches go: the evidence of each zone's day is counted by then. */
const SETTLED_MS = 30 * 3_600_000
const FIRST_MS = 60_000
const EVERY_MS = 10 * 60_000
const VERIFY_MS = DAY_MS
const RETAIN_MS = DAY_MS
const LEASE_MS = 60_000
const RENEW_MS = 20_000
/** Items and batches of one block: a day of an agent with a few checks, and no more than a reader decodes at once. */
const MOST = { results: 12_000, batches: 12_000 }
/** Blocks of at most so many results are merged as soon as an agent has so many of a day. */
const SMALL = MOST.results / 4
const MERGED = 4
/** Rows removed in one transaction: some milliseconds of the writer. */
const CLEARED = 250
/** A host that was suspended in the middle owes nobody a rest. */
const LONGEST_REST_MS = 1000
/** Blocks compared with their digests at a time. */
const VERIFIED = 50

export interface CompactorDeps {
  store: BlockVerbs & RetainStore & Pick<Store, 'holdLeases' | 'agents'>
  /** Names this process among the holders of leases. */
  owner: string
  clock: Clock
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics: Pick<Metrics, 'count' | 'set'>
  revision(): Pick<Revision, 'services'>
  /** For how long a report may be disputed after it was issued. */
  disputeMs: number
  /** Tells of blocks that are damaged, and of batches whose rows are. */
  damaged(ids: number[], arrivals?: number[]): Promise<void>
}

export interface Compactor {
  /** Compacts everything that is due now, if no other collector is at it. */
  run(): Promise<void>
  /** Ends after the slice that runs. */
  stop(): Promise<void>
}

/** Failures that are not one agent's. */
const BY_ALL: ReadonlySet<StoreError['code']> = new Set(['fenced', 'unavailable', 'disk-full'])

/** Asked to end, or the lease is another's: what is left is done by the next pass, whosever that is. */
class Ended extends Error {}

const isForAll = (error: unknown) =>
  error instanceof Ended || (error instanceof StoreError && BY_ALL.has(error.code))

export function startCompactor(deps: CompactorDeps): Compactor {
  const { store, owner, clock, log, metrics } = deps
  let stopping = false
  let cancel = () => {}
  let running: Promise<void> = Promise.resolve()
  let verifiedAt = Number.NEGATIVE_INFINITY
  /** What an earlier process left is looked for once. */
  let mergedAt: number | null = null
  let retainedAt = Number.NEGATIVE_INFINITY

  /** The lease as it is renewed while a pass runs. */
  async function hold(): Promise<() => Promise<Lease>> {
    let lease: Lease | null = null
    let renewedAt = Number.NEGATIVE_INFINITY
    const renewed = async () => {
      if (stopping) throw new Ended()
      if (lease && clock.monotonic() - renewedAt < RENEW_MS) return lease
      const [held] = await store.holdLeases({
        names: ['compactor'],
        owner,
        now: clock.now(),
        ttlMs: LEASE_MS,
      })
      if (!held) throw new Ended()
      renewedAt = clock.monotonic()
      lease = held
      return held
    }
    await renewed()
    return renewed
  }

  /** Rests as long as the slice took, so that others have half of the writer at least. */
  async function slice<T>(work: () => Promise<T>): Promise<T> {
    const began = clock.monotonic()
    const done = await work()
    const took = Math.min(clock.monotonic() - began, LONGEST_REST_MS)
    if (took > 0) await new Promise<void>((resolve) => clock.after(took, resolve, true))
    return done
  }

  async function clear(lease: () => Promise<Lease>): Promise<void> {
    for (let left = true; left; ) {
      const held = await lease()
      left = (await slice(() => store.clearBlocks({ lease: held, now: clock.now(), limit: CLEARED }))).left
    }
  }

  async function compactAgent(agentId: string, before: number, lease: () => Promise<Lease>): Promise<number> {
    const partitions = [...new Set(deps.revision().services.map(({ id }) => partitionOf(id)))]
    for (let blocks = 0; ; blocks += 1) {
      await lease()
      // Anew each time: what evaluation has not seen yet may have come meanwhile.
      const { upTo } = await store.compactionBound({ partitions })
      const draft = await store.draftBlock({ agentId, before, upTo, most: MOST })
      if (!draft) return blocks
      const held = await lease()
      await slice(() => store.writeBlock({ lease: held, now: clock.now(), draft }))
      metrics.count('kijun_compaction_blocks_total')
      metrics.count('kijun_compaction_results_total', {}, draft.results)
      metrics.count('kijun_compaction_bytes_total', {}, draft.body.length)
      await clear(lease)
    }
  }

  /** What stands in the way of one agent's batches keeps none of the others back. */
  async function contained(agentId: string, before: number, lease: () => Promise<Lease>): Promise<number> {
    try {
      return await pastUnreadable(agentId, before, lease)
    } catch (error) {
      if (isForAll(error)) throw error
      metrics.count('kijun_compaction_errors_total')
      log.error({ err: error, agent: agentId }, 'batches of an agent could not be compacted')
      return 0
    }
  }

  async function pastUnreadable(
    agentId: string,
    before: number,
    lease: () => Promise<Lease>,
  ): Promise<number> {
    for (;;)
      try {
        return await compactAgent(agentId, before, lease)
      } catch (error) {
        if (isForAll(error) || !(await setAside(agentId, before))) throw error
      }
  }

  /** Whether rows that could not be read stood in the way, and stand there no more. */
  async function setAside(agentId: string, before: number): Promise<boolean> {
    const { arrivals } = await store.unreadableBatches({ agentId, before })
    if (arrivals.length === 0) return false
    await deps.damaged([], arrivals)
    return (await store.unreadableBatches({ agentId, before })).arrivals.length < arrivals.length
  }

  async function verify(lease: () => Promise<Lease>): Promise<void> {
    for (let after: number | null = 0; after !== null; ) {
      await lease()
      const found: Awaited<ReturnType<typeof store.verifyBlocks>> = await store.verifyBlocks({
        ...{ after, limit: VERIFIED },
      })
      after = found.next
      await deps.damaged(found.damaged)
    }
  }

  /** Late results leave small blocks: of each agent and day there are a few. */
  async function merge(lease: () => Promise<Lease>): Promise<void> {
    for (;;) {
      await lease()
      const found = await store.draftMerge({ small: SMALL, least: MERGED, most: MOST })
      if (!found) return
      await deps.damaged(found.unreadable)
      const { draft } = found
      if (!draft) continue
      const held = await lease()
      await slice(() => store.mergeBlocks({ lease: held, now: clock.now(), draft }))
      metrics.count('kijun_compaction_merged_total', {}, draft.from.length)
    }
  }

  async function expire(lease: () => Promise<Lease>): Promise<void> {
    const { services } = deps.revision()
    const { disputeMs, damaged: onDamaged } = deps
    const done = await retain({ store, services, disputeMs, now: clock.now, lease, slice, onDamaged })
    metrics.count('kijun_retention_blocks_total', { step: 'thin' }, done.thinned)
    metrics.count('kijun_retention_blocks_total', { step: 'end' }, done.ended)
    metrics.count('kijun_retention_results_total', {}, done.results)
    for (const because of KEPT_BECAUSE) {
      const rows = done.kept.filter((row) => row.because === because)
      const blocks = rows.reduce((sum, row) => sum + row.blocks, 0)
      metrics.set('kijun_retention_kept_blocks', blocks, { because })
    }
    const { thinned, ended, results, held } = done
    const kept = done.kept.filter(
      ({ because }) => because !== 'usage-records' && because !== 'incident-records',
    )
    if (thinned + ended + held + kept.length > 0)
      log.info({ thinned, ended, results, held, kept }, 'results were looked through whose time may be over')
  }

  async function pass(): Promise<void> {
    const lease = await hold()
    await clear(lease)
    if (clock.monotonic() - verifiedAt >= VERIFY_MS) {
      await verify(lease)
      verifiedAt = clock.monotonic()
    }
    const before = Math.floor((clock.now() - SETTLED_MS) / DAY_MS) * DAY_MS
    let blocks = 0
    for (const { id } of await store.agents()) blocks += await contained(id, before, lease)
    for (let closed = true; closed; )
      closed = (await store.closeBlocks({ lease: await lease(), now: clock.now(), before })) !== null
    if (blocks > 0 || mergedAt === null) {
      await merge(lease)
      mergedAt = clock.monotonic()
    }
    if (clock.monotonic() - retainedAt >= RETAIN_MS) {
      await expire(lease)
      retainedAt = clock.monotonic()
    }
    if (blocks > 0) log.info({ blocks }, 'batches of days that are over went into blocks')
  }

  async function once(): Promise<void> {
    try {
      if (!stopping) await pass()
    } catch (error) {
      if (error instanceof Ended) return
      if (error instanceof StoreError && error.code === 'fenced') {
        log.warn({}, 'another collector compacts by now')
        return
      }
      metrics.count('kijun_compaction_errors_total')
      log.error({ err: error }, 'batches could not be compacted and will be tried again')
    }
  }

  const run = () => {
    running = running.then(once)
    return running
  }
  const later = (ms: number) => {
    cancel = clock.after(
      ms,
      () =>
        void run().then(() => {
          if (!stopping) later(EVERY_MS)
        }),
      true,
    )
  }
  later(FIRST_MS)
  return {
    run,
    async stop() {
      stopping = true
      cancel()
      await running
    },
  }
}
