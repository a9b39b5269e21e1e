/**
 * What is known of this collector's own clock (design, rule 1): deadlines of a time in which it could not be
 * relied on are not proven. Two things are known: the steps of a clock, which are in the ledger, and what the
 * time-sync check says that an agent on this host runs, where the settings name one.
 */
import type { Clock } from '../rules/clock.ts'
import { clockDoubts } from '../rules/detection/clock-doubts.ts'
import { digest } from '../rules/ledger/chain.ts'
import type { ClockDoubt } from '../rules/obligations/types.ts'
import { HOUR_MS } from '../rules/performance/baseline.ts'
import type { Log } from './log.ts'
import type { Revision } from './model.ts'
import { readableState } from './store/packed-state.ts'
import type { ChainedEntry, Store } from './store/port.ts'

/** A step of a wall clock: what it showed before and after it, and when it was seen (by the clock after it). */
export interface ClockStep {
  at: number
  fromAt: number
  toAt: number
}

export interface OwnClock {
  /** Compares the wall clock with the monotonic one since the last look, and writes a step down. */
  look(): void
  /** Steps of the last day, of any collector of this store: each of them stamps what the others judge. */
  steps(): Promise<readonly ClockStep[]>
  /** Times in which deadlines cannot be judged, up to now. That nothing is heard of the clock is pending at first. */
  doubts(): Promise<ClockDoubt[]>
}

/** Ledger entries of stepped clocks have this subject. */
const CLOCK_SUBJECT = 'collector/clock'

const DAY_MS = 86_400_000
/** Beyond every instant: a clock that was ahead has written entries of a time to come. */
const FAR_AT = 8_640_000_000_000_000
/** Steps that are kept in mind, the newest. */
const STEPS_KNOWN = 100
/** Entries among which they are looked for: behind these many newer ones a step is not looked for any more. */
const STEPS_READ = 10 * STEPS_KNOWN
/** Wall and monotonic clock may differ by this much between two looks: beyond it the wall clock was stepped. */
const STEP_MS = 10_000
/** A pause between two looks longer than this is an absence of our own: what came meanwhile is not read yet. */
const PAUSE_MS = 15_000
/** How long a result of the check may be under way before its absence counts: agents send live results before a backlog. */
const EVIDENCE_GRACE_MS = 60_000
/** By when agents know the corrected time, and what they placed by the other one was handed in. */
const PLACED_ANEW_MS = 900_000
/** The ledger is read again after this long: an entry is there for others once it is chained. */
const READ_MS = 5_000
/** Where nobody else writes any, it is read for what is over, and is no more of the last day. */
const ALONE_READ_MS = HOUR_MS

