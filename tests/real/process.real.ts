/** The check `process` on real processes of this host, beside `ps`, while others come and go; and what a run costs. */
import { execFileSync, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { processCheck } from '../../agent/checks/process.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, verify } from './report.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const run = (probe: ReturnType<typeof processCheck.prepare>) =>
  probe({ signal: AbortSignal.timeout(5000), timeoutMs: 5000, clock })

const busy = spawn('sh', ['-c', ': kijun-busy-mark; while :; do :; done'], { stdio: 'ignore' })
// Hundreds of processes begin and end while they are looked at.
const churn = spawn('sh', ['-c', 'while :; do /bin/true; done'], { stdio: 'ignore' })
try {
  const probe = processCheck.prepare(
    { command: 'kijun-busy-mark', max: 1, cpu: { critical: 10_000 } },
    bareHost,
  )
  const first = await run(probe)
  verify('the first look has no share of a CPU yet', first.values?.cpu_percent === undefined)
  await sleep(1500)
  const second = await run(probe)
  saw('a busy process', second)
  verify('there is one', second.outcome === 'ok' && second.values?.count === 1)
  verify('it takes some of a CPU', Number(second.values?.cpu_percent) > 5)

  const all = processCheck.prepare({ name: '*' }, bareHost)
  let ill = 0
  const before = process.cpuUsage()
  const RUNS = 100
  for (let n = 0; n < RUNS; n += 1) if ((await run(all)).outcome !== 'ok') ill += 1
  const { user, system } = process.cpuUsage(before)
  const last = await run(all)
  saw('all processes', last.values)
  saw('CPU microseconds a run over all of them', Math.round((user + system) / RUNS))
  verify('none that vanished was an error', ill === 0)
  const ps = execFileSync('ps', ['-e', '-o', 'pid='], { encoding: 'utf8' }).trim().split('\n').length
  verify(
    'about as many as ps tells',
    Math.abs(Number(last.values?.count) + Number(last.values?.zombies) - ps) <= 25,
  )
} finally {
  busy.kill('SIGKILL')
  churn.kill('SIGKILL')
}
finish()
