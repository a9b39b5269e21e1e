/**
 * The check `host` on the real /proc of this host: against `df`, with a mount that really hangs (a stopped bindfs,
 * where it is installed and root runs this), and what a run costs.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { host } from '../../agent/checks/host.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, skip, verify } from './report.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const run = (probe: ReturnType<typeof host.prepare>, timeoutMs = 2000) =>
  probe({ signal: AbortSignal.timeout(timeoutMs), timeoutMs, clock })

const probe = host.prepare({ disk: 100, memory: 100 }, bareHost)
const first = await run(probe)
saw('this host', first.values)
const df = execFileSync('df', ['--output=pcent', '/'], { encoding: 'utf8' })
const percent = Number(/([0-9]+)%/.exec(df)?.[1])
verify(
  'the space of / is what df says',
  Math.abs(Number(first.values?.disk_root_used_percent) - percent) <= 1.5,
)
verify('the outcome is ok', first.outcome === 'ok')

const RUNS = 500
const before = process.cpuUsage()
for (let n = 0; n < RUNS; n += 1) await run(probe)
const { user, system } = process.cpuUsage(before)
const cost = (user + system) / RUNS
saw('CPU microseconds a run', Math.round(cost))
verify('a run costs less than 5 ms of CPU', cost < 5000)

if (process.getuid?.() === 0 && existsSync('/usr/bin/bindfs') && existsSync('/dev/fuse')) {
  const dir = mkdtempSync(join(tmpdir(), 'kijun-hang-'))
  const hung = join(dir, 'hung')
  mkdirSync(hung)
  const bindfs = spawn('/usr/bin/bindfs', ['-f', dir, hung], { stdio: 'ignore' })
  try {
    for (let n = 0; n < 50; n += 1) {
      if (execFileSync('cat', ['/proc/self/mountinfo'], { encoding: 'utf8' }).includes(hung)) break
      await sleep(100)
    }
    const limited = host.prepare({ disk: 100 }, bareHost)
    verify('while it answers, all is ok', (await run(limited)).outcome === 'ok')
    bindfs.kill('SIGSTOP')
    const started = performance.now()
    const result = await run(limited)
    const took = performance.now() - started
    saw('with a mount that hangs', { took: Math.round(took), ...result, values: undefined })
    verify('it ends within its time-out', took < 2000)
    verify('its own reading is missing', result.message?.includes(`${hung}: did not answer in time`) === true)
    verify('the others are there', result.values?.disk_root_used_percent !== undefined)
    const again = performance.now()
    const next = await run(limited)
    verify('it is not asked again', next.message?.includes('still does not answer') === true)
    verify('and costs no more time', performance.now() - again < 500)
    bindfs.kill('SIGCONT')
    await sleep(300)
    verify('when it answers again, all is ok', (await run(limited)).outcome === 'ok')
  } finally {
    bindfs.kill('SIGCONT')
    execFileSync('umount', [hung])
    bindfs.kill('SIGTERM')
    rmSync(dir, { recursive: true })
  }
} else {
  skip('a mount that hangs', 'needs root, bindfs and /dev/fuse')
}
finish()
