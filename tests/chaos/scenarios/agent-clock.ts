import { openMailbox } from '../../support/mailbox.ts'
import type { Scenario } from '../scenario.ts'
import { openFakedClock, SEEN_MS, STEPS } from '../world/faked-clock.ts'
import { verifyHolds } from '../world/holds.ts'
import { type KeptResult, readKept } from '../world/kept.ts'
import { ADMIN, leftOver, openStand } from '../world/stand.ts'
import { openTarget } from '../world/target.ts'

const USERS = ['u1@customer.example', 'u2@customer.example']
const STEP_LASTS_MS = 3_500
const EVERY_MS = 1000
/** A result's time and the service's own record of it may differ by this on a busy machine, milliseconds. */
const APART_MS = 1500

export const agentClock: Scenario = {
  name: 'agent-clock',
  fault: "the wall clock of an agent's host is stepped by ±1 h, ±2 days, to 1970 and to 2038 (libfaketime)",
  shows:
    'no check is skipped or early, no result is dated wrongly, no outage arises, a real stop meanwhile is told',
  needs: { programs: ['faketime'] },
  limitMs: 120_000,
  async run(stage) {
    const { random, skip } = stage
    const clock = openFakedClock(stage.directory)
    if (!clock) return skip('stepped clocks', 'libfaketime is not where Debian puts it')
    const target = await openTarget(stage)
    const mailbox = await openMailbox()
    stage.undo('the mail server', () => mailbox.close())
    const checks = [{ id: 'alive', target: `127.0.0.1:${target.port}`, agent: 'host-a' }]
    const stand = await openStand(stage, { mail: `smtp://127.0.0.1:${mailbox.port}`, users: USERS, checks })
    await stand.issue(['host-a'])
    const agent = stand.startAgent('host-a', { url: `http://127.0.0.1:${stand.port}`, ...clock.around })
    await stage.until('the service is checked', () => target.taken.length >= 3)

    const names = Object.keys(STEPS)
      .map((name) => ({ name, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ name }) => name)
    const stopAt = random.pick(['1970', '2038', '+2 days', '-2 days'])
    let toldMs = 0
    for (const name of names) {
      target.note(`clock ${name}`)
      clock.set(STEPS[name]?.(Date.now()) ?? 0)
      await stage.pass(STEP_LASTS_MS)
      if (name !== stopAt) continue
      await target.stop()
      await stage.until('everyone is told of the stop', () => mailbox.received.length >= USERS.length + 1)
      toldMs = Date.now() - (target.stops[0]?.fromAt ?? 0)
      await target.start()
    }
    await stage.until('everyone is told of its end', () => mailbox.received.length >= 2 * (USERS.length + 1))
    await stage.pass(SEEN_MS)
    const code = await stand.end()
    stage.saw('steps', names)
    stage.saw(`from the stop (with the clock at ${stopAt}) to the last first notice, ms`, toldMs)
    stage.verify(`the collector ends as asked (${code})`, code === 0)

    const kept = await readKept(stand.data)
    const planned = kept.results.filter(({ item }) => item.attempt === 0)
    const late = distances(planned).filter((one) => one > EVERY_MS + 1)
    stage.verify(
      `no check is skipped: each begins ${EVERY_MS} ms after the one before it (${late})`,
      late.length === 0,
    )
    const early = distances(planned).filter((one) => one < EVERY_MS - 1)
    stage.verify(`none comes early (${early})`, early.length === 0)
    const off = farthest(kept.results, target.taken)
    stage.saw('farthest of a result from its real time, ms', off)
    stage.verify('results have their real times', off < APART_MS)
    stage.saw('ledger', Object.fromEntries(kept.entries))
    verifyHolds(stage, kept, {
      taken: target.taken.length,
      left: leftOver(agent),
      stops: target.stops,
      slackMs: 3_000,
      everyone: [ADMIN, ...USERS],
      received: mailbox.received,
    })
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
