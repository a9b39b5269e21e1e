/** Processes that stand still and go on: an agent, a collector, and of two collectors the one that evaluates. */
import { openPostgres } from '../postgres.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite } from '../site.ts'

/** Longer than a check's interval and its confirmation: whatever silence would make an outage of has happened. */
const STILL_MS = 4000

export const pause: Scenario = {
  name: 'pause',
  fault:
    'SIGSTOP and SIGCONT of the agent, of a collector, and of that one of two collectors on PostgreSQL that holds the leases, in the middle of a stop',
  shows: 'I3: silence makes no outage; the other collector takes over and tells, the zombie repeats nothing',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const postgres = await openPostgres(stage)
    const site = await openSite(stage, { postgres: postgres.url })
    const agent = await site.agent('host-a')
    await site.more(10)

    site.books.fault('agent-frozen', 'host-a')
    agent.child.kill('SIGSTOP')
    await stage.pass(STILL_MS)
    agent.child.kill('SIGCONT')
    site.books.over('agent-frozen', 'host-a')
    await site.more(20)

    site.books.fault('collector-frozen', 'collector')
    site.collector.child.kill('SIGSTOP')
    await stage.pass(STILL_MS)
    site.collector.child.kill('SIGCONT')
    site.books.over('collector-frozen', 'collector')
    await site.more(20)
    stage.verify('nobody was told of an outage that there was not', site.mailbox.received.length === 0)

    const [first = ''] = await postgres.holders()
    const second = await site.second()
    site.books.fault('lease-lost', 'collector', 'the holder of the leases stands still')
    await site.watched['host-a']?.stop()
    // Somewhere between the stop and the last mail of it.
    await stage.pass(stage.random.int(0, 4000))
    site.collector.child.kill('SIGSTOP')
    site.proxy.target = second.port
    await stage.until('the other collector holds the leases', async () => {
      const holders = await postgres.holders()
      return holders.length === 1 && holders[0] !== first
    })
    const [successor] = await postgres.holders()
    await site.stopsTold()
    site.collector.child.kill('SIGCONT')
    await site.watched['host-a']?.start()
    await site.everyoneTold()
    await site.more(20)
    site.books.over('lease-lost', 'collector')
    const [last] = await postgres.holders()
    stage.verify('what it had held stays with its successor', last === successor)
    stage.verify('the second collector ends in an orderly way', (await second.program.end()) === 0)
    // Free at once: the first one takes them again.
    site.proxy.target = site.port
    await site.outage('host-a')
    await site.close()
  },
}
