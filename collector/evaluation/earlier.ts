/** What earlier revisions say of what is run: since when its maintenance was written down, and which limits held. */
import type { Store } from '../store/port.ts'
import type { Configured } from './configured.ts'
import { earlierLimits } from './earlier-limits.ts'
import { recordedWindows } from './planned.ts'

/** Looks it up once for each configuration, and puts it into that. Rejects as the store does: then it is looked up again. */
export function makeEarlier(store: Store): (configured: Configured, now: number) => Promise<void> {
  let known: Configured | null = null
  return async (configured, now) => {
    if (known === configured) return
    for (const [id, windows] of await recordedWindows(store, configured.revision, now)) {
      const watched = configured.services.get(id)
      if (watched) watched.planned = { rules: watched.service.maintenance.rules, windows }
    }
    for (const [id, limits] of await earlierLimits(store, configured.revision, now)) {
      const watched = configured.services.get(id)
      if (watched) watched.earlierLimits = limits
    }
    known = configured
  }
}
