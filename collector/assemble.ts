/** Puts a collector together: what needs what, in which order it starts, and in which it ends. */
import type { Clock } from '../rules/clock.ts'
import { startCompactor } from './compactor.ts'
import { makeDamageTeller, withDamageTold } from './damaged-blocks.ts'
import { startEvaluation } from './evaluation/engine.ts'
import type { Evaluation } from './evaluation/evaluation.ts'
import { withLiveStates } from './evaluation/live-states.ts'
import { makeEvents } from './http/events.ts'
import { startHttp } from './http/server.ts'
import { loadSigner } from './ledger/keys.ts'
import { type Sealer, startSealer } from './ledger/sealer.ts'
import { type LocalAgents, makeLocalAgents } from './local-agents.ts'
import type { Log } from './log.ts'
import { makeMetrics } from './metrics.ts'
import type { Loaded, Revision } from './model.ts'
import { startNightly } from './nightly.ts'
import { makeChannels } from './notices/channels/registry.ts'
import { type Outbox, startOutbox } from './notices/outbox.ts'
import { issueEnrolment } from './operators/enrolment.ts'
import { makeOwnClock } from './own-clock.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/port.ts'
import type { LogDamage } from './store/sqlite-log.ts'
import { tellingWrites } from './store/telling.ts'

export interface Surroundings {
  clock: Clock
  log: Log
  random: { bytes(length: number): Buffer; uuid(): string; fraction(): number }
  version: string
  /** Whether an agent for this host is started along. */
  localAgent: boolean
  /** Nothing more can be done, as when the store's thread has died: end, and be started again. */
  onLost(error: Error): void
}

export interface Collector {
  url: string
  /** One-time token that makes the first operator; null where one exists. */
  enrolment: string | null
  /** Takes a renewed certificate; stores what is monitored as a new revision and runs it from now on. */
  reload(loaded: Loaded): Promise<Revision>
  /** Ends everything in its order; what was begun is recorded, the rest of the ledger is sealed. */
  stop(): Promise<void>
}

/** What is to be undone at the end, last begun first, each even if another one fails. */
function makeUndo(log: Log) {
  const steps: { name: string; end: () => Promise<void> }[] = []
  return {
    add: (name: string, end: () => Promise<void>) => steps.unshift({ name, end }),
    async run() {
      for (const { name, end } of steps.splice(0)) {
        await end().catch((err: unknown) =>
          log.error({ err, part: name }, 'a part of the collector did not end well'),
        )
      }
    },
  }
}

/**
 * Starts a collector. Rejects with what stands in its way (`DataLocked`, `StoreError`, the system's error of
 * listening), having undone what it had begun.
 */
export async function startCollector(loaded: Loaded, around: Surroundings): Promise<Collector> {
  const undo = makeUndo(around.log)
  try {
    return await start(loaded, around, undo)
  } catch (error) {
    await undo.run()
    throw error
  }
}

