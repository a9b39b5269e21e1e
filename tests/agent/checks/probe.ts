import { CHECKS } from '../../../agent/checks/registry.ts'
import type { HostSide, ProbeResult } from '../../../agent/checks/types.ts'
import { makeClock } from '../../../agent/clock.ts'
import { bareHost } from '../../../agent/host-side.ts'
import { makeRunner, type Ran } from '../../../agent/runner.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

/** Runs one check of a type with a configuration that its schema accepts, as the agent does. */
export async function probe(
  type: string,
  config: Record<string, unknown>,
  timeoutMs = 5000,
  host: HostSide = bareHost,
): Promise<ProbeResult> {
  const errors = CHECK_TYPES[type]?.validate(config) ?? [{ path: '', message: 'no such type' }]
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const code = (await CHECKS[type]?.())?.prepare(config, host)
  if (!code) throw new Error(`no code for ${type}`)
  return new Promise<Ran>((resolve) => {
    const runner = makeRunner(clock, 1, { ran: resolve, skipped: () => undefined })
    runner.run({ check: 'a/b/c', revision: 1, timeoutMs, probe: code }, clock.monotonic(), 0)
  })
}
