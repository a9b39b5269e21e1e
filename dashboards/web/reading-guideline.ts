/** Reads what the guideline page shows: the rows of a month, what stands behind one of them, issued reports. */
import type { Topic } from '../../rules/api/types.ts'
import type { Measuring } from '../../rules/guideline/measurement.ts'
import type { ObligationState } from '../../rules/words.ts'
import type { ServerClock } from './clock.ts'
import { createFetching } from './fetching.ts'
import type { GuidelinePlace } from './place.ts'
import { emptyList, nothingFetched, noWhy, type State } from './state.ts'

/** What changes the rows; results alone move only the largest interval, which the poll brings. */
const TOUCHED_BY: readonly Topic[] = ['services', 'incidents', 'obligations', 'proposals', 'reports']
/** The worse first; what was met is read only when asked for. */
export const WHY_STATES: readonly ObligationState[] = ['breached', 'not-proven', 'open', 'withdrawn', 'met']
const AVAILABILITY = 'availability'
const RECURRING: readonly Measuring['by'][] = ['reports', 'ledger', AVAILABILITY]

export interface GuidelineReader {
  /** Reads what the place shows again. Whether all of it could be read. */
  read(): Promise<boolean>
  /** Reads the incident that the address names, unless a list holds it. */
  incident(): Promise<boolean>
}

export const touchesGuideline = (topics: readonly Topic[]) =>
  TOUCHED_BY.some((topic) => topics.includes(topic))

/** The service whose page it is: the one named, or the only one there is; null: all of them. */
export function serviceShown({ place, lists }: State): string | null {
  if (place.page !== 'guideline') return null
  if (place.service !== null) return place.service
  const [only, another] = lists.services.items ?? []
  return only !== undefined && another === undefined ? only.id : null
}

/** Incidents are named `#incident-ID`, which is also the id of the card's heading. */
export function incidentNamed({ place }: State): string | null {
  if (place.page !== 'now' || place.anchor === null) return null
  return /^incident-(?<id>.+)$/.exec(place.anchor)?.groups?.id ?? null
}

export function createGuidelineReader(
  state: State,
  server: ServerClock,
  changed: () => void,
): GuidelineReader {
  const fetching = createFetching(state, server, changed)

  async function rows(service: string, place: GuidelinePlace): Promise<boolean> {
    const month = place.month === null ? '' : `?month=${place.month}`
    const path = `services/${encodeURIComponent(service)}/guideline${month}`
    if (state.guideline.path !== path) state.guideline = nothingFetched(path)
    return fetching.value(state.guideline)
  }

  async function reports(service: string): Promise<boolean> {
    if (state.reports.service !== service) state.reports = { service, list: emptyList() }
    return fetching.list(state.reports.list, `reports?service=${encodeURIComponent(service)}&limit=24`)
  }

  /** The row says how many there are in which state: only those are asked for. */
  async function why(service: string, place: GuidelinePlace): Promise<boolean> {
    const { value } = state.guideline
    const key = `${service} ${place.month ?? ''} ${place.item ?? ''}`
    if (state.why.key !== key) state.why = noWhy(place.item === null ? null : key)
    const row = value?.rows.find((one) => one.item === place.item)
    if (value === null || row === undefined) return true
    const { why } = state
    const within = new URLSearchParams({ service, item: row.item, to: value.to })
    // A recurring obligation counts in every month that it reaches into: it may have begun long before.
    if (!RECURRING.includes(row.measuring.by)) within.set('from', value.from)
    const reads: Promise<boolean>[] = []
    for (const one of WHY_STATES) {
      if (row.counts[one] === 0) why.obligations.delete(one)
      else if (one !== 'met' || why.met) {
        const list = why.obligations.get(one) ?? emptyList()
        why.obligations.set(one, list)
        reads.push(fetching.list(list, `obligations?${within}&state=${one}&limit=50`))
      }
    }
    if (row.measuring.by === AVAILABILITY) {
      const asked = new URLSearchParams({ from: value.from, to: value.to })
      const path = `services/${encodeURIComponent(service)}/availability?${asked}`
      // The end of a month under way moves: the segments stay while they are read anew.
      why.availability.path = path
      reads.push(fetching.value(why.availability))
    }
    changed()
    return (await Promise.all(reads)).every(Boolean)
  }

  return {
    async read() {
      const { place } = state
      const service = serviceShown(state)
      if (place.page !== 'guideline' || service === null) return true
      const whole = await Promise.all([rows(service, place), reports(service)])
      const behind = await why(service, place)
      return behind && whole.every(Boolean)
    },
    async incident() {
      const id = incidentNamed(state)
      const { open, recovered } = state.lists
      if (id === null || open.items === null || recovered.items === null) return true
      if ([...open.items, ...recovered.items].some((one) => one.id === id)) return true
      const path = `incidents/${encodeURIComponent(id)}`
      if (state.incident.path !== path) state.incident = nothingFetched(path)
      return fetching.value(state.incident)
    },
  }
}
