/** Standing interval obligations as they are now: in the store they move only now and then, as their service is judged. */
import { executedByAny } from '../../rules/detection/from-vantages.ts'
import { intervalItemOf } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { standingOf } from '../../rules/obligations/interval.ts'
import type { ObligationRow } from '../store/port.ts'
import { partitionOfCheck, type Watched } from './configured.ts'
import type { Memory } from './partition.ts'
import { subjectOf } from './structure.ts'

/** The row with the clock and the due time of the newest execution; as it is where nothing newer is known here. */
export function standingNow(
  row: ObligationRow,
  a: { services: ReadonlyMap<string, Watched>; memories: ReadonlyMap<number, Memory> },
): ObligationRow {
  const { services, memories } = a
  const watched = services.get(row.service)
  if (row.state !== 'open' || !watched || !row.subject.includes('/')) return row
  const memory = memories.get(partitionOfCheck(row.subject))
  const members = watched.specs.filter((spec) => subjectOf(spec) === row.subject)
  const [first, ...others] = members.flatMap(({ check }) => memory?.states.get(check)?.folded() ?? [])
  const [spec] = members
  const limitMs = limitMsOf(watched.service.values[row.item])
  if (!first || !spec || others.length + 1 < members.length || limitMs === null) return row
  if (intervalItemOf(spec) !== row.item) return row
  const state = executedByAny([first, ...others])
  const {
    clockFrom,
    dueAt,
    limitMs: limit,
  } = standingOf({
    ...{ state, spec, limitMs, earlier: watched.earlierLimits.get(row.item) ?? [] },
    monitored: watched.monitored?.(row.clockFrom) ?? null,
  })
  return clockFrom > row.clockFrom ? { ...row, clockFrom, dueAt, limitMs: limit } : row
}
