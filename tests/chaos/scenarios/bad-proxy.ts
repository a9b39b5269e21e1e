import { openMailbox } from '../../support/mailbox.ts'
import type { Scenario } from '../scenario.ts'
import { FATES, type Fate, openBadProxy } from '../world/bad-proxy.ts'
import { verifyHolds } from '../world/holds.ts'
import { readKept } from '../world/kept.ts'
import { ADMIN, leftOver, openStand } from '../world/stand.ts'
import { openTarget } from '../world/target.ts'

const USERS = ['u1@customer.example', 'u2@customer.example']
const CHECKS = 12
/** How often a half-open connection is met: it costs an agent its whole patience (15 s). */
const STALLS = 1

export const badProxy: Scenario = {
  name: 'bad-proxy',
  fault:
    'a proxy before the collector delays, replays, reorders and cuts requests, loses and cuts answers, stalls half-open, answers 503 and garbage',
  shows: 'everything acknowledged is stored exactly once, nothing is lost, a real stop meanwhile is told',
  needs: {},
  limitMs: 120_000,
  async run(stage) {
    const { random } = stage
    const target = await openTarget(stage)
    const mailbox = await openMailbox()
    stage.undo('the mail server', () => mailbox.close())
    const checks = Array.from({ length: CHECKS }, (_, n) => ({
      id: `alive-${n}`,
      target: `127.0.0.1:${target.port}`,
      agent: 'host-a',
    }))
    const mail = `smtp://127.0.0.1:${mailbox.port}`
    const stand = await openStand(stage, { mail, users: USERS, checks })
    await stand.issue(['host-a'])

    let healed = false
    /** Each at least once in an order of the seed's, then by chance. */
    const due: Fate[] = FATES.filter((one) => one !== 'stall')
      .map((one) => ({ one, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one)
    for (let n = 0; n < STALLS; n += 1) due.splice(random.between(1, due.length), 0, 'stall')
    const [first, ...rest] = FATES.filter((one) => one !== 'stall')
    const fate = (): Fate => {
      if (healed) return 'pass'
      return due.shift() ?? random.pick([first ?? 'pass', ...rest])
    }
    const proxy = await openBadProxy(stand.port, fate, random.fraction)
    stage.undo('the proxy', () => proxy.close())
    const agent = stand.startAgent('host-a', { url: `http://127.0.0.1:${proxy.port}` })

    await stage.until('every fault was met once', () => due.length === 0)
    const fromAt = Date.now()
    await target.stop()
    await stage.within('everyone is told of the stop', mailbox.until(USERS.length + 1))
    const toldAt = Date.now()
    await target.start()
    await stage.within('everyone is told of its end', mailbox.until(2 * (USERS.length + 1)))
    target.note('heal the network')
    healed = true
    await stage.until('what was delayed has arrived', () => proxy.pending() === 0)
    const before = proxy.acknowledged.size
    await stage.until('the backlog has gone', () => proxy.acknowledged.size >= before + 3 * CHECKS)
    await stage.pass(500)
    const code = await stand.end()
    stage.saw('batches by what was done to them', Object.fromEntries(proxy.done))
    stage.saw('from the stop to the last first notice, ms', toldAt - fromAt)
    stage.verify(`the collector ends as asked (${code})`, code === 0)
    verifyHolds(stage, await readKept(stand.data), {
      acknowledged: proxy.acknowledged,
      taken: target.taken.length,
      left: leftOver(agent),
      stops: target.stops,
      slackMs: 3_000,
      everyone: [ADMIN, ...USERS],
      received: mailbox.received,
    })
  },
}
