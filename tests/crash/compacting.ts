/** One pass of the compactor over a store, at an instant. */
import { startCompactor } from '../../collector/compactor.ts'
import { makeDamageTeller } from '../../collector/damaged-blocks.ts'
import { makeMetrics } from '../../collector/metrics.ts'
import type { Store } from '../../collector/store/port.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

/** What goes wrong is told in a line each. */
export async function passOver(store: Store, now: number, complain: (line: string) => void): Promise<void> {
  const note = (about: unknown, text?: string) =>
    complain(`${text} ${String((about as { err?: unknown }).err)}\n`)
  const [clock, metrics] = [makeVirtualClock(now), makeMetrics()]
  const log = { info: () => undefined, warn: note, error: note }
  const revision = await store.currentRevision()
  const compactor = startCompactor({
    ...{ store, owner: 'compactor', clock, metrics, log, disputeMs: 0 },
    revision: () => revision ?? { services: [] },
    damaged: makeDamageTeller({ store, clock, log, metrics }),
  })
  await compactor.run()
  await compactor.stop()
}
