/** The events of a timeline as the facts that its item is judged from. */

import { EDITION, INTERVAL_ITEMS, intervalItemOf, NOTICE_ITEM } from '../../rules/guideline/items.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import type { Facts, Told } from '../../rules/obligations/facts.ts'
import type { Judged } from '../../rules/obligations/judged.ts'
import type { JudgedDelivery } from '../../rules/obligations/notice.ts'
import { AUDIENCES, type NoticeKind } from '../../rules/words.ts'
import { instantsOf, type WatchedCheck, type WatchedIncident } from './monitoring.ts'
import type { World } from './settings.ts'
import type { Timeline, TimelineEvent } from './timeline.ts'
import { spanMs } from './times.ts'

export const isNoticeItem = (item: string) =>
  item === EDITION.measures.followUp || Object.values(NOTICE_ITEM).includes(item)
export const isIntervalItem = (item: string) => INTERVAL_ITEMS.has(item)

/** Runs of the checks that the item is about. */
export function executionsOf(
  timeline: Timeline,
  world: World,
  checks: readonly WatchedCheck[],
  a: { monitored: readonly { from: number; to: number }[] | null; known: readonly Judged[] },
): Facts | null {
  const own = checks.filter(({ spec }) => intervalItemOf(spec) === timeline.item)
  if (own.length === 0) return null
  // One check is owed once, whichever of its vantages did it.
  const together = Map.groupBy(own, ({ spec }) => spec.of ?? spec.check)
  return {
    shape: 'executions',
    checks: [...together].flatMap(([check, vantages]) =>
      vantages.slice(0, 1).map(({ spec }) => ({
        spec: { ...spec, check },
        sinceAt: world.startAt,
        results: vantages
          .flatMap(({ received }) => received)
          .toSorted((one, other) => one.startedAt - other.startedAt),
        known: a.known.filter(({ subject, state }) => subject === check && state !== 'open'),
      })),
    ),
    graceMs: spanMs(timeline.grace),
    monitored: a.monitored,
  }
}

/** Incidents with what was sent about them. */
export function toldOf(timeline: Timeline, world: World, incidents: readonly WatchedIncident[]): Told {
  const kind: NoticeKind = timeline.item === EDITION.measures.followUp ? 'follow-up' : 'first'
  return {
    shape: 'incidents',
    incidents: incidents.map(({ incident, opened }) => ({
      // Due times are those of its opening (design, rule 2); its end is needed for planned stops.
      incident: { ...opened, recoveredAt: incident.recoveredAt },
      notice: noticeOf(timeline, world, incident, kind),
    })),
    maintenance: { rules: world.rules, windows: world.windows },
  }
}

function noticeOf({ events }: Timeline, world: World, { kind }: Incident, notice: NoticeKind) {
  const own = events.filter((one) => (one.notice ?? one.expanded ?? 'first') === notice)
  const about = own.filter((one) => (one.about ?? kind) === kind)
  const known = about.filter(({ at }) => world.at(at) <= world.now)
  const deliveries = about.flatMap((event) => deliveryOf(event, world) ?? [])
  const written = known.some((event) => 'expanded' in event || deliveryOf(event, world) !== null)
  if (notice === 'follow-up' && !written) return null
  return { expanded: written, deliveries: written ? deliveries : [] }
}

function deliveryOf(event: TimelineEvent, world: World): JudgedDelivery | null {
  const to = event.accepted ?? event.refused ?? event.expired ?? event.waiting
  if (to === undefined) return null
  const [audience, person] = to.split('/')
  const known = AUDIENCES.find((one) => one === audience)
  if (!known || !person) throw new Error(`${to} is no audience/person`)
  const endedAt = world.at(event.at)
  const state = event.accepted
    ? 'accepted'
    : event.refused
      ? 'refused'
      : event.expired
        ? 'expired'
        : 'waiting'
  const by = (text: string | undefined) => {
    const at = text === undefined ? null : world.at(text)
    return at !== null && at <= world.now ? at : null
  }
  const ended = state !== 'waiting' && endedAt <= world.now
  return {
    audience: known,
    state: ended ? state : 'waiting',
    acceptedAt: ended && state === 'accepted' ? endedAt : null,
    recipientServerAt: by(event.server),
    acknowledgedAt: by(event.read),
    endedAt: ended ? endedAt : null,
    channel: event.channel ?? 'mail',
    person,
  }
}

