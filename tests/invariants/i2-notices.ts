/**
 * I2: every breach has one first notice per recipient, in time or breached with its reason; none is missing, none has
 * no cause, repeats only in the declared window and counted.
 */

import type { IncidentRow } from '../../collector/store/records.ts'
import { stopsOf } from '../reference/service.ts'
import { deadlines } from './deadlines.ts'
import { detections } from './detections.ts'
import { type Finder, finderOf } from './found.ts'
import type { History, Judgement, StoredDelivery } from './history.ts'
import { type Known, outagesIn, outagesToCompare, servicesOf, settledBefore, storedIn } from './known.ts'
import { learnedLate } from './learned-late.ts'
import { mails } from './mails.ts'
import { recipients } from './recipients.ts'
import { cameTooLate } from './too-late.ts'
import { unstopped } from './unstopped.ts'

export function notices(history: History): Judgement {
  const finder = finderOf('I2', history)
  const { end } = history
  if (!end.incidents || !end.notices || !end.deliveries) {
    finder.missing('incidents, notices and deliveries')
    return finder.judgement()
  }
  const services = servicesOf(history)
  if (end.stored) {
    missingOnes(history, services, finder)
    detections(history, services, { said: storedIn(history), finder })
    unstopped(history, services, { said: storedIn(history), finder })
    learnedLate(history, services, { said: storedIn(history), finder })
  } else finder.missing('stored results')
  recipients(history, services, finder)
  withoutCause(history, finder)
  if (history.world.mail) mails(history, finder)
  else finder.missing('what mail servers were handed')
  deadlines(history, services, finder)
  return finder.judgement()
}

/** Outages are those that follow from what was executed: the service was told to be down then, and at no other time. */
export function missingOnes(history: History, services: readonly Known[], finder: Finder): void {
  const said = storedIn(history)
  for (const { service, sole, loadedAt } of services) {
    const told = outagesToCompare(history, { service, sole })
    if (!told) {
      finder.missing(`outages of ${service.id} by what was executed`)
      continue
    }
    const stops = stopsOf(service, said.of)
    finder.examine('stops', stops.length)
    const asFirstTold = firstTold(history, told)
    const alive = service.components
      .flatMap((component) => component.checks)
      .flatMap(({ check, purpose }) => (purpose === 'liveness' ? check : []))
    // What a clock that was ahead put into a time to come is told when that comes.
    for (const { from, to, confirmedAt } of stops.filter((stop) => stop.from <= history.end.now)) {
      if (confirmedAt >= settledBefore(history) || outagesIn(told, { from, to }).length > 0) continue
      // A clock of ours that was behind put it before the service was there. It was told then, and its incident has
      // gone on with what followed by the right time.
      if (from < loadedAt && outagesIn(asFirstTold, { from, to }).length > 0)
        finder.examine('stops of a time before the service', 1)
      else if (cameTooLate(alive, { from, to }, { said, ledger: history.end.ledger }))
        finder.examine('stops that came too late to be put in order', 1)
      else
        finder.violate(
          `${service.id} stopped from ${from} to ${to}, confirmed at ${confirmedAt}, and no outage says so`,
          from,
        )
    }
    const checks = service.components.flatMap((component) => component.checks.map(({ check }) => check))
    for (const { id, firstFailedAt, recoveredAt, openedAt } of told) {
      if (stops.some(({ from, to }) => from < (recoveredAt ?? Infinity) && to > firstFailedAt)) continue
      // What was told on the way stays, though results that came later show that it was none.
      const late = checks.some((check) =>
        said.of(check).some((one) => one.startedAt <= openedAt && one.receivedAt >= openedAt),
      )
      finder.examine('outages told on what was known', 1)
      if (!late)
        finder.violate(`outage ${id} of ${service.id} follows from nothing that was executed`, firstFailedAt)
    }
    for (const [at, same] of Map.groupBy(told, ({ firstFailedAt }) => firstFailedAt))
      if (same.length > 1)
        finder.violate(
          `${service.id} has ${same.length} outages that begin at ${at}: ${same.map(({ id }) => id).join(', ')}`,
          at,
        )
  }
}

/** Outages as their first notices had them. */
function firstTold({ end }: History, told: readonly IncidentRow[]): IncidentRow[] {
  return told.flatMap((one) =>
    (end.notices ?? []).flatMap(({ incidentId, kind, facts }) =>
      incidentId === one.id && kind === 'first' && facts ? { ...one, ...facts.incident } : [],
    ),
  )
}

/** Every notice is of an incident, every delivery of a notice. */
function withoutCause({ end }: History, finder: Finder): void {
  const incidents = new Set((end.incidents ?? []).map(({ id }) => id))
  const made = new Set((end.notices ?? []).map(({ id }) => id))
  finder.examine('notices', made.size)
  for (const { id, incidentId, createdAt } of end.notices ?? [])
    if (!incidents.has(incidentId)) finder.violate(`notice ${id} is of no incident`, createdAt)
  const left = (end.deliveries ?? []).filter(({ noticeId }: StoredDelivery) => !made.has(noticeId))
  for (const { id, createdAt } of left) finder.violate(`delivery ${id} is of no notice`, createdAt)
}
