/** A collector of a world: the production parts as `assemble.ts` puts them together, on the world's store, clock and mail. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Ask } from '../../agent/client.ts'
import { startEvaluation } from '../../collector/evaluation/engine.ts'
import { makeHandIn } from '../../collector/http/agent/hand-in.ts'
import { agentRoutes } from '../../collector/http/agent/routes.ts'
import { makeRuns } from '../../collector/http/agent/runs.ts'
import { HttpProblem } from '../../collector/http/problem.ts'
import type { Call, Route } from '../../collector/http/route.ts'
import { makeOwnership } from '../../collector/ingest/ownership.ts'
import { makeRecent } from '../../collector/ingest/recent.ts'
import { keyIdOf, type Signer } from '../../collector/ledger/keys.ts'
import { startSealer } from '../../collector/ledger/sealer.ts'
import type { Metrics } from '../../collector/metrics.ts'
import type { Revision } from '../../collector/model.ts'
import type { Channel } from '../../collector/notices/channels/channel.ts'
import { startOutbox } from '../../collector/notices/outbox.ts'
import { makeOwnClock } from '../../collector/own-clock.ts'
import { type Store, StoreError } from '../../collector/store/port.ts'
import { tellingWrites } from '../../collector/store/telling.ts'
import type { Random } from '../support/random.ts'
import type { Said } from './log.ts'
import { channelTo, type MailServer } from './mail-server.ts'
import type { Replied, Server } from './network.ts'
import type { Life, Machine } from './node.ts'
import type { Planted } from './planted.ts'

export interface CollectorDeps {
  name: string
  machine: Machine
  store: Store
  revision: Revision
  /** Ids by name: what their credentials say. */
  agentIds: ReadonlyMap<string, string>
  mail: MailServer
  signer: Signer
  random: Random
  metrics: Metrics
  log: Said
  /** Whether a verb of the store now and then takes its time, so that others come in between. */
  unsteady: boolean
  /** Whether it is the world's only collector: then it has everything handed over, and asks the store for nothing. */
  alone: boolean
  planted: Pick<Planted, 'channel'>
}

export interface WorldCollector extends Server {
  start(): void
  /** After this many further steps (a verb of the store begun or ended, a message handed over) it is gone, or stands still. */
  kill(steps: number): void
  freeze(steps: number): void
  thaw(): void
  /** Whether it has folded what arrived. */
  ready(): boolean
}

/** One verb in so many takes up to this long where the store is unsteady. */
const SLOW = { one: 40, ms: 300 }

/** An Ed25519 key of the world's own, so that each run signs alike. */
export function signerOf(random: Random): Signer {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), random.bytes(32)])
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const publicKey = String(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }))
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}

interface Running {
  life: Life
  routes: Map<string, Route>
  ready(): boolean
  /** Cuts the connections that are open. */
  cut: Set<(error: Error) => void>
}

