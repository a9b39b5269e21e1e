/** Limits of intervals that were in force before the revision that is run: a distance is judged by that of its time. */
import { INTERVAL_ITEMS } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import type { EarlierLimit } from '../../rules/obligations/interval.ts'
import type { Revision } from '../model.ts'
import type { Store } from '../store/port.ts'

/** How far back the window of a check may reach that is judged again, milliseconds: 256 results of an hourly check. */
const LOOK_BACK_MS = 11 * 86_400_000

/** By service and item; only what differs from the value that followed. Before a service was there nothing was owed. */
export async function earlierLimits(
  store: Pick<Store, 'revisionsBetween'>,
  revision: Revision,
  now: number,
): Promise<Map<string, Map<string, EarlierLimit[]>>> {
  const loaded = (await store.revisionsBetween({ fromAt: now - LOOK_BACK_MS, toAt: now + 1 })).map((one) => ({
    loadedAt: one.loadedAt,
    services: new Map(one.revision.services.map((service) => [service.id, service])),
  }))
  const found = new Map<string, Map<string, EarlierLimit[]>>()
  for (const { id, values } of revision.services) {
    const ofService = loaded.map(({ services }) => services.get(id))
    const items = new Map<string, EarlierLimit[]>()
    for (const item of INTERVAL_ITEMS) {
      const limits: EarlierLimit[] = []
      ofService.forEach((service, index) => {
        const until = loaded[index + 1]?.loadedAt
        const limitMs = limitMsOf(service?.values[item])
        if (until === undefined || service === undefined) return
        const last = limits.at(-1)
        if (last && last.limitMs === limitMs) last.until = until
        else limits.push({ until, limitMs })
      })
      if (limits.at(-1)?.limitMs === limitMsOf(values[item])) limits.pop()
      if (limits.length > 0) items.set(item, limits)
    }
    if (items.size > 0) found.set(id, items)
  }
  return found
}
