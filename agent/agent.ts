/** A running agent: everything that the composition root's parts become together. */
import { join } from 'node:path'
import type { Clock } from '../rules/clock.ts'
import { makeAnchors } from './anchors.ts'
import { makeAssignmentKeeper } from './assignment.ts'
import { backoffMs, SLOW_MS } from './backoff.ts'
import { makeChecker } from './checker.ts'
import type { LoadType } from './checks/load.ts'
import { type Client, openClient } from './client.ts'
import { type AgentConfig, readToken } from './config.ts'
import { sayHello } from './hello.ts'
import { hostSideOf } from './host-side.ts'
import { makeLateness } from './lateness.ts'
import { type Log, reasonOf } from './log.ts'
import { listenForRuns } from './runs.ts'
import { makeSender } from './sender.ts'
import { diskFiles, type SpoolFiles } from './spool/files.ts'
import { openSpool } from './spool/spool.ts'
import type { NewItem } from './spool/types.ts'

/** A stop gives the request that is under way this long, milliseconds. */
const STOP_GRACE_MS = 1000
/** The first results have gone by then, and nobody waits for the rest of the inventory. */
const INVENTORY_MS = 5000

export interface AgentOptions {
  config: AgentConfig
  clock: Clock
  log: Log
  /** In [0, 1). */
  random: () => number
  /** Random UUID of this start. */
  epoch: string
  /** Stable name of this host, for the splay. */
  host: string
  inventory: Record<string, string>
  /** Resident memory of this process, bytes. */
  rss?: () => number
  /** What takes longer to learn: asked for once, after the first greeting, and told with another one. */
  moreInventory?: () => Promise<Record<string, string>>
  outside?: Partial<Outside>
}

/** What an agent touches beside its clock: the collector, its disk, what its checks look at. A simulation has its own. */
export interface Outside {
  client: Client
  files: SpoolFiles
  load: LoadType
  openSpool: typeof openSpool
}

export interface RunningAgent {
  /** Ends checks, finishes what is under way and writes the spool; below 2 s. */
  stop(): Promise<void>
}

export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const { config, clock, log, random, epoch, host } = options
  const { collector, tokenFile, ca, data, concurrency } = config
  const { files = diskFiles, load, ...outside } = options.outside ?? {}
  const token = () => readToken(tokenFile)
  const client = outside.client ?? (await openClient({ collector, token, ca, clock }))
  // Makes the directories, too.
  const spool = await (outside.openSpool ?? openSpool)({
    ...{ dir: join(data, 'spool'), epoch, clock, log, files },
    ...config.spool,
  })
  let { inventory } = options
  let greeted = false
  let stopped = false
  let cancelHello = () => {}
  let cancelInventory = () => {}

  const lateness = makeLateness(clock)
  const anchors = makeAnchors(clock, (item) => spool.put(item))
  const sender = makeSender({
    spool,
    client,
    clock,
    log,
    random,
    exchanged: ({ sentMono, backMono }, { receivedAt, answeredAt }) =>
      anchors.exchanged(sentMono, backMono, receivedAt, answeredAt),
    assignment: (etag) => assignment.heard(etag),
    run: (checks) => checker.runNow(checks),
    vitals: () => ({ ...checker.counts(), rss: options.rss?.() ?? 0, lateMs: lateness.worst() }),
  })
  const wake = (urgent: boolean) => {
    if (greeted) sender.wake(urgent)
  }
  const put = (item: NewItem, urgent: boolean) => {
    anchors.check()
    spool.put(item)
    wake(urgent)
  }
  const checker = makeChecker({
    ...{ clock, agent: host, concurrency, put, host: hostSideOf(config), woke: lateness.note },
    ...(load && { load }),
  })
  const assignment = makeAssignmentKeeper({
    ...{ dir: data, files, client, clock, log },
    changed: (next) => checker.assign(next),
  })

  const runs = listenForRuns({
    ...{ client, clock, log, random, run: (checks) => checker.runNow(checks) },
    assignment: (etag) => assignment.heard(etag),
  })

  async function greet(failures: number): Promise<void> {
    const greeting = await sayHello({ client, clock, epoch, inventory }).catch((error) => ({
      ok: false as const,
      slow: false,
      reason: reasonOf(error),
    }))
    if (stopped) return
    if (greeting.ok) {
      const { answer, said } = greeting
      anchors.exchanged(answer.sentMono, answer.backMono, said.receivedAt, said.answeredAt)
      log.info('the collector knows this agent', { agent: said.agent.name, id: said.agent.id })
      if (!greeted) cancelInventory = clock.after(INVENTORY_MS, () => void tellMore())
      greeted = true
      runs.start()
      sender.wake(true)
      return
    }
    if (failures % 20 === 0) log.warn('the collector cannot be greeted yet', { reason: greeting.reason })
    const waitMs = greeting.slow ? SLOW_MS * (0.5 + random() / 2) : backoffMs(failures + 1, random())
    cancelHello = clock.after(waitMs, () => void greet(failures + 1))
  }

  /** A plugin that cannot be run costs its own checks, never the start. */
  async function tellPlugins(): Promise<void> {
    const { whyNotRunnable } = await import('./checks/plugin-file.ts')
    const who = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
    for (const [name, { program, at }] of config.plugins) {
      const why = await whyNotRunnable(program, who)
      if (why !== null) log.warn('a plugin cannot be run', { plugin: name, at, reason: why })
    }
  }

  async function tellMore(): Promise<void> {
    try {
      inventory = { ...inventory, ...(await options.moreInventory?.()) }
    } catch (error) {
      log.warn('what this host runs on could not be learned in full', { reason: reasonOf(error) })
      return
    }
    if (!stopped) await greet(0)
  }

  // Where there are none, what examines them is not even loaded.
  if (config.plugins.size > 0) {
    tellPlugins().catch((error) => {
      log.warn('the plugins could not be examined', { reason: reasonOf(error) })
    })
  }
  await assignment.load()
  void greet(0)
  void assignment.fetch()
  void spool.recovered.then(() => wake(false))
  log.info('the agent runs', { epoch, collector: collector.origin })

  return {
    async stop() {
      stopped = true
      cancelHello()
      cancelInventory()
      assignment.stop()
      runs.stop()
      checker.stop()
      await sender.stop(STOP_GRACE_MS)
      await spool.close()
      client.close()
      log.info('the agent has stopped', { waiting: spool.stats().waiting })
    },
  }
}
