import { serviceTime } from '../../rules/calendar/hours.ts'
import type { Interval } from '../../rules/calendar/types.ts'
import type { Service } from '../model.ts'

const DAY_MS = 86_400_000
/** Nothing is due further ahead than this: longer intervals are no reference value of a check. */
const AHEAD_MS = 40 * DAY_MS
/** No distance between executions is looked at further back. */
const BACK_MS = 400 * DAY_MS

/**
 * The service hours within which the intervals of a service are owed (setting `monitoringHours`); null where
 * they are owed around the clock. Made anew once a day, and where a distance began before what is known.
 */
export function monitoredHours(service: Service, now: () => number): ((fromAt: number) => Interval[]) | null {
  if (service.interpretation.monitoringHours !== 'service-hours') return null
  let open: Interval[] = []
  let known = { day: Number.NaN, fromAt: Number.POSITIVE_INFINITY }
  return (fromAt) => {
    const day = Math.floor(now() / DAY_MS)
    if (known.day !== day || fromAt < known.fromAt) {
      const before = known.day === day ? known.fromAt : now()
      const from = Math.max(Math.min(fromAt, before, now()) - DAY_MS, now() - BACK_MS)
      known = { day, fromAt: Math.min(fromAt, from) }
      open = serviceTime(service.hours, service.holidays, { from, to: now() + AHEAD_MS }).open
    }
    return open
  }
}
