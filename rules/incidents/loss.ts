import type { LostItem } from '../wire/v1.ts'
import type { Incident, IncidentChange } from './types.ts'

/** Losses for one reason that lie this near to each other (milliseconds) are one gap: a full spool evicts for hours. */
const JOIN_MS = 3_600_000
/** A loss is dated by its host's wall clock; nothing older than this (milliseconds) is believed. */
const BELIEVED_MS = 90 * 86_400_000

/** Two copies of one agent lived at once: whose result is which nobody can tell for that time. */
export interface AgentTwice {
  firstAt: number
  lastAt: number
  reason: 'agent-twice'
}

const BECAUSE = {
  loss: { opened: 'the agent gave up results', further: 'the agent gave up further results' },
  twice: {
    opened: 'two copies of the agent report at once',
    further: 'two copies of the agent go on reporting',
  },
}

/**
 * Results that an agent gave up before they were taken in (監視欠落): over when it is told of, so nobody is
 * paged. It says that we do not know that time, and opens or closes no outage (design, rule 3).
 * @returns null where a gap that is known already covers it.
 */
export function decideLoss(input: {
  service: string
  loss: Pick<LostItem, 'firstAt' | 'lastAt' | 'reason'> | AgentTwice
  incidents: Incident[]
  now: number
  newId: () => string
}): IncidentChange | null {
  const { service, loss, incidents, now, newId } = input
  const because = BECAUSE[loss.reason === 'agent-twice' ? 'twice' : 'loss']
  const believed = (at: number | null) => Math.min(Math.max(at ?? now, now - BELIEVED_MS), now)
  const fromAt = believed(loss.firstAt)
  const toAt = Math.max(fromAt, believed(loss.lastAt))
  for (const known of incidents) {
    const { kind, reason, firstFailedAt, recoveredAt } = known
    if (known.service !== service || kind !== 'monitoring-gap' || reason !== loss.reason) continue
    if (recoveredAt === null || fromAt > recoveredAt + JOIN_MS || toAt < firstFailedAt - JOIN_MS) continue
    if (fromAt >= firstFailedAt && toAt <= recoveredAt) return null
    const incident: Incident = {
      ...known,
      firstFailedAt: Math.min(firstFailedAt, fromAt),
      recoveredAt: Math.max(recoveredAt, toAt),
      recoveryConfirmedAt: now,
    }
    return { type: 'corrected', incident, because: because.further }
  }
  const incident: Incident = {
    id: newId(),
    service,
    kind: 'monitoring-gap',
    component: null,
    checks: [],
    lastOkAt: null,
    firstFailedAt: fromAt,
    confirmedAt: now,
    discoveredAt: now,
    recoveredAt: toAt,
    recoveryConfirmedAt: now,
    reason: loss.reason,
    message: null,
  }
  return { type: 'opened', incident, learnedAfterEnd: true, because: because.opened }
}
