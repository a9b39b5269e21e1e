/** Disks without room: 1 MB for the agent's spool, a few MB for the collector's store. */
import { join } from 'node:path'
import { mountTmpfs } from '../disks.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite, type Site } from '../site.ts'
import type { Stage } from '../stage.ts'

/** Answers nothing until the agent says that it has given up more than before; its own count, with every batch. */
async function unansweredUntilLost(stage: Stage, site: Site): Promise<void> {
  let before: number | null = null
  let now = 0
  site.proxy.points = {
    arrived({ frame }) {
      now = frame.status?.lost ?? 0
      before ??= now
      return 'cut'
    },
  }
  await stage.until('results given up', () => before !== null && now > before)
  site.proxy.points = {}
}

/** The spool fills up while nothing is answered; once without room for its bound, once with. */
async function ofSpool(stage: Stage, site: Site): Promise<void> {
  const { givenUp } = site.books
  const disk = await mountTmpfs(stage, 'spool-disk', '1m')
  for (const kind of ['disk-full', 'unseen'] as const) site.books.fault(kind, 'host-a')
  const agent = await site.agent('host-a', { data: disk.path, spool: 'spool: { maxBytes: 1MiB }' })
  await site.more(10)
  await unansweredUntilLost(stage, site)
  await stage.within('the full disk', agent.line(/the spool cannot be written; records stay in memory/))
  await stage.within('room again', agent.line(/the disk takes records again/))
  await stage.until('told what a full disk cost', () => givenUp.has('disk-full'))
  stage.saw('results given up by a full disk, told', givenUp.get('disk-full'))

  await disk.resize('3m')
  await unansweredUntilLost(stage, site)
  await stage.until('told what was evicted', () => givenUp.has('evicted-bytes'))
  stage.saw('results evicted from the spool, told', givenUp.get('evicted-bytes'))
  // What it goes on with is a backlog of thousands at 150 checks a second: it says itself which runs it skips.
  site.books.over('disk-full', 'host-a')
}

async function ofStore(stage: Stage, site: Site, disk: { fill(): void; relieve(): void }): Promise<void> {
  site.books.fault('disk-full', 'store')
  disk.fill()
  await stage.until('507', () => (site.proxy.statuses.get(507) ?? 0) > 0)
  await site.watched['host-a']?.stop()
  const acknowledged = site.books.acknowledged.size
  await stage.pass(3000)
  stage.verify('nothing is acknowledged by a full store', site.books.acknowledged.size === acknowledged)
  stage.verify(
    'the collector says that its disk is full',
    site.collector.said.some((line) => line.includes('the disk of the store is full')),
  )
  disk.relieve()
  site.books.over('disk-full', 'store')
  await site.stopsTold()
  await site.watched['host-a']?.start()
  await site.everyoneTold()
  stage.saw('answers by status', [...site.proxy.statuses])
}

export const fullDisk: Scenario = {
  name: 'full-disk',
  fault: 'the spool on a tmpfs of 1 MB, the store on one of 12 MB, both filled up (tmpfs)',
  shows:
    'what is given up is counted and told by its reason, 507 instead of an acknowledgement, recovery by itself',
  notExamined: UNDAMAGED,
  needs: { root: true, programs: ['mount', 'umount'] },
  limitMs: 240_000,
  async run(stage) {
    const disk = await mountTmpfs(stage, 'store-disk', '12m')
    const site = await openSite(stage, {
      data: join(disk.path, 'collector'),
      steadyChecks: 150,
      spoolBytes: 1024 ** 2,
    })
    await ofSpool(stage, site)
    await ofStore(stage, site, disk)
    await site.close()
  },
}
