/** What is under way over one channel: a bounded number of attempts at once, filled up as soon as one has its answer. */
import type { Channel } from './channels/channel.ts'
import type { OutboxDeps } from './outbox.ts'
import { sendOne } from './send.ts'

/** Attempts at once: one slow recipient delays nobody else. */
const CONCURRENCY = 10
/** Attempts that are sent or being recorded: so many mails may come again after a crash. */
const UNDER_WAY = 2 * CONCURRENCY
const LEASE_MS = 60_000
/**
 * A lease is a commit. Where fewer than half of the places are free, others that will be free in a moment are
 * waited for, milliseconds.
 */
const GATHER_MS = 5

export interface LineDeps extends OutboxDeps {
  channel: Channel
  stopping: AbortSignal
  /** An attempt was recorded. */
  answered(): void
  /** What is due could not be leased. */
  failed(error: unknown): void
}

export interface Line {
  /** There may be something to send: leases what there are free places for, and goes on until nothing is due. */
  fill(): void
  /** Something is under way, or being recorded. */
  busy(): boolean
  /** Begins nothing more; resolves when what was begun is recorded. */
  stop(): Promise<void>
}

export function makeLine(deps: LineDeps): Line {
  const { store, clock, channel, owner } = deps
  const underWay = new Set<Promise<void>>()
  let sending = 0
  /** The last lease brought all that it asked for: there may be more. */
  let more = false
  let leasing: Promise<void> | null = null
  let cancel: (() => void) | null = null
  let stopped = false

  async function lease(): Promise<void> {
    const limit = Math.min(CONCURRENCY - sending, UNDER_WAY - underWay.size)
    const wanted = { owner, channel: channel.name, now: clock.now(), leaseMs: LEASE_MS, limit }
    const leased = await store.leaseDeliveries(wanted)
    more ||= leased.length === limit
    if (leased.length === 0) return
    const seal = await store.lastSeal()
    for (const delivery of leased) {
      sending += 1
      const sent = () => {
        sending -= 1
        if (more) gather()
      }
      const whole: Promise<void> = sendOne(deps, { delivery, channel, seal, stopping: deps.stopping, sent })
      const done = whole.finally(() => {
        underWay.delete(done)
        if (more) gather()
        deps.answered()
      })
      underWay.add(done)
    }
  }

  function fill(): void {
    if (stopped) return
    more = true
    begin()
  }

  function begin(): void {
    cancel?.()
    cancel = null
    if (stopped || leasing || !more || sending >= CONCURRENCY || underWay.size >= UNDER_WAY) return
    more = false
    leasing = lease()
      .catch(deps.failed)
      .finally(() => {
        leasing = null
        if (more) gather()
      })
  }

  function gather(): void {
    if (2 * sending <= CONCURRENCY) begin()
    else cancel ??= clock.after(GATHER_MS, begin)
  }

  return {
    fill,
    busy: () => underWay.size > 0,
    async stop() {
      stopped = true
      cancel?.()
      await leasing
      await Promise.all(underWay)
    },
  }
}
