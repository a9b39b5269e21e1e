/** What `systemd.real.ts` runs within its container: each result, as one JSON document. */
import { setTimeout as sleep } from 'node:timers/promises'
import { systemd } from '../../agent/checks/systemd.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const probeOf = (config: Record<string, unknown>) => {
  const probe = systemd.prepare(config, bareHost)
  return () => probe({ signal: AbortSignal.timeout(10_000), timeoutMs: 10_000, clock })
}

// The broken one has to have failed, the other to have been restarted.
await sleep(2000)
const loop = probeOf({ units: ['kijun-loop.service'] })
await loop()
await sleep(2000)
const results = {
  steady: await probeOf({ units: ['kijun-steady.service'] })(),
  broken: await probeOf({ units: ['kijun-steady.service', 'kijun-broken.service', 'kijun-none.service'] })(),
  loop: await loop(),
  system: await probeOf({ failed: 'none' })(),
}
process.stdout.write(JSON.stringify(results))
process.exit(0)
