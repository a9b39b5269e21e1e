/** What response times are usual in an hour, for the checks that are judged by their own past (III.1.1.3). */

import type { CheckState } from '../../rules/detection/types.ts'
import { HOUR_MS, hourOf, type Usual, usualHours, usualOf } from '../../rules/performance/baseline.ts'
import type { Store } from '../store/port.ts'
import type { Configured } from './configured.ts'
import type { Found } from './items.ts'

export interface UsualTimes {
  /** Learns what judging the results of `found` will ask for; asks the store only where an hour is new. */
  know(a: {
    configured: Configured
    found: Found
    partitions: ReadonlySet<number>
    stateOf: (check: string) => CheckState | undefined
  }): Promise<void>
  /** Null where it is not known. */
  at(check: string, at: number): Usual | null
}

export function makeUsualTimes(store: Pick<Store, 'sketches'>): UsualTimes {
  const known = new Map<string, Map<number, Usual | null>>()

  return {
    async know({ configured, found, partitions, stateOf }) {
      const wanted: { check: string; hours: number[] }[] = []
      for (const [check, results] of found.results) {
        const entry = configured.checks.get(check)
        if (!entry?.spec.slowdown?.deviation || !partitions.has(entry.partition)) continue
        const times = [stateOf(check)?.window[0], ...results].flatMap((one) => one?.startedAt ?? [])
        const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))]
        const hours = new Map<number, Usual | null>()
        for (let hour = hourOf(first); hour <= last; hour += HOUR_MS) {
          const before = known.get(check)?.get(hour)
          if (before !== undefined) hours.set(hour, before)
        }
        known.set(check, hours)
        const missing: number[] = []
        for (let hour = hourOf(first); hour <= last; hour += HOUR_MS) if (!hours.has(hour)) missing.push(hour)
        if (missing.length > 0) wanted.push({ check, hours: missing })
      }
      for (const { check, hours } of wanted) {
        const rule = configured.checks.get(check)?.spec.slowdown
        if (!rule) continue
        const rows = await store.sketches({ checks: [check], hours: hours.flatMap(usualHours) })
        const kept = new Map(rows.map(({ hourAt, sketch }) => [hourAt, sketch]))
        for (const hour of hours) {
          const weeks = usualHours(hour).flatMap((one) => kept.get(one) ?? [])
          known.get(check)?.set(hour, usualOf(weeks, rule))
        }
      }
    },
    at: (check, at) => known.get(check)?.get(hourOf(at)) ?? null,
  }
}
