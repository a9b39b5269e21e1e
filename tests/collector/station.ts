/**
 * A collector's evaluation and outbox on a virtual clock, with the real store and, where asked for, a real
 * mail server: what they do is driven by `advance` and by results that a test hands in as an agent would.
 */
import { createHash, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { startEvaluation } from '../../collector/evaluation/engine.ts'
import type { Evaluation } from '../../collector/evaluation/evaluation.ts'
import { withLiveStates } from '../../collector/evaluation/live-states.ts'
import { rangesOf } from '../../collector/ingest/judge.ts'
import { makeMetrics } from '../../collector/metrics.ts'
import type { Check, Contact, Revision, Service } from '../../collector/model.ts'
import type { Channel } from '../../collector/notices/channels/channel.ts'
import { makeChannels } from '../../collector/notices/channels/registry.ts'
import { type Outbox, startOutbox } from '../../collector/notices/outbox.ts'
import { makeOwnClock } from '../../collector/own-clock.ts'
import { openStore } from '../../collector/store/open.ts'
import type { IncidentRow, Store } from '../../collector/store/port.ts'
import { CALLERS_TIME } from '../../collector/store/store-time.ts'
import { alwaysOpen, noMaintenance } from '../../rules/calendar/always.ts'
import { interpretationOf } from '../../rules/guideline/interpretation.ts'
import { ITEMS, referenceOf } from '../../rules/guideline/items.ts'
import { valueInForce } from '../../rules/guideline/value.ts'
import { partitionOf } from '../../rules/partition.ts'
import type { Item } from '../../rules/wire/v1.ts'
import type { Audience, Outcome, Purpose } from '../../rules/words.ts'
import { scratch } from '../support/scratch.ts'
import { makeVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

/** Longest step of time: below what an engine takes for its own absence. */
const STEP_MS = 10_000
export const START = Date.UTC(2026, 10, 1, 0, 0, 0)

/** The same service with every check done by several agents, each result of which has a name of its own. */
export function seenFrom(service: Service, vantages: string[]): Service {
  const components = service.components.map((component) => ({
    ...component,
    ...{ agent: vantages[0] ?? component.agent, vantages },
    checks: component.checks.flatMap((check) =>
      vantages.map((agent) => ({ ...check, agent, of: check.check, check: `${check.check}@${agent}` })),
    ),
  }))
  return { ...service, components }
}

/** The same service, made up as `structure` says: what must be up, and what explains what. */
export function madeUp(
  service: Service,
  structure: Partial<Pick<Service, 'redundancy' | 'stopMeans'>> & { dependsOn?: Record<string, string[]> },
): Service {
  const { dependsOn = {}, ...rest } = structure
  const components = service.components.map((component) => ({
    ...component,
    dependsOn: dependsOn[component.id] ?? [],
  }))
  return { ...service, ...rest, components }
}

/** A service of pattern 1 with components that each have an `alive` and a `works` check every 60 s. */
export function serviceOf(
  id: string,
  components = ['web'],
  purposes: Purpose[] = ['liveness', 'fault'],
): Service {
  const names: Partial<Record<Purpose, string>> = {
    ...{ liveness: 'alive', fault: 'works', performance: 'fast', 'time-sync': 'clock' },
  }
  return {
    id,
    name: `サービス${id}`,
    pattern: 1,
    timezone: 'Asia/Tokyo',
    language: 'ja',
    components: components.map((component) => ({
      id: component,
      name: `構成${component}`,
      kind: 'application',
      ...{ agent: 'host-1', vantages: ['host-1'], dependsOn: [] },
      checks: purposes.map((purpose): Check => {
        const name = names[purpose] ?? purpose
        const spec = { service: id, component, purpose, everyMs: 60_000, timeoutMs: 10_000 }
        const confirm = { failures: 3, everyMs: 10_000 }
        return {
          ...spec,
          check: `${id}/${component}/${name}`,
          confirm,
          agent: 'host-1',
          id: name,
          type: 'tcp',
          config: {},
          target: name,
        }
      }),
    })),
    classification: {
      ...{ pattern: 1, by: 'pattern', type: null, criteria: null, decidedBy: null, on: null, reason: null },
    },
    hours: alwaysOpen('Asia/Tokyo'),
    holidays: null,
    maintenance: { rules: noMaintenance('Asia/Tokyo'), windows: [] },
    interpretation: interpretationOf(),
    ...{ customers: [], redundancy: null, stopMeans: 'service' },
    values: Object.fromEntries(ITEMS.map(({ id: item }) => [item, valueInForce(referenceOf(item, 1))])),
  }
}

export function contactsOf(service: string, who: Partial<Record<Audience, string[]>>): Contact[] {
  return Object.entries(who).flatMap(([audience, list]) =>
    list.map((email) => ({ service, audience: audience as Audience, email })),
  )
}

/** Counts what is under way, so that a test can wait until nothing is; no sleeps, and no turning while it waits. */
function makeGate() {
  let busy = 0
  const waiting: (() => void)[] = []
  const watch = <A extends unknown[], R>(fn: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      busy += 1
      try {
        return await fn(...args)
      } finally {
        busy -= 1
        if (busy === 0) for (const go of waiting.splice(0)) go()
      }
    }
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const quiet = async () => {
    for (let still = 0; still < 4; ) {
      if (busy > 0) await new Promise<void>((resolve) => waiting.push(resolve))
      await turn()
      still = busy === 0 ? still + 1 : 0
    }
  }
  return { watch, quiet }
}

/** What a check says when it runs at `at`. */
type Says = (check: string, at: number) => Outcome

export interface Station {
  clock: VirtualClock
  store: Store
  /** Its data directory. */
  data: string
  revision: Revision
  /** Lines of the log, as pino would get them. */
  logged: { level: string; fields: Record<string, unknown>; text: string }[]
  metrics: ReturnType<typeof makeMetrics>
  /** Moves time on in steps of at most 10 s (an engine that is not asked for longer was absent). */
  advance(ms: number): Promise<void>
  /** Time goes on while nothing runs: as if the host was off. */
  pause(ms: number): Promise<void>
  /** Waits until nothing is under way. */
  quiet(): Promise<void>
  /** Hands in one result that started at `at` (Unix ms) and took 100 ms. */
  result(check: string, at: number, outcome: Outcome, values?: Record<string, number>): Promise<void>
  /** Hands in all results of all checks that an agent would have made in [from, to), now. */
  agent(from: number, to: number, outcome?: Says): Promise<void>
  /** Time goes on and an agent reports as it goes. */
  live(ms: number, outcome?: Says): Promise<void>
  handIn(items: Item[], epoch?: string): Promise<void>
  incidents(): Promise<IncidentRow[]>
  /** The store as pages read it: with what is evaluated here. */
  shown: Store
  /** Of checks, as pages show them: by what is evaluated here, and else by the store. */
  states(): Promise<Awaited<ReturnType<Store['checkStates']>>>
  /** Stops both engines hard: nothing that they had begun is finished. */
  crash(): void
  /** Starts both (more) on the same store under another owner; channels as given or as before. */
  restart(channels?: Map<string, Channel>): void
  evaluation(): Evaluation
  reload(services: Service[], contacts: Contact[]): Promise<void>
  /** Asks both to stop, as a signal would. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function openStation(a: {
  services: Service[]
  contacts?: Contact[]
  /** Port of a mail server; without it there is no channel. */
  mail?: number
  channels?: Map<string, Channel>
  /** A channel that hangs shall not hold up `quiet`. */
  unwatched?: boolean
  /** Wraps the store, for faults. */
  faulty?: (store: Store) => Store
  begin?: 'evaluation' | 'both' | 'none'
  /** The time-sync check that watches the collector's clock. */
  ownClock?: string
  /** Whether other collectors may be there: what is evaluated is in the store at once. */
  shared?: boolean
  /** Address of an empty PostgreSQL database; without it the store is SQLite. */
  postgres?: string
}): Promise<Station> {
  const data = await scratch('kijun-station-')
  const clock = makeVirtualClock(START)
  const metrics = makeMetrics()
  const logged: Station['logged'] = []
  const say = (level: string) => (first: unknown, second?: unknown) => {
    const fields = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {}
    logged.push({ level, fields, text: String(second ?? first) })
  }
  const log = { info: say('info'), warn: say('warn'), error: say('error') }
  const gate = makeGate()
  const real = await openStore({ data, postgres: a.postgres ?? null, time: CALLERS_TIME })
  let dead = { now: false }

  await real.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: clock.now() })
  const load = async (services: Service[], contacts: Contact[]) => {
    const by = { actor: 'system', now: clock.now(), ledgerId: randomUUID() }
    return { services, revision: await real.loadRevision({ document: { services }, contacts, ...by }) }
  }
  let revision = await load(a.services, a.contacts ?? [])
  const agentId = randomUUID()
  const token = { tokenDigest: 'digest', actor: 'system', now: clock.now(), ledgerId: randomUUID() }
  await real.issueAgent({ id: agentId, name: 'host-1', credentialId: randomUUID(), ...token })

  /** A dead process asks nothing more and learns nothing more. */
  const forever = () => new Promise<never>(() => undefined)
  /** The store as engines see it. */
  const storeFor = (life: { now: boolean }): Store =>
    new Proxy(a.faulty?.(real) ?? real, {
      get(target, name: keyof Store) {
        const verb = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
        const watched = gate.watch(verb)
        return async (...args: unknown[]) => {
          if (life.now) return forever()
          const answer = await watched(...args)
          return life.now ? forever() : answer
        }
      },
    })

  const made =
    a.mail === undefined ? null : { url: `smtp://127.0.0.1:${a.mail}`, from: '基準 <kijun@provider.example>' }
  const settings = { mail: made }
  let channels = a.channels ?? makeChannels(settings, { log })
  const channelsFor = (life: { now: boolean }) =>
    new Map(
      [...channels].map(([name, channel]) => {
        const send = a.unwatched ? channel.send : gate.watch(channel.send)
        const alive: Channel = {
          ...channel,
          async send(...args) {
            const answer = life.now ? forever() : await send(...args)
            return life.now ? forever() : answer
          },
        }
        return [name, alive]
      }),
    )
  const alone = !a.shared && a.postgres === undefined
  const turn = gate.watch(() => new Promise<void>((resolve) => setImmediate(resolve)))
  let evaluation: Evaluation | null = null
  let outbox: Outbox | null = null
  const running: { stop(): Promise<void> }[] = []
  const startAll = () => {
    dead = { now: false }
    const life = dead
    const owner = randomUUID()
    // A real process that died holds its leases until they run out: the same here.
    const store = storeFor(life)
    const newId = () => randomUUID()
    const watched = { check: a.ownClock ?? null, revision: () => revision }
    const shown = withLiveStates(store, () => (life.now ? null : evaluation))
    const ownClock = makeOwnClock({ store: shown, clock, owner, log, newId, ...watched })
    const deps = { store, owner, clock, ownClock, log, metrics, onChange: () => undefined, newId }
    if (a.begin !== 'none' && a.begin !== 'evaluation')
      outbox = startOutbox({ ...deps, channels: channelsFor(life), random: () => 0.5 })
    const wakeOutbox = () => outbox?.wake()
    if (a.begin !== 'none') evaluation = startEvaluation({ ...deps, revision, wakeOutbox, alone, turn })
    running.push(...[evaluation, outbox].flatMap((engine) => engine ?? []))
  }

  let seq = 0
  const epoch = randomUUID()
  const base = { seq: 1, mono: 0, wall: START - 30 * 86_400_000, offset: 0, uncertainty: 1 }
  const mono = (at: number) => at - base.wall
  const itemOf = (check: string, at: number, outcome: Outcome, values?: Record<string, number>): Item => {
    seq += 1
    const times = { planned: mono(at), started: mono(at), finished: mono(at) + 100 }
    const why = outcome === 'failed' ? { reason: 'refused', message: 'connect ECONNREFUSED' } : {}
    const measured = values ? { values } : {}
    const ran = { check, revision: revision.revision, ...times, outcome, attempt: 0 }
    return { kind: 'result', seq, ...ran, ...why, ...measured }
  }

  /** Encoded where ingest would take it so: all results, in order. */
  const contentOf = (items: Item[]) => {
    const inOrder = items.every((item, n) => item.kind === 'result' && item.seq > (items[n - 1]?.seq ?? 0))
    if (!inOrder) return { base, items }
    const ranges = rangesOf(items.map((item) => item.seq))
    return { encoded: JSON.stringify({ base, items }), ranges, count: items.length }
  }

  const station: Station = {
    clock,
    store: real,
    data,
    get revision() {
      return revision
    },
    logged,
    metrics,
    async advance(ms) {
      for (let left = ms; left > 0; left -= STEP_MS) {
        await clock.advance(Math.min(left, STEP_MS))
        await gate.quiet()
        // Time went on while its pass waited for the store: it looks once more at the end of the step.
        evaluation?.wake()
        await gate.quiet()
      }
    },
    async pause(ms) {
      await gate.quiet()
      await clock.suspend(ms)
      await gate.quiet()
    },
    quiet: gate.quiet,
    async handIn(items, from = epoch) {
      for (let i = 0; i < items.length; i += 500) {
        const part = items.slice(i, i + 500)
        const partitions = [...new Set(revision.services.map((service) => partitionOf(service.id)))]
        const times = part.flatMap((item) => (item.kind === 'result' ? [base.wall + item.started] : []))
        const [earliestAt, latestAt] = [Math.min(...times, clock.now()), Math.max(...times, 0)]
        const head = { agentId, epoch: from, receivedAt: clock.now() }
        const places = { earliestAt, latestAt, partitions }
        const [answer] = await real.ingest({ batches: [{ ...head, ...places, ...contentOf(part) }] })
        // As ingest does it: what was stored whole is handed over, and of anything else is said that it is there.
        const { arrival } = answer ?? {}
        evaluation?.take(arrival === undefined ? [] : [{ ...head, base, items: part, arrival }])
      }
      await gate.quiet()
    },
    result: (check, at, outcome, values) => station.handIn([itemOf(check, at, outcome, values)]),
    agent: (from, to, outcome = () => 'ok') => station.handIn(runs(new Map(), from, to, outcome)),
    async live(ms, outcome = () => 'ok') {
      for (let left = ms; left > 0; left -= STEP_MS) {
        const from = clock.now()
        await clock.advance(Math.min(left, STEP_MS))
        await gate.quiet()
        const items = runs(plans, from, clock.now(), outcome)
        if (items.length > 0) await station.handIn(items)
        // As in `advance`: a collector that was not asked for that long would take itself for absent.
        else evaluation?.wake()
        await gate.quiet()
      }
    },
    async incidents() {
      return (await real.incidents({ limit: 100, cursor: null })).items.toReversed()
    },
    states: () => station.shown.checkStates(),
    shown: withLiveStates(real, () => evaluation),
    crash() {
      dead.now = true
      running.splice(0)
      evaluation = null
      outbox = null
    },
    restart(next) {
      if (next) channels = next
      startAll()
    },
    evaluation() {
      if (!evaluation) throw new Error('not running')
      return evaluation
    },
    async reload(services, contacts) {
      revision = await load(services, contacts)
      evaluation?.reload(revision)
      await gate.quiet()
    },
    async stop() {
      for (const engine of running.splice(0)) await engine.stop()
    },
    async close() {
      await station.stop()
      for (const channel of channels.values()) await channel.close()
      await real.close()
      await rm(data, { recursive: true, force: true })
    },
  }

  type Plans = Map<string, { next: number; outcome: Outcome; streak: number }>
  const plans: Plans = new Map()
  /** As an agent runs its checks: each at its own second of the minute, every change of outcome confirmed. */
  function runs(planned: Plans, from: number, to: number, outcome: Says): Item[] {
    const found: { at: number; item: () => Item }[] = []
    for (const { components } of revision.services) {
      for (const { check, everyMs, confirm } of components.flatMap((component) => component.checks)) {
        const splay = (createHash('sha256').update(check).digest()[0] ?? 0) % 50
        const plan = planned.get(check) ?? {
          next: from - (from % 60_000) + splay * 1_000,
          outcome: 'ok',
          streak: 3,
        }
        // An agent's cadence is monotonic: where the wall clock was set back, its next run is as near as ever.
        while (plan.next > from + everyMs) plan.next -= everyMs
        while (plan.next < from) plan.next += everyMs
        for (; plan.next < to; plan.next += plan.streak < confirm.failures ? confirm.everyMs : everyMs) {
          const at = plan.next
          const said = outcome(check, at)
          plan.streak = said === plan.outcome ? plan.streak + 1 : 1
          plan.outcome = said
          found.push({ at, item: () => itemOf(check, at, said) })
        }
        planned.set(check, plan)
      }
    }
    return found.toSorted((x, y) => x.at - y.at).map(({ item }) => item())
  }

  startAll()
  await gate.quiet()
  return station
}
