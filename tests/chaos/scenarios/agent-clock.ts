import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openFakedClock, SEEN_MS, STEPS, stepsInTurn } from '../world/faked-clock.ts'
import { type KeptResult, readKept, verifyTaken } from '../world/kept.ts'
import { openShop } from '../world/shop.ts'

const STEP_LASTS_MS = 3_500
const EVERY_MS = 1000
/** A result's time and the service's own record of it may differ by this on a busy machine, milliseconds. */
const APART_MS = 1500

export const agentClock: Scenario = {
  name: 'agent-clock',
  fault: "the wall clock of an agent's host is stepped by ±1 h, ±2 days, to 1970 and to 2038 (libfaketime)",
  shows:
    'no check is skipped or early, no result is dated wrongly, no outage arises, a real stop meanwhile is told',
  notExamined: UNDAMAGED,
  needs: { programs: ['faketime'] },
  limitMs: 120_000,
  async run(stage) {
    const { skip } = stage
    const clock = openFakedClock(stage.directory)
    if (!clock) return skip('stepped clocks', 'libfaketime is not where Debian puts it')
    const shop = await openShop(stage, { agentAround: clock.around })
    const { books, target } = shop
    const names = stepsInTurn(stage.random)
    const stopAt = stage.random.pick(['1970', '2038', '+2 days', '-2 days'])
    let toldMs = 0
    for (const name of names) {
      const offsetMs = STEPS[name]?.(Date.now()) ?? 0
      books.fault('clock-step', 'host-a', name)
      books.note({ event: 'clock', host: 'host-a', offsetMs })
      clock.set(offsetMs)
      await stage.pass(STEP_LASTS_MS)
      books.over('clock-step', 'host-a')
      if (name !== stopAt) continue
      await target.stop()
      await shop.told()
      toldMs = Date.now() - (target.stops[0]?.fromAt ?? 0)
      await target.start()
    }
    await shop.recovered()
    await stage.pass(SEEN_MS)
    await shop.close()
    stage.saw('steps', names)
    stage.saw(`from the stop (with the clock at ${stopAt}) to the last first notice, ms`, toldMs)

    const kept = await readKept(shop.stand.data)
    // A confirming run counts as one: that of the cadence does not begin beside it.
    const late = distances(kept.results).filter((one) => one > EVERY_MS + 1)
    stage.verify(`no check is skipped: the next begins after ${EVERY_MS} ms (${late})`, late.length === 0)
    const early = distances(kept.results.filter(({ item }) => item.attempt === 0)).filter(
      (one) => one < EVERY_MS - 1,
    )
    stage.verify(`none comes early (${early})`, early.length === 0)
    const off = farthest(kept.results, target.taken)
    stage.saw('farthest of a result from its real time, ms', off)
    stage.verify('results have their real times', off < APART_MS)
    stage.saw('ledger', Object.fromEntries(kept.entries))
    verifyTaken(stage, kept, { target, agent: shop.agent })
  },
}

/** Between the plans of one check's runs, by the agent's own monotonic clock. */
function distances(results: readonly KeptResult[]): number[] {
  const plans = results.map(({ item }) => item.planned).sort((a, b) => a - b)
  return plans.slice(1).map((at, index) => at - (plans[index] ?? at))
}

/**
 * How far the start of the agent's epoch, as each result dates it, moves; and how far the first result is from the
 * first connection that the service took.
 */
function farthest(results: readonly KeptResult[], taken: readonly { at: number }[]): number {
  const origins = results.map(({ startedAt, item }) => startedAt - item.started)
  const firstAt = Math.min(...results.map(({ startedAt }) => startedAt))
  return Math.max(Math.max(...origins) - Math.min(...origins), Math.abs(firstAt - (taken[0]?.at ?? 0)))
}
