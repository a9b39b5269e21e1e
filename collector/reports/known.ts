/** The services that the store knows of, and since when. */
import type { Store } from '../store/port.ts'
import { SLICE_MS } from './history.ts'
import type { Known } from './keep.ts'

/** How far back revisions are read: as far as months are closed. */
const BACK_MS = 14 * SLICE_MS

/** Every service of the revisions of the last months, as it was last configured. */
export async function knownServices(store: Pick<Store, 'revisionsBetween'>, now: number): Promise<Known[]> {
  const known = new Map<string, Known>()
  let last = Number.NEGATIVE_INFINITY
  for (let fromAt = now - BACK_MS; fromAt <= now; fromAt += SLICE_MS) {
    for (const { revision, loadedAt } of await store.revisionsBetween({ fromAt, toAt: fromAt + SLICE_MS })) {
      if (revision.revision <= last) continue
      last = revision.revision
      const present = new Map(revision.services.map((service) => [service.id, service]))
      for (const one of known.values())
        if (!present.has(one.service.id) && one.untilAt === null) one.untilAt = loadedAt
      for (const service of present.values()) {
        const before = known.get(service.id)
        const away = before?.away ?? []
        if (before && before.untilAt !== null) away.push({ from: before.untilAt, to: loadedAt })
        known.set(service.id, { service, sinceAt: before?.sinceAt ?? loadedAt, untilAt: null, away })
      }
    }
  }
  return [...known.values()]
}
