/**
 * The outbox: makes one delivery per recipient, leases, sends and records them, and judges the notice
 * obligations. Everything that matters is in the store, so that any number of collectors can run it and
 * any of them can die at any step (design, rule 6).
 */
import type { Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { OwnClock } from '../own-clock.ts'
import type { Store } from '../store/port.ts'
import type { Channel } from './channels/channel.ts'
import { judgeNotices } from './judge.ts'
import { type Line, makeLine } from './line.ts'
import { makeRecorder } from './recorder.ts'
import { sayUnexpanded } from './unreadable.ts'
import { sayUnsendable } from './unsendable.ts'

export interface OutboxDeps {
  store: Store
  channels: Map<string, Channel>
  clock: Clock
  /** What is known of that clock: deadlines of a time in which it could not be relied on are not proven. */
  ownClock: Pick<OwnClock, 'doubts'>
  /** Names this process among the holders of leases. */
  owner: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics: Metrics
  onChange(topics: Topic[]): void
  newId(): string
  /** In [0, 1), for the jitter of retries. */
  random(): number
  /** Whether nobody else works on the notices of this store: then nothing changes without a call to `wake`. */
  alone?: boolean
}

export interface Outbox {
  /** There may be something to send: look now. */
  wake(): void
  /** Begins nothing more and resolves when what was begun is recorded; cuts what takes longer than 2 s. */
  stop(): Promise<void>
}

/** Notices that are taken into the outbox at a time, and recipients: between two such steps the first are written to. */
const EXPANSION = { notices: 100, chunk: 500 }
/** Looks at least this often: leases of a collector that died run out without a call to `wake`. */
const IDLE_MS = 5_000
const ALONE_IDLE_MS = 60_000
/** Looks at most this often where something is due that cannot be leased (yet). */
const BUSY_MS = 500
/** While deliveries are under way, obligations are judged and notices settled this often, and not before this long. */
const JUDGE_MS = 1_000
const SETTLE_LIMIT = 100
/** After a round that failed the store is left alone so long, whatever there is to do. */
const RETRY_MS = 1_000
const STOP_GRACE_MS = 2_000

export function startOutbox(deps: OutboxDeps): Outbox {
  const { store, channels, clock, log } = deps
  const idleMs = deps.alone ? ALONE_IDLE_MS : IDLE_MS
  const unsendable = sayUnsendable(deps)
  const cut = new AbortController()
  const record = makeRecorder(store)
  const lines: Line[] = [...channels.values()].map((channel) =>
    makeLine({ ...deps, channel, record, stopping: cut.signal, answered: onAnswer, failed: onFailure }),
  )
  let stopped = false
  let again = false
  let answered = false
  let judgedAt = Number.NEGATIVE_INFINITY
  /** When nothing was under way last: sending has the store for itself at first. */
  let quietAt = Number.NEGATIVE_INFINITY
  /** The first due time that an open obligation has ahead; null where there is none. */
  let dueAt: number | null = null
  let running: Promise<void> | null = null
  let cancel = () => {}

  const busy = () => lines.some((line) => line.busy())
  const judgeAt = () => Math.max(judgedAt, quietAt) + JUDGE_MS

  /** Judged when all are answered, and while others are still under way once in a while. */
  function onAnswer(): void {
    answered = true
    if (running || stopped) return
    cancel()
    if (!busy()) wake()
    else cancel = clock.after(Math.max(0, judgeAt() - clock.monotonic()), wake)
  }

  /** Nothing is lost: what was not leased is leased at the next look, what was not recorded when its lease has run out. */
  function onFailure(error: unknown): void {
    log.error({ err: error }, 'a round of the outbox failed')
  }

  async function expand(): Promise<void> {
    for (let pending = true; pending && !stopped; ) {
      const expanded = await store.expandNotices({ now: clock.now(), ...EXPANSION })
      pending = expanded.pending
      sayUnexpanded(deps, expanded.unreadable)
      await unsendable(expanded.made)
      for (const line of lines) line.fill()
      if (expanded.made + expanded.unreadable.length > 0) deps.onChange(['notices'])
    }
  }

  async function judge(): Promise<void> {
    const { decided, nextDueAt } = await judgeNotices(deps)
    dueAt = nextDueAt
    let settled = 0
    for (let whole = true; whole && !stopped; ) {
      const some = (await store.settleNotices({ now: clock.now(), limit: SETTLE_LIMIT })).settled
      settled += some
      whole = some === SETTLE_LIMIT
    }
    if (decided > 0) deps.onChange(['obligations', 'services', 'incidents'])
    if (settled > 0 || answered) deps.onChange(['notices'])
    deps.metrics.set('kijun_deliveries_waiting', await store.waitingDeliveries())
    answered = false
  }

  /** Returns whether what was answered, or became due, is judged. */
  async function round(): Promise<boolean> {
    if (!busy()) quietAt = clock.monotonic()
    for (const line of lines) line.fill()
    await expand()
    if (busy() && clock.monotonic() < judgeAt()) return false
    judgedAt = clock.monotonic()
    await judge()
    return true
  }

  async function nextLook(judged: boolean): Promise<number> {
    const now = clock.now()
    const nextMs = (await store.nextDeliveryMs({ now })) ?? idleMs
    // One that is due is breached from the next millisecond on.
    const firstMs = Math.min(nextMs, dueAt === null ? nextMs : dueAt + 1 - now)
    const dueMs = Math.min(idleMs, Math.max(BUSY_MS, firstMs))
    return judged && !answered ? dueMs : Math.min(JUDGE_MS, dueMs)
  }

  async function run(): Promise<void> {
    let delay: number
    let atOnce = () => again || (answered && !busy())
    try {
      let judged: boolean
      do {
        again = false
        judged = await round()
      } while (again && !stopped)
      delay = await nextLook(judged)
    } catch (error) {
      onFailure(error)
      delay = RETRY_MS
      // What is to be done stays so until a round succeeds: at once, that would be a loop without end.
      atOnce = () => false
    }
    running = null
    if (stopped) return
    if (atOnce()) wake()
    else cancel = clock.after(delay, wake)
  }

  function wake(): void {
    again = true
    if (stopped || running) return
    cancel()
    running = run()
  }

  wake()
  return {
    wake,
    async stop() {
      stopped = true
      cancel()
      await running
      const late = clock.after(STOP_GRACE_MS, () => cut.abort())
      await Promise.all(lines.map((line) => line.stop()))
      late()
    },
  }
}
