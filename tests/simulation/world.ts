/** Puts a world together from its plan: machines, disks, a network, mail servers, agents and collectors, all on one timeline. */
import { makeMetrics } from '../../collector/metrics.ts'
import type { Contact, Revision } from '../../collector/model.ts'
import type { World as TrueWorld } from '../invariants/history.ts'
import { targetOf } from '../invariants/runs.ts'
import { makeRandom, type Random } from '../support/random.ts'
import { makeAgent, type WorldAgent } from './agent.ts'
import { makeCollector, signerOf, type WorldCollector } from './collector.ts'
import { type Disk, makeDisk } from './disk.ts'
import { type Logbook, makeLogbook } from './log.ts'
import { type MailServer, makeMailServer } from './mail-server.ts'
import { type MemoryStore, openMemoryStore } from './memory-store.ts'
import { makeNetwork, type Network } from './network.ts'
import { type Machine, makeMachine } from './node.ts'
import { collectorName, hostName, isOurs, type Plan } from './plan.ts'
import type { RunOptions } from './planted.ts'
import { type AgentRecord, makeRecord } from './record.ts'
import { monitoredIn } from './services.ts'
import { makeTimeline, type Timeline } from './timeline.ts'
import { makeTruth, type Truth } from './truth.ts'

export interface Host {
  name: string
  agentId: string
  machine: Machine
  disk: Disk
  agent: WorldAgent
  record: AgentRecord
}

export interface World {
  plan: Plan
  startAt: number
  timeline: Timeline
  truth: Truth
  hosts: Host[]
  collectors: (WorldCollector & { machine: Machine })[]
  network: Network
  mail: MailServer
  memory: MemoryStore
  revision: Revision
  contacts: Contact[]
  logbook: Logbook
  random(stream: string): Random
  /** What of it all was ours to suffer, as it came. */
  suffered: NonNullable<TrueWorld['faults']>
  /** Bounds of an agent's spool. */
  spool: { maxBytes: number; maxAgeMs: number }
}

/** 2026-11-01 00:00 in Japan. */
const START = Date.UTC(2026, 9, 31, 15)
const STORE_OFF_MS = 2 * 86_400_000
/** As an agent that is configured with nothing. */
const SPOOL = { maxBytes: 256 * 1024 ** 2, maxAgeMs: 7 * 86_400_000 }

/** `turn` runs what waits for a turn of the event loop. */
export async function makeWorld(
  plan: Plan,
  turn: () => boolean,
  { thorough = false, planted = {} }: RunOptions,
): Promise<World> {
  const random = (stream: string) => makeRandom(plan.seed, stream)
  const spool = { ...SPOOL, maxBytes: plan.spoolBytes ?? SPOOL.maxBytes }
  const ids = random('ids')
  const timeline = makeTimeline(START, turn)
  const logbook = makeLogbook(timeline.now)
  // Several collectors go by their store's clock, which is far from theirs, to either side.
  const offsetMs = random('store').int(-STORE_OFF_MS, STORE_OFF_MS)
  const server = makeMachine(timeline, { name: 'store', offsetMs, driftPpm: 0 }).boot()
  const memory = openMemoryStore(thorough, plan.collectors > 1 ? server.clock.now : null)
  const { store } = memory
  const { services, contacts } = monitoredIn(plan)

  await store.openInstance({ uuid: ids.uuid(), digestKey: ids.bytes(32), now: START })
  const loaded = { document: { services }, contacts, actor: 'system', now: START, ledgerId: ids.uuid() }
  const revision = { ...loaded.document, revision: await store.loadRevision(loaded) }
  const agentIds = new Map<string, string>()
  for (const name of Array.from({ length: plan.hosts }, (_, number) => hostName(number))) {
    const credential = { credentialId: ids.uuid(), tokenDigest: name, actor: 'system' }
    const issued = await store.issueAgent({
      ...{ id: ids.uuid(), name, now: START, ledgerId: ids.uuid() },
      ...credential,
    })
    agentIds.set(name, issued.id)
  }

  const checks = services.flatMap(({ components }) => components.flatMap((component) => component.checks))
  const truth = makeTruth(timeline, [...new Set(checks.map(({ check }) => targetOf(check)))])
  const mail = makeMailServer(timeline, random('mail'))
  const signer = signerOf(random('signer'))
  const metrics = makeMetrics()
  const isFaulty = plan.faults.some(({ kind }) => isOurs(kind))
  const collectors = Array.from({ length: plan.collectors }, (_, number) => {
    const name = collectorName(number)
    const machine = makeMachine(timeline, { name, offsetMs: 0, driftPpm: 0 })
    const seen = planted.store?.(store) ?? store
    const deps = {
      name,
      machine,
      store: seen,
      planted,
      revision,
      agentIds,
      mail,
      signer,
      metrics,
      unsteady: isFaulty,
      alone: plan.collectors === 1,
    }
    const made = makeCollector({ ...deps, random: random(name), log: logbook.of(name) })
    return { ...made, machine }
  })
  const network = makeNetwork(timeline, (agent) => random(`network ${agent}`), collectors)
  const hosts = [...agentIds].map(([name, agentId]): Host => {
    const own = random(name)
    const drift = plan.faults.find(({ kind, who }) => kind === 'clock-drift' && who === name)
    const machine = makeMachine(timeline, { name, offsetMs: 0, driftPpm: drift?.size ?? 0 })
    const record = makeRecord(agentId, timeline.now)
    const disk = makeDisk(random(`disk ${name}`), record.removed)
    const slowness = isFaulty ? { probeMs: 60, syncMs: 20 } : { probeMs: 0, syncMs: 0 }
    const agent = makeAgent({
      ...{ name, machine, disk, network, truth, record, slowness, planted, spool },
      ...{ random: own, log: logbook.of(name) },
    })
    return { name, agentId, machine, disk, agent, record }
  })
  return {
    ...{
      plan,
      startAt: START,
      timeline,
      truth,
      hosts,
      collectors,
      network,
      mail,
      memory,
      revision,
      contacts,
    },
    ...{ logbook, random, spool, suffered: [] },
  }
}
