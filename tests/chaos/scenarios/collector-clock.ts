import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openFakedClock, SEEN_MS, STEPS, stepsInTurn } from '../world/faked-clock.ts'
import { readKept, verifyTaken } from '../world/kept.ts'
import { openShop } from '../world/shop.ts'

/** Until agents on a busy machine place by the new time, too: a stop that is placed half by each is two to whoever counts. */
const STEP_LASTS_MS = 8_000

export const collectorClock: Scenario = {
  name: 'collector-clock',
  fault: "the collector's wall clock is stepped by ±1 h, ±2 days, to 1970 and to 2038 (libfaketime)",
  shows:
    'no outage arises, every stop is told, no deadline is breached for it: what lies across a step is not proven',
  notExamined: { ...UNDAMAGED, I4: 'distances across a step of our own clock are no distances of the world' },
  needs: { programs: ['faketime'] },
  limitMs: 240_000,
  async run(stage) {
    const { skip } = stage
    const clock = openFakedClock(stage.directory)
    if (!clock) return skip('stepped clocks', 'libfaketime is not where Debian puts it')
    const shop = await openShop(stage, { collectorAround: clock.around })
    const { books, target } = shop
    const tookMs: number[] = []
    async function stopAndStart(): Promise<void> {
      const from = Date.now()
      await target.stop()
      await shop.told()
      tookMs.push(Date.now() - from)
      await target.start()
      await shop.recovered()
    }
    // The right time last: it is judged by what its store shows then.
    const names = [...stepsInTurn(stage.random).filter((name) => name !== 'real'), 'real']
    let offByMs = 0
    let changes = 0
    await stopAndStart()
    for (const name of names) {
      const byMs = STEPS[name]?.(Date.now()) ?? 0
      if (byMs !== offByMs) changes += 1
      offByMs = byMs
      books.fault('clock-step', 'collector', name)
      books.note({ event: 'clock', host: 'collector', offsetMs: byMs })
      clock.set(byMs)
      await stage.pass(STEP_LASTS_MS)
      books.over('clock-step', 'collector')
      await stopAndStart()
    }
    await stage.pass(SEEN_MS)
    await shop.close({ without: ['I4'] })
    stage.saw('steps', names)
    stage.saw('from each stop to its last first notice, ms', tookMs)

    const kept = await readKept(shop.stand.data)
    const breached = kept.obligations.filter(({ state }) => state === 'breached')
    const doubted = kept.obligations.filter(({ because }) => because === 'clock-stepped')
    stage.saw('obligations', Object.fromEntries(counted(kept.obligations.map(({ state }) => state))))
    stage.verify(`no deadline is broken by it (${breached.map(({ item }) => item)})`, breached.length === 0)
    stage.verify(
      `what lies across a step is not proven (${doubted.length})`,
      doubted.length > 0 && doubted.every(({ state }) => state === 'not-proven'),
    )
    const steppedInLedger = kept.entries.get('collector.clock-stepped') ?? 0
    stage.verify(`each step is in the ledger (${steppedInLedger})`, steppedInLedger === changes)
    const outages = kept.incidents.filter(({ kind }) => kind === 'outage').length
    stage.verify(
      `each of ${target.stops.length} stops is an outage, and there is no other (${outages})`,
      outages === target.stops.length,
    )
    verifyTaken(stage, kept, { target, agent: shop.agent })
  },
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
