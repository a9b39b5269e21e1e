/** What a timeline says of its service, as production takes it. */
import { alwaysOpen, noMaintenance } from '../../rules/calendar/always.ts'
import type {
  DaySpan,
  HolidayData,
  Interval,
  MaintenanceRules,
  MaintenanceWindow,
  ServiceHours,
  Weekday,
} from '../../rules/calendar/types.ts'
import { WEEKDAYS } from '../../rules/calendar/types.ts'
import { type Interpretation, interpretationOf } from '../../rules/guideline/interpretation.ts'
import { ITEMS, itemById, OWN_ITEMS, referenceOf } from '../../rules/guideline/items.ts'
import { type OwnValue, type ValueInForce, valueInForce } from '../../rules/guideline/value.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { parseExpression, type Written } from '../../rules/service-model/parse.ts'
import type { Expression, Structure } from '../../rules/service-model/types.ts'
import { periodOf } from '../../rules/time/period.ts'
import type { Pattern } from '../../rules/words.ts'
import { HOLIDAYS } from '../rules/calendar/world.ts'
import type { Timeline } from './timeline.ts'
import { instantIn, spanMs } from './times.ts'

export interface World {
  timezone: string
  at: (text: string) => number
  now: number
  startAt: number
  period: Interval
  pattern: Pattern
  hours: ServiceHours
  holidays: HolidayData | null
  rules: MaintenanceRules
  windows: MaintenanceWindow[]
  interpretation: Interpretation
  value: ValueInForce
  values: Record<string, ValueInForce>
  doubts: ClockDoubt[]
  structure: Structure
  /** That of `structure`, where a report looks for it. */
  redundancy: Expression | null
}

export function worldOf(timeline: Timeline): World {
  const { zone: timezone, start, item: id } = timeline
  const at = (text: string) => instantIn(start, timezone, text)
  const item = itemById(id)
  if (!item) throw new Error(`the catalogue has no item ${id}`)
  const pattern = timeline.pattern as Pattern
  const interpretation = interpretationOf(timeline.interpretation as Partial<Interpretation>)
  const value = valueInForce(referenceOf(id, pattern), ownOf(timeline.own))
  const startAt = at('00:00')
  const now = at(timeline.now)
  const structure = structureOf(timeline)
  const references = [...ITEMS, ...OWN_ITEMS].map((one) => [one.id, valueInForce(one.values[pattern])])
  return {
    timezone,
    at,
    now,
    startAt,
    period: periodIn(timeline, { at, startAt, now, interpretation }),
    pattern,
    ...calendarOf(timeline),
    ...maintenanceOf(timeline, at),
    interpretation,
    structure,
    redundancy: structure.redundancy,
    value,
    values: { ...Object.fromEntries(references), [id]: value },
    doubts: timeline.events.flatMap(({ doubt: because, at: from, until = from }) =>
      because ? [{ because, from: at(from), to: at(until) }] : [],
    ),
  }
}

function structureOf({ redundancy, stopMeans, dependsOn }: Timeline): Structure {
  const { written, problems } =
    redundancy === undefined ? { written: null, problems: [] } : parseExpression(redundancy)
  if (problems[0]) throw new Error(`${redundancy}: ${problems[0].message}`)
  return {
    redundancy: written && asExpression(written),
    stopMeans,
    dependsOn: new Map(Object.entries(dependsOn)),
  }
}

function asExpression(written: Written): Expression {
  if (written.kind === 'name') return { kind: 'component', component: written.name }
  const { at: _, ...rest } = written
  return { ...rest, of: written.of.map(asExpression) }
}

function ownOf(own: Timeline['own']): OwnValue | null {
  if (!own) return null
  const none = { decidedBy: null, on: null, reason: null }
  if ('contract' in own)
    return { ...none, value: own.contract, source: 'contract', reason: own.reason ?? null }
  const { own: value, decidedBy = null, on = null, reason = null } = own
  return { value, source: 'own', decidedBy, on, reason }
}

function periodIn(
  { period, zone }: Timeline,
  a: Pick<World, 'at' | 'startAt' | 'now' | 'interpretation'>,
): Interval {
  if (!period) return { from: a.startAt, to: a.now + 1 }
  if ('month' in period) return periodOf(period.month, a.interpretation.availabilityPeriod, zone)
  return { from: a.at(period.from), to: a.at(period.to) }
}

/** `22:00-02:00` ends on the next day. */
function daySpan(text: string): DaySpan {
  const [from = 0, to = 0] = text.split('-').map((clock) => {
    const [h = 0, m = 0] = clock.split(':').map(Number)
    return h * 60 + m
  })
  return { from, to: to <= from ? to + 1440 : to }
}

function calendarOf({ hours, zone }: Timeline): Pick<World, 'hours' | 'holidays'> {
  if (!hours) return { hours: alwaysOpen(zone), holidays: null }
  const { weekly, publicHolidays, holidaysUntil, yearEnd, closed, exceptions, from } = hours
  const plan =
    weekly === 'always'
      ? weekly
      : (Object.fromEntries(
          WEEKDAYS.map((day) => [day, (weekly[day] ?? []).map(daySpan)]),
        ) as unknown as Record<Weekday, readonly DaySpan[]>)
  return {
    hours: {
      zone,
      periods: [
        {
          from: from ?? null,
          to: null,
          weekly: plan,
          publicHolidays,
          yearEnd: yearEnd ?? null,
          closed,
          exceptions: Object.fromEntries(
            Object.entries(exceptions).map(([day, spans]) => [day, spans.map(daySpan)]),
          ),
        },
      ],
    },
    holidays: publicHolidays === 'open' ? null : { ...HOLIDAYS, to: holidaysUntil ?? HOLIDAYS.to },
  }
}

function maintenanceOf({ maintenance, zone }: Timeline, at: World['at']): Pick<World, 'rules' | 'windows'> {
  if (!maintenance) return { rules: noMaintenance(zone), windows: [] }
  const { leadTime, allowance, yearFrom, windows } = maintenance
  return {
    rules: {
      leadTimeMs: spanMs(leadTime),
      allowanceMs: allowance === null ? null : spanMs(allowance),
      yearFrom,
      zone,
    },
    windows: windows.map(({ id, kind, from, to, announced, recorded }) => {
      const announcedAt = announced === null ? null : at(announced)
      return {
        ...{ id, kind, from: at(from), to: at(to), announcedAt },
        recordedAt: recorded === undefined ? (announcedAt ?? at(from)) : at(recorded),
      }
    }),
  }
}
