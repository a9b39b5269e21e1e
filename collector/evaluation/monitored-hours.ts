import { serviceTime } from '../../rules/calendar/hours.ts'
import type { Interval } from '../../rules/calendar/types.ts'
import type { Service } from '../model.ts'

const DAY_MS = 86_400_000
/** Nothing is due further ahead than this: longer intervals are no reference value of a check. */
const AHEAD_MS = 40 * DAY_MS
/** No distance between executions is looked at further back. */
const BACK_MS = 400 * DAY_MS

type Spans = (fromAt: number) => Interval[]

/**
 * By service, the service hours within which its intervals are owed (setting `monitoringHours`); null where
 * they are owed around the clock. Services of one calendar share them: a thousand of them take seconds to make.
 */
export function monitoredHours(now: () => number): (service: Service) => Spans | null {
  const made = new Map<string, Spans>()
  return (service) => {
    const { interpretation, hours, holidays } = service
    if (interpretation.monitoringHours !== 'service-hours') return null
    const calendar = JSON.stringify([hours, holidays?.version ?? null])
    const known = made.get(calendar) ?? openHours({ hours, holidays }, now)
    made.set(calendar, known)
    return known
  }
}

/** Made anew once a day, and where a distance began before what is known. */
function openHours({ hours, holidays }: Pick<Service, 'hours' | 'holidays'>, now: () => number): Spans {
  let open: Interval[] = []
  let known = { day: Number.NaN, fromAt: Number.POSITIVE_INFINITY }
  return (fromAt) => {
    const day = Math.floor(now() / DAY_MS)
    if (known.day !== day || fromAt < known.fromAt) {
      // What a check that has been silent for long needed yesterday is forgotten: the list stays short.
      const before = known.day === day ? known.fromAt : now()
      const from = Math.max(Math.min(fromAt, before, now()) - DAY_MS, now() - BACK_MS)
      known = { day, fromAt: Math.min(fromAt, from) }
      open = serviceTime(hours, holidays, { from, to: now() + AHEAD_MS }).open
    }
    return open
  }
}
