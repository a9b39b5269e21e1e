/** In which order and grouping things are shown: pure, so that it can be tested as data. */
import type {
  CheckSummary,
  Guideline,
  IncidentSummary,
  ObligationSummary,
  ServiceSummary,
  ValueRow,
} from '../../rules/api/types.ts'
import { PURPOSES } from '../../rules/words.ts'

/** 対策参照値 not reached, or an own value in force that is looser than it. */
export function isUnmet(row: ValueRow): boolean {
  return row.verdict === 'breached' || row.referenceVerdict === 'breached'
}

/**
 * A particularly necessary value that was not reached. The star is the reference value's: a stricter contract value
 * that was missed says nothing of it.
 */
function isStarredUnmet(row: ValueRow): boolean {
  if (!row.reference.required) return false
  return row.standing === 'reference' ? row.verdict === 'breached' : row.referenceVerdict === 'breached'
}

const VERDICTS: ValueRow['verdict'][] = ['breached', 'not-proven', 'met', 'pending', 'unset', 'not-measured']

/** Unmet starred values first, then 基本, then 推奨 (design, "One idea"); within each the worse first, then by number. */
export function sortValues(rows: readonly ValueRow[]): ValueRow[] {
  const rank = (row: ValueRow) => {
    if (isStarredUnmet(row)) return 0
    return row.class === 'basic' ? 1 : 2
  }
  return rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(isUnmet(b)) - Number(isUnmet(a)) ||
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
      compareItems(a.item, b.item),
  )
}

type Row = Guideline['rows'][number]

/** The rows of each control, in the guideline's order of controls; rows of an unlisted control come last. */
export function groupByControl(
  guideline: Pick<Guideline, 'rows' | 'controls'>,
): { control: Guideline['controls'][number]; rows: Row[] }[] {
  const known = new Set(guideline.controls.map((one) => one.id))
  const others = [...new Set(guideline.rows.map((row) => row.control))].filter((id) => !known.has(id))
  const unlisted = others.map((id) => ({ id, class: 'basic' as const, text: { ja: '' } }))
  return [...guideline.controls, ...unlisted]
    .map((control) => ({
      control,
      rows: guideline.rows
        .filter((row) => row.control === control.id)
        .toSorted((a, b) => compareItems(a.item, b.item)),
    }))
    .filter((group) => group.rows.length > 0)
}

/** What needs an eye: not reached, or not proven. */
export const needsAnEye = (row: ValueRow) => isUnmet(row) || row.verdict === 'not-proven'

export interface Tally<R> {
  /** Not reached: particularly necessary values first, then 基本, then 推奨. */
  starred: R[]
  basic: R[]
  recommended: R[]
  notProven: R[]
  met: number
  pending: number
  unset: number
  notMeasured: number
}

/** Each row once: an own value that is looser than the reference value counts as not reached, whatever was achieved. */
export function tally<R extends ValueRow>(rows: readonly R[]): Tally<R> {
  const unmet = rows.filter(isUnmet)
  const others = rows.filter((row) => !isUnmet(row))
  const count = (verdict: ValueRow['verdict']) => others.filter((row) => row.verdict === verdict).length
  return {
    starred: unmet.filter(isStarredUnmet),
    basic: unmet.filter((row) => !isStarredUnmet(row) && row.class === 'basic'),
    recommended: unmet.filter((row) => !isStarredUnmet(row) && row.class === 'recommended'),
    notProven: others.filter((row) => row.verdict === 'not-proven'),
    met: count('met'),
    pending: count('pending'),
    unset: count('unset'),
    notMeasured: count('not-measured'),
  }
}

/** `2026-11` and 2 is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Incidents that are over but still owe something, beside the open ones: their deadlines run on. */
export function owing(recovered: readonly IncidentSummary[]): IncidentSummary[] {
  return recovered.filter((one) => nextDue(one) !== null)
}

