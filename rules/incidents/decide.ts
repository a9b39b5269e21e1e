/** From what is known of a service's checks to its incidents (事象): what opens, changes, recovers, and why. */
import { evaluate } from '../service-model/evaluate.ts'
import { vantageOf } from '../service-model/names.ts'
import type { Structure } from '../service-model/types.ts'
import { CLOCKS_APART } from '../time-sync/decide.ts'
import type { IncidentKind } from '../words.ts'
import { type Cover, heldUntil, notYetKnown, stopsOf, uncover } from './cover.ts'
import {
  type Components,
  componentsOf,
  type Dependencies,
  dependenciesOf,
  PLAIN,
  rootOf,
} from './dependency.ts'
import { stopsOfExpression } from './expression.ts'
import { decideGap, isCutOff } from './gap.ts'
import type { Matched } from './match.ts'
import { isDenied, settle } from './settle.ts'
import {
  confirmationMs,
  joined,
  lastsAt,
  overlap,
  type Stretch,
  stretchesOf,
  type Wanted,
} from './stretch.ts'
import { withTold } from './told.ts'
import type { CheckView, Decision, Held, Incident } from './types.ts'
import { type Together, together } from './vantages.ts'

export interface DecideInput {
  service: string
  /** Every configured check of the service, each vantage by itself. */
  checks: CheckView[]
  /** How the service is made up; absent where nothing is redundant and nothing depends on anything. */
  structure?: Structure
  /** The open ones, and those that recovered within `LOOKBACK_MS` and a day more. */
  incidents: Incident[]
  /** Those that two persons withdrew, by id, with when: what was confirmed later is none of theirs. */
  withdrawn?: ReadonlyMap<string, number>
  now: number
  newId: () => string
}

/** Everything that one decision looks at. */
interface Known extends DecideInput {
  /** Several vantages as one. */
  checks: CheckView[]
  vantages: Together
  components: Components
  dependencies: Dependencies
  /** The stops of the service, before those that overlap are one. */
  stops: Stretch[]
  outages: Wanted[]
  byComponent: ReadonlyMap<string, CheckView[]>
  /** Names of the liveness checks. */
  alive: ReadonlySet<string>
  /** How long the slowest of the service's checks may need to confirm a failure (milliseconds). */
  longestMs: number
}

/**
 * What changes at `now`. A pure function of the evidence and of the incidents told so far: deciding again
 * with the changes applied changes nothing, and the order in which results arrived matters only to what
 * was told in the meantime. An outage is the service's: its expression over the liveness of its components is
 * down. A component that stops while the service goes on is a fault of that component without impact; a fault
 * and a slowdown are a component's, unless its own stop or that of one it depends on covers them; what fails of
 * an external network is its own incident and no stop of the service (III.3.2.4, III.3.2.5); silence is a
 * monitoring-gap, and so is a vantage that cannot reach what others can; a clock that its time-sync check finds
 * off is a time-error of its component.
 */
export function decide(input: DecideInput): Decision {
  const known = knownOf(input)
  const parts = [
    outages(known),
    ...externalNetworks(known),
    ...stopsWithoutImpact(known),
    ...covered(known, 'fault', 'fault'),
    ...covered(known, 'slowdown', 'performance'),
    ...cutOff(known),
    ...timeErrors(known),
  ]
  const gaps = decideGap(
    input.service,
    input.checks,
    existingOf(input, 'monitoring-gap', null).filter((incident) => !isCutOff(incident)),
    input.now,
    input.newId,
  )
  const instants = [
    ...parts.flatMap((part) => part.nextAt ?? []),
    ...(known.vantages.nextAt === null ? [] : [known.vantages.nextAt]),
  ]
  return {
    changes: [...parts.flatMap((part) => part.changes), ...gaps],
    held: parts.flatMap((part) => part.held),
    nextAt: instants.length > 0 ? Math.min(...instants) : null,
  }
}

