import type { CheckView, Incident, IncidentChange } from './types.ts'
import { CUT_OFF } from './vantages.ts'

/** Whether an incident is a vantage that cannot reach what others can, and no silence. */
export function isCutOff({ kind, reason }: Pick<Incident, 'kind' | 'reason'>): boolean {
  return kind === 'monitoring-gap' && reason === CUT_OFF
}

/**
 * 監視欠落: one incident per service while any of its checks is silent or only ever answers unknown. It says
 * that we do not know, and never that something is down or up again (design, rule 3).
 */
export function decideGap(
  service: string,
  views: CheckView[],
  existing: Incident[],
  now: number,
  newId: () => string,
): IncidentChange[] {
  const silent = views
    .flatMap(({ spec, silentSince, lastExecutedAt, health }) => {
      if (silentSince === null) return []
      const reason = health.state === 'unknown' ? health.reason : 'silent'
      return [{ check: spec.check, silentSince, lastExecutedAt, reason }]
    })
    .toSorted((a, b) => a.silentSince - b.silentSince || (a.check < b.check ? -1 : a.check > b.check ? 1 : 0))
  const first = silent[0]
  const open = existing.find((incident) => incident.recoveredAt === null)
  if (!open) {
    if (!first) return []
    const incident: Incident = {
      id: newId(),
      service,
      kind: 'monitoring-gap',
      component: null,
      checks: silent.map(({ check }) => check),
      lastOkAt: first.lastExecutedAt,
      firstFailedAt: first.silentSince,
      confirmedAt: now,
      discoveredAt: now,
      recoveredAt: null,
      recoveryConfirmedAt: null,
      reason: first.reason,
      message: null,
    }
    return [{ type: 'opened', incident, learnedAfterEnd: false, because: 'no result within hold and grace' }]
  }
  if (!first)
    return [{ type: 'recovered', incident: ended(open, views, now), because: 'every check is heard again' }]
  const joining = silent.map(({ check }) => check).filter((check) => !open.checks.includes(check))
  if (joining.length === 0) return []
  const incident = { ...open, checks: [...open.checks, ...joining] }
  return [{ type: 'corrected', incident, because: `further checks are silent: ${joining.join(', ')}` }]
}

/** It ends with the newest execution of its checks; with the decision where none of them is configured any more. */
function ended(open: Incident, views: CheckView[], now: number): Incident {
  const members = views.filter((view) => open.checks.includes(view.spec.check))
  const starts = members.map((view) => view.lastExecutedAt ?? open.firstFailedAt)
  const recoveredAt = Math.max(open.firstFailedAt, ...(members.length > 0 ? starts : [now]))
  return { ...open, recoveredAt, recoveryConfirmedAt: now }
}
