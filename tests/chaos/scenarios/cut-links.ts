import { openMailbox } from '../../support/mailbox.ts'
import type { Scenario } from '../scenario.ts'
import { verifyHolds } from '../world/holds.ts'
import { readKept } from '../world/kept.ts'
import { type Cut, openHost } from '../world/namespace.ts'
import { ADMIN, leftOver, openStand } from '../world/stand.ts'
import { openTarget } from '../world/target.ts'

const USERS = ['u1@customer.example', 'u2@customer.example']
const EVERYONE = [ADMIN, ...USERS]
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
  needs: { root: true, programs: ['ip', 'nft'] },
  limitMs: 180_000,
  async run(stage) {
    const { random, skip } = stage
    const host = openHost(stage, 0)
    if (typeof host === 'string') return skip('cut links', host)
    // On this side of the link: an agent that is cut off cannot reach it, and must not say that it is down.
    const target = await openTarget(stage, host.here)
    const mailbox = await openMailbox()
    stage.undo('the mail server', () => mailbox.close())
    const checks = [{ id: 'alive', target: `${host.here}:${target.port}`, agent: 'host-a' }]
    const mail = `smtp://127.0.0.1:${mailbox.port}`
    const gateway = await openTarget(stage, host.here, 'gateway')
    const more = [`ownNetwork: { host-a: ["${host.here}:${gateway.port}"] }`]
    const stand = await openStand(stage, { mail, users: USERS, checks, more, listen: '0.0.0.0' })
    await stand.issue(['host-a'])
    const agent = stand.startAgent('host-a', {
      url: `http://${host.here}:${stand.port}`,
      through: host.through,
    })
    await stage.until('the service is checked', () => target.taken.length >= 3)

    const cuts = (['there', 'back', 'both'] as const satisfies Cut[])
      .map((which) => ({ which, place: random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ which }) => which)
    const longest = random.pick(cuts as [Cut, ...Cut[]])
    const stopsAfter = random.pick(cuts as [Cut, ...Cut[]])
    for (const which of cuts) {
      target.note(`cut ${which}`)
      host.cut(which)
      await stage.pass(which === longest ? LONG_MS : SHORT_MS)
      target.note('heal')
      host.heal()
      const seen = target.taken.length
      await stage.until('checks reach the service again', () => target.taken.length >= seen + 3)
      // What was under way is sent again by TCP, or by the agent after its patience of 15 s.
      const before = await accepted(stand.port)
      await stage.until('the backlog arrives', async () => (await accepted(stand.port)) >= before + FURTHER)
      if (which !== stopsAfter) continue
      await target.stop()
      await stage.until('everyone is told of the stop', () => mailbox.received.length >= EVERYONE.length)
      await target.start()
      await stage.until('everyone is told of its end', () => mailbox.received.length >= 2 * EVERYONE.length)
    }
    await stage.pass(1_000)
    const code = await stand.end()
    stage.saw('cuts, the long one, and the one before the stop', [cuts, longest, stopsAfter])
    stage.verify(`the collector ends as asked (${code})`, code === 0)
    const kept = await readKept(stand.data)
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
    verifyHolds(stage, kept, {
      taken: target.taken.length,
      left: leftOver(agent),
      stops: target.stops,
      slackMs: 3_000,
      everyone: EVERYONE,
      received: mailbox.received,
    })
  },
}

/** Items that the collector has acknowledged so far. */
async function accepted(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^kijun_ingest_items_total\{outcome="accepted"\} (\d+)/m.exec(text)?.[1] ?? 0)
}
