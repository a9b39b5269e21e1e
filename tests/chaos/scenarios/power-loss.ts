/** Power loss: collector and agent go on from what had reached the disk when everything stood still. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mountImage } from '../disks.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite } from '../site.ts'

const LOSSES = 3

export const powerLoss: Scenario = {
  name: 'power-loss',
  fault:
    'both are stopped (SIGSTOP) at a random moment, the image behind the loop device of their ext4 is copied without unmounting or syncing, both are killed and go on on the copy',
  shows: 'everything acknowledged is in the store, everything sent and unanswered is in the spool',
  notExamined: UNDAMAGED,
  needs: { root: true, programs: ['mount', 'umount', 'mkfs.ext4'] },
  limitMs: 240_000,
  async run(stage) {
    const disk = await mountImage(stage, 'disk', 96)
    const site = await openSite(stage, { data: join(disk.path, 'collector') })
    const agentDisk = { data: join(disk.path, 'host-a') }
    let agent = await site.agent('host-a', agentDisk)
    await site.more(20)
    for (let loss = 0; loss < LOSSES; loss += 1) {
      // The second one comes while people are told of a stop.
      if (loss === 1) await site.watched['host-a']?.stop()
      if (loss === 2) {
        await site.stopsTold()
        await site.watched['host-a']?.start()
      }
      // Some answers do not arrive, so that there is something unanswered in the spool.
      site.proxy.points = { answered: ({ n }) => (n % 2 === 0 ? 'cut' : undefined) }
      await stage.pass(stage.random.int(300, 3000))
      site.books.fault('power-loss', 'collector')
      site.books.fault('power-loss', 'host-a')
      site.collector.child.kill('SIGSTOP')
      agent.child.kill('SIGSTOP')
      // What had left them is still read by the proxy and the mail server.
      await stage.pass(100)
      const acknowledged = site.books.acknowledged.size
      const unsynced = join(disk.path, 'unsynced')
      writeFileSync(unsynced, 'in the page cache only')
      await disk.freeze()
      await site.collector.end('SIGKILL')
      await agent.end('SIGKILL')
      await disk.returnToFrozen()
      const kept = existsSync(unsynced) && readFileSync(unsynced, 'utf8') !== ''
      stage.verify('what only the page cache held is gone', !kept)
      site.proxy.points = {}
      await site.restart()
      agent = await site.agent('host-a', agentDisk)
      site.books.over('power-loss', 'host-a')
      site.books.over('power-loss', 'collector')
      await site.more(10)
      stage.saw('gone on after a power loss; items acknowledged before it', acknowledged)
    }
    await site.everyoneTold()
    await site.close()
  },
}
