/** From what incidents should say to what changes in those that exist. Ids never change. */
import { isOfWindow } from '../performance/slow.ts'
import { confirmationMs, overlap, type Wanted } from './stretch.ts'
import type { CheckView, Held, Incident, IncidentChange } from './types.ts'
import { knowsOf } from './view.ts'

export interface MatchInput {
  wanted: Wanted[]
  /** Incidents of the same service, kind and component. */
  existing: Incident[]
  /** The checks whose failures make incidents of this scope. */
  views: CheckView[]
  now: number
  newId: () => string
  /** Failures that ended before it are matched, but never opened. */
  horizonAt: number
  /** Start of the newest answer by which what stopped is known to be there since an instant, though some of it fails. */
  upAt?: ((since: number) => number | null) | undefined
}

export interface Matched {
  changes: IncidentChange[]
  held: Held[]
  nextAt: number | null
}

/** Matches by overlap in time and says what changes; what stays as it is gives no entry. */
export function match(input: MatchInput): Matched {
  const { wanted, existing, now, horizonAt } = input
  const pairs = pair(input)
  const changes: IncidentChange[] = []
  const held: Held[] = []
  const instants: number[] = []
  for (const want of wanted) {
    const before = pairs.get(want)
    if (!before) {
      const { heldUntil } = want
      if (heldUntil !== null) {
        instants.push(heldUntil)
        for (const check of want.checks)
          held.push({ check, because: 'liveness-not-yet-known', untilAt: heldUntil })
      } else if ((want.recoveryConfirmedAt ?? now) >= horizonAt) changes.push(open(want, input.newId()))
      continue
    }
    const pendingUntil = before.recoveredAt === null ? recoveryPendingUntil(want, input) : null
    if (pendingUntil !== null) instants.push(pendingUntil)
    const whole = begunBefore(want, before, input.views)
    const change = update(
      before,
      pendingUntil === null ? whole : { ...whole, recoveredAt: null, recoveryConfirmedAt: null },
    )
    if (change && !(change.type === 'reopened' && endIsToCome(before, want, input.views)))
      changes.push(change)
  }
  const matched = new Set(pairs.values())
  for (const left of existing) {
    if (matched.has(left)) continue
    const change =
      endBeforeAnother(left, input) ??
      (left.recoveredAt === null ? endWithoutEvidence(left, input) : endOfPart(left, input))
    if (change) changes.push(change)
  }
  return { changes, held, nextAt: instants.length > 0 ? Math.min(...instants) : null }
}

/**
 * Each wanted one with its existing incident: equal beginnings first, then the earliest that overlaps. What a clock
 * that was ahead put into a time to come is over, and is not what fails now: both were told, and each keeps its end.
 */
function pair({ wanted, existing, views, now }: MatchInput): Map<Wanted, Incident> {
  const pairs = new Map<Wanted, Incident>()
  const free = new Set(
    existing.toSorted(
      (a, b) => a.firstFailedAt - b.firstFailedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    ),
  )
  const same = (a: Wanted, b: Incident) => a.firstFailedAt === b.firstFailedAt
  const toCome = ({ firstFailedAt }: { firstFailedAt: number }) => firstFailedAt > now
  const together = (a: Wanted, b: Incident) =>
    overlap(a, b) && (b.recoveredAt === null || toCome(a) || !toCome(b)) && !isAnother(a, b, views)
  for (const fits of [same, together]) {
    for (const want of wanted) {
      if (pairs.has(want)) continue
      const found = [...free].find((incident) => fits(want, incident))
      if (!found) continue
      pairs.set(want, found)
      free.delete(found)
    }
  }
  return pairs
}

function open({ partial: _, heldUntil: __, ...want }: Wanted, id: string): IncidentChange {
  const learnedAfterEnd = want.recoveredAt !== null
  return {
    type: 'opened',
    incident: { id, ...want, discoveredAt: want.confirmedAt },
    learnedAfterEnd,
    because: learnedAfterEnd ? 'confirmed failure learned of after its end' : 'confirmed failure',
  }
}

