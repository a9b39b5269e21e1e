/** The report of a service for a month, from what the store holds. */

import type { Interval } from '../../rules/calendar/types.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { ledgerReferences } from '../../rules/report/ledger.ts'
import { countedIn, noticeSections } from '../../rules/report/notices.ts'
import type { Report, Settings, Withdrawal } from '../../rules/report/types.ts'
import { guidelineRows } from '../../rules/report/verdicts.ts'
import type { Customer, Service } from '../model.ts'
import type { IncidentRow, ObligationRow, Store } from '../store/port.ts'
import { contractOf, customerIn, ownEntries, ownOf, rejudged } from './customers.ts'
import { figuresOf } from './figures.ts'
import { revisionsOf, serviceIn } from './history.ts'
import { frozenMonth, type MonthDeps, measureMonth } from './month.ts'
import { countRuns } from './read.ts'
import type { Loaded } from './revisions.ts'

const FORMAT = 'kijun-report/1'
/** Subjects asked for at once. */
const SUBJECTS = 100
const PAGE = 200
/** Entries of the ledger that are looked at for one report. */
const ENTRIES = 20_000

export interface ReportDeps extends MonthDeps {
  store: MonthDeps['store'] &
    Pick<Store, 'obligationsBetween' | 'obligations' | 'notices' | 'proposals' | 'ledgerOf' | 'lastSeal'>
  /** Full name of the check that watches the collector's own clock; null: nobody does. */
  ownClock: string | null
}

/**
 * Builds the report as of `now`. Of a closed month the measurement is the frozen one; what people decided, told
 * and recorded since is as it stands.
 * @param a.customer its id; without it the report is of the service, with what was owed to every customer
 * @throws NoReport where there is nothing to report.
 */
export async function buildReport(
  deps: ReportDeps,
  a: { service: string; month: string; now: number; customer?: string },
): Promise<Report> {
  const { store } = deps
  const { service, period, whole } = await serviceIn(store, a)
  const loaded = await revisionsOf(store, service.id, period)
  const customer = a.customer === undefined ? null : customerIn(loaded, service, a.customer)
  const contract = customer ? contractOf(service, customer) : service
  const own = <T extends { customer: string | null }>(rows: T[]) => (customer ? ownOf(rows, customer) : rows)
  const [row] = await store.closedMonths({ service: service.id, months: [a.month] })
  const frozen = row ? frozenMonth(row) : null
  const measurement = frozen ? frozen.measurement : (await measureMonth(deps, a)).measurement
  const lateResults = frozen
    ? (row?.lateGone ?? 0) + (await countRuns(store, { service: service.id, ...whole }, frozen.arrivedUpTo))
    : 0

  const incidents = await store.incidentsBetween({
    service: service.id,
    fromAt: period.from,
    toAt: period.to,
  })
  const ids = incidents.map(({ id }) => id)
  const ofMonth = own(
    await store.obligationsBetween({ service: service.id, fromAt: period.from, toAt: period.to }),
  )
  const ofIncidents = own(
    await bySubjects(ids, (subjects, cursor) => store.obligations({ subjects, limit: PAGE, cursor })),
  )
  const only = customer ? { customers: [customer.id] } : {}
  const notices = await bySubjects(ids, (incidentIds, cursor) =>
    store.notices({ incidentIds, ...only, limit: PAGE, cursor }),
  )
  const counted = ofMonth.filter((obligation) => countedIn(obligation, whole))
  const measured = figuresOf(contract, measurement, counted)
  const figures = customer ? rejudged(measured, { service, customer, measurement }) : measured
  const asked = [...new Set([...ids, ...ofMonth.map(({ id }) => id), ...ofIncidents.map(({ id }) => id)])]
  return {
    format: FORMAT,
    service: {
      id: service.id,
      name: service.name,
      pattern: service.pattern,
      timezone: service.timezone,
    },
    ...(customer ? { customer: namedAs(customer) } : {}),
    month: a.month,
    from: instant(whole.from),
    to: instant(whole.to),
    status: frozen ? 'closed' : 'provisional',
    asOf: instant(a.now),
    edition: { id: EDITION.id, title: EDITION.title },
    verdicts: guidelineRows({ service: contract, figures }),
    classification: service.classification,
    settings: settingsOf(contract, loaded, deps.ownClock),
    measurement,
    lateResults,
    notices: noticeSections({
      incidents,
      obligations: ofIncidents,
      notices,
      phases: await store.phases({ incidentIds: ids }),
      counted,
    }),
    withdrawals: await withdrawalsOf(store, asked),
    ledger: await ledgerOf(
      deps,
      { service, customer, incidents, obligations: ofMonth, notices },
      period,
      a.now,
    ),
  }
}

const namedAs = ({ id, name, language, timezone }: Customer) => ({ id, name, language, timezone })

function settingsOf(service: Service, loaded: readonly Loaded[], ownClock: string | null): Settings {
  const { interpretation, hours, holidays, maintenance } = service
  const { leadTimeMs, allowanceMs, yearFrom } = maintenance.rules
  return {
    interpretation,
    revisions: loaded
      .filter((one) => one.service !== null)
      .map(({ revision, loadedAt, loadedBy }) => ({ revision, loadedAt: instant(loadedAt), loadedBy })),
    hours,
    holidays: holidays && { version: holidays.version, from: holidays.from, to: holidays.to },
    maintenance: { leadTimeMs, allowanceMs, yearFrom },
    ownClock,
  }
}

async function withdrawalsOf(store: ReportDeps['store'], subjects: string[]): Promise<Withdrawal[]> {
  const found = await bySubjects(subjects, (some, cursor) =>
    store.proposals({ subjects: some, limit: PAGE, cursor }),
  )
  return found
    .toSorted((a, b) => a.proposedAt - b.proposedAt || (a.id < b.id ? -1 : 1))
    .map(({ id, kind, subject, reason, state, proposedAt, decidedAt }) => ({
      proposal: id,
      kind,
      subject,
      reason,
      state,
      proposedAt: instant(proposedAt),
      decidedAt: decidedAt === null ? null : instant(decidedAt),
    }))
}

/** The entries of the service, its checks, incidents and notices since the month began, and the newest seal over them. */
async function ledgerOf(
  { store }: ReportDeps,
  about: {
    service: Service
    customer: Customer | null
    incidents: readonly IncidentRow[]
    obligations: readonly ObligationRow[]
    notices: readonly { id: string }[]
  },
  period: Interval,
  now: number,
) {
  const seal = await store.lastSeal()
  const subjects = [
    about.service.id,
    ...about.service.components.flatMap(({ checks }) => checks.map(({ check }) => check)),
    ...about.incidents.map(({ id }) => id),
    ...about.obligations.map(({ id }) => id),
    ...about.notices.map(({ id }) => id),
  ]
  const entries = await store.ledgerOf({ subjects, fromAt: period.from, toAt: now + 1, limit: ENTRIES })
  return ledgerReferences(seal, about.customer ? ownEntries(entries, about.customer) : entries)
}

/** Every row of a list by its subjects, some at a time. */
async function bySubjects<T>(
  subjects: readonly string[],
  read: (some: string[], cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = []
  for (let at = 0; at < subjects.length; at += SUBJECTS) {
    let cursor: string | null = null
    do {
      const page: { items: T[]; next: string | null } = await read(subjects.slice(at, at + SUBJECTS), cursor)
      items.push(...page.items)
      cursor = page.next
    } while (cursor !== null)
  }
  return items
}

const instant = (at: number) => new Date(at).toISOString()
