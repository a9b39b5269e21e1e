/** Results of a span that are not there any more: what nobody can read any longer proves nothing. */
import type { Interval } from '../../rules/calendar/types.ts'
import type { GoneSpan } from '../../rules/obligations/types.ts'
import type { Problem } from '../../rules/report/types.ts'
import { addDays, localDayOf } from '../../rules/time/day.ts'
import type { Service } from '../model.ts'
import type { Store } from '../store/port.ts'

/** Whoever deletes or damages what a report would have rested on is told of by these clauses. */
const CLAUSES: Record<GoneSpan['because'], string> = {
  'results-expired': 'III.2.1.3',
  'results-damaged': 'II.7.1.2',
}

export interface Gone {
  spans: GoneSpan[]
  problems: Problem[]
}

/** @param a.damaged blocks that could not be read just now */
export async function goneOf(
  store: Pick<Store, 'goneResults'>,
  a: { service: Service; period: Interval; damaged: number[] },
): Promise<Gone> {
  const { service, period } = a
  const found = await store.goneResults({
    service: service.id,
    ...{ fromAt: period.from, toAt: period.to, unreadable: a.damaged },
  })
  if (found.expired.length + found.damaged.length === 0) return { spans: [], problems: [] }
  const span = (because: GoneSpan['because']) => (one: { fromAt: number; toAt: number }) => ({
    ...{ from: one.fromAt, to: one.toAt, because },
  })
  const spans = [...found.expired.map(span('results-expired')), ...found.damaged.map(span('results-damaged'))]
  return { spans, problems: problemsOf(spans, period, service.timezone) }
}

/** Each day of the period once for each reason, in order. */
function problemsOf(spans: readonly GoneSpan[], period: Interval, zone: string): Problem[] {
  const days = new Map<string, Problem>()
  for (const { from, to, because } of spans) {
    if (to < period.from || from >= period.to) continue
    const last = localDayOf(Math.min(to, period.to - 1), zone)
    for (let day = localDayOf(Math.max(from, period.from), zone); day <= last; day = addDays(day, 1))
      days.set(`${day} ${because}`, { code: because, day, clause: CLAUSES[because] })
  }
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem)
}