type Key = keyof TimelineEvent
/** Events of one kind, each with its instants. */
function of<K extends Key>(timeline: Timeline, world: World, key: K) {
  return timeline.events.flatMap((event) => {
    const what = event[key]
    if (what === undefined) return []
    return instantsOf(event, world).map((at) => ({ what: String(what), at, event }))
  })
}

/** What people and other programs say; null where the timeline says nothing of the kind. */
export function otherFacts(timeline: Timeline, world: World): Facts | null {
  const get = (key: Key) => of(timeline, world, key)
  const optional = (text: string | undefined) => (text === undefined ? null : world.at(text))
  const endedAt = get('ended')[0]?.at ?? null
  const done = get('done')
  if (done.length > 0 || endedAt !== null) {
    const subjects = [...new Set(done.map(({ what }) => what))]
    if (get('created').length === 0)
      return {
        shape: 'sequence',
        subjects: (subjects.length > 0 ? subjects : [timeline.item]).map((subject) => ({
          subject,
          sinceAt: world.startAt,
          untilAt: endedAt,
          events: done
            .filter(({ what }) => what === subject)
            .map(({ at, event }, index) => ({
              ...{ id: `${subject}#${index + 1}`, at, recordedAt: optional(event.recorded) },
            })),
        })),
      }
  }
  const released = get('released')
  if (released.length > 0) {
    const finished = [...get('started'), ...get('updated')]
    return {
      shape: 'delays',
      triggers: released.map(({ what: id, at }) => {
        const end = finished.find(({ what }) => what === id)
        return { id, at, doneAt: end?.at ?? null, recordedAt: optional(end?.event.recorded) }
      }),
    }
  }
  const backups = get('backup')
  if (backups.length > 0)
    return {
      shape: 'verifications',
      events: backups.map(({ what: id, at }) => ({ id, at })),
      verifications: get('verified').map(({ what, at }) => ({ event: what, at })),
      graceMs: timeline.verifyWithin === null ? null : spanMs(timeline.verifyWithin),
    }
  const created = get('created')
  if (created.length > 0)
    return {
      shape: 'records',
      records: created.map(({ what: id, at: createdAt }) => ({
        id,
        createdAt,
        goneAt: lastOf(get('gone'), id, world.now),
        seenAt: lastOf(get('seen'), id, world.now),
      })),
      serviceEndAt: endedAt !== null && endedAt <= world.now ? endedAt : null,
      checkedWithinMs: spanMs(timeline.checkedWithin),
    }
  const levels = get('level')
  if (levels.length > 0)
    return {
      shape: 'levels',
      subjects: [...new Set(levels.map(({ what }) => what))].map((subject) => ({
        subject,
        levels: levels
          .filter(({ what }) => what === subject)
          .map(({ at, event: { value = null, until } }, index) => ({
            id: `${subject}#${index + 1}`,
            at,
            value: typeof value === 'string' ? spanMs(value) : value,
            validUntil: optional(until),
          })),
      })),
    }
  const statements = [
    ...get('attested').map((one) => ({ ...one, holds: true })),
    ...get('denied').map((one) => ({ ...one, holds: false })),
  ]
  if (statements.length > 0)
    return {
      shape: 'attested',
      attestations: statements.map(({ what: token, at, holds, event }, index) => ({
        ...{ id: `statement-${index + 1}`, token, holds, at, validUntil: optional(event.until) },
      })),
    }
  const spans = [
    ...get('covered').map((one) => ({ ...one, covered: true })),
    ...get('uncovered').map((one) => ({ ...one, covered: false })),
  ]
  if (spans.length > 0)
    return {
      shape: 'covered',
      closed: world.now >= world.period.to,
      spans: spans.map(({ at: from, event, covered }) => ({
        from,
        to: world.at(event.until ?? event.at),
        covered,
      })),
    }
  return null
}

function lastOf(events: readonly { what: string; at: number }[], id: string, now: number): number | null {
  const own = events.filter(({ what, at }) => what === id && at <= now).map(({ at }) => at)
  return own.length > 0 ? Math.max(...own) : null
}
