import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Program } from '../../support/program.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { type Hostile, hostileBodies } from '../world/hostile.ts'
import { readKept } from '../world/kept.ts'
import { rawRequest, sendRaw } from '../world/raw.ts'
import { openStand } from '../world/stand.ts'
import { openBooksOf } from '../world/target.ts'

/** A timing on a shared machine: what is claimed is 100 ms, what fails is far beyond it. */
const STALL_MS = 5_000
const SLOW = { headers: 60, bodies: 40 }
/** A request that has not arrived whole after 30 s is cut; that is looked at every 5 s. */
const CUT_WITHIN_MS = 45_000

interface Place {
  path: string
  headers: Record<string, string>
  good: Record<string, unknown>
  limit: number
}

interface Figures {
  epoch: string
  taken: number
  refused: number
  p50Ms: number
  p99Ms: number
  maxMs: number
}

export const hostile: Scenario = {
  name: 'hostile-bodies',
  fault:
    "bodies and headers from hostile senders at the agents' and the console's API: deep nesting, huge numbers, __proto__, inflated gzip, wrong encodings, cut multipart, long headers, and a hundred that send a byte a second",
  shows:
    'each is refused with 4xx and a reason, never 5xx, others are answered meanwhile, nothing is stored under another identity',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 120_000,
  async run(stage) {
    const checks = ['host-a', 'host-b', 'host-c'].map((agent) => ({
      id: 'alive',
      target: '127.0.0.1:9',
      agent,
    }))
    const books = openBooksOf(stage)
    const stand = await openStand(stage, books, {
      mail: 'smtp://127.0.0.1:9',
      users: ['u@customer.example'],
      checks,
    })
    const { port } = stand
    await stand.issue(['host-a', 'host-b', 'host-c'])
    const token = (name: string) => readFileSync(join(stage.directory, `${name}.token`), 'utf8')
    const bearer = { authorization: `Bearer ${token('host-a')}` }
    const probe = stage.start('tests/chaos/world/probe.ts', [
      String(stand.proxy.port),
      token('host-b'),
      'shop/of-host-b/alive',
    ])
    await stage.pass(1_000)
    const slow = slowSenders(stage, port, `Bearer ${token('host-c')}`)

    const origin = { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` }
    const now = Date.now()
    const base = { seq: 1, mono: 0, wall: now, offset: 0, uncertainty: 1 }
    const frame = { wire: 1, epoch: randomUUID(), sentAt: now, base, items: [{}] }
    const places: Place[] = [
      { path: '/agent/v1/batches', headers: bearer, good: frame, limit: 1_048_576 },
      {
        path: '/agent/v1/hello',
        headers: bearer,
        good: { versions: [1], epoch: frame.epoch, agentVersion: 'x', sentAt: now },
        limit: 65_536,
      },
      { path: '/api/v1/session', headers: origin, good: { name: 'tester', password: 'x' }, limit: 65_536 },
      {
        path: '/api/v1/enrol',
        headers: origin,
        good: { token: 'x', name: 'x', password: 'x' },
        limit: 65_536,
      },
    ]
    for (const place of places) await sendAll(stage, port, place)

    const foreign = await asAnother(port, bearer, frame)
    stage.verify(
      `what is another's is refused item by item (${foreign.join(', ')})`,
      foreign.join() === 'not-yours,not-yours,bad-frame,bad-frame,invalid',
    )
    await stage.within('the slow senders are cut', slow.ended)
    stage.verify(`slow senders are cut in time (${slow.longestMs()} ms)`, slow.longestMs() < CUT_WITHIN_MS)

    const figures = await end(probe)
    stage.saw('an honest agent meanwhile', figures)
    stage.verify('it was answered each time', figures.refused === 0 && figures.taken > 50)
    stage.verify(`no answer took long (${figures.maxMs} ms)`, figures.maxMs < STALL_MS)
    await stand.end()
    await stand.judge([])
    const failed = stand.collector.said.filter((line) => line.includes('"a request failed"'))
    stage.verify(`nothing failed inside (${failed.slice(0, 2).join(' ')})`, failed.length === 0)

    const kept = await readKept(stand.data)
    const own = kept.results.filter(({ epoch }) => epoch === figures.epoch).length
    stage.verify(
      `all that the honest agent was acknowledged is there (${own}, ${figures.taken})`,
      own === figures.taken,
    )
    stage.verify('the hostile one stored nothing', kept.results.length === own)
  },
}

async function end(probe: Program): Promise<Figures> {
  await probe.end()
  return JSON.parse(probe.said.findLast((line) => line.startsWith('{"epoch"')) ?? '{}') as Figures
}