async function start(
  loaded: Loaded,
  around: Surroundings,
  undo: ReturnType<typeof makeUndo>,
): Promise<Collector> {
  const { clock, log, random, version, onLost } = around
  const { settings } = loaded
  const owner = random.uuid()
  const newId = random.uuid
  const startedAt = clock.now()
  const metrics = makeMetrics()
  const events = makeEvents()

  let sealer: Sealer | null = null
  let damage: LogDamage | null = null
  const onDamage = (found: LogDamage) => {
    damage = found
    const lost = 'the log of the store was damaged: commits that had been acknowledged are lost'
    log.error({ ...found }, found.keptAs === null ? lost : `${lost}; the log as it was found is kept`)
  }
  const opened = await openStore({ data: settings.data, postgres: settings.postgres, log, onLost, onDamage })
  undo.add('store', () => opened.close())
  // One collector per data directory, by its lock; of a database there may be several.
  const alone = settings.postgres === null
  const told = tellingWrites(opened, () => sealer?.wake())
  const damaged = makeDamageTeller({ store: told, clock, log, metrics, onChange: events.changed })
  const store = withDamageTold(told, damaged)
  await store.openInstance({ uuid: newId(), digestKey: random.bytes(32), now: clock.now() })
  let revision = await storeRevision(store, loaded, around)

  const signer = await loadSigner(settings.data)
  await store.addLedgerKey({
    keyId: signer.keyId,
    publicKey: signer.publicKey,
    now: clock.now(),
    ledgerId: newId(),
  })
  const sealing = startSealer({ store, owner, signer, clock, log, metrics, told: alone })
  sealer = sealing
  undo.add('sealer', async () => {
    await sealing.sealNow()
    await sealing.stop()
    await store.releaseLeases({ owner })
  })
  const record = (kind: string, subject: string, payload: unknown) =>
    store.appendLedger({
      entries: [{ id: newId(), at: clock.now(), kind, subject, actor: 'system', payload }],
    })
  await record('collector.started', `collector/${owner}`, { version, revision: revision.revision })
  if (damage !== null) await record('store.damaged', 'store', damage)
  undo.add('record of the end', () => record('collector.stopped', `collector/${owner}`, { version }))

  const channels = makeChannels(settings, { log })
  undo.add('channels', async () => {
    await Promise.all([...channels.values()].map((channel) => channel.close()))
  })
  const onChange = events.changed
  let evaluation: Evaluation | null = null
  const shown = withLiveStates(store, () => evaluation)
  const ownClock = makeOwnClock({
    ...{ store: shown, clock, owner, log, newId },
    check: settings.ownClock,
    alone,
    revision: () => revision,
  })
  const outbox: Outbox = startOutbox({
    store,
    channels,
    clock,
    ownClock,
    owner,
    log,
    metrics,
    onChange,
    newId,
    random: random.fraction,
    alone,
  })
  undo.add('outbox', () => outbox.stop())
  const evaluating = startEvaluation({
    store,
    owner,
    clock,
    ownClock,
    revision,
    log,
    metrics,
    onChange,
    wakeOutbox: outbox.wake,
    newId,
    alone,
  })
  evaluation = evaluating
  undo.add('evaluation', () => evaluating.stop())
  const compactor = startCompactor({
    ...{ store, owner, clock, log, metrics, damaged },
    revision: () => revision,
    disputeMs: settings.disputeMs,
  })
  undo.add('compactor', () => compactor.stop())
  const nightly = startNightly({ store, timezone: settings.timezone, clock, log, onChange })
  undo.add('nightly work', () => nightly.stop())

  // Begun after HTTP, whose address it needs, and yet ended after it.
  let agents: LocalAgents | null = null
  undo.add('local agents', async () => agents?.stop())
  const http = await startHttp({
    store: shown,
    settings,
    revision: () => revision,
    clock,
    log,
    metrics,
    onIngest: evaluating.take,
    onOutbox: outbox.wake,
    evaluating: evaluating.ready,
    events,
    random: { uuid: random.uuid, token: () => random.bytes(32).toString('base64url') },
    version,
    startedAt,
  })
  undo.add('http', () => http.stop())
  const local = { store, data: settings.data, url: http.agentsUrl, clock, log, random, record }
  agents = makeLocalAgents(local, around.localAgent)
  await agents.follow(revision)
  void nightly.run()

  const token = random.bytes(32).toString('base64url')
  return {
    url: http.url,
    enrolment: await issueEnrolment({ store, now: clock.now(), token }),
    async reload(next) {
      revision = await storeRevision(store, next, around)
      // Not before: what is not stored is not in force, its certificate neither.
      const { tls } = next.settings
      if (tls && settings.tls) http.renew(tls)
      else if (tls || settings.tls) log.warn('TLS is switched on or off with the next start only')
      evaluating.reload(revision)
      events.changed(['services', 'checks', 'status'])
      // The revision is in force either way; what an agent of ours lacks is a gap like any other.
      await agents?.follow(revision).catch((err: unknown) => {
        log.error({ err }, 'an agent of this collector could not be started; the next reload tries again')
      })
      return revision
    },
    stop: () => undo.run(),
  }
}

/** What is run is what was read, under the number that it is stored by: a large one is not held twice. */
async function storeRevision(
  store: Store,
  loaded: Loaded,
  { clock, random }: Surroundings,
): Promise<Revision> {
  const { services, ownNetwork, contacts } = loaded
  const document = { services, ...(ownNetwork && { ownNetwork }) }
  const by = { actor: 'system', now: clock.now(), ledgerId: random.uuid() }
  return { ...document, revision: await store.loadRevision({ document, contacts, ...by }) }
}
