/** The notice items (III.1.1.1 b, III.1.1.2 b): the last recipient is told within the value in force. */
import type { Choice } from '../guideline/interpretation.ts'
import type { Incident } from '../incidents/types.ts'
import type { Audience } from '../words.ts'
import { doubtWithin } from './doubt.ts'
import type { ClockDoubt, Obligation } from './types.ts'

/**
 * The obligation to tell of an incident. Its clock starts at the detection (検知), or where `owed` says, as
 * known when it is opened; later corrections of the incident never move it (design, rule 2), so it is opened
 * once.
 * @param a.valueMs the value in force, milliseconds, not negative; its length where it is of the calendar
 * @param a.clockFrom from `owesNotice` or `owesFollowUp`; without it the confirmed failure
 */
export function openNoticeObligation(a: {
  id: string
  incident: Incident
  item: string
  valueMs: number
  clockFrom?: number
}): Obligation {
  const { id, incident, item, valueMs, clockFrom = incident.confirmedAt } = a
  return {
    id,
    item,
    service: incident.service,
    subject: incident.id,
    clockFrom,
    dueAt: clockFrom + valueMs,
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
  /** 中継受付: our relay accepted it. */
  acceptedAt: number | null
  /** The recipient's own server accepted it (direct, DSN, relay log); null where nothing says so. */
  recipientServerAt?: number | null
  /** A person acknowledged it. */
  acknowledgedAt?: number | null
  /** When it ended (accepted, refused or expired); null while waiting. */
  endedAt: number | null
  channel: string
  /** Deliveries to one person over several channels are one recipient; without it each delivery is one. */
  person?: string
}

export interface NoticeJudgement {
  state: 'open' | 'met' | 'breached' | 'not-proven'
  decidedAt: number | null
  /** From the last acceptance to the due time (negative: too late); null where somebody was not reached: that has no end yet. */
  marginMs: number | null
  because: string | null
}

/**
 * What became of one recipient: reached (when), unreachable though tried in time (到達不能), failed, still under
 * way, or accepted by our relay (when) without the stamp that counts.
 */
type Reach = { state: 'reached' | 'unproven'; at: number } | { state: 'unreachable' | 'failed' | 'under-way' }

type ReachedBy = Choice<'noticeReachedBy'>

export interface NoticeInput {
  dueAt: number
  now: number
  /** Whether every recipient has its delivery by now. */
  expanded: boolean
  deliveries: readonly JudgedDelivery[]
  /** What is stored of the notice cannot be read any more: what anybody was told is not known. */
  unreadable?: boolean
  owed: readonly Audience[]
  /** Which stamp counts as told; our relay's by default. */
  reachedBy?: ReachedBy
  /** Where the deadline's clock started, and the times of doubt in our own clock. */
  clock?: { from: number; doubts: readonly ClockDoubt[] }
}

/**
 * Judges a notice by its last owed recipient (design, rule 6). Met: everyone owed was reached at or before
 * the due time; a user whom the server refused for good in time counts as unreachable and does not
 * breach, an administrative contact does, unless a second channel reached it. Breached as soon as the due
 * time is over with somebody owed not reached, or an administrative contact is lost. Not proven: nobody
 * owed exists, nobody owed could be reached, somebody has no stamp of the kind that counts once the due time
 * is over, our own clock was in doubt between the clock's start and what decides, or the notice cannot be read; what was
 * accepted too late is late whatever it said. No stamp can be earlier
 * than the relay's: who was not accepted there in time was not told in time.
 */
export function judgeNotice(a: NoticeInput): NoticeJudgement {
  const { dueAt, now, expanded, deliveries, owed, reachedBy = 'relay' } = a
  const reaches = recipients(deliveries, owed).map((one) => reach(one, dueAt, reachedBy))
  const lastOf = (state: 'reached' | 'unproven') => {
    const instants = reaches.flatMap((one) => (one.state === state && 'at' in one ? [one.at] : []))
    return instants.length > 0 ? Math.max(...instants) : null
  }
  const lastAt = lastOf('reached')
  const relayedAt = lastOf('unproven')
  const latestAt = Math.max(lastAt ?? Number.NEGATIVE_INFINITY, relayedAt ?? Number.NEGATIVE_INFINITY)
  const has = (state: Reach['state']) => reaches.some((one) => one.state === state)
  /** @param by the instant that decides, as our clock showed it */
  const decided = (
    state: 'met' | 'breached' | 'not-proven',
    because: string,
    marginMs: number | null,
    by = now,
  ): NoticeJudgement => {
    if (a.unreadable && because !== 'accepted-late')
      return { state: 'not-proven', decidedAt: now, marginMs: null, because: 'notice-unreadable' }
    const doubt = a.clock
      ? doubtWithin(a.clock.doubts, Math.min(a.clock.from, by), Math.max(a.clock.from, by))
      : null
    if (doubt && state !== 'not-proven')
      return { state: 'not-proven', decidedAt: now, marginMs, because: doubt.because }
    return { state, decidedAt: now, marginMs, because }
  }
  const open: NoticeJudgement = { state: 'open', decidedAt: null, marginMs: null, because: null }

  // Before everyone has a delivery, a second channel may still come.
  if (has('failed') && (expanded || now > dueAt)) return decided('breached', 'recipient-not-reached', null)
  if (latestAt > dueAt) return decided('breached', 'accepted-late', dueAt - latestAt, latestAt)
  if (!expanded || has('under-way')) {
    if (now <= dueAt) return open
    return decided('breached', expanded ? 'not-accepted-in-time' : 'not-expanded-in-time', null)
  }
  if (reaches.length === 0) return decided('not-proven', 'no-recipient', null)
  if (relayedAt !== null) return now <= dueAt ? open : decided('not-proven', 'stamp-missing', null)
  if (lastAt === null) return decided('not-proven', 'nobody-reachable', null)
  const because = has('unreachable') ? 'accepted-in-time-except-unreachable' : 'accepted-in-time'
  return decided('met', because, dueAt - lastAt, lastAt)
}

/** Deliveries of the owed audiences by recipient. */
function recipients(
  deliveries: readonly JudgedDelivery[],
  owed: readonly Audience[],
): readonly JudgedDelivery[][] {
  const groups = new Map<string, JudgedDelivery[]>()
  for (const [index, delivery] of deliveries.entries()) {
    if (!owed.includes(delivery.audience)) continue
    const key = delivery.person === undefined ? `#${index}` : `${delivery.audience}/${delivery.person}`
    const group = groups.get(key)
    if (group) group.push(delivery)
    else groups.set(key, [delivery])
  }
  return [...groups.values()]
}

const STAMP: Record<ReachedBy, (one: JudgedDelivery) => number | null> = {
  relay: (one) => (one.state === 'accepted' ? one.acceptedAt : null),
  'recipient-server': (one) => one.recipientServerAt ?? null,
  acknowledged: (one) => one.acknowledgedAt ?? null,
}

/** One recipient over all its channels: the earliest stamp counts. */
function reach(channels: readonly JudgedDelivery[], dueAt: number, reachedBy: ReachedBy): Reach {
  const reachedAt = earliest(channels, STAMP[reachedBy])
  if (reachedAt !== null) return { state: 'reached', at: reachedAt }
  if (channels.some((one) => one.state === 'waiting')) return { state: 'under-way' }
  const relayedAt = earliest(channels, STAMP.relay)
  if (relayedAt !== null) return { state: 'unproven', at: relayedAt }
  const unreachable = channels.every(
    (one) =>
      one.audience === 'users' && one.state === 'refused' && one.endedAt !== null && one.endedAt <= dueAt,
  )
  return { state: unreachable ? 'unreachable' : 'failed' }
}

function earliest(
  channels: readonly JudgedDelivery[],
  stamp: (one: JudgedDelivery) => number | null,
): number | null {
  const stamps = channels.flatMap((one) => stamp(one) ?? [])
  return stamps.length > 0 ? Math.min(...stamps) : null
}
