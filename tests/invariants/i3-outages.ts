/**
 * I3: no outage arises from our own downtime, a partition of ours, or a clock step; and none of these makes an agent
 * skip a check that nothing of the world kept it from.
 */
import type { Check } from '../../collector/model.ts'
import type { IncidentRow } from '../../collector/store/records.ts'
import type { Said } from '../reference/detection.ts'
import { failuresIn } from '../reference/detection.ts'
import { cadence, ON_PLAN_MS } from './cadence.ts'
import { offsetsOfCollectors } from './clocks.ts'
import { asTold, STEPPED_MS } from './detections.ts'
import { type Finder, finderOf } from './found.ts'
import { heardSince } from './heard.ts'
import type { History, Judgement, Span } from './history.ts'
import { type Stored, servicesOf, storedIn } from './known.ts'
import { lookUpOf, targetOf } from './runs.ts'
import { isSteppedNear, stepsOf } from './steps.ts'

/** What two readings of a host's clock may lie apart beyond their uncertainty, milliseconds: rounding, and its drift between two exchanges. */
const APART_MS = 1_000
const LINES = 12
export function outages(history: History): Judgement {
  const finder = finderOf('I3', history)
  const { incidents, stored } = history.end
  if (!incidents || !stored) finder.missing(incidents ? 'stored results' : 'incidents')
  else {
    const told = incidents.filter(({ kind, withdrawnAt }) => kind === 'outage' && withdrawnAt === null)
    const executed = lookUpOf(history.world.executed)
    const said = storedIn(history)
    for (const incident of told) {
      finder.examine('outages', 1)
      ofTarget(incident, { history, finder, executed, said })
    }
    // None of them is an answer as well.
    if (told.length === 0) finder.examine('looks for outages', 1)
  }
  cadence(history, finder)
  return finder.judgement()
}

interface Look {
  history: History
  finder: Finder
  executed: ReturnType<typeof lookUpOf>
  said: Stored
}

/**
 * An outage stands on failed results of a target that really was down, enough of them to confirm it. What later evidence
 * makes of it may have none of them left: where clocks of ours did not agree, answers were placed before and behind what
 * they followed, and what was told by them stays. Then it stands on what was known when it was told, as it was told.
 */
function ofTarget(incident: IncidentRow, look: Look): void {
  const { finder } = look
  const name = `outage ${incident.id} of ${incident.service} from ${incident.firstFailedAt}`
  const { ends, wanting } = standingOf(incident, look)
  if (wanting && standsAsTold(incident, look)) finder.examine('outages told by clocks that were apart', 1)
  else if (wanting) finder.violate(`${name}: ${wanting.what}`, wanting.at, wanting.timeline)
  stretched(name, ends, look)
}

/** Whether it stands as it was told, on what had been executed by then, by whichever of our clocks it was told. */
function standsAsTold(incident: IncidentRow, look: Look): boolean {
  const { history, said, executed } = look
  const { world, end } = history
  const { firstFailedAt, openedAt } = incident
  const span = { from: Math.min(firstFailedAt, openedAt), to: Math.max(firstFailedAt, openedAt) }
  if (!isSteppedNear(stepsOf(history), span, STEPPED_MS)) return false
  const offsets = offsetsOfCollectors(world.clocks, world.from, world.to) ?? [0]
  return offsets.some((offset) => {
    const wasThere = ({ source }: Said) => {
      const [, epoch = '', seq = ''] = source.split('/')
      return (executed(epoch, Number(seq))?.finishedAt ?? Number.POSITIVE_INFINITY) <= openedAt - offset
    }
    const then = { ...said, of: (check: string) => said.of(check).filter(wasThere) }
    return standingOf(asTold(incident, end), { ...look, said: then }).wanting === null
  })
}

interface Standing {
  /** What was executed in it. */
  ends: End[]
  /** What it would need to stand on; null where it has that. */
  wanting: { what: string; at: number | null; timeline: { at: number; what: string }[] } | null
}

