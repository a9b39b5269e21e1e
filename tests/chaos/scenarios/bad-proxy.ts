import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { FATES, type Fate, openBadProxy } from '../world/bad-proxy.ts'
import { readKept, verifyTaken } from '../world/kept.ts'
import { openShop } from '../world/shop.ts'

const CHECKS = 12
/** How often a half-open connection is met: it costs an agent its whole patience (15 s). */
const STALLS = 1

export const badProxy: Scenario = {
  name: 'bad-proxy',
  fault:
    'a proxy before the collector delays, replays, reorders and cuts requests, loses and cuts answers, stalls half-open, answers 503 and garbage',
  shows: 'everything acknowledged is stored exactly once, nothing is lost, a real stop meanwhile is told',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 120_000,
  async run(stage) {
    const { random } = stage
    const ids = Array.from({ length: CHECKS }, (_, n) => `alive-${n}`)
    const shop = await openShop(stage, { ids, agentAround: null })
    const { books, target, stand } = shop
    let healed = false
    /** Each at least once in an order of the seed's, then by chance. */
    const due: Fate[] = FATES.filter((one) => one !== 'stall')
      .map((one) => ({ one, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one)
    for (let n = 0; n < STALLS; n += 1) due.splice(random.int(1, due.length), 0, 'stall')
    const [first, ...rest] = FATES.filter((one) => one !== 'stall')
    const fate = (): Fate => {
      if (healed) return 'pass'
      return due.shift() ?? random.pick([first ?? 'pass', ...rest])
    }
    const agentId = books.agents.get('host-a') ?? ''
    const proxy = await openBadProxy({ target: stand.port, agentId, books }, fate, random.fraction)
    stage.undo('the proxy', () => proxy.close())
    const kinds = ['delay', 'duplicate', 'reorder', 'partition'] as const
    for (const kind of kinds) books.fault(kind, 'host-a')
    const agent = stand.startAgent('host-a', { url: `http://127.0.0.1:${proxy.port}` })

    await stage.until('every fault was met once', () => due.length === 0)
    const fromAt = Date.now()
    await target.stop()
    await shop.told()
    const toldAt = Date.now()
    await target.start()
    await shop.recovered()
    for (const kind of kinds) books.over(kind, 'host-a')
    healed = true
    await stage.until('what was delayed has arrived', () => proxy.pending() === 0)
    const before = books.acknowledged.size
    await stage.until('the backlog has gone', () => books.acknowledged.size >= before + 3 * CHECKS)
    await stage.pass(500)
    await shop.close()
    stage.saw('batches by what was done to them', Object.fromEntries(proxy.done))
    stage.saw('from the stop to the last first notice, ms', toldAt - fromAt)
    verifyTaken(stage, await readKept(stand.data), { target, agent, mostUnderWay: CHECKS / 2 })
  },
}
