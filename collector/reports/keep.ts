/** Keeps the obligations of the calendar in the store, with their ledger entries. */
import type { Interval } from '../../rules/calendar/types.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import type { ReportAudience } from '../../rules/words.ts'
import { obligationEntry } from '../evaluation/entries.ts'
import { verifyLedger } from '../ledger/verify.ts'
import type { Service } from '../model.ts'
import { type IssuedReportRow, type ObligationRow, type Store, StoreError } from '../store/port.ts'
import { type FrozenMonth, frozenMonth } from './month.ts'
import {
  availabilityOwed,
  endedEarly,
  type LedgerLook,
  ledgerOwed,
  type Owed,
  owedSince,
  reportsOwed,
} from './owed.ts'
import { stableId } from './stable-id.ts'

const PAGE = 200
/** The ledger is walked through at most this often, however often a collector is started. */
const LOOK_EVERY_MS = 20 * 3_600_000
const LEDGER = 'ledger'
const { availability, periodicReport, managerReport, incidentRecords } = EDITION.measures
const ITEMS = [availability, periodicReport, managerReport, incidentRecords]

export type KeepStore = Pick<
  Store,
  | 'closedMonths'
  | 'issuedReports'
  | 'obligations'
  | 'keepObligations'
  | 'ledgerExtent'
  | 'ledger'
  | 'unchained'
  | 'seals'
  | 'ledgerKeys'
>

export interface Known {
  service: Service
  /** Since when a revision has had it. */
  sinceAt: number
  /** When a revision no longer had it; null while it is configured. */
  untilAt: number | null
  /** When it was away in between. */
  away: Interval[]
}

/** Judges the obligations of each service at `now` and writes what changed; returns how many rows that were. */
export async function keepCalendar(
  store: KeepStore,
  a: { services: readonly Known[]; now: number; pause(): Promise<void> },
): Promise<number> {
  let written = 0
  let look: LedgerLook | null = null
  for (const known of a.services) {
    await a.pause()
    const { service } = known
    const stored = await storedOf(store, service.id)
    const kept = stored
      .filter(({ subject }) => subject === LEDGER)
      .toSorted((x, y) => x.clockFrom - y.clockFrom)
    const lookedAt = Number(kept.at(-1)?.evidence.checkedAt ?? Number.NEGATIVE_INFINITY)
    const owed = [
      ...(await periodsOwed(store, known, a.now)),
      ...(await issuesOwed(store, known, stored, a.now)),
    ]
    // The records of a service that is gone are owed until their time is over.
    const standing = known.untilAt === null || kept.at(-1)?.state === 'open'
    if (standing && a.now - lookedAt >= LOOK_EVERY_MS) {
      look ??= await lookAt(store, a.now)
      owed.push(...ledgerOwed({ service, sinceAt: standingSince(kept, look), look }))
    }
    for (const row of owed) if (await keep(store, service.id, row, stored, a.now)) written += 1
    const ids = new Set(owed.map(({ item, key }) => stableId(item, service.id, key)))
    for (const row of stored) {
      if (row.state !== 'open' || row.subject === LEDGER || ids.has(row.id)) continue
      const ended = { ...row, ...endedEarly(row, { ...known, now: a.now }) }
      if (await write(store, ended, true, a.now)) written += 1
    }
  }
  return written
}

/** Those of the reports of one service alone, as soon as one was issued. */
export async function keepReports(store: KeepStore, a: { known: Known; now: number }): Promise<number> {
  const stored = await storedOf(store, a.known.service.id)
  let written = 0
  for (const row of await issuesOwed(store, a.known, stored, a.now))
    if (await keep(store, a.known.service.id, row, stored, a.now)) written += 1
  return written
}

async function periodsOwed(
  store: KeepStore,
  { service, sinceAt, untilAt, away }: Known,
  now: number,
): Promise<Owed[]> {
  const frozen = new Map<string, FrozenMonth>()
  for (const row of await store.closedMonths({ service: service.id })) frozen.set(row.month, frozenMonth(row))
  return availabilityOwed({ service, sinceAt, untilAt, away, frozen, now })
}

/**
 * Where obligations of an audience are kept already, their first clock stays the first. The report to customers is
 * owed of the service (III.1.1.7 a): one that was issued to a single customer has told the others nothing and meets
 * none.
 */
async function issuesOwed(
  store: KeepStore,
  { service, sinceAt, untilAt }: Known,
  stored: readonly ObligationRow[],
  now: number,
): Promise<Owed[]> {
  const issued: IssuedReportRow[] = []
  let cursor: string | null = null
  do {
    const page: { items: IssuedReportRow[]; next: string | null } = await store.issuedReports({
      ...{ service: service.id, limit: PAGE, cursor },
    })
    issued.push(...page.items.filter(({ customer }) => customer === null))
    cursor = page.next
  } while (cursor !== null)
  const first = (audience: ReportAudience) => owedSince(stored, { audience, sinceAt, now })
  return reportsOwed({ service, sinceAt: first, untilAt, issued, now })
}

/** The standing one goes on; where the last one has ended, the next follows it. */
function standingSince(kept: readonly ObligationRow[], look: LedgerLook): number {
  const last = kept.at(-1)
  if (!last) return look.firstAt ?? look.at
  return last.state === 'met' ? last.dueAt : last.clockFrom
}

async function lookAt(store: KeepStore, now: number): Promise<LedgerLook> {
  const [report, extent] = [await verifyLedger(store), await store.ledgerExtent()]
  return {
    at: now,
    firstAt: extent.firstAt,
    entries: report.entries,
    findings: report.findings.length,
    payloadsGone: extent.payloadsGone,
  }
}

async function storedOf(store: KeepStore, service: string): Promise<ObligationRow[]> {
  const rows: ObligationRow[] = []
  for (const item of ITEMS) {
    let cursor: string | null = null
    do {
      const page: { items: ObligationRow[]; next: string | null } = await store.obligations({
        ...{ service, item, limit: PAGE, cursor },
      })
      rows.push(...page.items)
      cursor = page.next
    } while (cursor !== null)
  }
  return rows
}

/** Whether the row was written. What was met, breached or withdrawn stands; another collector may have been first. */
async function keep(
  store: KeepStore,
  service: string,
  { item, key, ...owed }: Owed,
  stored: readonly ObligationRow[],
  now: number,
): Promise<boolean> {
  const id = stableId(item, service, key)
  const before = stored.find((row) => row.id === id)
  if (before && before.state !== 'open' && before.state !== 'not-proven') return false
  const row: ObligationRow = { id, item, service, customer: null, ...owed, noticeId: null }
  const moved = before?.state !== row.state
  const same = JSON.stringify([before?.dueAt, before?.evidence]) === JSON.stringify([row.dueAt, row.evidence])
  return moved || !same ? write(store, row, moved, now) : false
}

/** Whether it was written: with an entry of the ledger where its state is new. */
async function write(store: KeepStore, row: ObligationRow, moved: boolean, now: number): Promise<boolean> {
  const entry = {
    id: stableId('obligation', row.id, row.state, row.decidedAt ?? row.clockFrom),
    at: now,
    ...obligationEntry(row),
  }
  try {
    // Under the service's name: a subject such as `report/customers` is of every service.
    await store.keepObligations({
      obligations: [row],
      ledger: moved ? [{ ...entry, subject: row.service }] : [],
    })
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 'conflict') return false
    throw error
  }
}
