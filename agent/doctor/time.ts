/** Whether the host's clock is kept right, by what its checks will ask, and in which time zone it lives. */
import type { Clock } from '../../rules/clock.ts'
import type { AssignedCheck } from '../../rules/wire/v1.ts'
import { hostZone, offsetFromUtc } from '../checks/clock-zone.ts'
import { CHECKS } from '../checks/registry.ts'
import type { HostSide, ProbeResult } from '../checks/types.ts'
import { makeRunner } from '../runner.ts'
import { act, type Finding, well } from './finding.ts'

const PATIENCE_MS = 5000
/** Every offset is within it: whether servers answer is what is asked here. */
const ANY_OFFSET = '36500d'

async function once(
  name: 'ntp' | 'clock',
  config: Record<string, unknown>,
  host: HostSide,
  clock: Clock,
): Promise<ProbeResult> {
  const probe = (await CHECKS[name]?.())?.prepare(config, host)
  if (!probe) return { outcome: 'unknown', reason: 'unknown-type' }
  return new Promise((resolve) => {
    const runner = makeRunner(clock, 1, { ran: resolve, skipped: () => undefined })
    runner.run({ check: 'doctor', revision: 0, timeoutMs: PATIENCE_MS, probe }, clock.monotonic(), 0)
  })
}

export async function examineTime(
  checks: readonly AssignedCheck[],
  host: HostSide,
  clock: Clock,
): Promise<Finding> {
  const servers = [
    ...new Set(
      checks.filter(({ type }) => type === 'ntp').flatMap(({ config }) => config.servers as string[]),
    ),
  ].slice(0, 10)
  if (servers.length > 0) {
    const told = await once('ntp', { servers, maxOffset: ANY_OFFSET }, host, clock)
    const { outcome, message = '', values: { refused = 0 } = {} } = told
    if (outcome === 'ok' && refused === 0) return well('time servers', servers.join(', '))
    if (outcome === 'ok') {
      const answering = `${servers.length - Number(refused)} of ${servers.length} answer`
      const remedy = 'open UDP port 123 to the others, or name others'
      return act('time servers', `${answering} (${servers.join(', ')}): ${remedy}`)
    }
    const text = `none of ${servers.join(', ')} can be asked (${message}): open UDP port 123 to them, or name others`
    return act('time servers', text)
  }
  const { outcome, reason, message = '', values = {} } = await once('clock', {}, host, clock)
  if (outcome === 'ok')
    return well('time', `${values.daemon} keeps the clock, by ${values.source ?? 'its source'}`)
  const remedy =
    reason === 'clock-unsynchronised'
      ? 'let its daemon reach its servers (UDP port 123), and name some'
      : 'install and start chrony, or check the clock against servers (type: ntp)'
  return act('time', `nothing proves that the clock is kept right (${message}): ${remedy}`)
}

export async function examineZone(checks: readonly AssignedCheck[], clock: Clock): Promise<Finding> {
  const zone = await hostZone()
  if (zone === null) return act('time zone', 'cannot be told: set it (timedatectl set-timezone Asia/Tokyo)')
  const wanted = checks.find(({ type, config }) => type === 'clock' && typeof config.timeZone === 'string')
    ?.config.timeZone
  if (wanted !== undefined && wanted !== zone) {
    return act(
      'time zone',
      `is ${zone}, its checks want ${String(wanted)}: timedatectl set-timezone ${String(wanted)}`,
    )
  }
  return well('time zone', `${zone} (${offsetFromUtc(zone, clock.now()) ?? 'offset not known'})`)
}