function knownOf(input: DecideInput): Known {
  const { structure = PLAIN, now, service } = input
  const vantages = together(input.checks, now)
  const own = input.incidents.filter((one) => one.service === service)
  const checks = vantages.checks.map((view) => withTold(view, own))
  const components = componentsOf(checks, structure)
  const dependencies = dependenciesOf(components, structure)
  // What is not known to come from elsewhere yet waits for that, so that those who are told are told of the root.
  const waiting: Components = {
    ...components,
    stops(component) {
      const liveness = dependencies.liveness(component)
      const stops = components.stops(component)
      return liveness.length === 0
        ? stops
        : (stops?.map((stop) => ({ ...stop, heldUntil: heldUntil(stop, liveness, now) })) ?? null)
    },
  }
  const stops = stopsOfExpression(components.expression, waiting.stops) ?? []
  const outages = joined({ service, kind: 'outage', component: null }, stops)
  const alive = new Set(checks.flatMap(({ spec }) => (spec.purpose === 'liveness' ? spec.check : [])))
  const byComponent = Map.groupBy(checks, ({ spec }) => spec.component)
  const longestMs = Math.max(0, ...checks.map(({ spec }) => confirmationMs(spec)))
  const found = { ...input, checks, byComponent, vantages, components, dependencies }
  return { ...found, stops, outages, alive, longestMs }
}

/** 稼働停止: overlapping stops of several components are one. */
function outages(known: Known): Matched {
  const views = known.checks.filter(({ spec }) => spec.purpose === 'liveness' && !spec.external)
  const { service, stops, components, dependencies } = known
  return settle(known, {
    scope: { service, kind: 'outage', component: null },
    existing: existingOf(known, 'outage', null),
    ...{ views, stretches: stops },
    upAt: (since) => upAt(since, components),
    telling(want) {
      const dueTo = rootOf(want, components, dependencies)
      return dueTo === null ? want : { ...want, dueTo }
    },
  })
}

/**
 * Start of the newest answer, where those since an instant say that the service is there: an outage that was told, and
 * that by later evidence or by another expression was none, ends with that and not with the last component.
 */
function upAt(since: number, { expression, liveness }: Components): number | null {
  const answers: number[] = []
  const said = evaluate(expression, (component) => {
    const views = liveness(component)
    if (views.length === 0) return null
    const isUp = views.every(
      ({ health, lastExecutedAt, episodes }) =>
        health.state === 'up' &&
        (lastExecutedAt ?? since) > since &&
        episodes.every(({ recoveredAt }) => recoveredAt !== null),
    )
    if (isUp) answers.push(...views.flatMap(({ lastExecutedAt }) => lastExecutedAt ?? []))
    return isUp ? 'up' : 'unknown'
  })
  return said === 'up' ? Math.max(...answers) : null
}

/** 外部ネットワーク障害 by component: whatever of it fails, whether it is dead or works wrongly. */
function externalNetworks(known: Known): Matched[] {
  const configured = known.checks.flatMap(({ spec }) => (spec.external ? spec.component : []))
  return componentsWith(known, 'external-network', configured).map((component) => {
    const views = (known.byComponent.get(component) ?? []).filter(
      ({ spec }) => spec.external && (spec.purpose === 'liveness' || spec.purpose === 'fault'),
    )
    return uncovered(known, {
      ...{ kind: 'external-network', component, views },
      existing: existingOf(known, 'external-network', component),
      covers: known.dependencies.covers(component),
      waitsFor: () => known.dependencies.liveness(component),
    })
  })
}