export function makeOwnClock(a: {
  store: Pick<Store, 'ledgerOf' | 'checkStates' | 'appendLedger'>
  clock: Pick<Clock, 'now' | 'monotonic'>
  /** Names this process. */
  owner: string
  log: Pick<Log, 'warn' | 'error'>
  newId: () => string
  /** Full name of the time-sync check that watches this host's clock; null: nobody does, and nothing is doubted for it. */
  check: string | null
  /** Whether no other collector writes to this store: then every step since the start is known here. */
  alone?: boolean
  /** The revision that is run. */
  revision: () => Revision
}): OwnClock {
  const { store, clock, check, log } = a
  let seen = { wallAt: clock.now(), mono: clock.monotonic() }
  let listeningSince = seen.wallAt
  let own: ClockStep[] = []
  let written: ClockStep[] = []
  let chained: { upTo: number | undefined; steps: ClockStep[] } = { upTo: undefined, steps: [] }
  let readAt = Number.NEGATIVE_INFINITY

  /** A step, or a suspended host: nothing here can tell which. */
  function look(): void {
    const now = { wallAt: clock.now(), mono: clock.monotonic() }
    const sinceMs = now.mono - seen.mono
    const byMs = Math.round(now.wallAt - seen.wallAt - sinceMs)
    // It came at some moment since the last look: the last instant that the old clock may have shown, and the first
    // that the new one may have. What was executed between the look and the step lies before it, and what after, behind.
    const step = { fromAt: Math.round(seen.wallAt + sinceMs), toAt: Math.round(now.wallAt - sinceMs) }
    if (Math.abs(byMs) > STEP_MS || now.mono - seen.mono > PAUSE_MS) listeningSince = now.wallAt
    seen = now
    if (Math.abs(byMs) <= STEP_MS) return
    log.warn({ byMs }, 'the clock of this host was stepped; deadlines and gaps across it are not proven')
    own = [...own, { at: now.wallAt, ...step }].slice(-STEPS_KNOWN)
    const entry = { id: a.newId(), at: now.wallAt, kind: 'collector.clock-stepped', subject: CLOCK_SUBJECT }
    const payload = { collector: a.owner, ...step, byMs }
    store
      .appendLedger({ entries: [{ ...entry, actor: 'system', payload }] })
      .catch((error: unknown) => log.error({ err: error }, 'the step of the clock could not be recorded'))
  }

  async function steps(): Promise<readonly ClockStep[]> {
    if (clock.monotonic() - readAt >= (a.alone ? ALONE_READ_MS : READ_MS)) {
      const dayAgo = clock.now() - DAY_MS
      const newest = await newestWritten()
      // A step out of the last day may have gone back beyond it, and has its stamp there.
      const ofDay = newest.filter(({ at, fromAt }) => at >= dayAgo || fromAt >= dayAgo)
      written = ofDay.slice(-STEPS_KNOWN)
      readAt = clock.monotonic()
    }
    const all = [...written, ...own].map((step) => [`${step.fromAt}/${step.toAt}`, step] as const)
    return [...new Map(all).values()]
  }

  /**
   * In the order of the chain: by their stamps those that a clock which was ahead wrote would be the newest. All are read
   * only when another one was chained: however many there are, to look for one costs the same.
   */
  async function newestWritten(): Promise<ClockStep[]> {
    const asked = { subjects: [CLOCK_SUBJECT], fromAt: 0, toAt: FAR_AT, newest: true as const }
    const [last] = await store.ledgerOf({ ...asked, limit: 1 })
    if (last?.seq !== chained.upTo) {
      const entries = await store.ledgerOf({ ...asked, limit: STEPS_READ })
      chained = { upTo: last?.seq, steps: entries.flatMap(stepOf) }
    }
    return chained.steps
  }

  async function watched(): Promise<ClockDoubt[]> {
    const components = a.revision().services.flatMap((service) => service.components)
    const spec = components.flatMap(({ checks }) => checks).find((one) => one.check === check)
    if (check === null || !spec) return []
    const [row] = await store.checkStates({ checks: [check] })
    const now = clock.now()
    if (!row) return []
    const state = readableState(row.state)
    // What it had measured is known no more, however long ago.
    if (!state) return [{ from: 0, to: now, because: 'own-clock-unknown' }]
    return clockDoubts(state, spec, now).map((doubt) => {
      const lasts = doubt.because === 'own-clock-unknown' && doubt.to === now
      return lasts && now <= Math.max(doubt.from, listeningSince) + EVIDENCE_GRACE_MS
        ? { ...doubt, pending: true }
        : doubt
    })
  }

  return {
    look,
    steps,
    async doubts() {
      look()
      const stepped = (await steps()).map(between)
      return [...stepped, ...(await watched())]
    },
  }
}

/**
 * Times in which distances between executions are doubted for it: where it left and where it arrived; for some time
 * after it all between them, since agents place what they execute by what a clock of ours told them before. What was
 * executed as long after either end may lie by the other: who began anew and heard of no clock of ours places by its own,
 * and of several collectors an agent asks now one and now another. What is left then looks like a distance, and is none.
 */
export function doubtsOfStep(step: ClockStep, now: number): ClockDoubt[] {
  const whole = between(step)
  if (step.at <= now && now < step.at + PLACED_ANEW_MS) return [{ ...whole, to: whole.to + PLACED_ANEW_MS }]
  return [step.fromAt, step.toAt].map((at) => ({
    from: at,
    to: at + PLACED_ANEW_MS,
    because: 'clock-stepped',
  }))
}

/** Set back, it shows the times between a second time: none of them can be told from its double. */
function between({ fromAt, toAt }: ClockStep): ClockDoubt {
  return { from: Math.min(fromAt, toAt), to: Math.max(fromAt, toAt), because: 'clock-stepped' }
}

/**
 * The step that an entry tells; none where its payload is gone. Of one that is not as it was written nothing is known but
 * when it was seen: the clock may have come from anywhere.
 */
function stepOf({ at, payload, payloadDigest }: ChainedEntry): ClockStep[] {
  if (payload === null) return []
  if (digest(payload) !== payloadDigest) return [{ at, fromAt: 0, toAt: FAR_AT }]
  const { fromAt, toAt } = JSON.parse(payload) as Partial<ClockStep>
  return typeof fromAt === 'number' && typeof toAt === 'number' ? [{ at, fromAt, toAt }] : []
}
