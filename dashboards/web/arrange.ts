/** In which order and grouping things are shown: pure, so that it can be tested as data. */
import type {
  CheckSummary,
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

const VERDICTS: ValueRow['verdict'][] = ['breached', 'not-proven', 'met', 'pending', 'unset', 'not-measured']

/** Unmet starred values first, then 基本, then 推奨 (design, "One idea"); within each the worse first, then by number. */
export function sortValues(rows: readonly ValueRow[]): ValueRow[] {
  const rank = (row: ValueRow) => {
    if (isUnmet(row) && row.reference.required) return 0
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

/** The most urgent due time first; incidents that owe nothing follow, newest first. */
export function sortIncidents(incidents: readonly IncidentSummary[]): IncidentSummary[] {
  const due = (one: IncidentSummary) => Date.parse(nextDue(one)?.dueAt ?? '') || Number.POSITIVE_INFINITY
  return incidents.toSorted((a, b) => {
    const [left, right] = [due(a), due(b)]
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
