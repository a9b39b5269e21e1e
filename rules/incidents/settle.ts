/** What should be told against what was told, where two persons withdrew some of it. */
import { type Matched, type MatchInput, match } from './match.ts'
import { joined, overlap, type Stretch, type Wanted } from './stretch.ts'
import type { CheckView, Incident } from './types.ts'

/**
 * Failures that ended longer ago than this (milliseconds) are history: later evidence may correct their
 * incident, but none is opened for them, since one that was told may no longer be among `incidents`.
 */
export const LOOKBACK_MS = 6 * 86_400_000

export interface Settling {
  now: number
  newId: () => string
  /** Incidents that two persons withdrew, by id, with when. */
  withdrawn?: ReadonlyMap<string, number>
}

export function settle(
  { now, newId, withdrawn }: Settling,
  a: {
    scope: Pick<Incident, 'service' | 'kind' | 'component'>
    /** Incidents of the scope. */
    existing: Incident[]
    /** The checks whose failures make them. */
    views: CheckView[]
    stretches: Stretch[]
    /** What else an incident says. */
    telling?: (want: Wanted) => Wanted
    upAt?: MatchInput['upAt']
  },
): Matched {
  const { scope, existing, views, stretches, telling = (want) => want, upAt } = a
  const gone = withdrawn ? existing.filter(({ id }) => withdrawn.has(id)) : []
  const matched = (of: Incident[], from: Stretch[]) => {
    const wanted = joined(scope, from).map(telling)
    return match({ wanted, existing: of, views, now, newId, upAt, horizonAt: now - LOOKBACK_MS })
  }
  if (gone.length === 0) return matched(existing, stretches)
  // What fails beside a withdrawn incident, or after it was withdrawn, is told: two persons have not judged it.
  const theirs = new Set(stretches.filter((stretch) => gone.some((one) => claims(one, stretch, withdrawn))))
  const parts = [
    matched(gone, [...theirs]),
    matched(
      existing.filter((one) => !gone.includes(one)),
      stretches.filter((stretch) => !theirs.has(stretch)),
    ),
  ]
  const instants = parts.flatMap(({ nextAt }) => nextAt ?? [])
  return {
    changes: parts.flatMap(({ changes }) => changes),
    held: parts.flatMap(({ held }) => held),
    nextAt: instants.length > 0 ? Math.min(...instants) : null,
  }
}

/** Whether a stop was withdrawn before a failure was confirmed, so that it does not cover that. */
export function isDenied(
  stop: Stretch,
  failure: Stretch,
  incidents: readonly Incident[],
  withdrawn: Settling['withdrawn'],
): boolean {
  return incidents.some((one) => {
    const withdrawnAt = withdrawn?.get(one.id)
    return withdrawnAt !== undefined && claims(one, stop, withdrawn) && failure.confirmedAt > withdrawnAt
  })
}

/** Whether a failure is what a withdrawn incident was made of: of its checks, in its time, known when it was withdrawn. */
function claims(incident: Incident, stretch: Stretch, withdrawn: Settling['withdrawn']): boolean {
  const withdrawnAt = withdrawn?.get(incident.id) ?? Number.NEGATIVE_INFINITY
  return (
    stretch.checks.some((check) => incident.checks.includes(check)) &&
    stretch.confirmedAt <= withdrawnAt &&
    overlap(incident, stretch)
  )
}
