/**
 * Whether first notices were owed, due and judged as the world's truth says (part of I2): owed to those whom the
 * reference names, from when it says that the failure was detected, and met by what mail servers really accepted.
 */
import type { IncidentRow, ObligationRow } from '../../collector/store/records.ts'
import { type Sent, slowNotice, type Told } from '../reference/obligations.ts'
import { noticeItemOf, peopleOf, type Reader, spanOf } from '../reference/service.ts'
import { shownByCollectors, shownWithoutSetting } from './clocks.ts'
import { isDetectedAt, knownWhenTold, textOf } from './detections.ts'
import type { Finder } from './found.ts'
import type { Fault, History } from './history.ts'
import { type Known, type Stored, storedIn } from './known.ts'
import { type Got, type Mailboxes, mailboxesOf } from './told.ts'

/** How long after its due time an obligation must be decided, milliseconds, while a collector runs. */
const DECIDED_MS = 120_000
/** Stamps are of the collector's clock, and a mail server's answer is under way to it. */
const UNDER_WAY_MS = 60_000
/** Why an obligation may be not proven though everything is known of its notice: only where a clock of ours was wrong. */
const DOUBTS = ['own-clock-off', 'own-clock-unknown', 'clock-stepped']
/** Around a step of our clock, until it is no longer doubted: milliseconds. */
const DOUBTED_MS = 900_000

interface Look {
  history: History
  finder: Finder
  boxes: Mailboxes
  said: Stored
  /** The incident, for people. */
  name: string
}

export function deadlines(history: History, services: readonly Known[], finder: Finder): void {
  const { end } = history
  if (!end.obligations) {
    finder.missing('obligations')
    return
  }
  const [said, boxes] = [storedIn(history), mailboxesOf(history)]
  for (const incident of end.incidents ?? []) {
    const known = services.find(({ service }) => service.id === incident.service)
    const item = noticeItemOf(incident.kind)
    if (!known?.sole || item === null || known.service.customers.length > 0) continue
    const owed = peopleOf(known.service, known.contacts, incident.kind).filter((one) => one.owed)
    const limitMs = spanOf(known.service.values[item]?.inForce)
    const rows = end.obligations.filter((one) => one.subject === incident.id && one.item === item)
    const name = `${incident.kind} ${incident.id} of ${incident.service}`
    if (limitMs === null || owed.length === 0) continue
    finder.examine('obligations', 1)
    const [row] = rows
    if (!row || rows.length > 1) {
      const planned = known.service.maintenance.windows.length > 0
      if (row || !planned)
        finder.violate(`${name} has ${rows.length} obligations of ${item}`, incident.openedAt)
      continue
    }
    const look = { history, finder, boxes, said, name }
    clock(incident, row, { known, limitMs }, look)
    if (history.world.mail) judged(incident, row, owed, look)
  }
}

/** The clock starts when the failure was detected, as it was known when that was told: corrections do not move it. */
function clock(
  incident: IncidentRow,
  row: ObligationRow,
  { known, limitMs }: { known: Known; limitMs: number },
  { history, finder, said, name }: Look,
): void {
  if (row.dueAt - row.clockFrom !== limitMs)
    finder.violate(
      `${name} is due ${row.dueAt - row.clockFrom} ms after its clock, and its value is ${limitMs} ms`,
      row.clockFrom,
    )
  // As it was told: of what a stop explained then, another part may turn out later to have been of its own.
  const { firstFailedAt: told } = row.evidence
  const then = { ...incident, firstFailedAt: typeof told === 'number' ? told : incident.firstFailedAt }
  const detected = history.end.stored ? knownWhenTold(then, known, { history, said }) : null
  if (!detected) {
    finder.missing(`detections of ${incident.service}`)
    return
  }
  finder.examine('clocks of deadlines', 1)
  const isEarly = known.service.interpretation.firstNoticeFrom === 'first-failed'
  const isRight = isEarly
    ? detected.some(({ from }) => row.clockFrom === from)
    : isDetectedAt(row.clockFrom, detected, incident, said)
  if (!isRight)
    finder.violate(
      `the clock of ${name} starts at ${row.clockFrom}, and it was detected at ${textOf(detected) || 'no time'}`,
      row.clockFrom,
    )
}

