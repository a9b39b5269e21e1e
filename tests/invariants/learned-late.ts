/**
 * Whether what was over when it was told was told as soon as it could be known (part of I2): while something of that
 * time was still arriving, and not hours after everybody knew all of it and had been told of what explains it.
 */
import type { IncidentKind } from '../../rules/words.ts'
import { AWAY, asTold, STEPPED_MS } from './detections.ts'
import type { Finder } from './found.ts'
import type { History } from './history.ts'
import type { Known, Stored } from './known.ts'
import { isSteppedNear, stepsOf } from './steps.ts'

/** From the last of what arrived, or from our own return, to the telling: silences have to be known first, milliseconds. */
const TOLD_MS = 900_000
/** What is executed so near to it may have a say in whether it is one by itself, milliseconds. */
const AROUND_MS = 1_800_000
/** What is told of what was executed. */
const EXECUTED: readonly IncidentKind[] = ['outage', 'fault', 'slowdown', 'time-error', 'external-network']

export function learnedLate(
  history: History,
  services: readonly Known[],
  { said, finder }: { said: Stored; finder: Finder },
): void {
  const { end, world } = history
  const steps = stepsOf(history)
  const away = [...(world.faults ?? []).filter(({ kind }) => AWAY.includes(kind)), ...steps]
  for (const incident of end.incidents ?? []) {
    const known = services.find(({ service }) => service.id === incident.service)
    const { id, kind, service, openedAt } = incident
    const { firstFailedAt, recoveredAt } = asTold(incident, end)
    if (!known?.sole || recoveredAt === null || recoveredAt > openedAt || !EXECUTED.includes(kind)) continue
    // What came before what is not to be had from stamps of a clock that is stepped meanwhile.
    if (isSteppedNear(steps, { from: firstFailedAt, to: recoveredAt }, STEPPED_MS)) continue
    finder.examine('tellings of what was over', 1)
    const checks = known.service.components.flatMap((one) => one.checks.map(({ check }) => check))
    const arrived = checks.flatMap((check) =>
      said
        .of(check)
        .flatMap(({ startedAt, receivedAt }) =>
          startedAt >= firstFailedAt - AROUND_MS &&
          startedAt <= recoveredAt + AROUND_MS &&
          receivedAt <= openedAt
            ? receivedAt
            : [],
        ),
    )
    const back = away.flatMap(({ from, to }) => (from <= openedAt ? Math.min(to ?? openedAt, openedAt) : []))
    const knownAt = Math.max(recoveredAt, ...arrived, ...back)
    if (openedAt - knownAt > TOLD_MS)
      finder.violate(
        `${kind} ${id} of ${service} was over at ${recoveredAt}, all of that time had arrived by ${knownAt}, and it was told at ${openedAt}`,
        openedAt,
      )
  }
}
