/** What the store knows of a service's settings over a span of time. */

import type { Interval } from '../../rules/calendar/types.ts'
import { addMonths, monthOf } from '../../rules/time/period.ts'
import type { Service } from '../model.ts'
import type { Store } from '../store/port.ts'
import type { Loaded } from './revisions.ts'

/** Why there is no report; the message is one line for people. */
export class NoReport extends Error {
  readonly code: 'unknown-service' | 'unknown-customer' | 'bad-month' | 'not-begun' | 'before-records'
  constructor(code: NoReport['code'], message: string) {
    super(message)
    this.name = 'NoReport'
    this.code = code
  }
}

/** How much is read at once: each revision is all that is monitored. */
export const SLICE_MS = 31 * 86_400_000

/**
 * The revisions in force in [from, to), with the service as each had it. Read by the month, since each revision
 * is all that is monitored and only one service of it is kept.
 */
export async function revisionsOf(
  store: Pick<Store, 'revisionsBetween'>,
  service: string,
  { from, to }: Interval,
): Promise<Loaded[]> {
  const found = new Map<number, Loaded>()
  for (let fromAt = from; fromAt < to; fromAt += SLICE_MS) {
    const toAt = Math.min(to, fromAt + SLICE_MS)
    for (const { revision, loadedAt, loadedBy } of await store.revisionsBetween({ fromAt, toAt }))
      found.set(revision.revision, {
        revision: revision.revision,
        loadedAt,
        loadedBy,
        service: revision.services.find(({ id }) => id === service) ?? null,
      })
  }
  return [...found.values()].toSorted((a, b) => a.revision - b.revision)
}

/** The service as it was last had before an instant. */
export function lastOf(loaded: readonly Loaded[]): Service | null {
  return loaded.findLast(({ service }) => service !== null)?.service ?? null
}

/** @throws NoReport for what is no month. */
function checkedMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new NoReport('bad-month', `${JSON.stringify(text)} is no month: write it as YYYY-MM, e.g. 2026-11`)
  return text
}

/** The month after (`n` negative: before). */
export function monthAfter(month: string, n: number): string {
  return addMonths(`${month}-01`, n).slice(0, 7)
}

/** A month on any clock of the world. */
export function aroundMonth(month: string): Interval {
  const { from, to } = monthOf(month, 'UTC')
  return { from: from - 86_400_000, to: to + 86_400_000 }
}

/**
 * A service in a month: its settings and the month's instants on its own clocks, cut at `now`.
 * @throws NoReport where there is nothing to report.
 */
export async function serviceIn(
  store: Pick<Store, 'revisionsBetween' | 'currentRevision'>,
  a: { service: string; month: string; now: number },
): Promise<{ service: Service; period: Interval; whole: Interval }> {
  const month = checkedMonth(a.month)
  const around = aroundMonth(month)
  const service = lastOf(await revisionsOf(store, a.service, around))
  if (!service) {
    const current = (await store.currentRevision())?.services.find(({ id }) => id === a.service)
    if (!current) throw new NoReport('unknown-service', `there is no service ${a.service}`)
    if (around.from >= a.now) throw new NoReport('not-begun', `${month} has not begun`)
    throw notYet(a.service, month)
  }
  const whole = monthOf(month, service.timezone)
  if (whole.from >= a.now) throw new NoReport('not-begun', `${month} has not begun`)
  const last = lastOf(await revisionsOf(store, a.service, whole))
  if (!last) throw notYet(a.service, month)
  return { service: last, period: { from: whole.from, to: Math.min(whole.to, a.now) }, whole }
}

function notYet(service: string, span: string): NoReport {
  return new NoReport('before-records', `nothing is recorded of ${service} in ${span}: it was added later`)
}
