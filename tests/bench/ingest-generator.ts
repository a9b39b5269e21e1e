/**
 * The agents' side of `bench:ingest`, a process of its own: connections that are kept, each with one batch under way,
 * sent at the times of an even schedule. An answer's time counts from when its batch was due, not from when it could go.
 */
import { readFileSync } from 'node:fs'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { makeRing, type Ring } from './batch-ring.ts'

export interface GeneratorSetup {
  port: number
  /** File of the authority; null for plain TCP. */
  ca: string | null
  agents: { token: string; epoch: string; checks: string[] }[]
  batch: number
  /** Results a second, all agents together. */
  rate: number
  warmSeconds: number
  seconds: number
  /** How often each check runs, milliseconds. */
  everyMs: number
  /** Unix ms of the first round; null: each result is handed in as soon as its batch is full. */
  startAt: number | null
}

export interface GeneratorStats {
  /** Batches answered 200 with all their results accepted, while measuring. */
  answered: number
  /** Batches answered otherwise, by status and the beginning of the answer. */
  refused: Record<string, number>
  /** All since the start, warming up included. */
  answeredEver: number
  /** Batches that were due and could not go, since the one before was not answered. */
  waiting: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  measuredMs: number
  cpuSeconds: number
}

export type FromGenerator = { mark: 'connected' | 'begin' } | { mark: 'end'; stats: GeneratorStats }

const HANDSHAKES = 50
/** So long the batches take to be encoded, milliseconds; and this long after its last result one is handed in. */
const ENCODING_MS = 6_000
const HANDED_IN_MS = 20
const TICK_MS = 1

class Connection {
  readonly #socket: Socket
  ring: Ring | null = null
  readonly #answered: (ms: number, refusal: string | null) => void
  /** When the batches that wait were due. */
  readonly due: number[] = []
  #sentFor: number | null = null
  #accepted = ''
  #heard = ''

  constructor(socket: Socket, answered: (ms: number, refusal: string | null) => void) {
    this.#socket = socket
    this.#answered = answered
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#hear(chunk))
    socket.on('error', (error) => answered(0, `error: ${error.message}`))
    socket.on('close', () => answered(0, 'closed'))
  }

  send(dueAt: number): void {
    if (this.#sentFor !== null || this.ring === null) {
      this.due.push(dueAt)
      return
    }
    const { bytes, accepted } = this.ring.next()
    this.#sentFor = dueAt
    this.#accepted = accepted
    this.#socket.write(bytes)
  }

  #hear(chunk: Buffer): void {
    const text = this.#heard + chunk.toString('latin1')
    const head = text.indexOf('\r\n\r\n')
    const length = head < 0 ? null : /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1]
    if (!length || text.length < head + 4 + Number(length)) {
      this.#heard = text
      return
    }
    this.#heard = ''
    const good = text.startsWith('HTTP/1.1 200') && text.includes(this.#accepted, head)
    this.#answered(
      performance.now() - (this.#sentFor ?? 0),
      good ? null : `${text.slice(9, 12)} ${text.slice(head + 4, head + 160)}`,
    )
    this.#sentFor = null
    const next = this.due.shift()
    if (next !== undefined) this.send(next)
  }
}

function tell(message: FromGenerator): void {
  process.send?.(message)
}

async function run(setup: GeneratorSetup) {
  const { port, ca, agents, batch, rate, warmSeconds, seconds, everyMs: cycleMs } = setup
  const waits: number[] = []
  const refused = new Map<string, number>()
  let answered = 0
  const onAnswer = (ms: number, refusal: string | null) => {
    if (ended) return
    if (refusal === null) {
      answered += 1
      if (measuring) waits.push(ms)
    } else refused.set(refusal, (refused.get(refusal) ?? 0) + 1)
  }
  let measuring = false
  let ended = false

  const trusted = ca === null ? null : readFileSync(ca)
  const open = () =>
    new Promise<Connection>((resolve, reject) => {
      const ready = () => resolve(new Connection(socket, onAnswer))
      const socket = trusted
        ? connectSecure({ host: '127.0.0.1', port, ca: trusted }, ready)
        : connectPlain({ host: '127.0.0.1', port }, ready)
      socket.once('error', reject)
    })
  const connections: Connection[] = []
  for (let at = 0; at < agents.length; at += HANDSHAKES)
    connections.push(...(await Promise.all(agents.slice(at, at + HANDSHAKES).map(open))))
  tell({ mark: 'connected' })

  const everyMs = (batch * 1000) / rate
  const begins = performance.now() + ENCODING_MS
  const beginsAt = Date.now() + ENCODING_MS
  for (const [index, { token, epoch, checks }] of agents.entries()) {
    const fullMs = (batch * cycleMs) / checks.length
    const startAt = setup.startAt ?? Math.round(beginsAt + index * everyMs - fullMs - HANDED_IN_MS)
    const ring = makeRing({
      host: `127.0.0.1:${port}`,
      token,
      epoch,
      checks,
      batch,
      everyMs: cycleMs,
      startAt,
    })
    const connection = connections[index]
    if (connection) connection.ring = ring
  }
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, begins - performance.now())))
  const t0 = performance.now()
  const measureAt = t0 + warmSeconds * 1000
  const endAt = measureAt + seconds * 1000
  let sent = 0
  let begun = { at: 0, cpu: process.cpuUsage(), answered: 0 }
  await new Promise<void>((resolve) => {
    const tick = () => {
      const now = performance.now()
      if (!measuring && now >= measureAt) {
        measuring = true
        begun = { at: now, cpu: process.cpuUsage(), answered }
        tell({ mark: 'begin' })
      }
      if (now >= endAt) return resolve()
      for (; t0 + sent * everyMs <= now; sent += 1)
        connections[sent % connections.length]?.send(t0 + sent * everyMs)
      setTimeout(tick, TICK_MS)
    }
    tick()
  })
  const measuredMs = performance.now() - begun.at
  const cpu = process.cpuUsage(begun.cpu)
  measuring = false
  ended = true
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0
  tell({
    mark: 'end',
    stats: {
      answered: answered - begun.answered,
      answeredEver: answered,
      refused: Object.fromEntries(refused),
      waiting: connections.reduce((sum, { due }) => sum + due.length, 0),
      ...{ p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), measuredMs },
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
    },
  })
}

process.once('message', (setup) => void run(setup as GeneratorSetup))
process.once('disconnect', () => process.exit(0))
