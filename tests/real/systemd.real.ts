/**
 * The check `systemd` with the real systemctl: here, where systemd mostly does not run, and within a container that
 * has a systemd of its own, with units that are steady, broken, gone, and restarted over and over.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemd } from '../../agent/checks/systemd.ts'
import type { ProbeResult } from '../../agent/checks/types.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, skip, verify } from './report.ts'
import { bootMachine, canBoot } from './systemd-machine.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const UNITS = {
  'kijun-steady.service': '[Service]\nExecStart=/bin/sleep infinity\n',
  'kijun-broken.service': '[Service]\nExecStart=/bin/false\n',
  'kijun-loop.service':
    '[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/sleep 0.2\nRestart=always\nRestartSec=100ms\n',
}

const probe = systemd.prepare({ failed: 'none' }, bareHost)
const here = await probe({ signal: AbortSignal.timeout(10_000), timeoutMs: 10_000, clock })
saw('here', here)
if (existsSync('/run/systemd/system')) {
  verify('the failed units of this system are counted', typeof here.values?.failed_units === 'number')
} else {
  verify('no systemd is unknown, with its reason', here.outcome === 'unknown' && here.reason === 'no-systemd')
}

const boot = () => bootMachine(join(import.meta.dirname, 'systemd-inside.ts'), UNITS)
// A container may forbid mounts and namespaces although it has root.
const machine = canBoot()
  ? await boot().catch((error: Error) => error)
  : new Error('needs root and systemd-nspawn')
if (!(machine instanceof Error)) {
  try {
    const results = JSON.parse(machine.run()) as Record<string, ProbeResult>
    for (const [name, result] of Object.entries(results)) saw(name, result)
    const { steady, broken, loop, system } = results
    verify('a steady unit is ok', steady?.outcome === 'ok' && steady.values?.state === 'active/running')
    verify('a broken one and one that is not there have failed', broken?.outcome === 'failed')
    verify(
      'each by its name',
      /kijun-broken\.service failed.*kijun-none\.service is not known/.test(broken?.message ?? ''),
    )
    verify(
      'a restart loop is seen',
      Number(loop?.values?.restarts_since) >= 2 && loop?.message?.includes('restarts of') === true,
    )
    verify(
      'the whole system has failed units',
      system?.outcome === 'failed' && Number(system.values?.failed_units) >= 1,
    )
  } finally {
    await machine.stop()
  }
} else skip('a booted systemd', machine.message)
finish()
