/**
 * Notes that an agent was heard of: at most once in five seconds each, so that it costs no commit per batch. That it asked
 * something, and no more, is gathered and written for many agents at once.
 */
import type { Clock } from '../../rules/clock.ts'
import type { AgentStatus, Anchor } from '../../rules/wire/v1.ts'
import type { AgentSighting, Store } from '../store/port.ts'

const EVERY_MS = 5_000
/** So long those that were only heard of are gathered. */
const GATHER_MS = 15_000
const AGENTS = 10_000

export interface Sighting {
  id: string
  version?: string
  inventory?: Record<string, string>
  /** The newest anchor that came with it, and how the agent says it is. */
  anchor?: Anchor
  status?: AgentStatus | undefined
}

/** What is to be written down, and counts as written until it is known that it was not. */
export interface Due {
  row: AgentSighting
  /** It could not be written: the next sighting is due again. */
  undo(): void
}

export interface Seen {
  /** What is to be written down of a sighting; null where one was lately. */
  due(sighting: Sighting): Due | null
  /** Writes a sighting down where it is due, and says whether it did. */
  note(sighting: Sighting): Promise<boolean>
  /** Gathers that an agent was heard of. */
  heard(id: string): void
}

/** `told` hears of what was gathered and written, with the error where it could not be: the next question says it again. */
export function makeSeen(
  store: Pick<Store, 'agentSeen' | 'agentsHeard'>,
  clock: Clock,
  told: (error: unknown) => void,
): Seen {
  /** What was written last, by agent: monotonic time, version and inventory. */
  const written = new Map<string, { at: number; host: string | null }>()

  /** Those that were only heard of, since the first of them. */
  let gathered = new Set<string>()

  function gather(id: string): void {
    gathered.add(id)
    if (gathered.size > 1) return
    const at = clock.now()
    clock.after(GATHER_MS, () => void write(at), true)
  }

  async function write(at: number): Promise<void> {
    const ids = [...gathered]
    gathered = new Set()
    try {
      await store.agentsHeard({ ids, at })
      told(null)
    } catch (error) {
      told(error)
    }
  }

  function due({ id, version, inventory, anchor, status }: Sighting): Due | null {
    const now = clock.monotonic()
    const last = written.get(id)
    const host = version === undefined ? null : JSON.stringify([version, inventory])
    const news = host !== null && host !== last?.host
    if (last && now - last.at < EVERY_MS && !news) return null
    written.delete(id)
    const own = { at: now, host: host ?? last?.host ?? null }
    written.set(id, own)
    for (const oldest of written.keys()) {
      if (written.size <= AGENTS) break
      written.delete(oldest)
    }
    const row = {
      id,
      at: clock.now(),
      ...(version === undefined ? {} : { version }),
      ...(inventory === undefined ? {} : { inventory }),
      ...(status === undefined ? {} : { status }),
      ...(anchor === undefined ? {} : { clockOffset: anchor.offset, clockUncertainty: anchor.uncertainty }),
    }
    return {
      row,
      undo() {
        if (written.get(id) !== own) return
        if (last) written.set(id, last)
        else written.delete(id)
      },
    }
  }

  return {
    due,
    heard(id) {
      const last = written.get(id)
      if (last === undefined || clock.monotonic() - last.at >= GATHER_MS) gather(id)
    },
    async note(sighting) {
      const found = due(sighting)
      if (found === null) return false
      try {
        await store.agentSeen(found.row)
      } catch (error) {
        found.undo()
        throw error
      }
      return true
    },
  }
}
