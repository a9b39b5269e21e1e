import { setImmediate as turn } from 'node:timers/promises'
import cron from 'node-cron'
import type { Topic } from '../rules/api/types.ts'
import type { Clock } from '../rules/clock.ts'
import { steadySince, unproven } from '../rules/retention/keeping.ts'
import { dayBefore } from '../rules/time/day.ts'
import type { Log } from './log.ts'
import { type ClosingDeps, closeMonths } from './reports/closing.ts'
import { type KeepStore, keepCalendar } from './reports/keep.ts'
import { knownServices } from './reports/known.ts'
import { type Store, StoreError } from './store/port.ts'

/** When the night's work begins, in the configured zone: after midnight's and before the morning's load. */
const AT = '30 3 * * *'
/**
 * How long after its start a collector closes no month: what the agents kept while it was away is handed in first,
 * and would else be late through no fault of theirs.
 */
const HANDED_IN_MS = 3_600_000
/** Wall and monotonic clock went apart by more than this between two nights: the wall clock leapt. */
const LEAPT_MS = 3_600_000

export interface NightlyDeps {
  store: Pick<Store, 'prune' | 'closeDay' | 'retentionLook'> & ClosingDeps['store'] & KeepStore
  timezone: string
  clock: Clock
  log: Pick<Log, 'info' | 'error'>
  onChange?(topics: Topic[]): void
}

export interface Nightly {
  /** Does the night's work now; what is done already is left as it is. */
  run(): Promise<void>
  stop(): Promise<void>
}

/** Asked to end in the middle of a month: nothing of it was written, and the next start does it again. */
class Stopped extends Error {}

/**
 * The work of each night: expired sessions and enrolments go, the day before gets its ledger entry
 * `daily.evidence`, months that are over are closed, and what the calendar owes is judged. node-cron does not make
 * up for a night that was slept through, so it also runs at start, and once more when months may be closed. A part
 * that fails does not keep the others.
 */
export function startNightly(deps: NightlyDeps): Nightly {
  const { store, timezone, clock, log } = deps
  let running: Promise<void> = Promise.resolve()
  let stopping = false
  const startedAt = clock.monotonic()
  /** Months with nothing left to close. */
  const known = new Set<string>()
  const pause = async () => {
    await turn()
    if (stopping) throw new Stopped()
  }
  const part = async (name: string, work: () => Promise<Record<string, unknown>>) => {
    if (stopping) return
    try {
      log.info({ part: name, ...(await work()) }, 'the work of the night is done')
    } catch (error) {
      if (error instanceof Stopped) return
      log.error(
        { err: error, part: name },
        'the work of the night failed; it is tried again the next night and at the next start',
      )
    }
  }
  /** By the wall and the monotonic clock, and since when the two went on alike. */
  let seen = { wallAt: clock.now(), mono: startedAt, alikeSince: startedAt }
  /**
   * A month that is closed stays as it is: a clock that leapt closes none, as it deletes nothing. What this process did
   * not see itself the looks of retention say.
   */
  const waiting = async (now: number) => {
    const mono = clock.monotonic()
    const apart = Math.abs(now - seen.wallAt - (mono - seen.mono))
    seen = { wallAt: now, mono, alikeSince: apart > LEAPT_MS ? mono : seen.alikeSince }
    if (unproven(seen.alikeSince, mono) === null) return null
    const look = await store.retentionLook({})
    return look && unproven(steadySince(look, now), now)
  }
  const work = async () => {
    const now = clock.now()
    await part('prune', () => store.prune({ now }))
    await part('day', async () => {
      const day = dayBefore(now, timezone)
      return { day: day.day, ...(await closeDay(store, day, now)) }
    })
    if (clock.monotonic() - startedAt >= HANDED_IN_MS)
      await part('months', async () => {
        const kept = await waiting(now)
        return kept ?? { closed: await closeMonths({ store, pause }, { now, known }) }
      })
    await part('calendar', async () => {
      const written = await keepCalendar(store, { services: await knownServices(store, now), now, pause })
      return { written }
    })
    deps.onChange?.(['obligations', 'reports'])
  }
  const run = () => {
    running = running.then(work)
    return running
  }
  const cancel = clock.after(HANDED_IN_MS, () => void run(), true)
  const task = cron.schedule(AT, run, { timezone, name: 'nightly', noOverlap: true })
  return {
    run,
    async stop() {
      stopping = true
      cancel()
      await task.destroy()
      await running
    },
  }
}

/** Another collector on the same store may have been first: its entry is as good. */
async function closeDay(
  store: NightlyDeps['store'],
  day: ReturnType<typeof dayBefore>,
  now: number,
): Promise<{ written: boolean }> {
  try {
    return await store.closeDay({ ...day, now, ledgerId: `daily.evidence/${day.day}` })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'conflict') return { written: false }
    throw error
  }
}