/** Met, breached or not proven as the reference says of what the servers of everyone who was owed it answered. */
function judged(
  incident: IncidentRow,
  row: ObligationRow,
  owed: readonly Reader[],
  { history, finder, boxes, name }: Look,
): void {
  const { end } = history
  if (row.state === 'withdrawn') return
  const notice = end.notices?.find(({ id }) => id === row.noticeId)
  if (notice?.incidentId !== incident.id || notice.kind !== 'first') {
    finder.violate(
      `${name}: ${row.item} counts by notice ${row.noticeId}, which is none of its first`,
      row.dueAt,
    )
    return
  }
  const audiences = new Set(owed.map(({ audience }) => audience))
  const written = Array.isArray(row.evidence.owedTo) ? row.evidence.owedTo : []
  if ([...audiences].some((one) => !written.includes(one)))
    finder.violate(
      `${name}: ${row.item} counts as owed to ${written.join(', ')}, and is to ${[...audiences].join(', ')}`,
      row.dueAt,
    )
  if (row.state === 'open') {
    if (end.now > row.dueAt + DECIDED_MS)
      finder.violate(`${name}: ${row.item} was due at ${row.dueAt} and is not decided`, row.dueAt)
    return
  }
  if (row.because === null)
    finder.violate(`${name}: ${row.item} is ${row.state} without a reason`, row.decidedAt)
  finder.examine(`deadlines ${row.state}`, 1)
  if (row.state === 'not-proven' && DOUBTS.includes(row.because ?? '')) {
    if (!isDoubtful(row, history))
      finder.violate(
        `${name}: ${row.item} is not proven for ${row.because}, and no clock of ours was wrong`,
        row.decidedAt,
      )
    return
  }
  const got = boxes.gotOf([notice])
  // Of a mail that went out more than once it is one of the answers that we know of.
  const [early, late] = ['least', 'most'].map((which) => {
    const sent = owed.map((one) =>
      sentTo(one, { history, boxes, got: got.get(one.address) ?? [], row, which }),
    )
    return slowNotice({
      ...{ clockFrom: row.clockFrom, dueAt: row.dueAt, now: end.now, reachedBy: 'relay', doubts: [] },
      ...{ owed: [...audiences], expanded: true, sent },
    })
  })
  if (!early || !late) return
  const timeline = owed.flatMap(({ address }) =>
    (got.get(address) ?? []).map(({ at, delivery }) => ({
      at,
      what: `${delivery} is accepted for ${address}`,
    })),
  )
  if (row.state !== early.state && row.state !== late.state)
    finder.violate(
      `${name}: ${row.item} is ${row.state} (${row.because}), and by what its readers got it is ${late.state} (${late.because})`,
      row.dueAt,
      timeline,
    )
  else if (row.state === 'met' && !isWithin(row.marginMs, late, early))
    finder.violate(
      `${name}: ${row.item} is met with ${row.marginMs} ms left, and its last reader got it ${late.marginMs} to ${early.marginMs} ms before it was due`,
      row.dueAt,
      timeline,
    )
}

const isWithin = (marginMs: number | null, { marginMs: least }: Told, { marginMs: most }: Told) =>
  marginMs !== null && marginMs >= (least ?? marginMs) && marginMs <= (most ?? marginMs)

/** What became of one reader by his mail server, as early or as late as a collector may have stamped it. */
function sentTo(
  { audience, address }: Reader,
  {
    history,
    boxes,
    got,
    row,
    which,
  }: {
    history: History
    boxes: Mailboxes
    got: readonly Got[]
    row: ObligationRow
    which: string
  },
): Sent {
  const { clocks } = history.world
  const shown = (at: number) =>
    which === 'least'
      ? shownByCollectors(clocks, at).least - UNDER_WAY_MS
      : shownWithoutSetting(clocks, row.clockFrom, at) + UNDER_WAY_MS
  const none = { audience, person: address, recipientServerAt: null, acknowledgedAt: null }
  const refused = boxes.refusedInstead(address, got, row.clockFrom)
  if (refused !== undefined) return { ...none, state: 'refused', acceptedAt: null, endedAt: shown(refused) }
  if (got.length > 0) {
    // A clock that was set back shows the last of them as earlier than those before it.
    const stamps = got.map(({ at }) => shown(at))
    const acceptedAt = which === 'least' ? Math.min(...stamps) : Math.max(...stamps)
    return { ...none, state: 'accepted', acceptedAt, endedAt: acceptedAt }
  }
  return { ...none, state: 'waiting', acceptedAt: null, endedAt: null }
}

/** Whether a clock of ours was wrong between the start of the deadline's clock and its decision. */
function isDoubtful({ clockFrom, decidedAt, because }: ObligationRow, { world }: History): boolean {
  const ours = (world.faults ?? []).filter(({ who }) => who.startsWith('collector'))
  // Nothing is heard of our own clock while we are away.
  if (because === 'own-clock-unknown') return ours.length > 0
  const touches = ({ from, to }: Fault) => {
    const until = to ?? world.to
    // From before it was stepped to after it was set right: what it showed last while it was wrong belongs to that.
    const shown = [from - 1, from, until - 1, until].map((at) => shownByCollectors(world.clocks, at))
    return (
      Math.min(...shown.map(({ least }) => least)) - DOUBTED_MS <= (decidedAt ?? Number.POSITIVE_INFINITY) &&
      Math.max(...shown.map(({ most }) => most)) + DOUBTED_MS >= clockFrom
    )
  }
  return ours.some((one) => (one.kind === 'clock-step' || one.kind === 'clock-drift') && touches(one))
}
