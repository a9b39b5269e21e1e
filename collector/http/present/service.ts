/** A service against its reference values, as the API gives it. Pure. */
import type { ServiceSummary, ValueRow } from '../../../rules/api/types.ts'
import { largestGap } from '../../../rules/detection/fold.ts'
import type { CheckState, Health } from '../../../rules/detection/types.ts'
import type { EvaluationItem } from '../../../rules/guideline/edition.ts'
import { INTERVAL_ITEM, ITEMS } from '../../../rules/guideline/items.ts'
import { measuringOf } from '../../../rules/guideline/measurement.ts'
import { limitMsOf, valueInForce } from '../../../rules/guideline/value.ts'
import { verdictOf } from '../../../rules/obligations/verdict.ts'
import { OBLIGATION_STATES, type ObligationState, type Purpose } from '../../../rules/words.ts'
import type { Check, Service } from '../../model.ts'
import type { Store } from '../../store/port.ts'
import { healthAt } from './check.ts'
import { instantOrNull } from './instant.ts'

export type Totals = Awaited<ReturnType<Store['obligationTotals']>>

export interface AboutService {
  service: Service
  /** By the check's full name. */
  states: Map<string, CheckState>
  /** Obligations of the window shown, of any service. */
  totals: Totals
  openIncidents: number
}

/** What makes a component up or down; slowness and a wrong clock are something else. */
const DECISIVE: readonly Purpose[] = ['liveness', 'fault']

export function serviceSummary(about: AboutService, now: number, sinceAt: number): ServiceSummary {
  const { id, name, pattern, timezone, language } = about.service
  const health = worst(about, now)
  return {
    id,
    name,
    pattern,
    timezone,
    language,
    state: health.state,
    stateSince: instantOrNull(health.sinceAt),
    openIncidents: about.openIncidents,
    values: ITEMS.map((item) => valueRow(about, item, now, sinceAt)),
  }
}

/** The worst of its components: down beats unknown beats up. Since when: the first that is so, or the last that came up. */
function worst(
  { service, states }: AboutService,
  now: number,
): { state: Health['state']; sinceAt: number | null } {
  const all = service.components.flatMap((component) => component.checks)
  const decisive = all.filter((check) => DECISIVE.includes(check.purpose))
  const checks = decisive.length > 0 ? decisive : all
  const healths = checks.map((check) => ({
    known: states.has(check.check),
    ...healthAt({ check, state: states.get(check.check) ?? null }, now),
  }))
  for (const state of ['down', 'unknown'] as const) {
    const such = healths.filter((health) => health.state === state)
    if (such.length === 0) continue
    const since = such.filter((health) => health.known).map((health) => health.sinceAt)
    return { state, sinceAt: since.length > 0 ? Math.min(...since) : null }
  }
  if (healths.length === 0) return { state: 'unknown', sinceAt: null }
  return { state: 'up', sinceAt: Math.max(...healths.map((health) => health.sinceAt)) }
}

function valueRow(about: AboutService, item: EvaluationItem, now: number, sinceAt: number): ValueRow {
  const { service, totals } = about
  const value = service.values[item.id] ?? valueInForce(item.values[service.pattern])
  const inForceMs = limitMsOf(value) ?? 0
  const mine = totals.filter((total) => total.service === service.id && total.item === item.id)
  const counts = Object.fromEntries(
    OBLIGATION_STATES.map((state) => [state, mine.find((total) => total.state === state)?.count ?? 0]),
  ) as Record<ObligationState, number>
  const checks = service.components
    .flatMap((component) => component.checks)
    .filter((check) => INTERVAL_ITEM[check.purpose] === item.id)
  const isInterval = Object.values(INTERVAL_ITEM).includes(item.id)
  const gapMs = isInterval ? largestOf(checks, about.states, now, sinceAt) : null
  const achievedMs = greater(gapMs, longestOf(mine, inForceMs))
  const of = isInterval ? 'largest-interval' : 'longest-delay'
  const verdict = isInterval ? verdictOf(counts, { achievedMs, inForceMs }) : verdictOf(counts)
  return {
    item: item.id,
    title: item.title,
    class: item.class,
    reference: value.reference,
    own: value.own,
    inForce: value.inForce,
    standing: value.standing,
    achieved: achievedMs === null ? null : { of, ms: achievedMs },
    counts,
    verdict,
    referenceVerdict: value.standing === 'looser' ? 'breached' : verdict,
    measuring: measuringOf(item.id),
  }
}

/** The largest gap of the checks as far as their states reach back; older ones stand as decided obligations. */
function largestOf(
  checks: Check[],
  states: Map<string, CheckState>,
  now: number,
  sinceAt: number,
): number | null {
  let largest: number | null = null
  for (const { check } of checks) {
    const state = states.get(check)
    largest = greater(largest, state ? largestGap(state, sinceAt, now) : null)
  }
  return largest
}

/** The longest that a decided obligation took: its limit less the smallest margin. */
function longestOf(totals: Totals, inForceMs: number): number | null {
  let longest: number | null = null
  for (const { state, worstMarginMs } of totals)
    if ((state === 'met' || state === 'breached') && worstMarginMs !== null)
      longest = greater(longest, inForceMs - worstMarginMs)
  return longest
}

const greater = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b))
