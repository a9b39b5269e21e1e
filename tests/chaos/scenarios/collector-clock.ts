import { openMailbox } from '../../support/mailbox.ts'
import type { Scenario } from '../scenario.ts'
import { openFakedClock, SEEN_MS, STEPS } from '../world/faked-clock.ts'
import { verifyHolds } from '../world/holds.ts'
import { readKept } from '../world/kept.ts'
import { ADMIN, leftOver, openStand } from '../world/stand.ts'
import { openTarget } from '../world/target.ts'

const USERS = ['u1@customer.example', 'u2@customer.example']
const STEP_LASTS_MS = 3_000
/** A stop is confirmed after 2 s and told at once: generous on a busy machine, milliseconds. */
const TOLD_WITHIN_MS = 12_000

export const collectorClock: Scenario = {
  name: 'collector-clock',
  fault: "the collector's wall clock is stepped by ±1 h, ±2 days, to 1970 and to 2038 (libfaketime)",
  shows:
    'no outage arises, every stop is told, no deadline is breached for it: what lies across a step is not proven',
  needs: { programs: ['faketime'] },
  limitMs: 240_000,
  async run(stage) {
    const { random, skip } = stage
    const clock = openFakedClock(stage.directory)
    if (!clock) return skip('stepped clocks', 'libfaketime is not where Debian puts it')
    const target = await openTarget(stage)
    const mailbox = await openMailbox()
    stage.undo('the mail server', () => mailbox.close())
    const checks = [{ id: 'alive', target: `127.0.0.1:${target.port}`, agent: 'host-a' }]
    const wanted = { mail: `smtp://127.0.0.1:${mailbox.port}`, users: USERS, checks }
    const stand = await openStand(stage, wanted, clock.around)
    await stand.issue(['host-a'])
    const agent = stand.startAgent('host-a', { url: `http://127.0.0.1:${stand.port}` })
    await stage.until('the service is checked', () => target.taken.length >= 3)

    const everyone = [ADMIN, ...USERS]
    const steps: { name: string; at: number; byMs: number }[] = [{ name: 'real', at: 0, byMs: 0 }]
    const tookMs: number[] = []
    /** Mails of one kind that everyone has, at most so long; what is late is seen by who waits for the next. */
    async function told(what: RegExp, step: string): Promise<void> {
      const from = Date.now()
      const goal = target.stops.length * everyone.length
      const have = () => mailbox.received.filter(({ mail }) => what.test(mail.subject ?? '')).length
      while (have() < goal && Date.now() - from < TOLD_WITHIN_MS) await stage.pass(50)
      if (have() < goal)
        stage.verify(`I2 everyone is told of a stop while the clock is at ${step} (${what.source})`, false)
    }
    async function stopAndStart(step: string): Promise<void> {
      const from = Date.now()
      await target.stop()
      await told(/First notice/, step)
      tookMs.push(Date.now() - from)
      await target.start()
      await told(/Recovered/, step)
    }
    const names = Object.keys(STEPS)
      .map((name) => ({ name, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ name }) => name)
    await stopAndStart('real')
    for (const name of names) {
      target.note(`clock ${name}`)
      const byMs = STEPS[name]?.(Date.now()) ?? 0
      clock.set(byMs)
      steps.push({ name, at: Date.now(), byMs })
      await stage.pass(STEP_LASTS_MS)
      await stopAndStart(name)
    }
    await stage.pass(SEEN_MS)
    const code = await stand.end()
    stage.saw('steps', names)
    stage.saw('from each stop to its last first notice, ms', tookMs)
    stage.verify(`the collector ends as asked (${code})`, code === 0)

    const kept = await readKept(stand.data)
    const breached = kept.obligations.filter(({ state }) => state === 'breached')
    const doubted = kept.obligations.filter(({ because }) => because === 'clock-stepped')
    stage.saw('obligations', Object.fromEntries(counted(kept.obligations.map(({ state }) => state))))
    stage.verify(`no deadline is broken by it (${breached.map(({ item }) => item)})`, breached.length === 0)
    stage.verify(
      `what lies across a step is not proven (${doubted.length})`,
      doubted.length > 0 && doubted.every(({ state }) => state === 'not-proven'),
    )
    const changes = steps.filter(({ byMs }, n) => n > 0 && byMs !== steps[n - 1]?.byMs).length
    const steppedInLedger = kept.entries.get('collector.clock-stepped') ?? 0
    stage.verify(`each step is in the ledger (${steppedInLedger})`, steppedInLedger === changes)
    verifyHolds(stage, kept, {
      taken: target.taken.length,
      left: leftOver(agent),
      stops: target.stops.map(({ fromAt, toAt }) => {
        const byMs = steps.findLast(({ at }) => at <= fromAt)?.byMs ?? 0
        return { fromAt: fromAt + byMs, toAt: toAt + byMs }
      }),
      slackMs: 4_000,
      everyone,
      received: mailbox.received,
    })
  },
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
