/** A collector on a real port with its real store, somebody of each kind who may ask it, and a little that it knows. */
import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { pino } from 'pino'
import { makeEvents } from '../../../collector/http/events.ts'
import { type HttpDeps, startHttp } from '../../../collector/http/server.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import { tokenDigest } from '../../../collector/operators/token.ts'
import { openStore } from '../../../collector/store/open.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { partitionOf } from '../../../rules/partition.ts'
import type { Bench } from '../../collector/http/bench.ts'
import { type Account, logIn, makeAccount, makeToken } from '../../collector/http/walk/accounts.ts'
import { START, serviceOf } from '../../collector/station.ts'
import { scratch } from '../../support/scratch.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const MINUTE = 60_000
/** What an answer may take before it is taken for one that is held, milliseconds. */
const HELD_MS = 250

export interface Reply {
  status: number
  headers: Record<string, string>
  text: string
}

export interface Collector {
  url: string
  /** Errors of its log. */
  errors: string[]
  /** Headers of everybody who may ask, by name. */
  who: Record<string, Record<string, string>>
  /** One request, byte for byte. Null where nothing came of it but an end, or nothing at all. */
  send(head: string, body: Buffer, held: boolean): Promise<Reply | null>
  /** Makes sessions and tokens anew, where inputs ended them. */
  refresh(): Promise<void>
  close(): Promise<void>
}

const secret = () => randomBytes(32).toString('base64url')

export async function openCollector(): Promise<Collector> {
  const data = await scratch('kijun-fuzz-')
  const store = await openStore({ data, postgres: null })
  const clock = makeVirtualClock(START)
  await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now: clock.now() })
  const service = serviceOf('shop')
  const load = {
    document: { services: [service] },
    contacts: [],
    actor: 'system',
    now: clock.now(),
    ledgerId: randomUUID(),
  }
  const revision = { ...load.document, revision: await store.loadRevision(load) }
  const errors: string[] = []
  const deps: HttpDeps = {
    store,
    settings: {
      ...{
        listen: { host: '127.0.0.1', port: 0 },
        data,
        postgres: null,
        timezone: 'Asia/Tokyo',
        language: 'ja',
      },
      ...{ disputeMs: 0, mail: null, ownClock: null },
    },
    revision: () => revision,
    clock,
    log: pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }),
    metrics: makeMetrics(),
    onIngest() {},
    onOutbox() {},
    evaluating: () => true,
    events: makeEvents(),
    random: { uuid: () => randomUUID(), token: secret },
    version: '0.0.0-fuzz',
    startedAt: clock.now(),
  }
  const server = await startHttp(deps)
  const bench = { store, clock, url: server.url, port: server.port } as Bench
  const who: Collector['who'] = {
    nobody: {},
    stranger: { authorization: 'Bearer x' },
    other: { cookie: 'kijun_session=x' },
  }
  const admin = await makeAccount(bench, { role: 'administrator', invitedBy: null })
  const second = await makeAccount(bench, { role: 'administrator', invitedBy: admin.id })
  const customer = await makeAccount(bench, { role: 'customer', invitedBy: admin.id, services: ['shop'] })
  await seedIncident(bench)

  async function refresh(): Promise<void> {
    // Whom an input took the rights from is replaced.
    const again = async (account: Account) => {
      try {
        return await logIn(bench, account.id)
      } catch {
        return {}
      }
    }
    const operators = await store.operators({ now: clock.now(), idleMs: MINUTE })
    const by =
      operators.find(({ role, disabledAt }) => role === 'administrator' && disabledAt === null)?.id ??
      second.id
    Object.assign(who, { admin: await again({ ...admin, id: by }), customer: await again(customer) })
    const read = await makeToken(bench, { by, permissions: ['read-service', 'read-evidence'] })
    who.token = read.headers
    const token = secret()
    await store.issueAgent({
      ...{ id: randomUUID(), name: 'host-1', credentialId: randomUUID(), tokenDigest: tokenDigest(token) },
      ...{ actor: 'system', now: clock.now(), ledgerId: randomUUID() },
    })
    who.agent = { authorization: `Bearer ${token}` }
  }
  await refresh()

  return {
    ...{ url: server.url, errors, who, refresh },
    send: (head, body, held) => exchange(server.port, head, body, held),
    async close() {
      await server.stop()
      await store.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function seedIncident({ store, clock }: Bench): Promise<void> {
  const about: Incident = {
    ...{ id: 'out-1', service: 'shop', kind: 'outage', component: 'web', checks: ['shop/web/alive'] },
    ...{ lastOkAt: START, firstFailedAt: START + MINUTE, confirmedAt: START + 2 * MINUTE },
    ...{ discoveredAt: START + 2 * MINUTE, recoveredAt: null, recoveryConfirmedAt: null },
    ...{ reason: 'refused', message: 'ECONNREFUSED' },
  }
  const partition = partitionOf('shop')
  const [lease] = await store.holdLeases({
    ...{ names: [`partition/${partition}`], owner: 'fuzz', now: clock.now(), ttlMs: MINUTE },
  })
  if (!lease) throw new Error('no lease')
  await store.commitEvaluation({
    ...{
      partition,
      lease,
      now: clock.now(),
      cursor: 0,
      states: [],
      ledger: [],
      incidents: [about],
      notices: [],
    },
    obligations: [
      {
        ...{ id: 'owed-1', item: 'III.1.1.1.b', service: 'shop', customer: null, subject: 'out-1' },
        ...{
          clockFrom: START,
          dueAt: START + MINUTE,
          limitMs: MINUTE,
          state: 'breached',
          decidedAt: START + MINUTE,
        },
        ...{ marginMs: -MINUTE, because: 'accepted-late', noticeId: null, evidence: {} },
      },
    ],
  })
}

function exchange(port: number, head: string, body: Buffer, held: boolean): Promise<Reply | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    let timer: NodeJS.Timeout | undefined
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(readReply(Buffer.concat(chunks)))
    }
    if (held) timer = setTimeout(end, HELD_MS)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (held && Buffer.concat(chunks).includes('text/event-stream')) end()
    })
    socket.on('error', end)
    socket.on('close', end)
    socket.write(head, 'latin1')
    socket.write(body)
  })
}

function readReply(data: Buffer): Reply | null {
  const end = data.indexOf('\r\n\r\n')
  const [first = '', ...lines] = data.toString('latin1', 0, Math.max(0, end)).split('\r\n')
  const status = Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(first)?.[1])
  if (!Number.isInteger(status)) return null
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  let text = data.subarray(end + 4)
  if (headers['transfer-encoding'] === 'chunked') text = unchunked(text)
  return { status, headers, text: text.toString('utf8') }
}

function unchunked(data: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; ) {
    const line = data.indexOf('\r\n', at)
    const size = Number.parseInt(data.toString('latin1', at, line), 16)
    if (line < 0 || !(size > 0)) break
    parts.push(data.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
  return Buffer.concat(parts)
}
