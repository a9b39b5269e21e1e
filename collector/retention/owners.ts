/** What was promised of the results in blocks, to those whose they are, as the store's revisions say. */
import { EDITION, ITEMS, referenceOf } from '../../rules/guideline/items.ts'
import { type Calendar, dueRulesOf } from '../../rules/obligations/due.ts'
import { partitionOf } from '../../rules/partition.ts'
import type { OwnedMonth, Owner } from '../../rules/retention/keeping.ts'
import { localDayOf } from '../../rules/time/day.ts'
import { monthOf } from '../../rules/time/period.ts'
import type { Service } from '../model.ts'
import { aroundMonth, monthAfter } from '../reports/history.ts'
import { frozenMonth } from '../reports/month.ts'
import type { CountedMonth, IssuedReportRow, RetainedBlock, Store } from '../store/port.ts'

const DAY_MS = 86_400_000
/** How far behind a day figures may rest on its results: a failure that began in it. */
export const RESTS_MS = 32 * DAY_MS
const PAGE = 200
/** Days of which the revisions are remembered while blocks are looked at by their numbers, which is mostly by day. */
const REMEMBERED = 40

const { usageRecords, incidentRecords } = EDITION.measures

export type OwnerStore = Pick<Store, 'revisionsBetween' | 'closedMonths' | 'issuedReports'>

interface Reported {
  closed: Map<string, CountedMonth>
  issues: IssuedReportRow[]
}

export class Owners {
  readonly #store: OwnerStore
  readonly #current: ReadonlyMap<string, Service>
  readonly #disputeMs: number
  readonly #days = new Map<string, Map<string, Service[]>>()
  readonly #reported = new Map<string, Reported>()
  readonly #present = new Map<string, ReadonlySet<string>>()

  constructor(store: OwnerStore, a: { services: readonly Service[]; disputeMs: number }) {
    this.#store = store
    this.#current = new Map(a.services.map((service) => [service.id, service]))
    this.#disputeMs = a.disputeMs
  }

  /**
   * Those whose results are in the block, and all whom a loss in it may concern. Of whom nothing is known about that time,
   * the longest of all is kept.
   */
  async of(block: RetainedBlock): Promise<Owner[]> {
    const known = await this.#servicesAbout(block)
    const named = new Set(block.services.map(partitionOf))
    const lossy = block.partitions.filter((partition) => !named.has(partition))
    const losers = [...known.keys()].filter((id) => lossy.includes(partitionOf(id)))
    const owners: Owner[] = []
    for (const id of [...block.services, ...losers])
      owners.push(await this.#ownerOf(id, known.get(id) ?? [], block))
    const explained = new Set(losers.map(partitionOf))
    const isWhole = lossy.every((partition) => explained.has(partition)) && owners.length > 0
    return isWhole ? owners : [...owners, await this.#ownerOf('', [], block)]
  }

  /** Closed months of services in which late results are counted. */
  async counted(owners: readonly Owner[]): Promise<CountedMonth[]> {
    const found: CountedMonth[] = []
    for (const { service, months } of owners) {
      if (service === '') continue
      const { closed } = await this.#reportedOf(service)
      found.push(...months.flatMap(({ month, own }) => (own ? (closed.get(month) ?? []) : [])))
    }
    return found
  }

  async #ownerOf(id: string, then: readonly Service[], block: RetainedBlock): Promise<Owner> {
    const now = this.#current.get(id)
    const versions = now ? [...then, now] : then
    const last = versions.at(-1)
    const months = await this.#monthsOf(id, last?.timezone ?? UTC.timezone, block)
    if (!last) return { service: id, ...ANY, months }
    return {
      service: id,
      ...{
        usage: promisedOf(usageRecords, versions),
        incidents: promisedOf(incidentRecords, versions),
        due: dueRulesOf(last),
      },
      months,
    }
  }

  async #monthsOf(id: string, timezone: string, block: RetainedBlock): Promise<OwnedMonth[]> {
    const { closed, issues } = await this.#reportedOf(id)
    // One that was issued before its month was over told of what there was by then.
    const whole = issues.filter(({ month, issuedAt }) => issuedAt >= monthOf(month, timezone).to)
    const last = monthAt(block.latestAt, timezone)
    const months: OwnedMonth[] = []
    const until = monthAt(block.latestAt + RESTS_MS, timezone)
    for (let month = monthAt(block.earliestAt, timezone); month <= until; month = monthAfter(month, 1)) {
      const isClosed = closed.has(month)
      if (!isClosed && !(await this.#wasPresent(id, month))) continue
      const disputedUntil = this.#disputedUntil(month, whole)
      months.push({ month, closed: isClosed, own: month <= last, disputedUntil })
    }
    return months
  }

  /** A report of a later month tells of this one, too, where it is issued for several; one issued anew is disputed anew. */
  #disputedUntil(month: string, issues: readonly IssuedReportRow[]): number | null {
    const telling = issues.filter((issue) => issue.month >= month)
    if (telling.length === 0) return null
    const first = Math.min(...telling.map(({ issuedAt }) => issuedAt))
    const own = telling.filter((issue) => issue.month === month).map(({ issuedAt }) => issuedAt)
    return Math.max(first, ...own) + this.#disputeMs
  }

  async #reportedOf(service: string): Promise<Reported> {
    const known = this.#reported.get(service)
    if (known) return known
    const closed = new Map<string, CountedMonth>()
    for (const row of await this.#store.closedMonths({ service })) {
      const { arrivedUpTo, measurement } = frozenMonth(row)
      const [fromAt, toAt] = [measurement.availability.from, measurement.availability.to].map(Date.parse)
      closed.set(row.month, { service, month: row.month, fromAt: fromAt ?? 0, toAt: toAt ?? 0, arrivedUpTo })
    }
    const issues: IssuedReportRow[] = []
    for (let cursor: string | null = null; ; ) {
      const page = await this.#store.issuedReports({ service, limit: PAGE, cursor })
      issues.push(...page.items.filter(({ audience }) => audience === 'customers'))
      cursor = page.next
      if (cursor === null) break
    }
    const reported = { closed, issues }
    this.#reported.set(service, reported)
    return reported
  }

