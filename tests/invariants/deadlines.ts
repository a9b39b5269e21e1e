/** Whether first notices were owed, due and judged as the reference model says (part of I2). */
import type { IncidentRow, ObligationRow } from '../../collector/store/records.ts'
import type { Audience } from '../../rules/words.ts'
import { slowNotice } from '../reference/obligations.ts'
import { noticeItemOf, readersOf, spanOf } from '../reference/service.ts'
import type { Finder } from './found.ts'
import type { History, StoredDelivery } from './history.ts'
import { type Known, type Stored, storedIn } from './known.ts'
import { targetOf } from './runs.ts'

/** How long after its due time an obligation must be decided, milliseconds, while a collector runs. */
const DECIDED_MS = 120_000
/** Why an obligation may be not proven though everything is known of its notice, and the fault that must be behind it. */
const DOUBTS = ['own-clock-off', 'own-clock-unknown', 'clock-stepped']

export function deadlines(history: History, services: readonly Known[], finder: Finder): void {
  const { end } = history
  if (!end.obligations) {
    finder.missing('obligations')
    return
  }
  const said = storedIn(history)
  for (const incident of end.incidents ?? []) {
    const known = services.find(({ service }) => service.id === incident.service)
    const item = noticeItemOf(incident.kind)
    if (!known?.sole || item === null || known.service.customers.length > 0) continue
    const { owed } = readersOf(known.service, known.contacts, incident.kind, 'normal')
    const limitMs = spanOf(known.service.values[item]?.inForce)
    const rows = end.obligations.filter((one) => one.subject === incident.id && one.item === item)
    const name = `${incident.kind} ${incident.id} of ${incident.service}`
    if (limitMs === null || owed.size === 0) continue
    finder.examine('obligations', 1)
    const [row] = rows
    if (!row || rows.length > 1) {
      const planned = known.service.maintenance.windows.length > 0
      if (row || !planned)
        finder.violate(`${name} has ${rows.length} obligations of ${item}`, incident.openedAt)
      continue
    }
    clock(incident, row, { limitMs, finder, said, history, early: isEarly(known) })
    judged(row, { history, finder, name })
  }
}

const isEarly = ({ service }: Known) => service.interpretation.firstNoticeFrom === 'first-failed'

/** The clock starts when the failure was confirmed as it was known then: by one of its failed results, never by ours. */
function clock(
  incident: IncidentRow,
  row: ObligationRow,
  a: {
    limitMs: number
    finder: Finder
    said: Stored
    history: History
    early: boolean
  },
): void {
  const { limitMs, finder, said, history, early } = a
  const { id, kind, checks, confirmedAt, firstFailedAt } = incident
  const name = `${kind} ${id}`
  if (row.dueAt - row.clockFrom !== limitMs)
    finder.violate(
      `${name} is due ${row.dueAt - row.clockFrom} ms after its clock, and its value is ${limitMs} ms`,
      row.clockFrom,
    )
  const corrected = (history.end.ledger ?? []).some(
    (one) => one.subject === id && ['incident.corrected', 'incident.reopened'].includes(one.kind),
  )
  const start = early ? firstFailedAt : confirmedAt
  if (!corrected && row.clockFrom !== start)
    finder.violate(`the clock of ${name} starts at ${row.clockFrom}, and it was detected at ${start}`, start)
  const own = new Set(checks.flatMap((check) => [...said.named(targetOf(check))]))
  const failed = [...own].flatMap((check) => said.of(check).filter(({ outcome }) => outcome === 'f'))
  const instants = failed.map((one) => (early ? one.startedAt : Math.min(one.finishedAt, one.receivedAt)))
  // An outage that waited for another vantage or component to fall silent starts by that, and not by a result.
  if (failed.length > 0 && checks.length === 1 && !checks.some((check) => isSeenFromSeveral(check, said)))
    if (!instants.includes(row.clockFrom))
      finder.violate(
        `the clock of ${name} starts at ${row.clockFrom}, when none of its results was known`,
        row.clockFrom,
      )
}

const isSeenFromSeveral = (check: string, said: Stored) => said.named(targetOf(check)).length > 1

/** Met, breached or not proven as the reference says of what became of everyone who was owed it. */
function judged(
  row: ObligationRow,
  { history, finder, name }: { history: History; finder: Finder; name: string },
): void {
  const { end, world } = history
  const sent = (end.deliveries ?? []).filter(({ noticeId }) => noticeId === row.noticeId)
  const owed = Array.isArray(row.evidence.owedTo) ? (row.evidence.owedTo as Audience[]) : []
  const notice = end.notices?.find(({ id }) => id === row.noticeId)
  const told = slowNotice({
    ...{ clockFrom: row.clockFrom, dueAt: row.dueAt, now: end.now, owed, reachedBy: 'relay', doubts: [] },
    expanded: notice !== undefined && notice.expandCursor === null,
    sent: sent.map(sentOf),
  })
  if (row.state === 'withdrawn') return
  if (row.state === 'open') {
    if (end.now > row.dueAt + DECIDED_MS)
      finder.violate(`${name}: ${row.item} was due at ${row.dueAt} and is not decided`, row.dueAt)
    return
  }
  if (row.because === null)
    finder.violate(`${name}: ${row.item} is ${row.state} without a reason`, row.decidedAt)
  const doubted = row.state === 'not-proven' && DOUBTS.includes(row.because ?? '')
  const clocks = (world.faults ?? []).some((one) => one.kind === 'clock-step' || one.kind === 'clock-drift')
  if (doubted && !clocks && row.because !== 'own-clock-unknown')
    finder.violate(
      `${name}: ${row.item} is not proven for ${row.because}, and no clock of the world was wrong`,
      row.decidedAt,
    )
  if (doubted || told.state === row.state) return
  finder.violate(
    `${name}: ${row.item} is ${row.state} (${row.because}), and by what became of its notice it is ${told.state} (${told.because})`,
    row.dueAt,
    sent.flatMap(({ id, audience, state, endedAt }) =>
      endedAt === null ? [] : [{ at: endedAt, what: `delivery ${id} to ${audience} is ${state}` }],
    ),
  )
}

function sentOf({ audience, personId, state, acceptedAt, endedAt }: StoredDelivery) {
  return {
    audience,
    person: personId,
    state,
    acceptedAt,
    recipientServerAt: null,
    acknowledgedAt: null,
    endedAt,
  }
}
