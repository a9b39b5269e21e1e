/** Announced maintenance with the time at which it was first written down here (III.2.1.1 BP i). */
import type { MaintenanceWindow } from '../../rules/calendar/types.ts'
import type { Revision } from '../model.ts'
import type { Store } from '../store/port.ts'

/** Windows that ended longer ago (milliseconds) excuse nothing that is still decided. */
const LOOK_BACK_MS = 8 * 86_400_000

type Window = Omit<MaintenanceWindow, 'recordedAt'>

/**
 * By service, the windows of `revision` that may excuse a stop, each with when the first stored revision that
 * has it as it is was loaded: one that was changed was written down anew.
 */
export async function recordedWindows(
  store: Pick<Store, 'revisionsBetween'>,
  revision: Revision,
  now: number,
): Promise<Map<string, MaintenanceWindow[]>> {
  const recent = revision.services.flatMap(({ id, maintenance }) =>
    maintenance.windows.flatMap((window) =>
      window.to > now - LOOK_BACK_MS ? [{ service: id, window }] : [],
    ),
  )
  if (recent.length === 0) return new Map()
  const fromAt = recent.reduce((earliest, { window }) => Math.min(earliest, window.from), now)
  const stored = await store.revisionsBetween({ fromAt, toAt: now + 1 })
  const found = new Map<string, MaintenanceWindow[]>()
  for (const { service, window } of recent) {
    const first = stored.find(({ revision: { services } }) =>
      services.find(({ id }) => id === service)?.maintenance.windows.some((one) => same(one, window)),
    )
    const list = found.get(service) ?? []
    found.set(service, [...list, { ...window, recordedAt: first?.loadedAt ?? now }])
  }
  return found
}

function same(a: Window, b: Window): boolean {
  return (
    a.id === b.id &&
    a.from === b.from &&
    a.to === b.to &&
    a.kind === b.kind &&
    a.announcedAt === b.announcedAt
  )
}
