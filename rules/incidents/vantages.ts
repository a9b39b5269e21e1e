/**
 * One check seen from several vantages (`CheckSpec.of`). It fails where at least one of them says failed and none
 * says ok; who is silent or unknown has no say (design, rule 3). What only some cannot reach while others can is no
 * stop: it is cut off from them, by a network of our own.
 */
import { holdMs } from '../detection/step.ts'
import { order, type Stretch } from './stretch.ts'
import type { CheckView, Executed, SeenEpisode } from './types.ts'

/** Stable code of a vantage that fails where others answer. */
export const CUT_OFF = 'cut-off-vantage'

export interface Together {
  /** Every check once: those of several vantages as one, by the name that they have in common. */
  checks: CheckView[]
  /** What each vantage fails with while another one answers. */
  cutOff: { view: CheckView; stretch: Stretch }[]
  /** The vantages that are part of it. */
  members: CheckView[]
  /** When they may say something else without new results, since what one of them answered no longer holds; null if never. */
  nextAt: number | null
}

export function together(views: readonly CheckView[], now: number): Together {
  const found: Together = { checks: [], cutOff: [], members: [], nextAt: null }
  const groups = Map.groupBy(views, ({ spec }) => spec.of ?? spec.check)
  for (const [name, members] of groups) {
    const [first] = members
    if (!first) continue
    if (first.spec.of === undefined) {
      found.checks.push(...members)
      continue
    }
    found.members.push(...members)
    const knownFrom = Math.max(
      ...members.map(({ vantage }) => vantage?.knownFrom ?? Number.NEGATIVE_INFINITY),
    )
    // Mostly nothing fails: then nobody has to be asked what it says beside that.
    const says = members.some(({ episodes }) => episodes.some((one) => lastsBeyond(one, knownFrom)))
      ? members.map((view) => saysOf(view, now))
      : []
    const segments = segmentsOf(says, knownFrom)
    found.checks.push({ ...asOne(name, first, members, runsOf(segments, says, knownFrom)), knownFrom })
    // What is slow from one place only is not cut off from there.
    const reaching = first.spec.purpose === 'liveness' || first.spec.purpose === 'fault'
    for (const one of reaching ? says : [])
      for (const stretch of cutOffOf(one, segments, says, knownFrom))
        found.cutOff.push({ view: one.view, stretch })
    const ends = says.flatMap(({ endsAt }) => endsAt ?? [])
    if (segments.length > 0 && ends.length > 0)
      found.nextAt = Math.min(found.nextAt ?? Infinity, ...ends.map((at) => at + 1))
  }
  return found
}

interface Answering {
  from: number
  to: number
  /** When the answer that begins it was known. */
  knownAt: number
}

/** What one vantage says over time; where it says neither, it has no say. */
interface Says {
  view: CheckView
  episodes: SeenEpisode[]
  up: Answering[]
  /** When its newest answer will no longer hold; null where it does not hold now. */
  endsAt: number | null
}

/** An answer holds until the next execution, as long as a result may (design, rule 1); within a confirmed failure it does not. */
function saysOf(view: CheckView, now: number): Says {
  const { episodes, failures, spec, silentSince } = view
  const { answers = [], heardUnknown = false } = view.vantage ?? {}
  const starts = [...answers, ...failures].map(({ startedAt }) => startedAt).toSorted((a, b) => a - b)
  const up: Answering[] = []
  let endsAt: number | null = null
  let next = 0
  for (const { startedAt, knownAt } of answers) {
    while (next < starts.length && (starts[next] ?? 0) <= startedAt) next += 1
    if (episodes.some((one) => one.confirmedAt !== null && within(one, startedAt))) continue
    const heldTo = startedAt + holdMs(spec)
    const following = starts[next]
    // Late is not silent yet: until its silence is known, it says what it said.
    const speaks = now <= heldTo || (silentSince === null && !heardUnknown)
    const to = following === undefined ? (speaks ? Infinity : heldTo) : Math.min(heldTo, following)
    if (following === undefined && now <= heldTo) endsAt = heldTo
    const last = up.at(-1)
    if (last && last.to >= startedAt) last.to = Math.max(last.to, to)
    else up.push({ from: startedAt, to, knownAt })
  }
  return { view, episodes, up, endsAt }
}

function within({ firstFailedAt, recoveredAt }: SeenEpisode, at: number): boolean {
  return firstFailedAt <= at && at < (recoveredAt ?? Infinity)
}

function lastsBeyond({ recoveredAt }: SeenEpisode, at: number): boolean {
  return (recoveredAt ?? Infinity) > at
}

/** A time in which no vantage changes what it says, and at least one of them fails. */
interface Segment {
  from: number
  to: number
  up: Says[]
  failing: { says: Says; episode: SeenEpisode }[]
  /** `may-be`: none answers, but a failure is not confirmed (yet). */
  state: 'up' | 'down' | 'may-be'
}

