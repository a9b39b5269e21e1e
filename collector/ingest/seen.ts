/** Notes that an agent was heard of: at most once in five seconds each, so that it costs no commit per batch. */
import type { Clock } from '../../rules/clock.ts'
import type { AgentStatus, Anchor } from '../../rules/wire/v1.ts'
import type { AgentSighting, Store } from '../store/port.ts'

const EVERY_MS = 5_000
const AGENTS = 10_000

export interface Sighting {
  id: string
  version?: string
  inventory?: Record<string, string>
  /** The newest anchor that came with it, and how the agent says it is. */
  anchor?: Anchor
  status?: AgentStatus | undefined
}

export interface Seen {
  /** What is to be written down of a sighting, which then counts as written; null where it was lately. */
  due(sighting: Sighting): AgentSighting | null
  /** Writes a sighting down where it is due, and says whether it did. */
  note(sighting: Sighting): Promise<boolean>
}

export function makeSeen(store: Pick<Store, 'agentSeen'>, clock: Clock): Seen {
  /** What was written last, by agent: monotonic time, version and inventory. */
  const written = new Map<string, { at: number; host: string | null }>()

  function due({ id, version, inventory, anchor, status }: Sighting): AgentSighting | null {
    const now = clock.monotonic()
    const last = written.get(id)
    const host = version === undefined ? null : JSON.stringify([version, inventory])
    const news = host !== null && host !== last?.host
    if (last && now - last.at < EVERY_MS && !news) return null
    written.delete(id)
    written.set(id, { at: now, host: host ?? last?.host ?? null })
    for (const oldest of written.keys()) {
      if (written.size <= AGENTS) break
      written.delete(oldest)
    }
    return {
      id,
      at: clock.now(),
      ...(version === undefined ? {} : { version }),
      ...(inventory === undefined ? {} : { inventory }),
      ...(status === undefined ? {} : { status }),
      ...(anchor === undefined ? {} : { clockOffset: anchor.offset, clockUncertainty: anchor.uncertainty }),
    }
  }

  return {
    due,
    async note(sighting) {
      const row = due(sighting)
      if (row !== null) await store.agentSeen(row)
      return row !== null
    },
  }
}
