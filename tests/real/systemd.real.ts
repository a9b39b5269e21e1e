/**
 * The check `systemd` with the real systemctl. Where systemd runs: a unit that is there, one that is not, and the
 * whole system. Where it does not (containers): that this is told.
 */
import { existsSync } from 'node:fs'
import { systemd } from '../../agent/checks/systemd.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, verify } from './report.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const run = (config: Record<string, unknown>) =>
  systemd.prepare(config, bareHost)({ signal: AbortSignal.timeout(10_000), timeoutMs: 10_000, clock })

const system = await run({ failed: 'none' })
saw('the whole system', system)
if (existsSync('/run/systemd/system')) {
  verify('its failed units are counted', typeof system.values?.failed_units === 'number')
  const there = await run({ units: ['sysinit.target'] })
  saw('sysinit.target', there)
  verify('a target that was reached is ok', there.outcome === 'ok' && there.values?.state === 'active/active')
  const none = await run({ units: ['sysinit.target', 'kijun-no-such.service'] })
  saw('a unit that is not there', none)
  verify(
    'is told by its name',
    none.reason === 'no-such-unit' && none.message?.includes('kijun-no-such') === true,
  )
} else {
  saw('systemd does not run here', 'only that is examined')
  verify('unknown, with its reason', system.outcome === 'unknown' && system.reason === 'no-systemd')
}
finish()
