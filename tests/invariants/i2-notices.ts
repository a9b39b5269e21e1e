/**
 * I2: every breach has one first notice per recipient, in time or breached with its reason; none is missing, none has
 * no cause, repeats only in the declared window and counted.
 */
import type { IncidentRow, NoticeRow } from '../../collector/store/records.ts'
import { readersOf, stopsOf } from '../reference/service.ts'
import { deadlines } from './deadlines.ts'
import { type Finder, finderOf } from './found.ts'
import type { History, Judgement, StoredDelivery } from './history.ts'
import { type Known, outagesIn, outagesToCompare, SETTLED_MS, servicesOf, storedIn } from './known.ts'
import { deliveryOf, mails } from './mails.ts'

export function notices(history: History): Judgement {
  const finder = finderOf('I2', history)
  const { end } = history
  if (!end.incidents || !end.notices || !end.deliveries) {
    finder.missing('incidents, notices and deliveries')
    return finder.judgement()
  }
  const services = servicesOf(history)
  if (end.stored) missingOnes(history, services, finder)
  else finder.missing('stored results')
  for (const incident of end.incidents) {
    const known = services.find(({ service }) => service.id === incident.service)
    if (known) firstNotices(history, incident, known, finder)
  }
  withoutCause(history, finder)
  if (history.world.mail) mails(history, finder)
  else finder.missing('what mail servers were handed')
  deadlines(history, services, finder)
  return finder.judgement()
}

/** Outages are those that follow from what was executed: the service was told to be down then, and at no other time. */
function missingOnes(history: History, services: readonly Known[], finder: Finder): void {
  const { end } = history
  const said = storedIn(history)
  for (const { service, sole } of services) {
    const told = outagesToCompare(history, { service, sole })
    if (!told) {
      finder.missing(`outages of ${service.id} by what was executed`)
      continue
    }
    const stops = stopsOf(service, said.of)
    finder.examine('stops', stops.length)
    for (const { from, to, confirmedAt } of stops)
      if (confirmedAt < end.now - SETTLED_MS && outagesIn(told, { from, to }).length === 0)
        finder.violate(
          `${service.id} stopped from ${from} to ${to}, confirmed at ${confirmedAt}, and no outage says so`,
          from,
        )
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

/** Each recipient of an incident has one delivery of a first notice; a further one only after it had been told of its end. */
function firstNotices(history: History, incident: IncidentRow, known: Known, finder: Finder): void {
  const { service, contacts } = known
  if (service.customers.length > 0 || !known.sole) {
    finder.missing(`recipients of ${service.id}`)
    return
  }
  const { end } = history
  const own = (end.notices ?? []).filter(({ incidentId }) => incidentId === incident.id)
  const name = `${incident.kind} ${incident.id} of ${service.id}`
  const stints: NoticeRow[][] = [[]]
  // Where a collector's clock was stepped the order of its stamps says nothing: each end allows one more beginning.
  const isTimed = !(history.world.faults ?? []).some(
    (one) => one.kind === 'clock-step' && one.who.startsWith('collector'),
  )
  const rank = ({ kind, form }: NoticeRow) => (kind === 'first' && form === 'normal' ? 0 : 1)
  const inOrder = isTimed ? own.toSorted((a, b) => a.createdAt - b.createdAt) : interleaved(own, rank)
  for (const notice of inOrder) {
    if (notice.kind === 'first') stints.at(-1)?.push(notice)
    if (notice.kind === 'recovery' || notice.form === 'late') stints.push([])
  }
  const withFirst = stints.filter((notices) => notices.length > 0)
  // What was over when it was learned of pages nobody.
  const over = incident.recoveredAt !== null && incident.recoveredAt <= incident.openedAt
  const form = withFirst[0]?.[0]?.form ?? (over ? 'late' : 'normal')
  const { told } = readersOf(service, contacts, incident.kind, form)
  finder.examine('incidents', 1)
  if (withFirst.length === 0) {
    if (told.size > 0) finder.violate(`${name} was told to nobody`, incident.openedAt)
    return
  }
  const tos = addressesByMail(history)
  for (const [index, notices] of withFirst.entries()) {
    const ids = new Set(notices.map(({ id }) => id))
    const deliveries = (end.deliveries ?? []).filter(({ noticeId }) => ids.has(noticeId))
    finder.examine('first deliveries', deliveries.length)
    if (notices.length > 1 && !notices.some(({ facts }) => facts.planned))
      finder.violate(`${name} has ${notices.length} first notices at once`, notices[1]?.createdAt ?? null)
    const persons = Map.groupBy(deliveries, ({ personId }) => personId)
    for (const [person, all] of persons)
      if (all.length > 1)
        finder.violate(
          `${name} has ${all.length} first deliveries to person ${person}`,
          all[1]?.createdAt ?? null,
        )
    const expanding = notices.some(({ expandCursor }) => expandCursor !== null)
    // Whom a reopened one is told to follows from whom it had been told to.
    if (expanding || index > 0) continue
    if (persons.size !== told.size)
      finder.violate(
        `${name} has first deliveries to ${persons.size} people, and ${told.size} are to be told`,
        notices[0]?.createdAt ?? null,
      )
    for (const delivery of deliveries)
      for (const to of tos.get(delivery.id) ?? [])
        if (!told.has(to))
          finder.violate(`${name} was told to ${to}, who is none of its readers`, delivery.createdAt)
  }
}

/** Beginnings and ends by turns, as far as there are any. */
function interleaved<T extends { createdAt: number }>(list: readonly T[], rank: (one: T) => number): T[] {
  const [first, then] = [0, 1].map((wanted) =>
    list.filter((one) => rank(one) === wanted).toSorted((a, b) => a.createdAt - b.createdAt),
  )
  return Array.from({ length: list.length }, (_, at) => [first?.[at], then?.[at]]).flatMap((pair) =>
    pair.flatMap((one) => (one ? [one] : [])),
  )
}

/** By delivery, the addresses that mail servers saw it go to. */
function addressesByMail({ world }: History): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { messageId, to } of world.mail ?? []) {
    if (messageId === null) continue
    const id = deliveryOf(messageId)
    found.set(id, (found.get(id) ?? new Set()).add(to))
  }
  return found
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
