/**
 * Whether the first notice of an incident, and that of its end, came to everybody whom they are for, and to nobody else
 * (part of I2). Who that is says the reference; who got a mail say the mailboxes of the world.
 */
import type { IncidentRow, StoredNotice } from '../../collector/store/records.ts'
import { peopleOf } from '../reference/service.ts'
import type { Finder } from './found.ts'
import type { History, StoredEntry } from './history.ts'
import { type Known, settledBefore } from './known.ts'
import { type Mailboxes, mailboxesOf } from './told.ts'

interface Look {
  history: History
  finder: Finder
  boxes: Mailboxes
  /** The incident, for people. */
  name: string
}

/** One telling of an incident: its first notices, and the notices that it is over. */
interface Stint {
  firsts: StoredNotice[]
  ends: StoredNotice[]
}

export function recipients(history: History, services: readonly Known[], finder: Finder): void {
  const boxes = mailboxesOf(history)
  for (const incident of history.end.incidents ?? []) {
    const known = services.find(({ service }) => service.id === incident.service)
    if (!known) continue
    if (known.service.customers.length > 0 || !known.sole) {
      finder.missing(`recipients of ${known.service.id}`)
      continue
    }
    const name = `${incident.kind} ${incident.id} of ${known.service.id}`
    ofIncident(incident, known, { history, finder, boxes, name })
  }
}

function ofIncident(incident: IncidentRow, { service, contacts }: Known, look: Look): void {
  const { history, finder, name } = look
  const { end } = history
  const own = (end.notices ?? []).filter(({ incidentId }) => incidentId === incident.id)
  const stints = stintsOf(own, history)
  const [first] = stints
  finder.examine('incidents', 1)
  // What was over when it was learned of pages nobody.
  const over = incident.recoveredAt !== null && incident.recoveredAt <= incident.openedAt
  const addresses = (form: 'normal' | 'late') =>
    new Set(peopleOf(service, contacts, incident.kind, form).map(({ address }) => address))
  const form = first?.firsts[0]?.form ?? (over ? 'late' : 'normal')
  if (!first || first.firsts.length === 0) {
    if (addresses(form).size > 0) finder.violate(`${name} was told to nobody`, incident.openedAt)
    return
  }
  for (const [index, stint] of stints.entries()) {
    firsts(stint, addresses(index === 0 ? form : 'normal'), look)
    ends(stint, look)
  }
  const last = stints.at(-1)
  if (!last || incident.withdrawnAt !== null || last.firsts.some(({ form: one }) => one === 'late')) return
  const isOver = incident.recoveredAt !== null
  const known = incident.recoveryConfirmedAt ?? incident.recoveredAt ?? 0
  // A clock that was ahead opened what is after the end of everything: it was there before that.
  const openedAt = incident.openedAt > end.now ? known : incident.openedAt
  if (isOver && last.ends.length === 0 && Math.max(known, openedAt) < settledBefore(history))
    finder.violate(
      `${name} was over at ${incident.recoveredAt}, and nobody who was told of it was told so`,
      known,
    )
  if (!isOver && last.ends.length > 0 && (last.ends[0]?.createdAt ?? 0) < settledBefore(history))
    finder.violate(`${name} was told to be over, and is not`, last.ends[0]?.createdAt ?? null)
}

/** A first notice, to each of its readers once. */
function firsts({ firsts: notices }: Stint, told: ReadonlySet<string>, look: Look): void {
  const { history, finder, name } = look
  const ids = new Set(notices.map(({ id }) => id))
  const deliveries = (history.end.deliveries ?? []).filter(({ noticeId }) => ids.has(noticeId))
  finder.examine('first deliveries', deliveries.length)
  const isPlanned = notices.some(({ facts }) => facts?.planned)
  if (notices.length > 1 && !isPlanned)
    finder.violate(`${name} has ${notices.length} first notices at once`, notices[1]?.createdAt ?? null)
  for (const [person, all] of Map.groupBy(deliveries, ({ personId }) => personId))
    if (all.length > 1)
      finder.violate(
        `${name} has ${all.length} first deliveries to person ${person}`,
        all[1]?.createdAt ?? null,
      )
  const persons = new Set(deliveries.map(({ personId }) => personId)).size
  const expanding = notices.some(({ expandCursor }) => expandCursor !== null)
  if (!expanding && !isPlanned && persons !== told.size)
    finder.violate(
      `${name} has first deliveries to ${persons} people, and ${told.size} are to be told`,
      notices[0]?.createdAt ?? null,
    )
  arrived(notices, { told, what: 'told', all: !isPlanned }, look)
}

