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
import { sendOne } from './send.ts'
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
}

export interface Outbox {
  /** There may be something to send: look now. */
  wake(): void
  /** Begins nothing more and resolves when what was begun is recorded; cuts what takes longer than 2 s. */
  stop(): Promise<void>
}

/** Attempts at once per channel: one slow recipient delays nobody else. */
const CONCURRENCY = 10
const LEASE_MS = 60_000
/** Recipients taken into the outbox at a time, per notice, and notices at a time. */
const EXPANSION = { notices: 10, chunk: 500 }
/** Looks at least this often: leases of a collector that died run out without a call to `wake`. */
const IDLE_MS = 5_000
/** Looks at most this often where something is due that cannot be leased (yet). */
const BUSY_MS = 500
/** While deliveries are under way, obligations are judged and notices settled this often. */
const JUDGE_MS = 1_000
const SETTLE_LIMIT = 100
const STOP_GRACE_MS = 2_000

export function startOutbox(deps: OutboxDeps): Outbox {
  const { store, channels, clock, log } = deps
  const unsendable = sayUnsendable(deps)
  const inFlight = new Map<string, Set<Promise<void>>>([...channels.keys()].map((name) => [name, new Set()]))
  const cut = new AbortController()
  let stopped = false
  let again = false
  let woken = true
  let answered = false
  let judgedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null
  let cancel = () => {}

  /** Leases what there are free places for and begins to send it. */
  async function begin(channel: Channel, places: Set<Promise<void>>): Promise<void> {
    const limit = CONCURRENCY - places.size
    if (limit <= 0 || stopped) return
    const { owner } = deps
    const lease = { owner, channel: channel.name, now: clock.now(), leaseMs: LEASE_MS, limit }
    const leased = await store.leaseDeliveries(lease)
    if (leased.length === 0) return
    const seal = await store.lastSeal()
    for (const delivery of leased) {
      const sending: Promise<void> = sendOne(deps, { delivery, channel, seal, stopping: cut.signal }).finally(
        () => {
          places.delete(sending)
          answered = true
          look()
        },
      )
      places.add(sending)
    }
  }

  async function beginAll(): Promise<void> {
    for (const [name, places] of inFlight) {
      const channel = channels.get(name)
      if (channel) await begin(channel, places)
    }
  }

  async function expand(): Promise<void> {
    for (let pending = true; pending && !stopped; ) {
      const expanded = await store.expandNotices({ now: clock.now(), ...EXPANSION })
      pending = expanded.pending && expanded.made > 0
      await unsendable(expanded.made)
      // Between the chunks of a long list its first recipients are already written to.
      await beginAll()
      if (expanded.made > 0) deps.onChange(['notices'])
    }
  }

  async function judge(): Promise<void> {
    const decided = await judgeNotices(deps)
    const { settled } = await store.settleNotices({ now: clock.now(), limit: SETTLE_LIMIT })
    if (decided > 0) deps.onChange(['obligations', 'services', 'incidents'])
    if (settled > 0 || answered) deps.onChange(['notices'])
    deps.metrics.set('kijun_deliveries_waiting', await store.waitingDeliveries())
    answered = false
  }

  /** Free places are filled at once; everything else is done when it was asked for, and once a second. */
  async function round(): Promise<void> {
    const idle = [...inFlight.values()].every((places) => places.size === 0)
    const whole = woken || idle || clock.monotonic() - judgedAt >= JUDGE_MS
    if (!whole) return beginAll()
    woken = false
    judgedAt = clock.monotonic()
    await expand()
    await judge()
  }

  async function nextLook(): Promise<number> {
    if ([...inFlight.values()].every((places) => places.size >= CONCURRENCY)) return IDLE_MS
    const next = await store.nextDeliveryAt()
    return next === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(BUSY_MS, next - clock.now()))
  }

  async function run(): Promise<void> {
    let delay = IDLE_MS
    try {
      do {
        again = false
        await round()
      } while (again && !stopped)
      delay = await nextLook()
    } catch (error) {
      // Nothing is lost: what was not recorded is leased again when its lease has run out.
      log.error({ err: error }, 'a round of the outbox failed')
      again = false
    }
    running = null
    if (stopped) return
    if (again) look()
    else cancel = clock.after(delay, wake)
  }

  function look(): void {
    again = true
    if (stopped || running) return
    cancel()
    running = run()
  }

  function wake(): void {
    woken = true
    look()
  }

  wake()
  return {
    wake,
    async stop() {
      stopped = true
      cancel()
      await running
      const left = [...inFlight.values()].flatMap((places) => [...places])
      const late = clock.after(STOP_GRACE_MS, () => cut.abort())
      await Promise.all(left)
      late()
    },
  }
}
