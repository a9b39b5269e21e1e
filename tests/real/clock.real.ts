/**
 * The check `clock` against a real chronyd (started with -x: it touches no clock) that follows a second one: well,
 * with an injected offset, with nobody to follow, and gone. Needs chrony, and root for its sockets.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock as clockCheck } from '../../agent/checks/clock.ts'
import type { ProbeResult } from '../../agent/checks/types.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, verify } from './report.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const home = mkdtempSync(join(tmpdir(), 'kijun-clock-'))
const [SERVER, NOBODY] = [21_231, 21_232]

/** A chronyd of its own, with its own socket; ends by `stop`. */
function chronyd(name: string, lines: string[]): { socket: string; stop(): Promise<void> } {
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const socket = join(folder, 'chronyd.sock')
  const own = [`bindcmdaddress ${socket}`, 'cmdport 0', `pidfile ${join(folder, 'pid')}`, 'user root']
  writeFileSync(join(folder, 'conf'), `${[...lines, ...own].join('\n')}\n`)
  const child = spawn('/usr/sbin/chronyd', ['-x', '-d', '-f', join(folder, 'conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    socket,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const ask = (config: Record<string, unknown>, socket: string): Promise<ProbeResult> =>
  clockCheck.prepare(config, { ...bareHost, chronySocket: socket })({
    signal: AbortSignal.timeout(5000),
    timeoutMs: 5000,
    clock,
  })

async function until(what: (result: ProbeResult) => boolean, socket: string): Promise<ProbeResult> {
  const config = {
    daemon: 'chrony',
    maxOffset: { warning: '200ms', critical: '1s' },
    maxStratum: 5,
    maxSince: '1h',
  }
  for (let tries = 0; ; tries += 1) {
    const result = await ask(config, socket)
    if (what(result) || tries > 60) return result
    await sleep(250)
  }
}

const server = chronyd('server', [
  'local stratum 3',
  `port ${SERVER}`,
  'bindaddress 127.0.0.1',
  'allow 127.0.0.1',
])
const follow = (port: number, more = '') => [
  `server 127.0.0.1 port ${port} iburst minpoll 0 maxpoll 0${more}`,
  'port 0',
]
try {
  const good = chronyd('good', follow(SERVER))
  const well = await until(({ outcome }) => outcome === 'ok', good.socket)
  saw('a chronyd that follows another', well)
  verify('is ok', well.outcome === 'ok' && well.reason === undefined)
  verify('by its source, one stratum below', well.values?.source === '127.0.0.1' && well.values.stratum === 4)
  verify('with hardly an offset', Math.abs(Number(well.values?.offset_ms)) < 50)
  await good.stop()

  const off = chronyd('off', follow(SERVER, ' offset 2.5'))
  const slow = await until(({ reason }) => reason === 'clock-off', off.socket)
  saw('one whose source is 2.5 s ahead', slow)
  verify('has failed', slow.outcome === 'failed' && slow.reason === 'clock-off')
  verify('by what is to be added', Math.abs(Number(slow.values?.offset_ms) - 2500) < 50)
  await off.stop()

  const little = chronyd('little', follow(SERVER, ' offset -0.5'))
  const fast = await until(({ reason }) => reason === 'clock-off', little.socket)
  saw('one whose source is 0.5 s behind', fast)
  verify('is worth a word', fast.outcome === 'ok' && fast.reason === 'clock-off')
  verify('in the right direction', Math.abs(Number(fast.values?.offset_ms) + 500) < 50)
  await little.stop()

  const lonely = chronyd('lonely', follow(NOBODY))
  const alone = await until(({ reason }) => reason === 'clock-unsynchronised', lonely.socket)
  saw('one that reaches nobody', alone)
  verify('is not synchronised', alone.outcome === 'failed' && alone.reason === 'clock-unsynchronised')
  await lonely.stop()

  const gone = await ask({ daemon: 'chrony' }, lonely.socket)
  saw('one that has ended', gone)
  verify('is told as such', gone.outcome === 'failed' && gone.reason === 'no-time-daemon')
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
finish()
