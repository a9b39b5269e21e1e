/** `kill -9` of collector and agent at random times, again and again, while answers get lost on their way. */
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite } from '../site.ts'

const KILLS = 8
/** A life lasts up to this long, milliseconds: from the middle of the start to the middle of an outage. */
const LONGEST_LIFE_MS = 2500

export const killAtRandom: Scenario = {
  name: 'kill-at-random',
  fault: 'kill -9 of collector and agent at random times, one answer in seven lost on its way',
  shows: 'what was acknowledged is stored once; stops during it are told once to each',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const site = await openSite(stage)
    let agent = await site.agent('host-a')
    await site.more(10)
    site.proxy.points = { answered: ({ n }) => (n % 7 === 0 ? 'cut' : undefined) }
    const stops = site.watched['host-a']
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (kill === 2) await stops?.stop()
      if (kill === 5) {
        await site.stopsTold()
        await stops?.start()
      }
      await stage.pass(stage.random.int(0, LONGEST_LIFE_MS))
      const who = stage.random.pick(['collector', 'agent', 'both'] as const)
      if (who !== 'agent') await site.restart()
      if (who !== 'collector') {
        site.books.fault('agent-killed', 'host-a')
        await agent.end('SIGKILL')
        agent = await site.agent('host-a')
        site.books.over('agent-killed', 'host-a')
      }
    }
    await site.everyoneTold()
    await site.more(30)
    stage.saw('kills', KILLS)
    await site.close()
  },
}