/** 障害（サービス影響なし）: a component stops and the service goes on, or goes on again. */
function stopsWithoutImpact(known: Known): Matched[] {
  const { components, dependencies, checks, structure, withdrawn } = known
  // Elsewhere every stop of a component is one of the service.
  const redundant = structure?.redundancy && structure.stopMeans === 'service'
  const configured = redundant ? [...components.own] : []
  const isStop = (incident: Incident) => isOfStop(incident, known)
  // Two persons withdraw single stops: only then each of those that overlap is looked at by itself.
  const stops = withdrawn && withdrawn.size > 0 ? known.stops : known.outages
  const outages = stops.map((stop): Cover => {
    const members = checks.filter(({ spec }) => stop.checks.includes(spec.check))
    const waitMs = Math.max(0, ...members.map(({ spec }) => confirmationMs(spec)))
    return { stop, waitMs, because: 'covered-by-outage' }
  })
  return componentsWith(known, 'fault', configured, isStop).map((component) => {
    const views = components.own.includes(component) ? [...components.liveness(component)] : []
    return uncovered(known, {
      ...{ kind: 'fault', component, views, failing: redundant ? views : [] },
      existing: existingOf(known, 'fault', component).filter(isStop),
      covers: [...dependencies.covers(component), ...outages],
      waitsFor: (stop) => [...dependencies.liveness(component), ...undecided(component, stop, known)],
      telling: (want) => (goesOn(component, want, known) ? { ...want, impact: 'none' } : want),
    })
  })
}

/** An outage, or the fault of a component that stopped; no fault of one that works wrongly. */
function isOfStop({ kind, impact, checks }: Incident, { alive }: Pick<Known, 'alive'>): boolean {
  if (kind === 'outage') return true
  return kind === 'fault' && (impact === 'none' || checks.some((check) => alive.has(check)))
}

/** Liveness checks that may still show that a component's stop is the service's: the service is down if they fail too. */
function undecided(component: string, stop: Stretch, { components, longestMs, now }: Known): CheckView[] {
  if (now >= stop.confirmedAt + longestMs) return []
  const others = components.own.flatMap((one) => (one === component ? [] : [...components.liveness(one)]))
  const open = others.filter((view) => notYetKnown(view, stop))
  const mayBeDown = (one: string) => open.some(({ spec }) => spec.component === one)
  return worst(component, stop, components, mayBeDown) === 'down' ? open : []
}

/** Whether the service is known to go on without a component that stopped. */
function goesOn(component: string, stop: Wanted, { components, outages }: Known): boolean {
  if (outages.some((outage) => overlap(outage, stop))) return false
  const mayBeDown = (one: string) =>
    one !== component && components.liveness(one).some((view) => notYetKnown(view, stop))
  return worst(component, stop, components, mayBeDown) !== 'down'
}

function worst(
  component: string,
  stop: Stretch | Wanted,
  { expression, stops }: Components,
  mayBeDown: (component: string) => boolean,
) {
  return evaluate(expression, (one) => {
    const own = stops(one)
    if (own === null) return null
    const down = one === component || own.some((each) => lastsAt(each, stop.confirmedAt))
    return down || mayBeDown(one) ? 'down' : 'up'
  })
}

/** 障害 and パフォーマンス低下 by component. */
function covered(known: Known, kind: 'fault' | 'slowdown', purpose: 'fault' | 'performance'): Matched[] {
  const configured = known.checks.map((view) => view.spec.component)
  const isOther = (incident: Incident) => kind === 'slowdown' || !isOfStop(incident, known)
  const told = known.incidents.filter((one) => one.service === known.service && isOfStop(one, known))
  return componentsWith(known, kind, configured, isOther).map((component) => {
    const views = (known.byComponent.get(component) ?? []).filter(
      ({ spec }) => spec.purpose === purpose && !(spec.external && purpose === 'fault'),
    )
    const liveness = known.components.liveness(component)
    const { service, alive } = known
    const goneWaitMs = Math.max(0, ...views.map(({ spec }) => confirmationMs(spec)))
    return uncovered(known, {
      ...{ kind, component, views },
      existing: existingOf(known, kind, component).filter(isOther),
      covers: [
        ...known.dependencies.covers(component),
        ...stopsOf({ service, component }, liveness, told, alive, goneWaitMs),
      ],
      waitsFor: () => [...liveness, ...known.dependencies.liveness(component)],
    })
  })
}

