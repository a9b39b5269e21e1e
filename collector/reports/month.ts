/** A month of a service: measured, or as it was frozen when it was closed. */
import { judgedRatio, sumOf } from '../../rules/report/availability.ts'
import type { Measurement, PeriodAvailability } from '../../rules/report/types.ts'
import { localDayOf } from '../../rules/time/day.ts'
import { monthOf, periodOf } from '../../rules/time/period.ts'
import type { ClosedMonthRow, Store } from '../store/port.ts'
import { monthAfter, NoReport, serviceIn } from './history.ts'
import { type MeasureDeps, type Measured, type MeasureStore, measureSpan, requiredOf } from './measure.ts'
import { unknownIn } from './owed.ts'

const FORMAT = 'kijun-month/1'

/** What is kept of a closed month. */
export interface FrozenMonth {
  format: typeof FORMAT
  service: string
  month: string
  measurement: Measurement
  /** Arrivals up to here are in it; what came later is late. */
  arrivedUpTo: number
}

export interface MonthDeps extends MeasureDeps {
  store: MeasureStore & Pick<Store, 'closedMonths' | 'currentRevision'>
}

/** @throws SyntaxError where the store's document is none of ours. */
export function frozenMonth(row: ClosedMonthRow): FrozenMonth {
  const document = JSON.parse(row.document) as FrozenMonth
  if (document.format !== FORMAT) throw new SyntaxError(`the closed month ${row.month} has another format`)
  return document
}

export function frozenDocument(service: string, month: string, { measurement, upTo }: Measured): FrozenMonth {
  return { format: FORMAT, service, month, measurement, arrivedUpTo: upTo }
}

/**
 * Measures a month as far as it has gone at `now`, with the figure of the longer period that it lies in where
 * the service has one. @throws NoReport
 */
export async function measureMonth(
  deps: MonthDeps,
  a: { service: string; month: string; now: number },
): Promise<Measured> {
  const { service, period, whole } = await serviceIn(deps.store, a)
  const measured = await measureSpan(deps, { service: service.id, period, over: period.to === whole.to })
  const kind = measured.service.interpretation.availabilityPeriod
  if (kind === 'month') return measured
  const span = periodOf(a.month, kind, service.timezone)
  const months = monthsFrom(span.from, a.month, service.timezone)
  const earlier = []
  for (const month of months.slice(0, -1))
    earlier.push(await partitionOf(deps, { ...a, month, zone: service.timezone }))
  const found = [...earlier, figureOf(measured.measurement)]
  const partition = sumOf(found.map((one) => one.partition))
  const whollyIn = whole.to === span.to && period.to === whole.to
  const figure: PeriodAvailability = {
    kind,
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    months,
    complete: whollyIn,
    partition,
    ...judgedRatio(partition, {
      required: requiredOf(measured.service),
      guessed: found.some(({ guessed }) => guessed),
      over: whollyIn,
    }),
  }
  return { ...measured, measurement: { ...measured.measurement, period: figure } }
}

/** The partition of an earlier month, from its closed figures where it has any; where nothing was recorded, all unknown. */
async function partitionOf(
  deps: MonthDeps,
  a: { service: string; month: string; now: number; zone: string },
) {
  const [closed] = await deps.store.closedMonths({ service: a.service, months: [a.month] })
  if (closed) return figureOf(frozenMonth(closed).measurement)
  try {
    const { service, period } = await serviceIn(deps.store, a)
    return figureOf((await measureSpan(deps, { service: service.id, period, over: true })).measurement)
  } catch (error) {
    if (!(error instanceof NoReport)) throw error
    return { partition: unknownIn(monthOf(a.month, a.zone)), guessed: false }
  }
}

const figureOf = (measurement: Measurement) => ({
  partition: measurement.availability.partition,
  guessed: isGuessed(measurement),
})
const isGuessed = ({ problems }: Measurement) => problems.length > 0

/** The months of a period from its beginning to `last`. */
function monthsFrom(from: number, last: string, zone: string): string[] {
  const months: string[] = []
  for (let month = localDayOf(from, zone).slice(0, 7); month <= last; month = monthAfter(month, 1))
    months.push(month)
  return months
}
