/**
 * `node storm.ts PORT DIRECTORY`: as many agents as `agents.json` names come back at once, each with the backlog of
 * an hour, in a process of their own. They do what an agent does: hello, then the batch, again after what Retry-After
 * says, until every item is acknowledged. Ends by itself; the last line says what was seen.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BatchAnswer } from '../../../rules/wire/v1.ts'

const [port = '', directory = ''] = process.argv.slice(2)
const agents = JSON.parse(readFileSync(join(directory, 'agents.json'), 'utf8')) as {
  token: string
  checks: string[]
}[]
const EVERY_MS = 60_000
const ROUNDS = 60
const connections = new Agent({ keepAlive: true })
const seen = { hellos: 0, batches: 0, busy: 0, withoutRetryAfter: 0, failed: 0, items: 0, results: 0 }
const failures = new Set<string>()
const waits: number[] = []

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

function post(path: string, token: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const to = { host: '127.0.0.1', port, path, method: 'POST', agent: connections, headers }
    const outgoing = request(to, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (part: string) => {
        text += part
      })
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }))
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Until it is taken; what is refused for now comes again when it is told to. */
async function insist(path: string, token: string, body: string): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await post(path, token, body).catch((error: NodeJS.ErrnoException) => error)
    if ('status' in answer && answer.status === 200) return answer
    if ('status' in answer && answer.status === 503) {
      seen.busy += 1
      const after = Number(answer.headers['retry-after'])
      if (!(after > 0)) seen.withoutRetryAfter += 1
      await sleep((after > 0 ? after : 1) * 1000 + 500 * Math.random())
      continue
    }
    seen.failed += 1
    const why = 'status' in answer ? `${answer.status} ${answer.text.slice(0, 200)}` : String(answer)
    failures.add(`${path} ${why}`)
    await sleep(Math.min(10_000, 500 * 2 ** tries) * (0.5 + Math.random() / 2))
  }
}

function backlogOf(checks: readonly string[], wall: number): { body: string; epoch: string } {
  const epoch = randomUUID()
  const anchor = (seq: number, mono: number) => ({ seq, mono, wall: wall + mono, offset: 0, uncertainty: 5 })
  const items: Record<string, unknown>[] = []
  let seq = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const mono = round * EVERY_MS
    seq += 1
    items.push({ kind: 'anchor', ...anchor(seq, mono) })
    for (const [index, check] of checks.entries()) {
      seq += 1
      const planned = mono + 100 + index * 7
      const times = { planned, started: planned, finished: planned + 3 }
      items.push({
        kind: 'result',
        seq,
        check,
        revision: 1,
        ...times,
        outcome: 'ok',
        attempt: 0,
        values: { connect_ms: 2.5 },
      })
    }
  }
  const body = JSON.stringify({ wire: 1, epoch, sentAt: Date.now(), base: anchor(1, 0), items })
  return { body, epoch }
}

async function comeBack({ token, checks }: { token: string; checks: string[] }, wall: number): Promise<void> {
  const { body, epoch } = backlogOf(checks, wall)
  const hello = { versions: [1], epoch, agentVersion: '0.1.0', sentAt: Date.now() }
  await insist('/agent/v1/hello', token, JSON.stringify(hello))
  seen.hellos += 1
  const begun = performance.now()
  const answer = await insist('/agent/v1/batches', token, body)
  waits.push(performance.now() - begun)
  const { accepted } = JSON.parse(answer.text) as BatchAnswer
  seen.batches += 1
  seen.items += accepted.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  seen.results += ROUNDS * checks.length
}

const wall = Date.now() - ROUNDS * EVERY_MS
const begun = performance.now()
await Promise.all(agents.map((agent) => comeBack(agent, wall)))
connections.destroy()
waits.sort((a, b) => a - b)
const at = (share: number) =>
  Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0)
const cpuMs = Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000)
const tookMs = Math.round(performance.now() - begun)
process.stdout.write(
  `${JSON.stringify({
    storm: { ...seen, tookMs, cpuMs, p50Ms: at(0.5), p99Ms: at(0.99) },
    failures: [...failures].slice(0, 5),
  })}\n`,
)
