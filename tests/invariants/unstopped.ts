/**
 * Whether what failed beside stops was told: each confirmed failure of a fault, performance or time-sync check of a
 * component that stood meanwhile has its incident (part of I2). That there is none too many say `detections`.
 */
import type { IncidentKind, Purpose } from '../../rules/words.ts'
import { failuresIn } from '../reference/detection.ts'
import { STEPPED_MS } from './detections.ts'
import type { Finder } from './found.ts'
import type { History } from './history.ts'
import { type Known, type Stored, settledBefore } from './known.ts'
import { isSteppedNear, stepsOf } from './steps.ts'
import { cameTooLate } from './too-late.ts'

const TOLD_AS: Partial<Record<Purpose, IncidentKind>> = {
  fault: 'fault',
  performance: 'slowdown',
  'time-sync': 'time-error',
}
/** A stop this near to a failure may explain it, milliseconds: what explains what exactly is not said here. */
const NEAR_MS = 300_000

export function unstopped(
  history: History,
  services: readonly Known[],
  { said, finder }: { said: Stored; finder: Finder },
): void {
  const steps = stepsOf(history)
  for (const { service, sole } of services) {
    const incidents = (history.end.incidents ?? []).filter((one) => one.service === service.id)
    const isPlain = service.components.every(({ dependsOn }) => dependsOn.length === 0)
    if (!sole || !isPlain || incidents.some(({ withdrawnAt }) => withdrawnAt !== null)) {
      finder.missing(`failures beside stops of ${service.id}`)
      continue
    }
    // Whoever stops: the service may, with the one component or with another.
    const stops = service.components
      .flatMap(({ checks }) => checks.filter(({ purpose }) => purpose === 'liveness'))
      .flatMap(({ check, confirm }) => failuresIn(said.of(check), confirm.failures))
    for (const { id, checks } of service.components)
      for (const { check, purpose, confirm, of, external, slowdown } of checks) {
        const kind = TOLD_AS[purpose]
        if (!kind || of !== undefined || external === true || slowdown) continue
        for (const one of failuresIn(said.of(check), confirm.failures)) {
          const { firstFailedAt: from, recoveredAt, confirmedAt } = one
          const to = recoveredAt ?? Number.POSITIVE_INFINITY
          const isNear = stops.some(
            (stop) =>
              stop.firstFailedAt < to + NEAR_MS &&
              (stop.recoveredAt ?? Number.POSITIVE_INFINITY) > from - NEAR_MS,
          )
          // Whether a failure or a stop came first is not to be had from stamps of clocks that were stepped.
          const isStepped = isSteppedNear(steps, { from, to: recoveredAt }, STEPPED_MS)
          if (confirmedAt === null || confirmedAt >= settledBefore(history) || isNear || isStepped) continue
          finder.examine('failures beside stops', 1)
          const isTold = incidents.some(
            (told) =>
              told.kind === kind &&
              told.component === id &&
              told.firstFailedAt < to &&
              (told.recoveredAt ?? Number.POSITIVE_INFINITY) > from,
          )
          if (isTold) continue
          if (cameTooLate([check], { from, to }, { said, ledger: history.end.ledger }))
            finder.examine('failures that came too late to be put in order', 1)
          else
            finder.violate(
              `${check} failed from ${from} to ${to}, confirmed at ${confirmedAt}, while nothing stopped, and no ${kind} says so`,
              from,
            )
        }
      }
  }
}
