/** From the results of checks in a timeline to incidents, one arrival after the other, as a collector decides. */
import { newCheckState, observe, silenceOf } from '../../rules/detection/fold.ts'
import type { CheckSpec, CheckState, Observation } from '../../rules/detection/types.ts'
import { audiencesOf } from '../../rules/incidents/audience.ts'
import { decide } from '../../rules/incidents/decide.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import { viewOf } from '../../rules/incidents/view.ts'
import { type Owed, owesFollowUp, owesNotice } from '../../rules/obligations/owed.ts'
import type { Audience, Outcome, Purpose } from '../../rules/words.ts'
import type { World } from './settings.ts'
import type { Timeline, TimelineEvent } from './timeline.ts'
import { spanMs } from './times.ts'

const SERVICE = 'shop'
const MINUTE_MS = 60_000
/** What a check is for, by the last part of its name. */
const PURPOSE: Record<string, Purpose> = {
  alive: 'liveness',
  works: 'fault',
  fast: 'performance',
  clock: 'time-sync',
}

export interface WatchedCheck {
  spec: CheckSpec
  /** By their start; one that is written again replaces the one before. */
  results: Observation[]
  /** Only what was received by `now`. */
  received: Observation[]
}

export interface WatchedIncident {
  /** As it is at `now`. */
  incident: Incident
  /** As it was when it was opened: due times are of that instant. */
  opened: Incident
  told: Audience[]
  notice: Owed
  followUp: Owed
}

/** The instants of an event that repeats. */
export function instantsOf({ at, every, until, times }: TimelineEvent, world: Pick<World, 'at'>): number[] {
  const first = world.at(at)
  if (every === undefined) return [first]
  const step = spanMs(every)
  const last = until === undefined ? first + ((times ?? 1) - 1) * step : world.at(until)
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
}

export function checksOf(timeline: Timeline, world: World): WatchedCheck[] {
  const results = new Map<string, Map<number, Observation>>()
  const seen = new Set(
    timeline.events.flatMap((event) => (event.ok ?? event.failed ?? event.unknown)?.split('@') ?? []),
  )
  for (const name of Object.keys(timeline.checks)) if (!seen.has(name)) results.set(name, new Map())
  for (const event of timeline.events) {
    for (const outcome of ['ok', 'failed', 'unknown'] as const) {
      const name = event[outcome]
      if (name === undefined) continue
      const own = results.get(name) ?? new Map<number, Observation>()
      results.set(name, own)
      for (const at of instantsOf(event, world)) own.set(at, observed(event, world, name, outcome, at))
    }
  }
  return [...results].map(([name, own]) => {
    const inOrder = [...own.values()].toSorted((a, b) => a.startedAt - b.startedAt)
    return {
      spec: specOf(name, timeline.checks[name] ?? timeline.checks[bare(name)] ?? {}),
      results: inOrder,
      received: inOrder.filter(({ receivedAt }) => receivedAt <= world.now),
    }
  })
}

/** The name of a check without the vantage that does it: `web/alive@here` is one of `web/alive`. */
function bare(name: string): string {
  return name.replace(/@.*$/, '')
}

function specOf(name: string, written: Timeline['checks'][string]): CheckSpec {
  const [component = '', check = ''] = bare(name).split('/')
  const purpose = written.purpose ?? PURPOSE[check]
  if (!purpose) throw new Error(`what ${name} is for is missing (checks)`)
  return {
    check: `${SERVICE}/${name}`,
    service: SERVICE,
    component,
    purpose,
    everyMs: written.every === undefined ? MINUTE_MS : spanMs(written.every),
    timeoutMs: written.timeout === undefined ? 5000 : spanMs(written.timeout),
    confirm: { failures: written.failures ?? 3, everyMs: 10_000 },
    ...(written.external ? { external: true } : {}),
    ...(name === bare(name) ? {} : { of: `${SERVICE}/${bare(name)}` }),
  }
}

function observed(
  event: TimelineEvent,
  { at: instant }: World,
  name: string,
  outcome: Outcome,
  startedAt: number,
): Observation {
  const finishedAt = startedAt + (event.takes === undefined ? 0 : spanMs(event.takes))
  return {
    plannedAt: event.planned === undefined ? startedAt : instant(event.planned),
    startedAt,
    finishedAt,
    receivedAt: Math.max(finishedAt, event.received === undefined ? finishedAt : instant(event.received)),
    outcome,
    attempt: event.attempt ?? 0,
    ...(event.reason === undefined ? {} : { reason: event.reason }),
    ...(event.offset === undefined ? {} : { offsetMs: spanMs(event.offset) }),
    source: `${name}#${startedAt}`,
  }
}

/** The incidents up to `now`, in the order in which they were opened, with what they owed then. */
export function incidentsOf(
  timeline: Timeline,
  world: World,
  checks: readonly WatchedCheck[],
): WatchedIncident[] {
  const graceMs = spanMs(timeline.grace)
  const planned = (at: number) => ({ rules: world.rules, windows: world.windows, now: at })
  const found = new Map<string, WatchedIncident>()
  const states = new Map<string, CheckState>(
    checks.map(({ spec }) => [spec.check, newCheckState(world.startAt)]),
  )
  const arrivals = checks.flatMap(({ received }) => received.map(({ receivedAt }) => receivedAt))
  const due = new Set([...arrivals, world.now])
  let count = 0
  for (let last = Number.NEGATIVE_INFINITY; ; ) {
    const left = [...due].filter((at) => at > last && at <= world.now)
    if (left.length === 0) return [...found.values()]
    const now = Math.min(...left)
    const views = checks.map(({ spec, received }) => {
      const before = states.get(spec.check) ?? newCheckState(world.startAt)
      const arrived = received.filter(({ receivedAt }) => receivedAt > last && receivedAt <= now)
      const { state } = observe(before, spec, arrived)
      states.set(spec.check, state)
      due.add(silenceOf(state, spec, graceMs).untilAt + 1)
      return viewOf(state, spec, now, graceMs)
    })
    const incidents = [...found.values()].map(({ incident }) => incident)
    const newId = () => `i${++count}`
    const { structure } = world
    const decision = decide({ service: SERVICE, structure, checks: views, incidents, now, newId })
    if (decision.nextAt !== null) due.add(decision.nextAt)
    for (const change of decision.changes) {
      const known = found.get(change.incident.id)
      if (known) {
        known.incident = change.incident
        continue
      }
      const incident = withReports(change.incident, timeline, world)
      const form = change.type === 'opened' && change.learnedAfterEnd ? 'late' : 'normal'
      found.set(incident.id, {
        incident,
        opened: incident,
        told: audiencesOf(incident.kind, 'first', form, world.interpretation),
        notice: owesNotice(incident, world, planned(now)),
        followUp: owesFollowUp(incident, world, planned(now)),
      })
    }
    last = now
  }
}

/** A person reported it before it was confirmed: that is its discovery (発見). */
function withReports(incident: Incident, { events }: Timeline, world: World): Incident {
  const reports = events
    .filter(({ reported, about = incident.kind }) => reported !== undefined && about === incident.kind)
    .map(({ at }) => world.at(at))
  return { ...incident, discoveredAt: Math.min(incident.discoveredAt, ...reports) }
}