/**
 * What checks had shown of an incident stays, where they are configured no more, began anew since or know nothing of it
 * any more: it begins where it began. A check that is renamed, or that several vantages take over, must not shorten an
 * outage, nor must the time that has passed.
 */
function begunBefore(want: Wanted, before: Incident, views: CheckView[]): Wanted {
  const known = before.checks.map((check) => views.find(({ spec }) => spec.check === check))
  const gone = before.checks.filter((_, index) => known[index] === undefined)
  const begunAt = before.firstFailedAt
  // What one check alone was told of it puts right itself, as far as it knows.
  const isShared = before.checks.length > 1
  const forgot = before.checks.filter(
    (_, index) => isShared && begunAt < (known[index]?.knownFrom ?? begunAt),
  )
  const anew = known.some((view) => view && !knowsOf(view, begunAt) && view.sinceAt <= want.firstFailedAt)
  if (gone.length + forgot.length === 0 && !anew) return want
  const kept = before.checks.filter((check) => forgot.includes(check) || want.checks.includes(check))
  const earlier = begunAt <= want.firstFailedAt ? before : want
  const { lastOkAt, firstFailedAt, reason, message } = earlier
  return {
    ...want,
    ...(before.dueTo === undefined || gone.length === 0 ? {} : { dueTo: before.dueTo }),
    ...{ lastOkAt, firstFailedAt, reason, message },
    checks: [...new Set([...gone, ...(forgot.length > 0 ? kept : []), ...want.checks])],
    confirmedAt: Math.min(before.confirmedAt, want.confirmedAt),
  }
}

function update(before: Incident, { partial, heldUntil: _, ...want }: Wanted): IncidentChange | null {
  const { lastOkAt, firstFailedAt, confirmedAt, reason, message } = before
  const said = partial ? { lastOkAt, firstFailedAt, confirmedAt, reason, message } : {}
  const now = { ...want, ...said }
  // A person may have reported it before it was confirmed; that stays.
  const reported = before.discoveredAt < before.confirmedAt ? before.discoveredAt : Infinity
  const incident: Incident = { id: before.id, ...now, discoveredAt: Math.min(now.confirmedAt, reported) }
  if (equal(before, incident)) return null
  if (before.recoveredAt === null && incident.recoveredAt !== null)
    return { type: 'recovered', incident, because: 'recovery confirmed on every member' }
  if (before.recoveredAt !== null && incident.recoveredAt === null)
    return { type: 'reopened', incident, because: 'later evidence shows that it still failed' }
  return { type: 'corrected', incident, because: `later evidence on ${changed(before, incident).join(', ')}` }
}

/**
 * Its end was told while the clock was ahead, by results that wait for their time since it was set back. Nobody is told
 * that it goes on for that: only failures that were not known then say so.
 */
function endIsToCome(before: Incident, want: Wanted, views: readonly CheckView[]): boolean {
  const toldAt = before.recoveryConfirmedAt ?? before.recoveredAt ?? Number.NEGATIVE_INFINITY
  const waiting = views.filter(
    ({ spec, setBack }) =>
      setBack && toldAt >= setBack.since && [...before.checks, ...want.checks].includes(spec.check),
  )
  return (
    waiting.length > 0 &&
    waiting.every(({ spec, setBack }) => (setBack?.failures ?? 0) < spec.confirm.failures)
  )
}

function changed(a: Incident, b: Incident): string[] {
  const keys = Object.keys({ ...b, ...a }) as (keyof Incident)[]
  return keys.filter((key) => a[key] !== b[key] && JSON.stringify(a[key]) !== JSON.stringify(b[key]))
}

function equal(a: Incident, b: Incident): boolean {
  return changed(a, b).length === 0
}

/**
 * A recovery waits while another check of the scope fails unconfirmed since before it, as long as that
 * can still be confirmed: otherwise users would read of a recovery and at once of the next stop.
 */
function recoveryPendingUntil(want: Wanted, { views, now }: MatchInput): number | null {
  const { recoveredAt } = want
  if (recoveredAt === null) return null
  const ends = views.flatMap(({ spec, episodes }) =>
    episodes
      .filter(
        (one) => one.confirmedAt === null && one.recoveredAt === null && one.firstFailedAt < recoveredAt,
      )
      .map((one) => one.firstFailedAt + confirmationMs(spec)),
  )
  const untilAt = Math.max(...ends)
  return now < untilAt ? untilAt : null
}

