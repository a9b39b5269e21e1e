/** 時刻誤差 between the hosts of a service (III.1.1.5): one incident for each host whose clock is beyond the limit. */
import type { Incident, IncidentChange } from '../incidents/types.ts'
import { judgeHostClocks, type Reading } from './hosts.ts'

/** The reason by which these incidents are known from those of time-sync checks. */
export const CLOCKS_APART = 'clocks-apart'

export interface HostClocksInput {
  service: string
  /** By host, oldest first. */
  readings: ReadonlyMap<string, readonly Reading[]>
  limitMs: number
  /** The checks that each host does for the service: their results are marked while its clock is off. */
  checksOf: ReadonlyMap<string, readonly string[]>
  /** Of this service and kind. */
  incidents: readonly Incident[]
  now: number
  newId: () => string
}

/** Silence ends nothing: an incident lasts until the clock is seen to be right, or the host is no more. */
export function decideHostClocks(input: HostClocksInput): IncidentChange[] {
  const { service, readings, limitMs, checksOf, now, newId } = input
  const open = input.incidents.filter(
    ({ reason, recoveredAt }) => reason === CLOCKS_APART && recoveredAt === null,
  )
  const off = new Set(open.flatMap(({ component }) => component ?? []))
  const { apart, within } = judgeHostClocks(readings, limitMs, off)
  const of = (host: string) => open.find(({ component }) => component === host)
  const opened = apart.flatMap(({ host, since, lastWithinAt, byMs, from }): IncidentChange[] => {
    if (of(host)) return []
    const incident: Incident = {
      ...{
        id: newId(),
        service,
        kind: 'time-error',
        component: host,
        checks: [...(checksOf.get(host) ?? [])],
      },
      ...{ lastOkAt: lastWithinAt, firstFailedAt: Math.min(since, now), confirmedAt: now, discoveredAt: now },
      ...{ recoveredAt: null, recoveryConfirmedAt: null, reason: CLOCKS_APART },
      message: `${host} ${byMs > 0 ? '+' : '-'}${Math.round(Math.abs(byMs))} ms, ${from} (> ${limitMs} ms)`,
    }
    return [{ type: 'opened', incident, learnedAfterEnd: false, because: CLOCKS_APART }]
  })
  const recovered = within.flatMap(({ host, since }): IncidentChange[] => {
    const before = of(host)
    if (!before) return []
    const recoveredAt = Math.max(before.firstFailedAt, since)
    const incident = { ...before, recoveredAt, recoveryConfirmedAt: now }
    return [{ type: 'recovered', incident, because: 'clocks-agree-again' }]
  })
  const ended = open.flatMap((before): IncidentChange[] => {
    if (checksOf.has(before.component ?? '')) return []
    const incident = {
      ...before,
      recoveredAt: Math.max(now, before.firstFailedAt),
      recoveryConfirmedAt: null,
    }
    return [{ type: 'corrected', incident, because: 'monitoring-ended' }]
  })
  return [...opened, ...recovered, ...ended]
}
