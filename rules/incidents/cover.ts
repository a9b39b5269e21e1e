/**
 * A stop is not told twice: what fails because its component stopped (a confirmed liveness failure), because the
 * service did, or because one that it depends on did, is no incident of its own. What still fails after that is.
 */
import { confirmationMs, overlap, type Stretch, stretchesOf } from './stretch.ts'
import type { CheckView, Held, Incident } from './types.ts'

/** A stop that covers what fails because of it. */
export interface Cover {
  stop: Stretch
  /** How long it may need to be known (milliseconds). */
  waitMs: number
  because: Exclude<Held['because'], 'liveness-not-yet-known'>
}

/** A failure that a stop covers while it lasts, one that it covered, or what is an incident of its own. */
export type Uncovered =
  | { own: Stretch; heldUntil: number | null }
  | { covered: 'lasting' | 'past'; because: Cover['because'] }

/**
 * What of a confirmed failure is an incident of its own, given the stops that may cover it and the liveness checks
 * that may still show one (asked for only where none covers it): `heldUntil` is set where they cannot have answered yet at `now`, so it is to be held at
 * most until then. `denied`: a stop that two persons withdrew before the failure was confirmed covers nothing.
 */
export function uncover(
  failure: Stretch,
  view: CheckView,
  covers: readonly Cover[],
  liveness: (failure: Stretch) => readonly CheckView[],
  now: number,
  denied: (stop: Stretch, failure: Stretch) => boolean = () => false,
): Uncovered {
  let own = failure
  const inTime = covers.filter(({ stop }) => overlap(stop, failure))
  for (const { stop, waitMs, because } of inTime.toSorted(
    (a, b) => a.stop.firstFailedAt - b.stop.firstFailedAt,
  )) {
    if (!isCovered(own, stop, waitMs) || denied(stop, own)) continue
    const rest = after(stop, own, view)
    if (rest === null) return { covered: own.recoveredAt === null ? 'lasting' : 'past', because }
    own = rest
  }
  return { own, heldUntil: heldUntil(own, liveness(own), now) }
}

/** Until when a failure waits for liveness checks that have not answered since it began; null where it need not. */
export function heldUntil(failure: Stretch, liveness: readonly CheckView[], now: number): number | null {
  const waiting = liveness.filter((other) => notYetKnown(other, failure))
  const untilAt = Math.max(...waiting.map((other) => failure.confirmedAt + confirmationMs(other.spec)))
  return now < untilAt ? untilAt : null
}

/** The stops of a component: by its liveness checks, and those that were told of liveness checks that are configured no more. */
export function stopsOf(
  component: { service: string; component: string },
  liveness: readonly CheckView[],
  told: readonly Incident[],
  configured: ReadonlySet<string>,
  /** How long a check that is gone needed to confirm, nobody knows any more. */
  goneWaitMs: number,
): Cover[] {
  const because = 'covered-by-outage'
  return [
    ...liveness.flatMap((view) =>
      stretchesOf(view).map((stop): Cover => ({ stop, waitMs: confirmationMs(view.spec), because })),
    ),
    ...toldStops(component, told, configured).map((stop): Cover => ({ stop, waitMs: goneWaitMs, because })),
  ]
}

function toldStops(
  component: { service: string; component: string },
  told: readonly Incident[],
  configured: ReadonlySet<string>,
): Stretch[] {
  const prefix = `${component.service}/${component.component}/`
  return told.flatMap((incident) => {
    const check = incident.checks.find((one) => one.startsWith(prefix) && !configured.has(one))
    return check === undefined ? [] : [{ ...incident, checks: [check], partial: false, heldUntil: null }]
  })
}

/**
 * A stop covers a failure that it overlaps if it began before the failure was confirmed, or while the
 * failure could still be held because nothing had shown the component alive since. One that began later
 * is told beside the failure, which was told first: so the outcome does not depend on the order of arrival.
 */
export function isCovered(failure: Stretch, stop: Stretch, waitMs: number): boolean {
  if (!overlap(stop, failure)) return false
  const aliveSince = stop.lastOkAt !== null && stop.lastOkAt >= failure.firstFailedAt
  return stop.firstFailedAt <= failure.confirmedAt + (aliveSince ? 0 : waitMs - 1)
}

/** What still fails, by results started after the stop, once one of them started after its recovery was confirmed. */
function after(stop: Stretch, failure: Stretch, view: CheckView): Stretch | null {
  const { recoveredAt } = stop
  if (recoveredAt === null) return null
  // Where the stop ended with its monitoring, nothing confirms that: what fails from then on tells itself.
  const recoveryConfirmedAt = stop.recoveryConfirmedAt ?? recoveredAt
  const end = failure.recoveredAt ?? Infinity
  const still = view.failures.filter(({ startedAt }) => startedAt >= recoveredAt && startedAt < end)
  const first = still[0]
  const proof = still.find(({ startedAt }) => startedAt >= recoveryConfirmedAt)
  if (!first || !proof) return null
  return {
    ...failure,
    firstFailedAt: first.startedAt,
    confirmedAt: proof.knownAt,
    // The oldest failure that is known came after the stop already: earlier ones may have left the window. And a stop
    // may have been told together with others, to the end of the last of them.
    partial: first === view.failures[0] || stop.partial,
  }
}

/** Whether a liveness check has not answered since the failure began, or is failing without confirmation. */
export function notYetKnown(liveness: CheckView, failure: Stretch): boolean {
  if (liveness.lastExecutedAt === null || liveness.lastExecutedAt < failure.firstFailedAt) return true
  return liveness.episodes.some((episode) => episode.confirmedAt === null && episode.recoveredAt === null)
}
