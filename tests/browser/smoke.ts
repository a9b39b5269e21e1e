/**
 * `npm start` as its user runs it, on its own port and in ./data: the console answers, a real result of this
 * host is there (the time is printed), and Ctrl-C ends everything within 5 s. Run by `.ci/run`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

const CONSOLE = 'http://127.0.0.1:8420'
const LIMIT_MS = 30_000

let passed = 0
let failed = 0
function check(what: string, holds: boolean) {
  if (holds) passed += 1
  else failed += 1
  process.stdout.write(`${holds ? 'ok' : 'FAILED'}: ${what}\n`)
}

interface Checks {
  items: { check: string; last: { outcome: string } | null }[]
}

async function firstResult(until: number): Promise<Checks['items']> {
  while (Date.now() < until) {
    const answer = await fetch(`${CONSOLE}/api/v1/checks`).catch(() => null)
    const checks = answer?.ok ? ((await answer.json()) as Checks).items : []
    const done = checks.filter((one) => one.last !== null)
    if (done.length > 0) return done
    await pause(50)
  }
  return []
}

const started = Date.now()
const program = spawn('npm', ['start'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
program.stdout.pipe(process.stdout)
const ended = once(program, 'exit')

const results = await firstResult(started + LIMIT_MS)
check(`a result of this host ${Date.now() - started} ms after npm start`, results.length > 0)
check(
  'it is a result that its check got',
  results.every((one) => one.last?.outcome === 'ok'),
)
const page = await fetch(`${CONSOLE}/`).catch(() => null)
check('the console answers with its page', page?.status === 200 && (await page.text()).includes('kijun'))

const asked = Date.now()
if (program.pid) process.kill(-program.pid, 'SIGINT')
await Promise.race([ended, pause(10_000, undefined, { ref: false })])
const listening = await fetch(`${CONSOLE}/healthz`).then(
  () => true,
  () => false,
)
check(`Ctrl-C ended everything in ${Date.now() - asked} ms`, !listening && Date.now() - asked < 5000)

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
