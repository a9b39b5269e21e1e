import type { Interval } from '../../../rules/calendar/types.ts'
import { localDayOf } from '../../../rules/time/day.ts'
import { monthOf } from '../../../rules/time/period.ts'

/** The month `2026-11` that an instant lies in on the clocks of a zone, and its instants. */
export function monthAt(at: number, zone: string): Interval & { month: string } {
  const month = localDayOf(at, zone).slice(0, 7)
  return { month, ...monthOf(month, zone) }
}
