/** The notice items (III.1.1.1 b, III.1.1.2 b): the last recipient is told within the value in force. */
import type { Incident } from '../incidents/types.ts'
import type { Audience } from '../words.ts'

/** A new obligation, as it is stored. */
export interface NoticeObligation {
  id: string
  item: string
  service: string
  /** The incident's id. */
  subject: string
  clockFrom: number
  dueAt: number
  limitMs: number
  state: 'open'
  decidedAt: null
  marginMs: null
  because: null
  evidence: Record<string, unknown>
}

/**
 * The obligation to tell of an incident. Its clock starts at the detection (検知) as known when it is
 * opened; later corrections of the incident never move it (design, rule 2), so it is opened once.
 * @param a.valueMs the value in force, milliseconds, not negative
 */
export function openNoticeObligation(a: {
  id: string
  incident: Incident
  item: string
  valueMs: number
}): NoticeObligation {
  const { id, incident, item, valueMs } = a
  return {
    id,
    item,
    service: incident.service,
    subject: incident.id,
    clockFrom: incident.confirmedAt,
    dueAt: incident.confirmedAt + valueMs,
    limitMs: valueMs,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    evidence: { firstFailedAt: incident.firstFailedAt, checks: incident.checks },
  }
}

export interface JudgedDelivery {
  audience: Audience
  state: 'waiting' | 'accepted' | 'refused' | 'expired'
  acceptedAt: number | null
  /** When it ended (accepted, refused or expired); null while waiting. */
  endedAt: number | null
  channel: string
  /** Deliveries to one person over several channels are one recipient; without it each delivery is one. */
  person?: string
}

export interface NoticeJudgement {
  state: 'open' | 'met' | 'breached' | 'not-proven'
  decidedAt: number | null
  /** From the last acceptance to the due time (negative: too late); from now where somebody is still not reached after it. */
  marginMs: number | null
  because: string | null
}

/** What became of one recipient: reached (when), unreachable though tried in time (到達不能), failed, or still under way. */
type Reach = { state: 'reached'; at: number } | { state: 'unreachable' | 'failed' | 'under-way' }

/**
 * Judges a notice by its last owed recipient (design, rule 6). Met: everyone owed was accepted at or
 * before the due time; a user whom the server refused for good in time counts as unreachable and does not
 * breach, an administrative contact does, unless a second channel reached it. Breached as soon as the due
 * time is over with somebody owed not reached, or an administrative contact is lost. Not proven: nobody
 * owed exists, or nobody owed could be reached.
 */
export function judgeNotice(a: {
  dueAt: number
  now: number
  /** Whether every recipient has its delivery by now. */
  expanded: boolean
  deliveries: JudgedDelivery[]
  owed: Audience[]
}): NoticeJudgement {
  const { dueAt, now, expanded, deliveries, owed } = a
  const reaches = recipients(deliveries, owed).map((one) => reach(one, dueAt))
  const reached = reaches.flatMap((one) => (one.state === 'reached' ? [one.at] : []))
  const lastAt = reached.length > 0 ? Math.max(...reached) : null
  const has = (state: Reach['state']) => reaches.some((one) => one.state === state)
  const decided = (state: 'met' | 'breached' | 'not-proven', because: string, marginMs: number | null) => ({
    state,
    decidedAt: now,
    marginMs,
    because,
  })

  // Before everyone has a delivery, a second channel may still come.
  if (has('failed') && (expanded || now > dueAt))
    return decided('breached', 'recipient-not-reached', now > dueAt ? dueAt - now : null)
  if (lastAt !== null && lastAt > dueAt) return decided('breached', 'accepted-late', dueAt - lastAt)
  if (!expanded || has('under-way')) {
    if (now <= dueAt) return { state: 'open', decidedAt: null, marginMs: null, because: null }
    return decided('breached', expanded ? 'not-accepted-in-time' : 'not-expanded-in-time', dueAt - now)
  }
  if (reaches.length === 0) return decided('not-proven', 'no-recipient', null)
  if (lastAt === null) return decided('not-proven', 'nobody-reachable', null)
  const because = has('unreachable') ? 'accepted-in-time-except-unreachable' : 'accepted-in-time'
  return decided('met', because, dueAt - lastAt)
}

/** Deliveries of the owed audiences by recipient. */
function recipients(deliveries: JudgedDelivery[], owed: Audience[]): JudgedDelivery[][] {
  const groups = new Map<string, JudgedDelivery[]>()
  for (const [index, delivery] of deliveries.entries()) {
    if (!owed.includes(delivery.audience)) continue
    const key = delivery.person === undefined ? `#${index}` : `${delivery.audience}/${delivery.person}`
    groups.set(key, [...(groups.get(key) ?? []), delivery])
  }
  return [...groups.values()]
}

/** One recipient over all its channels: the earliest acceptance counts. */
function reach(channels: JudgedDelivery[], dueAt: number): Reach {
  const accepted = channels.flatMap((one) => (one.state === 'accepted' ? (one.acceptedAt ?? []) : []))
  if (accepted.length > 0) return { state: 'reached', at: Math.min(...accepted) }
  if (channels.some((one) => one.state === 'waiting')) return { state: 'under-way' }
  const unreachable = channels.every(
    (one) =>
      one.audience === 'users' && one.state === 'refused' && one.endedAt !== null && one.endedAt <= dueAt,
  )
  return { state: unreachable ? 'unreachable' : 'failed' }
}
