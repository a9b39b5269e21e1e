/** The HTTP side on a real port, with the real embedded store and a clock that a test moves. */
import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { type Events, makeEvents } from '../../../collector/http/events.ts'
import { type HttpDeps, type HttpServer, startHttp } from '../../../collector/http/server.ts'
import { type Metrics, makeMetrics } from '../../../collector/metrics.ts'
import type { Contact, Revision, Service, Settings } from '../../../collector/model.ts'
import { issueEnrolment } from '../../../collector/operators/enrolment.ts'
import { tokenDigest } from '../../../collector/operators/token.ts'
import { openStore } from '../../../collector/store/open.ts'
import type { ChainedEntry, Store } from '../../../collector/store/port.ts'
import { scratch } from '../../support/scratch.ts'
import { makeVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts'
import { START, serviceOf } from '../station.ts'

export { START }
export const PASSWORD = 'correct horse battery'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into as it comes
  body: any
}

export interface Ask {
  method?: string
  headers?: Record<string, string | string[]>
  /** The address of this host that it comes from, e.g. `127.0.0.2`. */
  from?: string
  /** Sent as JSON unless it is text or bytes. */
  body?: unknown
}

export interface Bench {
  url: string
  port: number
  store: Store
  clock: VirtualClock
  events: Events
  metrics: Metrics
  server: HttpServer
  deps: HttpDeps
  /** Lines of the log. */
  logged: Record<string, unknown>[]
  calls: { ingest: number; outbox: number }
  /** What `evaluating` says. */
  evaluating: { now: boolean }
  agent: { id: string; name: string; token: string }
  reload(services: Service[]): Promise<Revision>
  ask(path: string, ask?: Ask): Promise<Answer>
  asAgent(path: string, ask?: Ask): Promise<Answer>
  /** Makes the first operator and returns headers of a page that is logged in. */
  enrol(): Promise<Record<string, string>>
  issueAgent(name: string): Promise<{ id: string; name: string; token: string }>
  /** Entries of the ledger by kind, chained or not. */
  entries(kind: string): Promise<Pick<ChainedEntry, 'kind' | 'subject' | 'actor' | 'payload'>[]>
}

/** Ends with the test, or with the file (`until: afterAll`). `faulty` wraps the store that HTTP sees. */
export async function openBench(
  a: {
    services?: Service[]
    /** Of a revision before, which this server never ran. */
    earlier?: Service[]
    contacts?: Contact[]
    faulty?: (store: Store) => Store
    until?: (end: () => Promise<void>) => void
  } = {},
): Promise<Bench> {
  const data = await scratch('kijun-http-')
  const store = await openStore({ data, postgres: null })
  const clock = makeVirtualClock(START)
  await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now: clock.now() })
  const load = async (services: Service[]) => {
    const by = { actor: 'system', now: clock.now(), ledgerId: randomUUID() }
    const stored = { document: { services }, contacts: a.contacts ?? [], ...by }
    return { services, revision: await store.loadRevision(stored) }
  }
  if (a.earlier) await load(a.earlier)
  let revision = await load(a.services ?? [serviceOf('shop')])
  const issueAgent = async (name: string) => {
    const token = randomBytes(32).toString('base64url')
    const { id } = await store.issueAgent({
      id: randomUUID(),
      name,
      credentialId: randomUUID(),
      tokenDigest: tokenDigest(token),
      actor: 'system',
      now: clock.now(),
      ledgerId: randomUUID(),
    })
    return { id, name, token }
  }
  const agent = await issueAgent('host-1')
  const logged: Bench['logged'] = []
  const events = makeEvents()
  const metrics = makeMetrics()
  const calls = { ingest: 0, outbox: 0 }
  const evaluating = { now: true }
  const settings: Settings = {
    listen: { host: '127.0.0.1', port: 0 },
    data,
    postgres: null,
    timezone: 'Asia/Tokyo',
    language: 'ja',
    mail: null,
    disputeMs: 0,
    ownClock: null,
  }
  const deps: HttpDeps = {
    store: a.faulty?.(store) ?? store,
    settings,
    revision: () => revision,
    clock,
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) }),
    metrics,
    onIngest: () => {
      calls.ingest += 1
    },
    onOutbox: () => {
      calls.outbox += 1
    },
    evaluating: () => evaluating.now,
    events,
    random: { uuid: () => randomUUID(), token: () => randomBytes(32).toString('base64url') },
    version: '0.0.0-test',
    startedAt: clock.now(),
  }
  const server = await startHttp(deps)
  const until = a.until ?? onTestFinished
  until(async () => {
    await server.stop()
    await store.close()
    await rm(data, { recursive: true, force: true })
  })
  const { url, port } = server
  const ask = (path: string, given: Ask = {}) => exchange(port, path, given)

  return {
    url,
    port,
    store,
    clock,
    events,
    metrics,
    server,
    deps,
    logged,
    calls,
    evaluating,
    agent,
    issueAgent,
    ask,
    asAgent: (path, given = {}) =>
      ask(path, { ...given, headers: { authorization: `Bearer ${agent.token}`, ...given.headers } }),
    async reload(services) {
      revision = await load(services)
      return revision
    },
    async enrol() {
      const token = await issueEnrolment({
        store,
        now: clock.now(),
        token: randomBytes(32).toString('base64url'),
      })
      const body = { token, name: '佐藤', password: PASSWORD }
      const answer = await ask('/api/v1/enrol', { method: 'POST', headers: { origin: url }, body })
      if (answer.status !== 204) throw new Error(`no enrolment: ${answer.text}`)
      return { cookie: cookieOf(answer), origin: url }
    },
    async entries(kind) {
      const waiting = await store.unchained({ limit: 1000 })
      const lease = (
        await store.holdLeases({ names: ['sealer'], owner: 'test', now: clock.now(), ttlMs: 60_000 })
      )[0]
      if (!lease) throw new Error('the sealer is held')
      const head = await store.lastSeal()
      let seq = head?.seq ?? 0
      const entries = waiting.map(({ id }) => {
        seq += 1
        return { id, seq, prev: `h${seq - 1}`, hash: `h${seq}` }
      })
      if (entries.length > 0)
        await store.chain({
          lease,
          now: clock.now(),
          entries,
          seal: { seq, hash: `h${seq}`, at: clock.now(), keyId: 'test', signature: 'none' },
        })
      const all = await store.ledger({ afterSeq: 0, limit: 1000 })
      return all.filter((entry) => entry.kind === kind)
    },
  }
}

export function cookieOf({ headers }: Answer): string {
  return (headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
}

/** One request on its own connection; `host` and other headers exactly as given. */
export function exchange(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body, from }: Ask,
): Promise<Answer> {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const payload = body === undefined ? undefined : raw ? body : JSON.stringify(body)
  const type = payload === undefined ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const source = from === undefined ? {} : { localAddress: from }
    const all = { ...type, ...headers }
    const options = { host: '127.0.0.1', port, path, method, headers: all, agent: false, ...source }
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const json = /json/.test(incoming.headers['content-type'] ?? '')
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          body: json && text !== '' ? JSON.parse(text) : undefined,
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(payload)
  })
}
