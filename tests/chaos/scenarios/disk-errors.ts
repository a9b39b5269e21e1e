/** The disk answers with errors: of the agent's spool, of the collector's store, injected into their system calls. */
import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../../support/program.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite, type Site } from '../site.ts'
import type { Stage } from '../stage.ts'
import { tap } from '../strace.ts'

/** How long a fault lasts after it was seen to bite, milliseconds. */
const LASTS_MS = 1500
const pidOf = ({ child }: Program) => child.pid ?? 0

/** Lines that a program said since `from`. */
const saidSince = (program: Program, from: number, what: RegExp) =>
  program.said.slice(from).some((line) => what.test(line))

async function ofSpool(stage: Stage, site: Site, agent: Program, fault: string): Promise<void> {
  const spool = join(site.agentData('host-a'), 'spool')
  const from = agent.said.length
  const [calls = ''] = fault.split(':')
  // Its log and its threads' bells are written to as well: of `write` only those of the segments.
  const segments = readdirSync(spool).filter((name) => name.endsWith('.seg'))
  const paths = calls === 'write' ? segments.map((name) => realpathSync(join(spool, name))) : []
  const faulty = await tap(stage, { pid: pidOf(agent), calls, paths, inject: [fault] })
  await stage.until(`the agent says that its spool cannot be written (${fault})`, () =>
    saidSince(agent, from, /the spool cannot be written; records stay in memory/),
  )
  // What it measures meanwhile is handed in from memory.
  await site.more(20)
  stage.verify(
    `${fault}: the injected error was seen`,
    faulty.lines.some((line) => /INJECTED/.test(line)),
  )
  await faulty.end()
  await stage.until('the agent says that the disk takes records again', () =>
    saidSince(agent, from, /the disk takes records again/),
  )
  stage.saw('spool', `${fault}: told, results handed in from memory, recovered`)
}

async function ofStore(stage: Stage, site: Site, fault: string, status: number, why: RegExp): Promise<void> {
  const { collector } = site
  const from = collector.said.length
  const before = site.proxy.statuses.get(status) ?? 0
  const [calls = ''] = fault.split(':')
  const paths = ['kijun.db', 'kijun.db-wal'].map((file) => realpathSync(join(site.data, file)))
  site.books.fault('disk-full', 'store', fault)
  const faulty = await tap(stage, { pid: pidOf(collector), calls, paths, inject: [fault] })
  await stage.until(
    `the collector answers ${status} (${fault})`,
    () => (site.proxy.statuses.get(status) ?? 0) > before,
  )
  const acknowledged = site.books.acknowledged.size
  await stage.pass(LASTS_MS)
  stage.verify(`${fault}: nothing is acknowledged meanwhile`, site.books.acknowledged.size === acknowledged)
  stage.verify(`${fault}: the collector says why`, saidSince(collector, from, why))
  await faulty.end()
  site.books.over('disk-full', 'store')
  // Its files tell whether it recovered, not its memory.
  await site.more(10)
  await site.restart()
  await site.more(5)
  stage.saw('store', `${fault}: answered ${status}, told, recovered, and again after kill -9`)
}

export const diskErrors: Scenario = {
  name: 'disk-errors',
  fault:
    'fdatasync, fsync, write and pwrite64 of spool and store fail with EIO and ENOSPC (strace injection)',
  shows: 'no acknowledgement without durability, 503 or 507 with the reason in the log, recovery by itself',
  notExamined: UNDAMAGED,
  needs: { programs: ['strace'] },
  limitMs: 240_000,
  async run(stage) {
    const site = await openSite(stage)
    const agent = await site.agent('host-a')
    await site.more(10)
    await ofSpool(stage, site, agent, 'fdatasync:error=EIO')
    await ofSpool(stage, site, agent, 'fdatasync:error=ENOSPC')
    await ofSpool(stage, site, agent, 'write:error=ENOSPC')
    await ofSpool(stage, site, agent, 'write:error=EIO')
    await ofStore(stage, site, 'fsync:error=EIO', 503, /disk I\/O error/)
    await ofStore(stage, site, 'fsync:error=ENOSPC', 503, /disk I\/O error/)
    await ofStore(stage, site, 'pwrite64:error=ENOSPC', 507, /the disk of the store is full/)
    await ofStore(stage, site, 'pwrite64:error=EIO', 503, /disk I\/O error/)
    await site.outage('host-a')
    await agent.end('SIGKILL')
    await site.agent('host-a')
    await site.more(10)
    await site.close()
  },
}