/**
 * An open incident that no confirmed failure supports any more (results in between arrived later, or it
 * merged into another): it has been told, so it stays until its checks have answered and none fails.
 * Silence ends nothing.
 */
function endWithoutEvidence(incident: Incident, { views, now, upAt }: MatchInput): IncidentChange | null {
  const members = views.filter((view) => incident.checks.includes(view.spec.check))
  if (members.length === 0) return endBySuccessors(incident, views, now)
  // It was a window of response times that was slow: only a window that is judged can say that it is calm.
  const ofWindow = isOfWindow(incident)
  if (ofWindow && !members.some(({ spec }) => spec.slowdown)) return monitoringEnded(incident, now)
  const answered = members.every(
    (view) =>
      (answeredAt(view, ofWindow) ?? Number.NEGATIVE_INFINITY) > incident.firstFailedAt &&
      view.episodes.every((episode) => episode.recoveredAt !== null),
  )
  // Redundant to others, or by what the configuration says now: the stop of one that still fails stops nothing more.
  const withoutThem = answered ? null : (upAt?.(incident.firstFailedAt) ?? null)
  if (!answered && withoutThem === null) return null
  const ends = members.flatMap(
    (view) =>
      view.episodes.find((one) => one.recoveredAt !== null && one.recoveredAt > incident.firstFailedAt) ?? [],
  )
  // A check that began anew meanwhile knows nothing of it but that it answers: nothing is shortened by that.
  const anew = members.flatMap((view) =>
    knowsOf(view, incident.firstFailedAt) ? [] : (view.lastExecutedAt ?? []),
  )
  if (ends.length === 0 && withoutThem !== null) anew.push(withoutThem)
  return {
    type: 'recovered',
    incident: {
      ...incident,
      recoveredAt: Math.max(incident.firstFailedAt, ...ends.map((one) => one.recoveredAt ?? 0), ...anew),
      recoveryConfirmedAt:
        ends.length > 0 ? Math.max(...ends.map((one) => one.recoveryConfirmedAt ?? 0)) : now,
    },
    because: 'no confirmed failure is left in the light of later evidence',
  }
}

/** Until when an incident had begun by what it was told on: what begins later is not what it was told of. */
const begunBy = ({ firstFailedAt, confirmedAt }: Incident) => Math.max(firstFailedAt, confirmedAt)

/**
 * Whether what fails began only after an incident was confirmed, and after all of its checks had answered again: those
 * who were told of the one have read nothing of the other, which owes a first notice of its own. What still fails since
 * then is the same, though later evidence explains how it began.
 */
function isAnother(want: Wanted, before: Incident, views: readonly CheckView[]): boolean {
  const { firstFailedAt, checks } = before
  if (want.partial || isOfWindow(before) || checks.length === 0) return false
  if (want.firstFailedAt <= begunBy(before)) return false
  return checks.every((check) => {
    const view = views.find(({ spec }) => spec.check === check)
    if (!view || view.setBack || !knowsOf(view, firstFailedAt)) return false
    // It began by a clock that was behind: what lasts now by the right one is the same.
    const { from = Infinity, to = Infinity } = view.leftOut ?? {}
    if (before.recoveredAt === null && from <= firstFailedAt && firstFailedAt <= to) return false
    if (firstFailedAt < (view.knownFrom ?? Number.NEGATIVE_INFINITY)) return false
    const ends = endedOf(view, before).map(({ recoveredAt }) => recoveredAt ?? Infinity)
    return ends.every((end) => end <= want.firstFailedAt)
  })
}

/** What a check failed with while an incident was told. */
const endedOf = ({ episodes }: CheckView, before: Incident) =>
  episodes.filter(
    ({ firstFailedAt, recoveredAt }) =>
      firstFailedAt <= begunBy(before) && (recoveredAt ?? Infinity) > before.firstFailedAt,
  )

