/**
 * A stop is not told twice: what fails because its component stopped (a confirmed liveness failure) is no
 * incident of its own. What still fails after the stop is.
 */
import { confirmationMs, overlap, type Stretch, stretchesOf } from './stretch.ts'
import type { CheckView, Incident } from './types.ts'

/** A failure that its component's stop covers while it lasts, one that it covered, or what is an incident of its own. */
export type Uncovered = { own: Stretch; heldUntil: number | null } | { covered: 'lasting' | 'past' }

/**
 * What of a confirmed failure is an incident of its own, given its component's liveness checks and the stops
 * that were `told` of liveness checks that are configured no more: what such a stop covered stays covered.
 * `heldUntil`: they cannot have answered yet at `now`, so it is to be held at most until then.
 * `denied`: a stop that two persons withdrew before the failure was confirmed covers nothing.
 */
export function uncover(
  failure: Stretch,
  view: CheckView,
  liveness: CheckView[],
  told: Stretch[],
  now: number,
  denied: (stop: Stretch, failure: Stretch) => boolean = () => false,
): Uncovered {
  const outages = liveness
    .flatMap((other) => stretchesOf(other).map((outage) => ({ outage, waitMs: confirmationMs(other.spec) })))
    // How long the check that is gone needed to confirm, nobody knows any more.
    .concat(told.map((outage) => ({ outage, waitMs: confirmationMs(view.spec) })))
    .toSorted((a, b) => a.outage.firstFailedAt - b.outage.firstFailedAt)
  let own = failure
  for (const { outage, waitMs } of outages) {
    if (!covers(outage, waitMs, own) || denied(outage, own)) continue
    const rest = after(outage, own, view)
    if (rest === null) return { covered: own.recoveredAt === null ? 'lasting' : 'past' }
    own = rest
  }
  const { confirmedAt } = own
  const waiting = liveness.filter((other) => notYetKnown(other, own))
  const heldUntil = Math.max(...waiting.map((other) => confirmedAt + confirmationMs(other.spec)))
  return { own, heldUntil: now < heldUntil ? heldUntil : null }
}

/** The stops of a component by the outages that were told of its liveness checks, where those are configured no more. */
export function toldStops(
  component: { service: string; component: string },
  outages: Incident[],
  configured: ReadonlySet<string>,
): Stretch[] {
  const prefix = `${component.service}/${component.component}/`
  return outages.flatMap((outage) => {
    const check = outage.checks.find((one) => one.startsWith(prefix) && !configured.has(one))
    return check === undefined ? [] : [{ ...outage, check, partial: false, heldUntil: null }]
  })
}

/**
 * A stop covers a failure that it overlaps if it began before the failure was confirmed, or while the
 * failure could still be held because nothing had shown the component alive since. One that began later
 * is told beside the failure, which was told first: so the outcome does not depend on the order of arrival.
 */
function covers(outage: Stretch, waitMs: number, failure: Stretch): boolean {
  if (!overlap(outage, failure)) return false
  const aliveSince = outage.lastOkAt !== null && outage.lastOkAt >= failure.firstFailedAt
  return outage.firstFailedAt <= failure.confirmedAt + (aliveSince ? 0 : waitMs - 1)
}

/** What still fails, by results started after the stop, once one of them started after its recovery was confirmed. */
function after(outage: Stretch, failure: Stretch, view: CheckView): Stretch | null {
  const { recoveredAt } = outage
  if (recoveredAt === null) return null
  // Where the stop ended with its monitoring, nothing confirms that: what fails from then on tells itself.
  const recoveryConfirmedAt = outage.recoveryConfirmedAt ?? recoveredAt
  const end = failure.recoveredAt ?? Infinity
  const still = view.failures.filter(({ startedAt }) => startedAt >= recoveredAt && startedAt < end)
  const first = still[0]
  const proof = still.find(({ startedAt }) => startedAt >= recoveryConfirmedAt)
  if (!first || !proof) return null
  return {
    ...failure,
    firstFailedAt: first.startedAt,
    confirmedAt: proof.knownAt,
    // The oldest failure that is known came after the stop already: earlier ones may have left the window.
    partial: first === view.failures[0],
  }
}

/** Whether a liveness check has not answered since the failure began, or is failing without confirmation. */
function notYetKnown(liveness: CheckView, failure: Stretch): boolean {
  if (liveness.lastExecutedAt === null || liveness.lastExecutedAt < failure.firstFailedAt) return true
  return liveness.episodes.some((episode) => episode.confirmedAt === null && episode.recoveredAt === null)
}
