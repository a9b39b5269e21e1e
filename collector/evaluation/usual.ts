/** What response times are usual in an hour, for the checks that are judged by their own past (III.1.1.3). */

import type { CheckState } from '../../rules/detection/types.ts'
import { hourOf, type Usual, usualHours, usualOf } from '../../rules/performance/baseline.ts'
import type { Store } from '../store/port.ts'
import type { Configured } from './configured.ts'

export interface UsualTimes {
  /** Learns what judging the results of `found` will ask for; asks the store only where an hour is new. */
  know(a: {
    configured: Configured
    /** By check. */
    found: { results: ReadonlyMap<string, readonly { startedAt: number }[]> }
    stateOf: (check: string) => CheckState | undefined
  }): Promise<void>
  /** Null where it is not known. */
  at(check: string, at: number): Usual | null
}

/** Hours of one check that are kept in mind, the last that were asked for: a window and some that came late. */
const KEPT = 64
/** Checks that are asked for at once: what comes back is read in one go. */
const AT_ONCE = 50

interface Known {
  /** By what it was reckoned: another rule, or another zone, finds something else usual. */
  by: string
  hours: Map<number, Usual | null>
}

export function makeUsualTimes(store: Pick<Store, 'sketches'>): UsualTimes {
  let known = new Map<string, Known>()
  let knownOf: Configured | null = null

  /** Checks that are there no more, or judged otherwise, are forgotten. */
  function follow(configured: Configured): void {
    if (knownOf === configured) return
    known = new Map([...known].filter(([check, { by }]) => basisOf(configured, check) === by))
    knownOf = configured
  }

  function missing(check: string, by: string, wanted: ReadonlySet<number>): number[] {
    const { hours } = known.get(check) ?? { hours: new Map() }
    known.set(check, { by, hours })
    for (const oldest of hours.keys()) if (hours.size > KEPT && !wanted.has(oldest)) hours.delete(oldest)
    return [...wanted].filter((hour) => !hours.has(hour)).toSorted((a, b) => a - b)
  }

  async function learn(configured: Configured, checks: readonly string[], hours: number[]): Promise<void> {
    const past = new Set(checks.flatMap((check) => pastOf(configured, check, hours)))
    const rows = await store.sketches({ checks: [...checks], hours: [...past] })
    const sketches = Map.groupBy(rows, (row) => row.check)
    for (const check of checks) {
      const entry = configured.checks.get(check)
      const of = known.get(check)?.hours
      if (!entry?.spec.slowdown || !of) continue
      const kept = new Map(sketches.get(check)?.map(({ hourAt, sketch }) => [hourAt, sketch]))
      for (const hour of hours) {
        const weeks = pastOf(configured, check, [hour]).flatMap((one) => kept.get(one) ?? [])
        of.set(hour, usualOf(weeks, entry.spec.slowdown))
      }
    }
  }

  return {
    async know({ configured, found, stateOf }) {
      follow(configured)
      const wanted = [...found.results].flatMap(([check, results]) => {
        const by = basisOf(configured, check)
        if (by === null) return []
        const hours = missing(check, by, hoursOf(results, stateOf(check)?.window ?? []))
        return hours.length > 0 ? [{ check, hours }] : []
      })
      for (const group of Map.groupBy(wanted, ({ hours }) => hours.join()).values())
        for (let from = 0; from < group.length; from += AT_ONCE) {
          const part = group.slice(from, from + AT_ONCE)
          await learn(
            configured,
            part.map(({ check }) => check),
            part[0]?.hours ?? [],
          )
        }
    },
    at: (check, at) => known.get(check)?.hours.get(hourOf(at)) ?? null,
  }
}

/** The hours of what is judged: of new results, of those that came after them, and of the last one before. */
function hoursOf(results: readonly { startedAt: number }[], window: CheckState['window']): Set<number> {
  const earliest = results.reduce((a, { startedAt }) => Math.min(a, startedAt), Number.POSITIVE_INFINITY)
  const before = window.findLast(({ startedAt }) => startedAt < earliest)
  const after = window.filter(({ startedAt }) => startedAt >= earliest)
  return new Set(
    [...(before ? [before] : []), ...after, ...results].map(({ startedAt }) => hourOf(startedAt)),
  )
}

function pastOf({ checks, services }: Configured, check: string, hours: readonly number[]): number[] {
  const zone = services.get(checks.get(check)?.service ?? '')?.service.timezone ?? 'UTC'
  return hours.flatMap((hour) => usualHours(hour, zone))
}

/** What the usual times of a check are reckoned by; null where nothing is compared with them. */
function basisOf({ checks, services }: Configured, check: string): string | null {
  const entry = checks.get(check)
  const { slowdown } = entry?.spec ?? {}
  if (!entry || !slowdown?.deviation) return null
  return `${slowdown.percentile} ${slowdown.minSamples} ${services.get(entry.service)?.service.timezone}`
}
