/**
 * `kill -9` at the points of a result's and a notice's way at which something is half done: each point is found by
 * the system call, the request or the mail server's answer that makes it, never by anything in the product.
 */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../../support/program.ts'
import { atMailAnswer, openRelay, type Relay } from '../relay.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite, type Site } from '../site.ts'
import type { Stage } from '../stage.ts'
import { tap } from '../strace.ts'

interface Around {
  stage: Stage
  site: Site
  relay: Relay
  agent: Program
}
interface Point {
  name: string
  victim: 'agent' | 'collector'
  /** Kills the victim at this point; resolves when it was reached. */
  reach(around: Around): Promise<void>
}

/** Long enough to kill a process that stands between two system calls, microseconds. */
const STAND_STILL = 3_000_000
const pidOf = ({ child }: Program) => child.pid ?? 0

/** The kernel kills it on its way into the system call, which is not done. */
async function killedEntering(stage: Stage, victim: Program, calls: string, paths: string[], nth: number) {
  const inject = [`${calls}:signal=SIGKILL:when=${nth}`]
  const seen = await tap(stage, { pid: pidOf(victim), calls, paths, inject })
  await stage.within(`${calls} of process ${victim.child.pid}`, victim.end('SIGCONT'))
  await seen.end()
}

/** The system call is done, and the process has not gone on. */
async function killedAfter(stage: Stage, victim: Program, calls: string, paths: string[]) {
  const inject = [`${calls}:delay_exit=${STAND_STILL}`]
  const seen = await tap(stage, { pid: pidOf(victim), calls, paths, inject })
  await seen.line(/\(DELAYED\)/)
  await victim.end('SIGKILL')
  await seen.end()
}

/** The log of the embedded store: a commit is durable with its fsync. */
const wal = (site: Site) => [realpathSync(join(site.data, 'kijun.db-wal'))]

/** At a point of the exchange between agent and collector. */
async function inExchange(
  around: Around,
  point: 'arrived' | 'handed' | 'answered' | 'given',
  victim: Program,
) {
  const { stage, site } = around
  let reached = false
  const kill = () => {
    if (reached) return undefined
    reached = true
    victim.child.kill('SIGKILL')
    return 'cut' as const
  }
  site.proxy.points = { [point]: kill }
  await stage.until(`the point ${point}`, () => reached)
  site.proxy.points = {}
  await victim.end('SIGKILL')
}

/** A stop is told; the collector dies at the mail server's answer to the first mail of it. */
async function atMail({ stage, site, relay }: Around, when: 'before' | 'after') {
  let reached = false
  const kill = () => {
    if (reached) return undefined
    reached = true
    site.collector.child.kill('SIGKILL')
    return when === 'before' ? ('cut' as const) : undefined
  }
  atMailAnswer(relay, when === 'before' ? { before: kill } : { after: () => void kill() })
  await site.watched['host-a']?.stop()
  await stage.until(`the mail server's 250 (${when})`, () => reached)
  await site.restart()
  await site.stopsTold()
  await site.watched['host-a']?.start()
  await site.everyoneTold()
}

/** The commit that chains and signs what happened: known by the signature among what is written to the log. */
async function atSeal({ stage, site }: Around, when: 'before' | 'after') {
  const delay = when === 'before' ? 'delay_enter' : 'delay_exit'
  const seen = await tap(stage, {
    pid: pidOf(site.collector),
    calls: 'pwrite64,fsync',
    paths: wal(site),
    inject: [`fsync:${delay}=300000`],
    text: 5000,
  })
  await site.watched['host-a']?.stop()
  let sealing = false
  await stage.until(`a seal's commit (${when})`, () => {
    // A seal's row: number, hash and signature behind each other.
    for (const line of seen.lines.splice(0)) {
      if (/pwrite64.*[0-9a-f]{64}.*[\w+/=-]{86}/.test(line)) sealing = true
      if (sealing && (when === 'before' || line.includes('(DELAYED)'))) return true
    }
    return false
  })
  await site.collector.end('SIGKILL')
  await seen.end()
  await site.restart()
  await site.stopsTold()
  await site.watched['host-a']?.start()
  await site.everyoneTold()
}