/** One after the other: a stall of the collector shows at the honest agent, not here. */
async function sendAll(stage: Stage, port: number, { path, headers, good, limit }: Place): Promise<void> {
  const answers = new Map<string, number>()
  const wrong: string[] = []
  let longestMs = 0
  let longest = ''
  for (const one of hostileBodies(good, limit)) {
    const request = rawRequest({ path, headers: { ...headers, ...one.headers }, body: one.body })
    const { status, body, tookMs } = one.cut
      ? await sendAndLeave(port, request)
      : await sendRaw(port, request)
    const code = /"code":"([\w-]+)"/.exec(body)?.[1] ?? 'no reason'
    answers.set(`${status} ${code}`, (answers.get(`${status} ${code}`) ?? 0) + 1)
    if (tookMs > longestMs) [longestMs, longest] = [tookMs, one.what]
    if (!isRefused(one, { status, code })) wrong.push(`${one.what}: ${status} ${code}`)
  }
  stage.saw(`${path} answers`, Object.fromEntries(answers))
  stage.saw(`${path} slowest`, `${longest} ${longestMs} ms`)
  stage.verify(`${path} refuses each with 4xx and its reason (${wrong.join('; ')})`, wrong.length === 0)
}

/** 4xx with the reason that fits, unless nobody was there any more to read it. */
function isRefused({ codes, cut, mayGoUnseen }: Hostile, { status, code }: { status: number; code: string }) {
  if (status === 0) return cut === true || mayGoUnseen === true
  return status >= 400 && status < 500 && codes.includes(code)
}

function sendAndLeave(
  port: number,
  bytes: Buffer,
): Promise<{ status: number; body: string; tookMs: number }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.on('error', () => undefined)
    socket.resume()
    socket.on('close', () => resolve({ status: 0, body: '', tookMs: 0 }))
  })
}

/** Items of host-b's check, and claims to be host-b, by host-a's credential; returns what each was answered. */
async function asAnother(port: number, bearer: Record<string, string>, frame: Record<string, unknown>) {
  const times = { planned: 1, started: 1, finished: 1 }
  const item = {
    kind: 'result',
    seq: 2,
    check: 'shop/of-host-b/alive',
    revision: 1,
    ...times,
    outcome: 'failed',
    attempt: 0,
  }
  const claims: { headers?: Record<string, string>; body: Record<string, unknown> }[] = [
    { body: { ...frame, items: [item] } },
    {
      body: { ...frame, items: [item] },
      headers: { 'x-agent': 'host-b', 'x-agent-name': 'host-b', 'x-forwarded-for': '127.0.0.1' },
    },
    { body: { ...frame, agent: 'host-b', items: [item] } },
    { body: { ...frame, agentId: 'host-b', items: [item] } },
    { body: { ...frame, items: [{ ...item, check: 'shop/of-host-a/../of-host-b/alive' }] } },
  ]
  const answers: string[] = []
  for (const { headers, body } of claims) {
    const request = rawRequest({
      path: '/agent/v1/batches',
      headers: { ...bearer, ...headers },
      body: JSON.stringify(body),
    })
    const answer = await sendRaw(port, request)
    const code = /"code":"([\w-]+)"/.exec(answer.body)?.[1] ?? String(answer.status)
    answers.push(code)
  }
  return answers
}

/** Connections that send a byte a second, some of them with a good credential; `ended` when the last was cut. */
function slowSenders(stage: Stage, port: number, authorization: string) {
  const begun = performance.now()
  const open = new Set<Socket>()
  let longest = 0
  const ended = new Promise<void>((resolve) => {
    const one = (head: string, next: string) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(head))
      open.add(socket)
      const timer = setInterval(() => socket.writable && socket.write(next), 1000)
      socket.on('error', () => undefined)
      socket.resume()
      socket.on('close', () => {
        clearInterval(timer)
        open.delete(socket)
        longest = Math.max(longest, performance.now() - begun)
        if (open.size === 0) resolve()
      })
    }
    const line = 'POST /agent/v1/batches HTTP/1.1\r\nhost: x\r\n'
    const body = `${line}authorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: 1048576\r\n\r\n{`
    for (let n = 0; n < SLOW.headers; n += 1) one(line, 'x')
    for (let n = 0; n < SLOW.bodies; n += 1) one(body, ' ')
  })
  stage.undo('slow senders', () => {
    for (const socket of open) socket.destroy()
  })
  return { ended, longestMs: () => Math.round(longest) }
}