function segmentsOf(says: readonly Says[], knownFrom: number): Segment[] {
  const failures = says.flatMap(({ episodes }) => episodes.filter((one) => lastsBeyond(one, knownFrom)))
  if (failures.length === 0) return []
  const edges = new Set<number>()
  const edge = (at: number) => edges.add(Math.max(at, knownFrom))
  for (const { firstFailedAt, recoveredAt } of failures) {
    edge(firstFailedAt)
    edge(recoveredAt ?? Infinity)
  }
  for (const { from, to } of says.flatMap(({ up }) => up)) {
    edge(from)
    edge(to)
  }
  const inOrder = [...edges].toSorted((a, b) => a - b)
  const segments: Segment[] = []
  inOrder.forEach((from, index) => {
    const to = inOrder[index + 1]
    if (to === undefined) return
    const failing = says.flatMap((one) => {
      const episode = one.episodes.find((each) => within(each, from))
      return episode ? [{ says: one, episode }] : []
    })
    if (failing.length === 0) return
    const up = says.filter((one) => one.up.some((span) => span.from <= from && from < span.to))
    const sure = failing.every(({ episode }) => episode.confirmedAt !== null)
    segments.push({ from, to, up, failing, state: up.length > 0 ? 'up' : sure ? 'down' : 'may-be' })
  })
  return segments
}

type Run = [Segment, ...Segment[]]

/** Segments that follow each other and are wanted. */
function runs(segments: readonly Segment[], wanted: (segment: Segment) => boolean): Run[] {
  const found: Run[] = []
  for (const segment of segments) {
    if (!wanted(segment)) continue
    const last = found.at(-1)
    if (last && last.at(-1)?.to === segment.from) last.push(segment)
    else found.push([segment])
  }
  return found
}

/**
 * The failures of all vantages together. One is confirmed where every vantage that says failed has confirmed it at
 * once, and known from then on; where that waited for another one's answer to run out, from that instant on.
 */
function runsOf(segments: readonly Segment[], says: readonly Says[], knownFrom: number): SeenEpisode[] {
  return runs(segments, ({ state }) => state !== 'up').map((run): SeenEpisode => {
    const [first] = run
    const end = run.at(-1)?.to ?? Infinity
    const begun = first.failing.toSorted(
      (a, b) =>
        b.episode.firstFailedAt - a.episode.firstFailedAt ||
        order(a.says.view.spec.check, b.says.view.spec.check),
    )[0]?.episode
    const known = run.filter(({ state }) => state === 'down').flatMap((segment) => knownIn(segment) ?? [])
    return {
      lastOkAt: lastOkBefore(first, says),
      firstFailedAt: first.from,
      confirmedAt: known.length > 0 ? Math.min(...known) : null,
      confirmedBy: null,
      recoveredAt: end === Infinity ? null : end,
      recoveryConfirmedAt: end === Infinity ? null : answeredAt(end, says),
      reason: begun?.reason ?? null,
      message: begun?.message ?? null,
      partial: first.from === knownFrom || first.failing.some(({ episode }) => episode.partial === true),
    }
  })
}

/**
 * When it is known that nobody answers; null where that is not. A vantage that answered last, though not often enough
 * to have recovered, has to fail again before the silence of another one makes a stop of it; so has one that is silent
 * itself: what it failed with does not hold any more, and two silences are no failure (design, rule 3).
 */
function knownIn({ from, to, failing }: Segment): number | null {
  const confirmedAt = Math.max(...failing.map(({ episode }) => episode.confirmedAt ?? from))
  if (confirmedAt >= from) return confirmedAt
  const newest = (results: readonly Executed[] = []) =>
    results.findLast(({ startedAt }) => startedAt <= from)?.startedAt ?? Number.NEGATIVE_INFINITY
  const views = failing.map(({ says }) => says.view)
  const failsStill = ({ vantage, failures, spec }: CheckView) => {
    const failedAt = newest(failures)
    return newest(vantage?.answers) <= failedAt && from < failedAt + holdMs(spec)
  }
  if (views.some(failsStill)) return from
  const again = views.flatMap(
    ({ failures }) => failures.find(({ startedAt }) => startedAt >= from && startedAt < to)?.knownAt ?? [],
  )
  return again.length > 0 ? Math.min(...again) : null
}

function lastOkBefore({ from, failing }: Segment, says: readonly Says[]): number | null {
  const answers = says.flatMap(
    ({ view }) => view.vantage?.answers.findLast((one) => one.startedAt < from) ?? [],
  )
  const instants = [
    ...answers.map(({ startedAt }) => startedAt),
    ...failing.flatMap(({ episode }) => episode.lastOkAt ?? []),
  ].filter((at) => at < from)
  return instants.length > 0 ? Math.max(...instants) : null
}

