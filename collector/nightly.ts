import cron from 'node-cron'
import type { Clock } from '../rules/clock.ts'
import { dayBefore } from '../rules/time/day.ts'
import type { Log } from './log.ts'
import { type Store, StoreError } from './store/port.ts'

/** When the night's work begins, in the configured zone: after midnight's and before the morning's load. */
const AT = '30 3 * * *'

export interface NightlyDeps {
  store: Pick<Store, 'prune' | 'closeDay'>
  timezone: string
  clock: Clock
  log: Pick<Log, 'info' | 'error'>
}

export interface Nightly {
  /** Does the night's work now; what is done already is left as it is. */
  run(): Promise<void>
  stop(): Promise<void>
}

/**
 * The work of each night: expired sessions and enrolments go, and the day before gets its ledger entry
 * `daily.evidence`. node-cron does not make up for a night that was slept through, so it also runs at start.
 */
export function startNightly({ store, timezone, clock, log }: NightlyDeps): Nightly {
  let running: Promise<void> = Promise.resolve()
  const work = async () => {
    try {
      const pruned = await store.prune({ now: clock.now() })
      const day = dayBefore(clock.now(), timezone)
      const { written } = await closeDay(store, day, clock.now())
      log.info({ ...pruned, day: day.day, written }, 'the work of the night is done')
    } catch (error) {
      log.error(
        { err: error },
        'the work of the night failed; it is tried again the next night and at the next start',
      )
    }
  }
  const run = () => {
    running = running.then(work)
    return running
  }
  const task = cron.schedule(AT, run, { timezone, name: 'nightly', noOverlap: true })
  return {
    run,
    async stop() {
      await task.destroy()
      await running
    },
  }
}

/** Another collector on the same store may have been first: its entry is as good. */
async function closeDay(store: NightlyDeps['store'], day: ReturnType<typeof dayBefore>, now: number) {
  try {
    return await store.closeDay({ ...day, now, ledgerId: `daily.evidence/${day.day}` })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'conflict') return { written: false }
    throw error
  }
}