/** A vantage that cannot reach what others can: its own network, told to those who run it and to nobody else. */
function cutOff(known: Known): Matched[] {
  const placeOf = ({ checks }: Incident) => vantageOf(checks[0] ?? '')
  const existing = existingOf(known, 'monitoring-gap', null).filter(isCutOff)
  const places = new Set([
    ...known.vantages.cutOff.map(({ view }) => vantageOf(view.spec.check)),
    ...existing.map(placeOf),
  ])
  return [...places].toSorted().map((place) => {
    const found = known.vantages.cutOff.filter(({ view }) => vantageOf(view.spec.check) === place)
    const stretches = found.flatMap(({ view, stretch }) => {
      const { component } = view.spec
      const { covers, liveness } = known.dependencies
      const left = uncover(stretch, view, covers(component), () => liveness(component), known.now)
      return 'own' in left ? [{ ...left.own, heldUntil: left.heldUntil }] : []
    })
    return settle(known, {
      scope: { service: known.service, kind: 'monitoring-gap', component: null },
      existing: existing.filter((incident) => placeOf(incident) === place),
      views: known.vantages.members.filter(({ spec }) => vantageOf(spec.check) === place),
      stretches,
    })
  })
}

/** 時刻誤差 by component (III.1.1.5); those of hosts against each other are decided by themselves. */
function timeErrors(known: Known): Matched[] {
  const ofCheck = ({ reason }: Incident) => reason !== CLOCKS_APART
  const checks = known.checks.filter(({ spec }) => spec.purpose === 'time-sync')
  const configured = checks.map(({ spec }) => spec.component)
  return componentsWith(known, 'time-error', configured, ofCheck).map((component) => {
    const views = checks.filter(({ spec }) => spec.component === component)
    return settle(known, {
      scope: { service: known.service, kind: 'time-error', component },
      existing: existingOf(known, 'time-error', component).filter(ofCheck),
      ...{ views, stretches: views.flatMap(stretchesOf) },
    })
  })
}

/** Incidents of one component from what of its failures nothing covers. */
function uncovered(
  known: Known,
  a: {
    kind: IncidentKind
    component: string
    views: CheckView[]
    /** Those whose failures count; all of them, unless said. */
    failing?: CheckView[]
    existing: Incident[]
    covers: readonly Cover[]
    waitsFor: (failure: Stretch) => readonly CheckView[]
    telling?: (want: Wanted) => Wanted
  },
): Matched {
  const { kind, component, views, failing = views, existing, covers, waitsFor, telling } = a
  const denying = known.incidents.filter(
    (one) => known.withdrawn?.has(one.id) && one.service === known.service && isOfStop(one, known),
  )
  const held: Held[] = []
  const stretches: Stretch[] = []
  for (const view of failing) {
    for (const stretch of stretchesOf(view)) {
      const left = uncover(stretch, view, covers, waitsFor, known.now, (stop, failure) =>
        isDenied(stop, failure, denying, known.withdrawn),
      )
      if ('own' in left) stretches.push({ ...left.own, heldUntil: left.heldUntil })
      else if (left.covered === 'lasting')
        held.push({ check: view.spec.check, because: left.because, untilAt: null })
    }
  }
  const scope = { service: known.service, kind, component }
  const more = telling ? { telling } : {}
  const part = settle(known, { scope, existing, views, stretches, ...more })
  return { ...part, held: [...held, ...part.held] }
}

/** Those configured, and those that an incident of the kind was told of. */
function componentsWith(
  { incidents, service }: Known,
  kind: IncidentKind,
  configured: string[],
  only: (incident: Incident) => boolean = () => true,
): string[] {
  const told = incidents.flatMap((one) =>
    one.kind === kind && one.service === service && only(one) ? (one.component ?? []) : [],
  )
  return [...new Set([...configured, ...told])].toSorted()
}

function existingOf(
  { service, incidents }: DecideInput,
  kind: IncidentKind,
  component: string | null,
): Incident[] {
  return incidents.filter(
    (incident) => incident.service === service && incident.kind === kind && incident.component === component,
  )
}
