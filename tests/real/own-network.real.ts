/**
 * An agent in a network namespace of its own, whose only network is its loopback: what cannot be reached is failed
 * while a reference target answers, and unknown once none does. Needs root and `unshare` (util-linux).
 */
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { makeChecker } from '../../agent/checker.ts'
import { makeClock } from '../../agent/clock.ts'

const INSIDE = '--inside'
/** An address that no network has (RFC 5737). */
const NOWHERE = '192.0.2.1:80'

async function resultWith(reaches: string[]): Promise<string> {
  const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
  return new Promise((resolve) => {
    const checker = makeChecker({
      ...{ clock, agent: 'host-1', concurrency: 5 },
      put(item) {
        if (item.kind !== 'result') return
        checker.stop()
        resolve(`${item.outcome} ${item.reason} (${item.message})`)
      },
    })
    const check = {
      check: 'shop/web/alive',
      type: 'tcp',
      purpose: 'liveness' as const,
      everyMs: 1_000,
      timeoutMs: 900,
    }
    const confirm = { failures: 2, everyMs: 1_000 }
    checker.assign({
      wire: 1,
      revision: 1,
      checks: [{ ...check, confirm, config: { target: NOWHERE } }],
      reaches,
    })
  })
}

async function inside(): Promise<boolean> {
  const up = spawnSync('ip', ['link', 'set', 'lo', 'up'], { encoding: 'utf8' })
  if (up.status !== 0) throw new Error(`ip: ${up.stderr}`)
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const seen: [string, string[], RegExp][] = [
    ['a reference that answers', [`127.0.0.1:${port}`], /^failed (unreachable|timeout)/],
    ['a reference that refuses', ['127.0.0.1:9'], /^failed (unreachable|timeout)/],
    ['references that nothing leads to', ['198.51.100.1:80', '203.0.113.1'], /^unknown own-network-down/],
    ['one of two answers', ['198.51.100.1:80', `127.0.0.1:${port}`], /^failed (unreachable|timeout)/],
  ]
  let good = true
  for (const [what, reaches, wanted] of seen) {
    const result = await resultWith(reaches)
    const fits = wanted.test(result)
    good &&= fits
    process.stdout.write(`${fits ? 'ok  ' : 'BAD '} ${what}: ${result}\n`)
  }
  server.close()
  return good
}

if (process.argv.includes(INSIDE)) process.exitCode = (await inside()) ? 0 : 1
else {
  const run = spawnSync('unshare', ['--net', process.execPath, fileURLToPath(import.meta.url), INSIDE], {
    stdio: 'inherit',
    timeout: 60_000,
  })
  process.exitCode = run.status ?? 1
}