/** What it was told of was over, or was none, before what fails now began. */
function endBeforeAnother(incident: Incident, { wanted, views, now }: MatchInput): IncidentChange | null {
  if (!wanted.some((want) => overlap(want, incident) && isAnother(want, incident, views))) return null
  const ends = views.flatMap((view) =>
    incident.checks.includes(view.spec.check) ? endedOf(view, incident) : [],
  )
  const recoveredAt = Math.max(incident.firstFailedAt, ...ends.map((one) => one.recoveredAt ?? 0))
  const recoveryConfirmedAt =
    ends.length > 0
      ? Math.max(...ends.map((one) => one.recoveryConfirmedAt ?? 0))
      : (incident.recoveryConfirmedAt ?? now)
  return {
    type: incident.recoveredAt === null ? 'recovered' : 'corrected',
    incident: { ...incident, recoveredAt, recoveryConfirmedAt },
    because: 'later evidence shows that it was over before what fails now began',
  }
}

/**
 * It was told as a stop of its own, with its end, and later evidence makes it a part of another one: it ended no later
 * than that. Only checks that knew of it all along say so: nothing else shortens what was told.
 */
function endOfPart(incident: Incident, { wanted, views }: MatchInput): IncidentChange | null {
  const { recoveredAt, recoveryConfirmedAt, firstFailedAt, checks } = incident
  if (recoveredAt === null || recoveryConfirmedAt === null || isOfWindow(incident)) return null
  const wholes = wanted.filter((want) => overlap(want, incident))
  const last = wholes.toSorted((a, b) => (b.recoveredAt ?? Infinity) - (a.recoveredAt ?? Infinity))[0]
  if (!last || last.recoveredAt === null || last.recoveredAt >= recoveredAt) return null
  const known = checks.every(
    (check) =>
      wholes.some((whole) => whole.checks.includes(check)) &&
      views.some((view) => view.spec.check === check && knowsOf(view, firstFailedAt) && !view.setBack),
  )
  if (!known) return null
  const ends = { recoveredAt: last.recoveredAt, recoveryConfirmedAt: last.recoveryConfirmedAt }
  return {
    type: 'corrected',
    incident: { ...incident, ...ends },
    because: 'later evidence makes it a part of another one, which ended earlier',
  }
}

/** Newest result that could say that it is over; null where none can. */
function answeredAt({ spec, slowJudgedAt, lastExecutedAt }: CheckView, ofWindow: boolean): number | null {
  return ofWindow && spec.slowdown ? (slowJudgedAt ?? null) : lastExecutedAt
}

/**
 * None of its checks is configured any more (renamed, or another one took its place): those of the same
 * components and purpose speak for them. The stop runs to the last of their newest results, so that taking
 * a check away never shortens an outage. A component that has none left proves nothing, then or later: what
 * is known of the stop ends with its monitoring.
 */
function endBySuccessors(incident: Incident, views: CheckView[], now: number): IncidentChange | null {
  const ofWindow = isOfWindow(incident)
  const successors = incident.checks.map((check) =>
    views.filter(
      ({ spec }) =>
        check.startsWith(`${spec.service}/${spec.component}/`) && (!ofWindow || spec.slowdown !== undefined),
    ),
  )
  const starts = successors
    .flat()
    .map((view) => (view.health.state === 'up' ? answeredAt(view, ofWindow) : null))
  const recoveredAt = starts.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0)
  const whole = successors.every((found) => found.length > 0)
  if (!whole && recoveredAt !== null) return monitoringEnded(incident, now)
  if (recoveredAt === null || recoveredAt <= incident.firstFailedAt) return null
  return {
    type: 'recovered',
    incident: { ...incident, recoveredAt, recoveryConfirmedAt: now },
    because: 'its checks are configured no more, and those in their place answer',
  }
}

/**
 * Closes an incident whose checks were taken out of the configuration with nothing in their place: nobody
 * will ever see its end, and unknown is never up. It has an end and no confirmed recovery, and no recovery is told.
 */
export function monitoringEnded(incident: Incident, now: number): IncidentChange {
  return {
    type: 'corrected',
    incident: { ...incident, recoveredAt: Math.max(now, incident.firstFailedAt), recoveryConfirmedAt: null },
    because: 'monitoring-ended',
  }
}