/** That it is over, once, to each who got word of it, and after that. */
function ends({ firsts: begun, ends: notices }: Stint, look: Look): void {
  const { finder, name, boxes } = look
  const [notice] = notices
  if (!notice) return
  finder.examine('recoveries', 1)
  if (notices.length > begun.length)
    finder.violate(`${name} has ${notices.length} notices of its end`, notices.at(-1)?.createdAt ?? null)
  const before = boxes.gotOf(begun)
  const since = Math.min(...begun.map(({ createdAt }) => createdAt))
  const told = [...before].flatMap(([address, got]) =>
    boxes.refusedInstead(address, got, since) === undefined ? address : [],
  )
  arrived(notices, { told: new Set(told), what: 'told of its end', all: true }, look)
  for (const [address, got] of boxes.gotOf(notices)) {
    const told = before.get(address)?.[0]
    const [over] = got
    if (told && over && over.at < told.at)
      finder.violate(`${name} was told to ${address} to be over before it was told to have begun`, over.at)
  }
}

/** Everybody has it, by one delivery; who has not was refused by his server, or something of the world still keeps it. */
function arrived(
  notices: readonly StoredNotice[],
  { told, what, all }: { told: ReadonlySet<string>; what: string; all: boolean },
  { history, finder, boxes, name }: Look,
): void {
  if (!history.world.mail) return
  const got = boxes.gotOf(notices)
  const createdAt = Math.min(...notices.map((notice) => notice.createdAt))
  for (const [address, mails] of got) {
    finder.examine('mailboxes', 1)
    if (!told.has(address))
      finder.violate(`${name} was ${what} to ${address}, who is none of its readers`, mails[0]?.at)
    const ways = new Set(mails.map(({ delivery }) => delivery))
    if (ways.size > 1)
      finder.violate(`${name} was ${what} to ${address} by ${ways.size} deliveries`, mails.at(-1)?.at)
  }
  if (!all || createdAt > settledBefore(history)) return
  for (const address of told) {
    if (got.has(address) || boxes.waitsFor(address)) continue
    if (boxes.refusedSince(address, createdAt).length > 0) finder.examine('addresses that were refused', 1)
    else finder.violate(`${name} was never ${what} to ${address}`, createdAt)
  }
}

/** Beginnings with the ends that follow them, in order of time. */
function stintsOf(own: readonly StoredNotice[], { world, end }: History): Stint[] {
  // Where a collector's clock was stepped the order of its stamps says nothing: that of the chain does, as far as all of
  // them are in it; else each end allows one more beginning.
  const isTimed = !(world.faults ?? []).some(
    (one) => one.kind === 'clock-step' && one.who.startsWith('collector'),
  )
  const told = own.filter(({ kind }) => kind === 'first' || kind === 'recovery')
  const inOrder = isTimed
    ? told.toSorted((a, b) => a.createdAt - b.createdAt)
    : (asChained(told, end.ledger ?? []) ?? interleaved(told))
  const stints: Stint[] = []
  for (const notice of inOrder) {
    const last = stints.at(-1)
    const isOver =
      last === undefined || last.ends.length > 0 || last.firsts.some(({ form }) => form === 'late')
    if (notice.kind === 'recovery') {
      if (last) last.ends.push(notice)
      else stints.push({ firsts: [], ends: [notice] })
    } else if (isOver) stints.push({ firsts: [notice], ends: [] })
    else last.firsts.push(notice)
  }
  return stints
}

/** What each kind of notice is written with. */
const WRITTEN_WITH: Partial<Record<StoredNotice['kind'], readonly string[]>> = {
  first: ['incident.opened', 'incident.reopened'],
  recovery: ['incident.recovered'],
}

/** In the order in which the changes that they tell were chained; null where one of these is not to be found. */
function asChained(told: readonly StoredNotice[], ledger: readonly StoredEntry[]): StoredNotice[] | null {
  const placed = told.flatMap((notice) => {
    const { incidentId, kind, createdAt } = notice
    const entry = ledger.find(
      (one) =>
        one.subject === incidentId && one.at === createdAt && WRITTEN_WITH[kind]?.includes(one.kind) === true,
    )
    return entry?.seq == null ? [] : { notice, seq: entry.seq }
  })
  if (placed.length < told.length) return null
  return placed.toSorted((a, b) => a.seq - b.seq).map(({ notice }) => notice)
}

/**
 * Beginnings and ends by turns, as far as there are any. One that was over when it was learned of is told so once, before
 * all else: what fails again after that is told as a beginning.
 */
function interleaved(list: readonly StoredNotice[]): StoredNotice[] {
  const rank = ({ kind, form }: StoredNotice) => (kind === 'recovery' ? 2 : form === 'late' ? 0 : 1)
  const [late = [], first = [], then = []] = [0, 1, 2].map((wanted) =>
    list.filter((one) => rank(one) === wanted).toSorted((a, b) => a.createdAt - b.createdAt),
  )
  const turns = Array.from({ length: list.length }, (_, at) => [first[at], then[at]])
  return [...late, ...turns.flatMap((pair) => pair.flatMap((one) => one ?? []))]
}
