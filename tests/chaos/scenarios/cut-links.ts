import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { readKept, verifyTaken } from '../world/kept.ts'
import { type Cut, openHost } from '../world/namespace.ts'
import { openShop } from '../world/shop.ts'

/** A silence is told when a result no longer holds and the grace for delivery is over: 13 s at checks every second. */
const LONG_MS = 19_000
const SHORT_MS = 6_000
/** Items that are as many as a link has healed for: some seconds of them. */
const FURTHER = 8

export const cutLinks: Scenario = {
  name: 'cut-links',
  fault:
    'the link between the host of an agent and that of the collector is cut one way, the other way and both (network namespaces, nftables drop), then healed',
  shows:
    'no outage arises from it, the silence is told as a monitoring gap, the backlog arrives once, a stop after it is told at once',
  notExamined: UNDAMAGED,
  needs: { root: true, programs: ['ip', 'nft'] },
  limitMs: 180_000,
  async run(stage) {
    const { random, skip } = stage
    const host = openHost(stage, 0)
    if (typeof host === 'string') return skip('cut links', host)
    // On this side of the link: an agent that is cut off cannot reach it, and must not say that it is down.
    const shop = await openShop(stage, {
      ...{ host: host.here, proxy: { host: host.here }, gateway: true },
      agentAround: { through: host.through },
    })
    const { books, target } = shop
    const cuts = (['there', 'back', 'both'] as const satisfies Cut[])
      .map((which) => ({ which, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ which }) => which)
    const longest = random.pick(cuts as [Cut, ...Cut[]])
    const stopsAfter = random.pick(cuts as [Cut, ...Cut[]])
    for (const which of cuts) {
      books.fault('partition', 'host-a', `cut ${which}`)
      host.cut(which)
      await stage.pass(which === longest ? LONG_MS : SHORT_MS)
      host.heal()
      books.over('partition', 'host-a')
      const seen = target.taken.length
      await stage.until('checks reach the service again', () => target.taken.length >= seen + 3)
      // What was under way is sent again by TCP, or by the agent after its patience of 15 s.
      const before = books.acknowledged.size
      await stage.until('the backlog arrives', () => books.acknowledged.size >= before + FURTHER)
      if (which !== stopsAfter) continue
      await target.stop()
      await shop.told()
      await target.start()
      await shop.recovered()
    }
    await stage.pass(1_000)
    await shop.close()
    stage.saw('cuts, the long one, and the one before the stop', [cuts, longest, stopsAfter])
    const kept = await readKept(shop.stand.data)
    const gaps = kept.incidents.filter(({ kind }) => kind === 'monitoring-gap')
    stage.saw(
      'incidents',
      kept.incidents.map(({ kind, reason }) => `${kind} ${reason}`),
    )
    stage.verify(`a long cut is told as a monitoring gap (${gaps.length})`, gaps.length >= 1)
    stage.verify(
      'and each gap ends',
      gaps.every(({ recoveredAt }) => recoveredAt !== null),
    )
    const own = kept.results.filter(({ item }) => item.reason === 'own-network-down').length
    stage.verify(`what the cut-off agent could not reach is unknown (${own} results)`, own > 0)
    verifyTaken(stage, kept, { target, agent: shop.agent })
  },
}
