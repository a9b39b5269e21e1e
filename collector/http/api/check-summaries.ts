/** What is known of checks, gathered for showing: evaluated states, newest results, runs of the day. */
import type { CheckSummary } from '../../../rules/api/types.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import { type TimedResult, timedResults } from '../../ingest/recent.ts'
import type { Context } from '../context.ts'
import { type AboutCheck, checkSummary } from '../present/check.ts'
import type { Configured } from './monitored.ts'
import { statesOf } from './states.ts'

/** Batches looked at for the values of a result that this process did not take in itself. */
const LOOKED_AT = 20

export function makeCheckSummaries({ store, clock, recent, settings }: Context) {
  /** What another process (or this one before its restart) took in is read back once, then remembered. */
  async function newestOf(check: string, state: CheckState | null): Promise<TimedResult | null> {
    const known = recent.newest(check)
    const evaluated = state?.window.at(-1)
    if (!evaluated || (known && known.startedAt >= evaluated.startedAt)) return known
    const [agentId = ''] = evaluated.source.split('/', 1)
    const { startedAt: fromAt, finishedAt: toAt } = evaluated
    const { batches } = await store.batchesOf({ agentId, fromAt, toAt, limit: LOOKED_AT })
    const found = batches.flatMap(timedResults).find((result) => result.source === evaluated.source)
    if (found) recent.remember(found)
    return found ?? known
  }

  async function aboutAll(wanted: Configured[]): Promise<AboutCheck[]> {
    const now = clock.now()
    const states = await statesOf(
      store,
      wanted.map(({ check }) => check.check),
    )
    const found: AboutCheck[] = []
    for (const configured of wanted) {
      const { check } = configured.check
      const state = states.get(check) ?? null
      const newest = await newestOf(check, state)
      // Beside other collectors this one takes in only a part.
      const own = { own: recent.counts(check, now), ownIsWhole: settings.postgres === null }
      found.push({ ...configured, state, newest, ...own })
    }
    return found
  }

  return {
    async summaries(wanted: Configured[]): Promise<CheckSummary[]> {
      const now = clock.now()
      return (await aboutAll(wanted)).map((one) => checkSummary(one, now))
    },
    async about(one: Configured): Promise<AboutCheck> {
      const [found] = await aboutAll([one])
      if (!found) throw new Error('a check that was asked for is not there')
      return found
    },
  }
}
