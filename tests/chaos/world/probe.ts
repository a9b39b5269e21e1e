/**
 * `node probe.ts PORT TOKEN CHECK`: an honest agent beside whatever else happens, in a process of its own: hands in
 * one result and asks for /healthz in turn, and says at the end how long the answers took. Ends by SIGTERM.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const [port = '', token = '', check = ''] = process.argv.slice(2)
const origin = `http://127.0.0.1:${port}`
const PAUSE_MS = 20
const waits: number[] = []
let taken = 0
let refused = 0
let stopped = false
process.once('SIGTERM', () => {
  stopped = true
})

const epoch = randomUUID()
const base = { seq: 1, mono: 0, wall: Date.now(), offset: 0, uncertainty: 1 }
const begunAt = performance.now()

async function handIn(seq: number): Promise<number> {
  const started = Math.round(performance.now() - begunAt)
  const times = { planned: started, started, finished: started }
  const item = { kind: 'result', seq, check, revision: 1, ...times, outcome: 'ok', attempt: 0 }
  const answer = await fetch(`${origin}/agent/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ wire: 1, epoch, sentAt: Date.now(), base, items: [item] }),
  })
  await answer.text()
  return answer.status
}

for (let seq = 1; !stopped; ) {
  const begun = performance.now()
  const status = await handIn(seq).catch(() => 0)
  waits.push(performance.now() - begun)
  if (status === 200) {
    taken += 1
    seq += 1
  } else refused += 1
  const asked = performance.now()
  const health = await fetch(`${origin}/healthz`).catch(() => null)
  await health?.text()
  waits.push(performance.now() - asked)
  if (health?.status !== 200) refused += 1
  await sleep(PAUSE_MS)
}
waits.sort((a, b) => a - b)
const at = (share: number) =>
  Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0)
const figures = { epoch, taken, refused, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
process.stdout.write(`${JSON.stringify(figures)}\n`)
