/** Confirmed failures of a check over a period, from its results alone: no order of arrival changes them. */

import type { Failure } from '../availability/timeline.ts'
import { union } from '../calendar/intervals.ts'
import { emptyCursor, step } from '../detection/step.ts'
import type { CheckSpec, Episode } from '../detection/types.ts'
import type { Loss } from '../obligations/plan.ts'
import { withoutVantage } from '../service-model/names.ts'
import type { IncidentKind, Purpose } from '../words.ts'
import type { Runs } from './runs.ts'

/** A check as one revision had it, [activeFrom, activeTo); null while it is active. */
export interface CheckPiece extends CheckSpec {
  /** The longest interval in force, milliseconds; null where there is none. */
  limitMs: number | null
  activeFrom: number
  activeTo: number | null
}

export interface MeasuredCheck {
  /** `service/component/check`. */
  check: string
  /** In order of time; the values of the check may differ. */
  pieces: readonly CheckPiece[]
  /** Sorted; from some time before the period to some time after it. */
  runs: Runs
  /** What its agent gave up before it was received. */
  losses: readonly Loss[]
}

/** What people said of failures of these checks in [from, to); `to` is null while it lasts. */
export interface Said {
  kind: IncidentKind
  checks: readonly string[]
  from: number
  to: number | null
  withdrawn: boolean
  /** 部分復旧; null if nobody said so. */
  partialRecoveryAt: number | null
}

/** Kinds of incidents that tell of a service. A time-error or a monitoring-gap names checks that it says nothing of. */
const OF_SERVICE: readonly IncidentKind[] = ['outage', 'fault', 'slowdown']

/** What a confirmed failure of a check is. */
const KIND: Partial<Record<Purpose, IncidentKind>> = {
  liveness: 'outage',
  fault: 'fault',
  performance: 'slowdown',
}

/**
 * The confirmed failures of a check of the service itself in order of time; those of an external network stop
 * nothing (III.3.2.4, III.3.2.5). One that still runs when the check is no longer asked ends
 * there: from then on other checks say how the service is. What people said of an incident holds for every
 * failure of its checks that it overlaps. What a window of response times was slow for, no single result fails
 * with: of a performance check it is taken from the incidents.
 */
export function failuresOf({ check, pieces, runs }: MeasuredCheck, said: readonly Said[]): Failure[] {
  // An incident names a check of several vantages once.
  const about = said.filter(
    ({ kind, checks }) =>
      OF_SERVICE.includes(kind) && (checks.includes(check) || checks.includes(withoutVantage(check))),
  )
  return runsOf(pieces.filter(({ external }) => !external)).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)]
    const kind = first && KIND[first.purpose]
    if (!kind || !last) return []
    const slow = about.filter((one) => one.kind === 'slowdown' && kind === 'slowdown')
    const end = last.activeTo ?? Number.POSITIVE_INFINITY
    const failed = [
      ...slow.map(({ from, to }) => ({
        from: Math.max(from, first.activeFrom),
        to: Math.min(to ?? end, end),
      })),
      ...episodesIn(run, runs).map((one) => ({ from: one.firstFailedAt, to: one.recoveredAt ?? end })),
    ]
    const spans = slow.length > 0 ? union(failed.filter(({ from, to }) => from < to)) : failed
    return spans.map(({ from: firstFailedAt, to: until }): Failure => {
      const to = until === Number.POSITIVE_INFINITY ? null : until
      const spoken = about.filter(
        (one) => one.from < (to ?? Number.POSITIVE_INFINITY) && firstFailedAt < (one.to ?? Infinity),
      )
      const partial = spoken.flatMap(({ partialRecoveryAt }) => partialRecoveryAt ?? [])
      return {
        id: `${check}@${new Date(firstFailedAt).toISOString()}`,
        kind,
        check,
        firstFailedAt,
        recoveredAt: to,
        partialRecoveryAt: partial.length > 0 ? Math.min(...partial) : null,
        withdrawn: spoken.some(({ withdrawn }) => withdrawn),
      }
    })
  })
}

/** Pieces joined to runs without a break: after one, or for another purpose, a check begins anew. */
function runsOf(pieces: readonly CheckPiece[]): CheckPiece[][] {
  const runs: CheckPiece[][] = []
  for (const piece of pieces) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last?.activeTo === piece.activeFrom && last.purpose === piece.purpose) run.push(piece)
    else runs.push([piece])
  }
  return runs
}

function episodesIn(run: readonly CheckPiece[], runs: Runs): Episode[] {
  const cursor = emptyCursor()
  const found: Episode[] = []
  for (const piece of run) {
    for (const one of runs.between(piece.activeFrom, piece.activeTo ?? Number.POSITIVE_INFINITY)) {
      const { plannedAt, startedAt, outcome, attempt } = one
      // When and by which result it was known is not asked: downtime begins with the first failed one.
      const times = { plannedAt, startedAt, finishedAt: startedAt, receivedAt: startedAt }
      const ended = step(cursor, piece, { ...times, outcome, attempt, source: '' })
      if (ended && ended.confirmedAt !== null) found.push(ended)
    }
  }
  if (cursor.running && cursor.running.confirmedAt !== null) found.push(cursor.running)
  return found
}
