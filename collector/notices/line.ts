/** What is under way over one channel: a bounded number of attempts at once, filled up as soon as one has its answer. */
import type { SealHead } from '../store/port.ts'
import type { Channel } from './channels/channel.ts'
import type { OutboxDeps } from './outbox.ts'
import type { Recorder } from './recorder.ts'
import { CUT_MS, type Held, handBack, LEASE_MS, sendOne } from './send.ts'
import { sayUnreadable } from './unreadable.ts'

/** Attempts at once: one slow recipient delays nobody else. */
const CONCURRENCY = 10
/** Attempts that are sent or being recorded: so many mails may come again after a crash. */
const UNDER_WAY = 5 * CONCURRENCY
/**
 * A lease is a commit. Where fewer than half of what it would bring can be taken, others that can be in a moment are
 * waited for, milliseconds.
 */
const GATHER_MS = 5
/**
 * A channel that answers as fast as this has deliveries leased ahead of its free places, two more for each such answer;
 * one that does not has none, so that nothing waits here that could be sent elsewhere.
 */
const QUICK_MS = 500
const AHEAD = 200
/** What waited longer for a place is handed back: the lease has to outlast the attempt. */
const WAIT_MS = LEASE_MS - CUT_MS - 5_000

export interface LineDeps extends OutboxDeps {
  channel: Channel
  record: Recorder
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

interface Ready extends Held {
  seal: SealHead | null
}

export function makeLine(deps: LineDeps): Line {
  const { store, clock, channel, owner } = deps
  const underWay = new Set<Promise<void>>()
  /** Leased, and waiting for a place. */
  const ready: Ready[] = []
  let sending = 0
  let ahead = 0
  /** The last lease brought all that it asked for: there may be more. */
  let more = false
  let leasing: Promise<void> | null = null
  let cancel: (() => void) | null = null
  let cancelBack: (() => void) | null = null
  let stopped = false

  const room = () => CONCURRENCY + ahead - sending - ready.length

  async function lease(): Promise<void> {
    const limit = room()
    const wanted = { owner, channel: channel.name, now: clock.now(), leaseMs: LEASE_MS, limit }
    // Before they are ours: where it cannot be read, nothing waits for a lease to run out.
    const seal = await store.lastSeal()
    const leasedAt = clock.monotonic()
    const { leased, unreadable } = await store.leaseDeliveries(wanted)
    more ||= leased.length + unreadable.length === limit
    sayUnreadable(deps, unreadable)
    ready.push(...leased.map((delivery) => ({ delivery, seal, leasedAt })))
    work()
    if (unreadable.length > 0) deps.answered()
  }

  const isLate = ({ leasedAt }: Ready) => clock.monotonic() - leasedAt >= WAIT_MS

  function work(): void {
    while (!stopped && sending < CONCURRENCY && underWay.size < UNDER_WAY) {
      const next = ready.shift()
      if (!next) break
      // A process that stood still comes here first.
      if (isLate(next)) back(next)
      else send(next)
    }
    cancelBack?.()
    const [oldest] = ready
    const waitMs = oldest ? oldest.leasedAt + WAIT_MS - clock.monotonic() : 0
    cancelBack = oldest && !stopped ? clock.after(Math.max(1, waitMs), backLate) : null
    if (more) gather()
  }

  /** Where none of those under way answers in the meantime. */
  function backLate(): void {
    for (let next = ready[0]; next && isLate(next); next = ready[0]) {
      ready.shift()
      back(next)
    }
    work()
  }

  /** Nothing more is leased ahead of such slow ones. */
  function back(held: Ready): void {
    ahead = 0
    more = true
    watch(handBack(deps, held))
  }

  function send(next: Ready): void {
    const begunAt = clock.monotonic()
    sending += 1
    const sent = () => {
      sending -= 1
      ahead = clock.monotonic() - begunAt <= QUICK_MS ? Math.min(AHEAD, ahead + 2) : 0
      work()
    }
    watch(sendOne(deps, { ...next, channel, stopping: deps.stopping, sent }))
  }

  function watch(whole: Promise<void>): void {
    const done = whole.finally(() => {
      underWay.delete(done)
      work()
      deps.answered()
    })
    underWay.add(done)
  }

  function fill(): void {
    if (stopped) return
    more = true
    begin()
  }

  function begin(): void {
    cancel?.()
    cancel = null
    if (stopped || leasing || !more || room() <= 0) return
    more = false
    leasing = lease()
      .catch(deps.failed)
      .finally(() => {
        leasing = null
        if (more) gather()
      })
  }

  function gather(): void {
    if (leasing) return
    if (2 * room() >= CONCURRENCY + ahead) begin()
    else cancel ??= clock.after(GATHER_MS, begin)
  }

  return {
    fill,
    busy: () => underWay.size + ready.length > 0,
    async stop() {
      stopped = true
      cancel?.()
      cancelBack?.()
      await leasing
      for (const held of ready.splice(0)) watch(handBack(deps, held))
      await Promise.all(underWay)
    },
  }
}
