/** Closing of months: the measurement of a month is frozen once, and late results no longer change it. */
import { canonicalJson } from '../../rules/ledger/canonical.ts'
import { digest } from '../../rules/ledger/chain.ts'
import { monthOf } from '../../rules/time/period.ts'
import type { Service } from '../model.ts'
import type { Store } from '../store/port.ts'
import { aroundMonth, monthAfter, NoReport } from './history.ts'
import { frozenDocument, type MonthDeps, measureMonth } from './month.ts'
import { stableId } from './stable-id.ts'

/**
 * How long after its end a month is closed: a weekend and a day, which is how long an agent without its collector is
 * usually on its own before somebody comes. What its spool hands in later counts as late.
 */
export const CLOSE_AFTER_MS = 3 * 86_400_000
/** Months looked back at: those of a collector that was away for longer are closed by nobody. */
const MONTHS_BACK = 14

export interface ClosingDeps extends MonthDeps {
  store: MonthDeps['store'] & Pick<Store, 'closeMonth'>
}

export interface ClosedMonth {
  service: string
  month: string
}

/**
 * Closes every month of every service that is over for long enough, the oldest first, so that a quarter finds its
 * months. What is closed stays as it is; `closed` are those of this call. `known` remembers, between calls, months
 * in which there is nothing left to close.
 */
export async function closeMonths(
  deps: ClosingDeps,
  a: { now: number; known: Set<string> },
): Promise<ClosedMonth[]> {
  const { store } = deps
  const closed: ClosedMonth[] = []
  const done = new Map<string, Set<string>>()
  const doneOf = async (service: string) => {
    const months =
      done.get(service) ?? new Set((await store.closedMonths({ service })).map(({ month }) => month))
    done.set(service, months)
    return months
  }
  for (const month of monthsBefore(a.now)) {
    if (a.known.has(month)) continue
    let left = false
    for (const service of (await servicesIn(store, month)).values()) {
      if ((await doneOf(service.id)).has(month)) continue
      if (monthOf(month, service.timezone).to + CLOSE_AFTER_MS > a.now) left = true
      else if (await close(deps, service.id, month, a.now)) closed.push({ service: service.id, month })
    }
    if (!left) a.known.add(month)
  }
  return closed
}

/**
 * Whether this call froze it: another collector on the same store may have been first, and a service of the last
 * hours of a month in UTC may have none of it on its own clocks.
 */
async function close(deps: ClosingDeps, service: string, month: string, now: number): Promise<boolean> {
  const measured = await measureMonth(deps, { service, month, now }).catch((error: unknown) => {
    if (error instanceof NoReport) return null
    throw error
  })
  if (!measured) return false
  const document = canonicalJson(frozenDocument(service, month, measured))
  const { written } = await deps.store.closeMonth({
    service,
    month,
    closedAt: now,
    document,
    digest: digest(document),
    ledgerId: stableId('month.closed', service, month),
  })
  return written
}

/** The last months that are over in every zone, the oldest first. */
function monthsBefore(now: number): string[] {
  const current = new Date(now).toISOString().slice(0, 7)
  return Array.from({ length: MONTHS_BACK }, (_, index) => monthAfter(current, index - MONTHS_BACK))
}

/** Every service that a revision of the month, on any clock of the world, had, as it was last. */
async function servicesIn(
  store: Pick<Store, 'revisionsBetween'>,
  month: string,
): Promise<Map<string, Service>> {
  const { from, to } = aroundMonth(month)
  const services = new Map<string, Service>()
  for (const { revision, loadedAt } of await store.revisionsBetween({ fromAt: from, toAt: to }))
    if (loadedAt < to) for (const service of revision.services) services.set(service.id, service)
  return services
}