/** `III.1.1.9.a` before `III.1.1.10.a`. */
export function compareItems(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** Services that are down first, then unknown, then up; otherwise as the collector lists them. */
export function sortServices(services: readonly ServiceSummary[]): ServiceSummary[] {
  const order = ['down', 'unknown', 'up']
  return services.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

export interface CheckGroup {
  service: string
  component: string
  componentName: string
  componentKind: CheckSummary['componentKind']
  checks: CheckSummary[]
}

/** By service and component in the order they come, within a component by purpose. */
export function groupChecks(checks: readonly CheckSummary[]): CheckGroup[] {
  const groups = new Map<string, CheckGroup>()
  for (const check of checks) {
    const key = `${check.service}/${check.component}`
    const { service, component, componentName, componentKind } = check
    const group = groups.get(key) ?? { service, component, componentName, componentKind, checks: [] }
    group.checks.push(check)
    groups.set(key, group)
  }
  for (const group of groups.values())
    group.checks.sort((a, b) => PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose))
  return [...groups.values()]
}

/** `over`: the largest gap is beyond its limit; `near`: more than nine tenths of it. */
export function gapState(
  check: Pick<CheckSummary, 'largestGapMs' | 'limitMs'>,
): 'none' | 'kept' | 'near' | 'over' {
  const { largestGapMs, limitMs } = check
  if (largestGapMs === null || limitMs === null) return 'none'
  if (largestGapMs > limitMs) return 'over'
  return largestGapMs > limitMs * 0.9 ? 'near' : 'kept'
}

/** The obligation of an incident that is due next; null when none is open. */
export function nextDue(incident: IncidentSummary): ObligationSummary | null {
  const open = incident.obligations.filter((one) => one.state === 'open')
  return open.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ?? null
}

/** The incident of which something is due before all others; undefined where nothing is owed. */
export function firstDue(incidents: readonly IncidentSummary[]): IncidentSummary | undefined {
  const due = (one: IncidentSummary) => Date.parse(nextDue(one)?.dueAt ?? '')
  return incidents
    .filter((one) => one.withdrawnAt === null && nextDue(one) !== null)
    .toSorted((a, b) => due(a) - due(b))[0]
}

/** What is still owed first, the next due of it; then what is decided, in the order of its due time. */
export function sortObligations(owed: readonly ObligationSummary[]): ObligationSummary[] {
  const decided = (one: ObligationSummary) => Number(one.state !== 'open')
  return owed.toSorted(
    (a, b) =>
      decided(a) - decided(b) ||
      Date.parse(a.dueAt) - Date.parse(b.dueAt) ||
      compareItems(a.item, b.item) ||
      (a.customer ?? '').localeCompare(b.customer ?? '', 'en'),
  )
}

/** Stops of a service first; within each the most urgent due time first; incidents that owe nothing follow, newest first; what was withdrawn is last. */
export function sortIncidents(incidents: readonly IncidentSummary[]): IncidentSummary[] {
  const due = (one: IncidentSummary) => Date.parse(nextDue(one)?.dueAt ?? '') || Number.POSITIVE_INFINITY
  return incidents.toSorted((a, b) => {
    const [left, right] = [due(a), due(b)]
    const withdrawn = Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null)
    if (withdrawn !== 0) return withdrawn
    const stops = Number(b.kind === 'outage') - Number(a.kind === 'outage')
    if (stops !== 0) return stops
    return left === right ? Date.parse(b.confirmedAt) - Date.parse(a.confirmedAt) : left - right
  })
}

/** `total_ms` and the like first in the order of a request, then the rest by name. */
const STAGES = [
  'status',
  'total_ms',
  'dns_ms',
  'connect_ms',
  'tls_ms',
  'first_byte_ms',
  'rtt_avg_ms',
  'rtt_min_ms',
  'rtt_max_ms',
  'sent',
  'received',
  'loss_percent',
]

export function sortMeasured(
  values: Record<string, number | string>,
): [name: string, value: number | string][] {
  const place = (name: string) => (STAGES.includes(name) ? STAGES.indexOf(name) : STAGES.length)
  return Object.entries(values).sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b, 'en'))
}
