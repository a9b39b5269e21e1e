/**
 * Writes down that an agent used numbers again for something else: a machine whose memory was copied or put back goes
 * on in the epoch that it was in, and its other results are with the agent only, which set them aside when they were refused.
 */
import type { Clock } from '../../rules/clock.ts'
import type { Store } from '../store/port.ts'

/** What goes on is written again when it has gone on for so long, milliseconds. */
const AGAIN_MS = 600_000

/** Rejects as the store does: then the batch is not answered, and comes again. */
export type TellReused = (agentId: string, epoch: string, numbers: readonly number[]) => Promise<void>

export function makeTellReused(a: {
  store: Pick<Store, 'appendLedger'>
  clock: Pick<Clock, 'now' | 'monotonic'>
  newId: () => string
}): TellReused {
  const { store, clock, newId } = a
  /** By agent: when it was written (monotonic), and how many were refused since. */
  const written = new Map<string, { at: number; since: number }>()
  return async (agentId, epoch, numbers) => {
    const now = clock.monotonic()
    const last = written.get(agentId)
    if (last && now - last.at < AGAIN_MS) {
      last.since += numbers.length
      return
    }
    const about = { count: numbers.length, first: numbers[0] ?? null, last: numbers.at(-1) ?? null }
    const entry = {
      ...{ id: newId(), at: clock.now(), kind: 'ingest.number-reused' },
      ...{ subject: `agent/${agentId}`, actor: `agent:${agentId}` },
      payload: { agent: agentId, epoch, ...about, earlier: last?.since ?? 0 },
    }
    await store.appendLedger({ entries: [entry] })
    written.set(agentId, { at: now, since: 0 })
  }
}
