/** Announced maintenance as it stood when it began, with the time at which it was written down here (III.2.1.1 BP i). */
import type { MaintenanceWindow } from '../../rules/calendar/types.ts'
import type { Revision } from '../model.ts'
import { windowsOf } from '../reports/revisions.ts'
import type { Store } from '../store/port.ts'

/** Windows that ended longer ago (milliseconds) excuse nothing that is still decided. */
const LOOK_BACK_MS = 8 * 86_400_000
/** How long before the first of them begins revisions are read: what began may have been put off since. */
const BEFORE_MS = 2 * 86_400_000

/**
 * By service, the windows that may excuse a stop, for what `revision` still announces: one that was changed
 * after it began counts as it was until then, as reports have it; one that was taken off the list does not.
 */
export async function recordedWindows(
  store: Pick<Store, 'revisionsBetween'>,
  revision: Revision,
  now: number,
): Promise<Map<string, MaintenanceWindow[]>> {
  const recent = revision.services.flatMap(({ id, maintenance }) => {
    const windows = maintenance.windows.filter((window) => window.to > now - LOOK_BACK_MS)
    return windows.length > 0 ? [{ id, windows }] : []
  })
  if (recent.length === 0) return new Map()
  const begins = recent.flatMap(({ windows }) => windows.map(({ from }) => from))
  const fromAt = begins.reduce((earliest, from) => Math.min(earliest, from), now - BEFORE_MS)
  const stored = (await store.revisionsBetween({ fromAt, toAt: now + 1 })).map((one) => ({
    ...one,
    services: new Map(one.revision.services.map((service) => [service.id, service])),
  }))
  return new Map(
    recent.map(({ id, windows }) => {
      const announced = new Set(windows.map((window) => window.id))
      const loaded = stored.map(({ revision: { revision: number }, services, loadedAt, loadedBy }) => {
        const service = services.get(id) ?? null
        const kept = service?.maintenance.windows.filter((window) => announced.has(window.id)) ?? []
        const maintenance = service && { ...service.maintenance, windows: kept }
        return {
          ...{ revision: number, loadedAt, loadedBy },
          service: service && maintenance && { ...service, maintenance },
        }
      })
      return [id, windowsOf(loaded)]
    }),
  )
}