export function makeCollector(deps: CollectorDeps): WorldCollector {
  const { machine, random } = deps
  let running: Running | null = null
  /** What happens after so many steps. */
  let planned: { steps: number; what: 'end' | 'freeze' }[] = []

  function end(): void {
    const ended = running
    running = null
    ended?.life.end()
    for (const cut of ended?.cut ?? []) cut(new Error('socket hang up'))
  }

  function stepped(): void {
    for (const one of planned) one.steps -= 1
    const due = planned.filter(({ steps }) => steps <= 0)
    if (due.length === 0) return
    planned = planned.filter(({ steps }) => steps > 0)
    for (const { what } of due) {
      if (what === 'end') end()
      else running?.life.freeze()
    }
  }

  /** Between any two steps a process may end or stand still: then this does not come back, or later. */
  async function step(life: Life): Promise<void> {
    if (planned.length > 0 && life === running?.life) stepped()
    await life.goOn()
  }

  function storeFor(life: Life): Store {
    const verbs = Object.entries(deps.store).map(([name, run]) => {
      const verb = run as (...args: unknown[]) => Promise<unknown>
      const call = async (...args: unknown[]) => {
        await step(life)
        if (deps.unsteady && random.int(1, SLOW.one) === 1)
          await new Promise<void>((resolve) => life.clock.after(random.int(1, SLOW.ms), resolve))
        try {
          return await verb(...args)
        } finally {
          await step(life)
        }
      }
      return [name, call]
    })
    return Object.fromEntries(verbs) as unknown as Store
  }

  function start(): void {
    if (running) return
    const life = machine.boot()
    const { clock } = life
    const { metrics, log } = deps
    let wakeSealer = () => {}
    const store = tellingWrites(storeFor(life), () => wakeSealer())
    const owner = random.uuid()
    const newId = random.uuid
    const onChange = () => undefined
    const revision = () => deps.revision
    const real: Channel = channelTo(deps.mail, life, () => step(life))
    const channel = deps.planted.channel?.(real) ?? real
    const { alone } = deps
    const ownClock = makeOwnClock({ store, clock, owner, log, newId, check: null, revision, alone })
    const sealer = startSealer({ store, owner, signer: deps.signer, clock, log, metrics, told: deps.alone })
    wakeSealer = sealer.wake
    const outbox = startOutbox({
      ...{ store, clock, ownClock, owner, log, metrics, onChange, newId },
      ...{ channels: new Map([[channel.name, channel]]), random: random.fraction, alone: deps.alone },
    })
    const evaluation = startEvaluation({
      ...{ store, clock, ownClock, owner, log, metrics, onChange, newId },
      ...{ revision: deps.revision, wakeOutbox: outbox.wake, alone: deps.alone },
    })
    const runs = makeRuns({ store, clock, log, several: !deps.alone, onTaken: onChange })
    const handIn = makeHandIn({
      ...{ store, clock, metrics, log, revision, runs, random },
      ownership: makeOwnership(revision, (number) => store.revisionOf({ revision: number })),
      recent: makeRecent(clock.now()),
      events: { changed: onChange, subscribe: () => onChange },
      onIngest: evaluation.take,
    })
    const routes = agentRoutes({ clock, runs, handIn })
    running = {
      life,
      routes: new Map(routes.map((route) => [`${route.method} ${route.path}`, route])),
      ready: evaluation.ready,
      cut: new Set(),
    }
  }

  async function answer(
    { life, routes }: Running,
    agent: string,
    ask: Ask,
    left: (end: () => void) => void,
  ): Promise<Replied> {
    const route = routes.get(`${ask.method} ${ask.path}`)
    if (!route) return { status: 404, headers: {}, body: null }
    const id = deps.agentIds.get(agent) ?? ''
    const headers: Record<string, string> = {}
    let status = 200
    const reply = {
      header(name: string, value: string) {
        headers[name] = value
        return reply
      },
      code(number: number) {
        status = number
        return reply
      },
      raw: { once: (_: string, gone: () => void) => left(gone) },
    }
    const call = {
      ...{ params: {}, query: {}, body: ask.body === undefined ? undefined : JSON.parse(ask.body) },
      asking: { agent: { id, name: agent }, receivedAt: life.clock.now() },
      ...{ request: { headers: ask.headers ?? {}, text: ask.body }, reply },
    }
    try {
      const body = await route.run(call as unknown as Call<never, never, never>)
      return { status, headers, body }
    } catch (error) {
      if (error instanceof HttpProblem)
        return { status: error.status, headers: error.headers, body: error.body() }
      if (error instanceof StoreError)
        return { status: error.code === 'disk-full' ? 507 : 503, headers: { 'retry-after': '2' }, body: null }
      deps.log.error({ err: error }, 'a request failed')
      return { status: 500, headers: {}, body: null }
    }
  }

  return {
    name: deps.name,
    isUp: () => running !== null,
    start,
    kill(steps) {
      if (steps > 0) planned.push({ steps, what: 'end' })
      else {
        // What was to end the one before ends no later one, which nobody would start again.
        planned = planned.filter(({ what }) => what !== 'end')
        end()
      }
    },
    freeze(steps) {
      if (steps === 0) running?.life.freeze()
      else planned.push({ steps, what: 'freeze' })
    },
    thaw() {
      planned = planned.filter(({ what }) => what !== 'freeze')
      running?.life.thaw()
    },
    ready: () => running?.ready() ?? false,
    handle(agent, ask, left) {
      return new Promise((resolve, reject) => {
        const up = running
        if (!up) {
          reject(new Error('connect ECONNREFUSED'))
          return
        }
        const cut = (error: Error) => {
          up.cut.delete(cut)
          reject(error)
        }
        up.cut.add(cut)
        up.life.do(() => {
          answer(up, agent, ask, left).then((replied) => {
            up.cut.delete(cut)
            resolve(replied)
          }, cut)
        })
      })
    },
  }
}
