/** Where the clock of an incident's obligations starts, by what the service chose (requirements, section 5). */
import type { Interpretation } from '../guideline/interpretation.ts'
import type { Incident } from '../incidents/types.ts'

type Starts = Pick<Incident, 'kind' | 'firstFailedAt' | 'confirmedAt' | 'discoveredAt'>

/**
 * 検知 of III.1.1.1 b, III.1.1.2 b and III.1.1.3 b: the confirmed failure, or its first failed check.
 * III.3.2.5 a: the detection (as its value says) or the occurrence (as its title says).
 */
export function noticeClock(
  incident: Starts,
  chosen: Pick<Interpretation, 'firstNoticeFrom' | 'externalNetworkFrom'>,
): number {
  const early =
    incident.kind === 'external-network'
      ? chosen.externalNetworkFrom === 'occurrence'
      : chosen.firstNoticeFrom === 'first-failed'
  return early ? incident.firstFailedAt : incident.confirmedAt
}

/** 発見 of III.1.1.8 a: a report by a person counts, or detection by monitoring only. Never the first notice. */
export function followUpClock(incident: Starts, chosen: Pick<Interpretation, 'followUpFrom'>): number {
  return chosen.followUpFrom === 'detection' ? incident.confirmedAt : incident.discoveredAt
}