/** When it was known that somebody answers from `end` on. */
function answeredAt(end: number, says: readonly Says[]): number {
  const known = says.flatMap(({ up, episodes }) => {
    const recovered = episodes.find((one) => one.recoveredAt === end)
    if (recovered) return recovered.recoveryConfirmedAt ?? end
    return up.find(({ from }) => from === end)?.knownAt ?? []
  })
  return known.length > 0 ? Math.min(...known) : end
}

/**
 * A confirmed failure of one vantage while another one answers, proven by an answer after its confirmation and by a
 * failure after that answer: vantages that see one stop begin and end at different instants, and are not cut off.
 */
function cutOffOf(
  one: Says,
  segments: readonly Segment[],
  says: readonly Says[],
  knownFrom: number,
): Stretch[] {
  const own = ({ failing }: Segment) => failing.find((each) => each.says === one)?.episode
  const others = says.filter((other) => other !== one)
  return runs(segments, (segment) => {
    if (own(segment)?.confirmedAt == null) return false
    // That another one fails too is not known before it is confirmed.
    return (
      segment.up.length > 0 ||
      segment.failing.some((each) => each.says !== one && each.episode.confirmedAt === null)
    )
  }).flatMap((run): Stretch[] => {
    const [first] = run
    const episode = own(first)
    const end = run.at(-1)?.to ?? Infinity
    const sinceAt = Math.max(first.from, episode?.confirmedAt ?? first.from)
    const proof = earliestAnswer(others, sinceAt, end)
    const still =
      proof && one.view.failures.find(({ startedAt }) => startedAt > proof.startedAt && startedAt < end)
    if (!episode || !still) return []
    const alsoFailing = segments
      .find(({ from }) => from === end)
      ?.failing.map((each) => each.episode.confirmedAt ?? end)
    return [
      {
        checks: [one.view.spec.check],
        lastOkAt: episode.lastOkAt,
        firstFailedAt: first.from,
        confirmedAt: still.knownAt,
        recoveredAt: end === Infinity ? null : end,
        recoveryConfirmedAt:
          end === Infinity
            ? null
            : episode.recoveredAt === end
              ? episode.recoveryConfirmedAt
              : Math.max(end, ...(alsoFailing ?? [])),
        reason: CUT_OFF,
        message: episode.message,
        partial: first.from === knownFrom || episode.partial === true,
        heldUntil: null,
      },
    ]
  })
}

function earliestAnswer(says: readonly Says[], fromAt: number, toAt: number): Executed | null {
  const answers = says.flatMap(
    ({ view }) =>
      view.vantage?.answers.find(({ startedAt }) => startedAt >= fromAt && startedAt < toAt) ?? [],
  )
  return answers.toSorted((a, b) => a.startedAt - b.startedAt || a.knownAt - b.knownAt)[0] ?? null
}

/** All vantages as one check. It has answered since an instant where everybody has who is heard at all. */
function asOne(
  name: string,
  first: CheckView,
  members: readonly CheckView[],
  episodes: SeenEpisode[],
): CheckView {
  const { of: _, ...spec } = first.spec
  const heard = members.filter(({ silentSince }) => silentSince === null)
  const executed = (heard.length > 0 ? heard : members).flatMap(({ lastExecutedAt }) => lastExecutedAt ?? [])
  // Slow is what all of them find slow: one that finds it calm speaks for all.
  const judged = members.flatMap(({ slowJudgedAt }) => slowJudgedAt ?? [])
  const back = members.flatMap(({ setBack }) => setBack ?? [])
  const leftOut = members.find((view) => view.leftOut)?.leftOut
  const healthy =
    members.find(({ health }) => health.state === 'up') ??
    members.find(({ health }) => health.state === 'down')
  return {
    spec: { ...spec, check: name },
    episodes,
    health: (healthy ?? first).health,
    lastExecutedAt:
      executed.length < Math.max(heard.length, 1) || executed.length === 0
        ? null
        : heard.length > 0
          ? Math.min(...executed)
          : Math.max(...executed),
    ...(spec.slowdown && { slowJudgedAt: judged.length > 0 ? Math.max(...judged) : null }),
    ...(back.length > 0 && {
      setBack: {
        since: Math.min(...back.map(({ since }) => since)),
        failures: Math.max(...back.map((one) => one.failures)),
      },
    }),
    ...(leftOut && { leftOut }),
    sinceAt: Math.min(...members.map(({ sinceAt }) => sinceAt)),
    failed: members.flatMap((view) => view.episodes),
    silentSince: heard.length > 0 ? null : Math.max(...members.map((view) => view.silentSince ?? 0)),
    failures: members
      .flatMap(({ failures }) => failures)
      .filter(({ startedAt }) => episodes.some((one) => within(one, startedAt)))
      .toSorted((a, b) => a.startedAt - b.startedAt || a.knownAt - b.knownAt),
  }
}