const points: Point[] = [
  {
    name: 'before the fsync of the spool',
    victim: 'agent',
    reach: ({ stage, agent }) => killedEntering(stage, agent, 'fdatasync', [], 1),
  },
  {
    name: 'after the fsync of the spool, before the batch is sent',
    victim: 'agent',
    reach: ({ stage, agent }) => killedAfter(stage, agent, 'fdatasync', []),
  },
  {
    name: 'after the batch is sent, before it is handed on',
    victim: 'agent',
    reach: (around) => inExchange(around, 'arrived', around.agent),
  },
  {
    name: 'after the batch is handed to the collector',
    victim: 'agent',
    reach: (around) => inExchange(around, 'handed', around.agent),
  },
  {
    name: 'after the answer, before the agent sees it',
    victim: 'agent',
    reach: (around) => inExchange(around, 'answered', around.agent),
  },
  {
    name: 'when the agent has the answer',
    victim: 'agent',
    reach: (around) => inExchange(around, 'given', around.agent),
  },
  {
    name: 'in the middle of writing a commit to the log',
    victim: 'collector',
    reach: ({ stage, site }) => killedEntering(stage, site.collector, 'pwrite64', wal(site), 3),
  },
  {
    name: 'before the fsync of a commit',
    victim: 'collector',
    reach: ({ stage, site }) => killedEntering(stage, site.collector, 'fsync', wal(site), 1),
  },
  {
    name: 'after the fsync of a commit, before the answer',
    victim: 'collector',
    reach: ({ stage, site }) => killedAfter(stage, site.collector, 'fsync', wal(site)),
  },
  {
    name: 'when a batch is handed to it',
    victim: 'collector',
    reach: (around) => inExchange(around, 'handed', around.site.collector),
  },
  {
    name: 'when it has answered, and the agent never sees it',
    victim: 'collector',
    reach: (around) => inExchange(around, 'answered', around.site.collector),
  },
  {
    name: "before the mail server's 250 arrives",
    victim: 'collector',
    reach: (around) => atMail(around, 'before'),
  },
  {
    name: "when the mail server's 250 has arrived",
    victim: 'collector',
    reach: (around) => atMail(around, 'after'),
  },
  {
    name: 'before the fsync of a seal of the ledger',
    victim: 'collector',
    reach: (around) => atSeal(around, 'before'),
  },
  {
    name: 'after the fsync of a seal of the ledger',
    victim: 'collector',
    reach: (around) => atSeal(around, 'after'),
  },
]

export const killAtPoints: Scenario = {
  name: 'kill-at-points',
  fault: `kill -9 at ${points.length} named points: around the fsync of the spool, the request, the commit, its answer, the mail server's 250, the seal of the ledger (strace injection and proxies)`,
  shows:
    'each point is reached; what was acknowledged is stored once, mails repeat only counted, the ledger verifies',
  notExamined: UNDAMAGED,
  needs: { programs: ['strace'] },
  limitMs: 240_000,
  async run(stage) {
    const relaying = Promise.withResolvers<Relay>()
    const site = await openSite(stage, {
      async mailThrough(port) {
        const relay = await openRelay(stage, { host: '127.0.0.1', port })
        relaying.resolve(relay)
        return relay.port
      },
    })
    const relay = await relaying.promise
    let agent = await site.agent('host-a')
    await site.more(10)
    // In another order with each seed: a point may matter only behind another.
    const order = points.map((point) => ({ point, at: stage.random.fraction() }))
    for (const { point } of order.toSorted((a, b) => a.at - b.at)) {
      const isAgent = point.victim === 'agent'
      if (isAgent) site.books.fault('agent-killed', 'host-a', point.name)
      else site.books.fault('collector-killed', 'collector', point.name)
      await point.reach({ stage, site, relay, agent })
      if (site.collector.child.exitCode !== null || site.collector.child.signalCode !== null)
        await site.restart()
      if (isAgent) {
        agent = await site.agent('host-a')
        site.books.over('agent-killed', 'host-a')
      } else site.books.over('collector-killed', 'collector')
      await site.more(5)
      stage.saw(`killed and gone on, ${point.victim}`, point.name)
    }
    await site.close()
  },
}