function standingOf(incident: IncidentRow, { history, executed, said }: Look): Standing {
  const { world } = history
  const { checks, firstFailedAt } = incident
  // What came later may have made it shorter than what it was told on: that stands on what confirmed it.
  const until = Math.max(incident.recoveredAt ?? Number.POSITIVE_INFINITY, incident.confirmedAt)
  // A clock of ours that was set back received it before it was executed: then it is known by that.
  const isKnown = ({ finishedAt, receivedAt }: Said) =>
    Math.min(finishedAt, receivedAt) <= incident.confirmedAt
  const specs = servicesOf(history)
    .flatMap((known) => known.service.components)
    .flatMap((component) => component.checks)
  let [real, near, still] = [0, 0, 0]
  let enough = Number.POSITIVE_INFINITY
  const failed: { at: number; what: string }[] = []
  const ends: End[] = []
  for (const check of new Set(checks.flatMap((one) => [...said.named(targetOf(one))]))) {
    const spec = specs.find((one) => one.check === check)
    enough = Math.min(enough, spec?.confirm.failures ?? 1)
    const since = firstFailedAt - earlierMs(check, spec, said)
    const confirmedSince = Math.min(since, failingSince(check, { spec, said, at: firstFailedAt }))
    const down = world.targets.find((one) => one.check === targetOf(check))?.down ?? []
    for (const one of said.of(check)) {
      if (one.startedAt < confirmedSince || (one.startedAt > until && !isKnown(one))) continue
      const [, epoch = '', seq = ''] = one.source.split('/')
      const run = executed(epoch, Number(seq))
      if (!run) continue
      if (one.startedAt >= firstFailedAt)
        ends.push({ shown: one.startedAt, real: run.startedAt, uncertaintyMs: one.uncertaintyMs ?? 0 })
      if (one.outcome !== 'f') continue
      const was = down.some((span) => touches(span, run.startedAt, run.finishedAt))
      if (was) real += 1
      // What confirmed it may be long ago; that it failed still must not be.
      if (one.startedAt >= since) near += 1
      if (one.startedAt >= since && was) still += 1
      failed.push({ at: run.startedAt, what: `${check} failed; its target was ${was ? 'down' : 'up'}` })
    }
  }
  const what =
    near === 0
      ? 'no executed result failed in it'
      : real < enough
        ? `${real} of its ${failed.length} failed results are of a target that really was down, and ${enough} confirm one`
        : still === 0
          ? 'what failed last before it is of a target that was up'
          : null
  if (what === null) return { ends, wanting: null }
  const timeline = near === 0 ? [] : real < enough ? failed.slice(0, LINES) : failed.slice(-LINES)
  return { ends, wanting: { what, at: failed[0]?.at ?? null, timeline } }
}

/** One place may have failed while another's answer still held: the outage begins when that no longer does. */
function earlierMs(check: string, spec: Check | undefined, said: Stored): number {
  const isOne = said.named(targetOf(check)).length === 1
  return isOne || !spec ? 0 : spec.everyMs + spec.timeoutMs + ON_PLAN_MS
}

/**
 * A place that fails while another one answers is cut off; once that one is silent, what the first fails with is a stop,
 * however long ago it was confirmed. So it stands on all of a confirmed failure that lasts when the outage begins.
 */
function failingSince(check: string, a: { spec: Check | undefined; said: Stored; at: number }): number {
  const { spec, said, at } = a
  if (!spec || said.named(targetOf(check)).length === 1) return Number.POSITIVE_INFINITY
  const lasting = failuresIn(said.of(check), spec.confirm.failures).find(
    ({ firstFailedAt, confirmedAt, recoveredAt }) =>
      confirmedAt !== null && firstFailedAt <= at && at < (recoveredAt ?? Number.POSITIVE_INFINITY),
  )
  return lasting?.firstFailedAt ?? Number.POSITIVE_INFINITY
}

/** Of what an outage stands on: when it was by its stored time, and really. */
interface End {
  shown: number
  real: number
  uncertaintyMs: number
}

/**
 * It lasts as long as what it stands on lay apart in the world: a stepped clock makes no outage longer. Our own clock is
 * the scale itself: where it was stepped an outage is longer or shorter by the step, and by nothing else.
 */
function stretched(
  name: string,
  ends: readonly End[],
  { history, finder }: Pick<Look, 'history' | 'finder'>,
): void {
  const inOrder = ends.toSorted((a, b) => a.shown - b.shown)
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (!first || !last || first === last) return
  const { clocks, faults = [] } = history.world
  const [from, to] = [Math.min(first.real, last.real), Math.max(first.real, last.real)]
  const offsets = offsetsOfCollectors(clocks, heardSince(faults, from), to)
  const own = faults.some(
    (fault) => fault.kind === 'clock-step' && isCollector(fault.who) && touches(fault, from, to),
  )
  // What lies across a step of which nobody says how large it was is not proven. Nor is what no clock ever measured.
  if ((own && !offsets) || first.uncertaintyMs < 0 || last.uncertaintyMs < 0) return
  const [shown, real] = [last.shown - first.shown, last.real - first.real]
  const drift = Math.max(0, ...(clocks ?? []).flatMap(({ changes }) => changes.map(driftOf)))
  const apartMs = APART_MS + first.uncertaintyMs + last.uncertaintyMs + (Math.abs(real) * drift) / 1_000_000
  const scales = offsets ?? [0]
  const isSo = scales.some((a) => scales.some((b) => Math.abs(shown - real - (b - a)) <= apartMs))
  if (!isSo)
    finder.violate(`${name}: lasts ${shown} ms by its results, which lay ${real} ms apart`, first.real)
}

const driftOf = ({ driftPpm = 0 }: { driftPpm?: number }) => Math.abs(driftPpm)
const isCollector = (who: string) => who.startsWith('collector')

function touches({ from, to }: Span, start: number, finish: number): boolean {
  return from <= finish && (to ?? Number.POSITIVE_INFINITY) >= start
}
