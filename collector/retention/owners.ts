/** Whose results an agent's blocks are, and what of them was promised, as the store's revisions say. */
import { EDITION, ITEMS, referenceOf } from '../../rules/guideline/items.ts'
import { type Calendar, dueRulesOf } from '../../rules/obligations/due.ts'
import { partitionOf } from '../../rules/partition.ts'
import type { OwnedMonth, Owner } from '../../rules/retention/keeping.ts'
import { localDayOf } from '../../rules/time/day.ts'
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

export type OwnerStore = Pick<Store, 'revisionsBetween' | 'closedMonths' | 'issuedReports' | 'agents'>

interface Reported {
  closed: Map<string, CountedMonth>
  issues: IssuedReportRow[]
}

export class Owners {
  readonly #store: OwnerStore
  readonly #current: ReadonlyMap<string, Service>
  readonly #disputeMs: number
  readonly #names: ReadonlyMap<string, string>
  readonly #days = new Map<number, Map<string, Service[]>>()
  readonly #reported = new Map<string, Reported>()
  readonly #present = new Map<string, ReadonlySet<string>>()

  private constructor(
    store: OwnerStore,
    a: { services: readonly Service[]; disputeMs: number; names: ReadonlyMap<string, string> },
  ) {
    this.#store = store
    this.#current = new Map(a.services.map((service) => [service.id, service]))
    this.#disputeMs = a.disputeMs
    this.#names = a.names
  }

  static async over(
    store: OwnerStore,
    a: { services: readonly Service[]; disputeMs: number },
  ): Promise<Owners> {
    const names = new Map((await store.agents()).map(({ id, name }) => [id, name]))
    return new Owners(store, { ...a, names })
  }

  /** Where a partition of the block is none's, somebody unknown owns it, who was promised the longest of all. */
  async of(block: RetainedBlock): Promise<Owner[]> {
    const byAgent = await this.#servicesOn(block.dayAt)
    const versions = byAgent.get(this.#names.get(block.agentId) ?? '') ?? []
    const mine = Map.groupBy(
      versions.filter(({ id }) => block.partitions.includes(partitionOf(id))),
      ({ id }) => id,
    )
    const owners: Owner[] = []
    for (const [id, then] of mine) owners.push(await this.#ownerOf(id, then, block))
    const explained = new Set([...mine.keys()].map(partitionOf))
    return block.partitions.every((partition) => explained.has(partition)) ? owners : [...owners, NOBODY]
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
    const last = versions.at(-1) as Service
    return {
      service: id,
      ...{
        usage: promisedOf(usageRecords, versions),
        incidents: promisedOf(incidentRecords, versions),
        due: dueRulesOf(last),
      },
      months: await this.#monthsOf(last, block),
    }
  }

  async #monthsOf({ id, timezone }: Service, block: RetainedBlock): Promise<OwnedMonth[]> {
    const { closed, issues } = await this.#reportedOf(id)
    const last = monthAt(block.latestAt, timezone)
    const months: OwnedMonth[] = []
    const until = monthAt(block.latestAt + RESTS_MS, timezone)
    for (let month = monthAt(block.earliestAt, timezone); month <= until; month = monthAfter(month, 1)) {
      const isClosed = closed.has(month)
      if (!isClosed && !(await this.#wasPresent(id, month))) continue
      const disputedUntil = this.#disputedUntil(month, issues)
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

  /** The services of each agent, as each revision about a day had them. */
  async #servicesOn(dayAt: number): Promise<Map<string, Service[]>> {
    const known = this.#days.get(dayAt)
    if (known) return known
    const found = new Map<string, Service[]>()
    // What an agent hands in late it made by an assignment of the days before.
    const about = { fromAt: dayAt - 2 * DAY_MS, toAt: dayAt + 2 * DAY_MS }
    for (const { revision } of await this.#store.revisionsBetween(about))
      for (const service of revision.services)
        for (const agent of new Set(agentsOf(service)))
          found.set(agent, [...(found.get(agent) ?? []), service])
    if (this.#days.size >= REMEMBERED) this.#days.delete(Math.min(...this.#days.keys()))
    this.#days.set(dayAt, found)
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

const agentsOf = ({ components }: Service) =>
  components.flatMap(({ agent, checks }) => [agent, ...checks.map((check) => check.agent)])

const monthAt = (at: number, zone: string) => localDayOf(at, zone).slice(0, 7)

const everyValue = (item: string) => [
  ...new Set(
    ITEMS.filter(({ id }) => id === item).flatMap(({ values }) =>
      Object.values(values).flatMap(({ value }) => (typeof value === 'string' ? value : [])),
    ),
  ),
]
const UTC: Calendar = { timezone: 'UTC', interpretation: { months: 'calendar', days: 'elapsed' } }
const NOBODY: Owner = {
  service: '',
  ...{ usage: everyValue(usageRecords), incidents: everyValue(incidentRecords) },
  ...{ due: dueRulesOf(UTC), months: [] },
}