  /** Whether a revision of the month, on any clock of the world, had the service. */
  async #wasPresent(id: string, month: string): Promise<boolean> {
    let services = this.#present.get(month)
    if (!services) {
      const { from, to } = aroundMonth(month)
      const revisions = await this.#store.revisionsBetween({ fromAt: from, toAt: to })
      services = new Set(revisions.flatMap(({ revision }) => revision.services.map((service) => service.id)))
      this.#present.set(month, services)
    }
    return services.has(id)
  }

  /** The services by their ids, as each revision about the days of a block had them. */
  async #servicesAbout({ earliestAt, latestAt }: RetainedBlock): Promise<Map<string, Service[]>> {
    const [from, to] = [Math.floor(earliestAt / DAY_MS), Math.floor(latestAt / DAY_MS)]
    const known = this.#days.get(`${from} ${to}`)
    if (known) return known
    // What an agent hands in late it made by an assignment of the days before.
    const about = { fromAt: (from - 2) * DAY_MS, toAt: (to + 2) * DAY_MS }
    const revisions = await this.#store.revisionsBetween(about)
    const found = Map.groupBy(
      revisions.flatMap(({ revision }) => revision.services),
      ({ id }) => id,
    )
    const [oldest] = this.#days.keys()
    if (this.#days.size >= REMEMBERED && oldest !== undefined) this.#days.delete(oldest)
    this.#days.set(`${from} ${to}`, found)
    return found
  }
}

/** What was promised of records, ISO 8601 durations: reference values are least values, the longest of all counts. */
export function promisedOf(item: string, versions: readonly Service[]): string[] {
  const values = versions.flatMap((service) => [
    referenceOf(item, service.pattern).value,
    ...[service, ...service.customers].map((one) => one.values[item]?.inForce),
  ])
  return [...new Set(values.filter((one) => typeof one === 'string'))]
}

const monthAt = (at: number, zone: string) => localDayOf(at, zone).slice(0, 7)

const everyValue = (item: string) => [
  ...new Set(
    ITEMS.filter(({ id }) => id === item).flatMap(({ values }) =>
      Object.values(values).flatMap(({ value }) => (typeof value === 'string' ? value : [])),
    ),
  ),
]
const UTC: Calendar = { timezone: 'UTC', interpretation: { months: 'calendar', days: 'elapsed' } }
/** The longest of all, to whomever it was promised. */
const ANY: Pick<Owner, 'usage' | 'incidents' | 'due'> = {
  ...{ usage: everyValue(usageRecords), incidents: everyValue(incidentRecords) },
  due: dueRulesOf(UTC),
}
