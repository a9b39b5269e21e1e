/** Whether an incident owes a first notice and a follow-up, to whom, from when, by when (requirements, section 2). */
import { union } from '../calendar/intervals.ts'
import { refusal } from '../calendar/maintenance.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from '../calendar/types.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import { EDITION, NOTICE_ITEM } from '../guideline/items.ts'
import type { ValueInForce } from '../guideline/value.ts'
import { owedTo } from '../incidents/audience.ts'
import type { Incident } from '../incidents/types.ts'
import type { Audience } from '../words.ts'
import { followUpClock, noticeClock } from './clock.ts'
import { type Calendar, dueAt, dueRulesOf } from './due.ts'

/** What of a service decides what it owes; a `Service` is one. */
export interface Terms extends Calendar {
  interpretation: Interpretation
  values: Record<string, ValueInForce>
}

/** Announced work, as far as it reaches an incident. */
export interface Planned {
  rules: MaintenanceRules
  windows: readonly MaintenanceWindow[]
  now: number
}

export type Owed =
  | { owed: true; item: string; audiences: Audience[]; clockFrom: number; dueAt: number; limitMs: number }
  | {
      owed: false
      item: string | null
      /** `planned-stop` may be owed later: see `againAt`. */
      because: 'nobody-is-owed' | 'not-agreed' | 'value-unset' | 'planned-stop'
      /** When to ask again, since the planned time ends with the stop still running; null if never. */
      againAt: number | null
    }

/** The first notice (速報) of an incident: III.1.1.1 b, III.1.1.2 b, III.1.1.3 b, III.3.2.5 a. */
export function owesNotice(incident: Incident, terms: Terms, planned: Planned | null = null): Owed {
  const item = NOTICE_ITEM[incident.kind] ?? null
  return owes(incident, terms, planned, item, owedTo(incident.kind, terms.interpretation), (one) =>
    noticeClock(one, terms.interpretation),
  )
}

/**
 * The follow-up (追加報告) of an incident: III.1.1.8 a, after an outage, a fault and an agreed slowdown. A gap of
 * our own monitoring owes none, nor does an external network: where it stops the service, that outage does.
 */
export function owesFollowUp(incident: Incident, terms: Terms, planned: Planned | null = null): Owed {
  const followed = incident.kind !== 'monitoring-gap' && incident.kind !== 'external-network'
  const told = followed && owedTo(incident.kind, terms.interpretation).length > 0
  const audiences: Audience[] = told ? ['admin'] : []
  return owes(incident, terms, planned, EDITION.measures.followUp, audiences, (one) =>
    followUpClock(one, terms.interpretation),
  )
}

function owes(
  incident: Incident,
  terms: Terms,
  planned: Planned | null,
  item: string | null,
  audiences: Audience[],
  clockOf: (incident: Incident) => number,
): Owed {
  const not = (because: Exclude<Owed, { owed: true }>['because'], againAt: number | null = null) => ({
    owed: false as const,
    item,
    because,
    againAt,
  })
  if (audiences.length === 0) return not(incident.kind === 'slowdown' ? 'not-agreed' : 'nobody-is-owed')
  const value = item === null ? undefined : terms.values[item]?.inForce
  if (item === null || typeof value !== 'string') return not('value-unset')
  const excuse = planned ? plannedTimeOf(incident, terms, planned) : null
  if (planned && excuse) {
    if (incident.recoveredAt !== null && incident.recoveredAt <= excuse.to) return not('planned-stop')
    if (planned.now < excuse.to) return not('planned-stop', excuse.to)
  }
  const clockFrom = Math.max(clockOf(incident), excuse?.to ?? Number.NEGATIVE_INFINITY)
  const due = dueAt(clockFrom, value, dueRulesOf(terms))
  return { owed: true, item, audiences, clockFrom, dueAt: due, limitMs: due - clockFrom }
}

/**
 * The planned time that an outage began in, where planned stops owe no notice (`plannedStopNotice`): regular
 * maintenance that was announced by the lead time and written down before it began (III.2.1.1 BP i). Windows
 * that touch are one. What runs on after it is owed, from its end on. A fault or a slowdown is no stop.
 */
export function plannedTimeOf(
  incident: Pick<Incident, 'kind' | 'firstFailedAt'>,
  { interpretation }: { interpretation: Pick<Interpretation, 'plannedStopNotice'> },
  { rules, windows }: Pick<Planned, 'rules' | 'windows'>,
): Interval | null {
  if (incident.kind !== 'outage' || interpretation.plannedStopNotice !== 'not-owed') return null
  const good = windows.filter((window) => refusal(window, rules) === null)
  const at = incident.firstFailedAt
  return union(good).find(({ from, to }) => from <= at && at < to) ?? null
}
