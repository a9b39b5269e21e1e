/** From what is known of a service's checks to its incidents (事象): what opens, changes, recovers, and why. */
import type { IncidentKind } from '../words.ts'
import { toldStops, uncover } from './cover.ts'
import { decideGap } from './gap.ts'
import { type Matched, match } from './match.ts'
import { joined, overlap, type Stretch, stretchesOf } from './stretch.ts'
import type { CheckView, Decision, Held, Incident } from './types.ts'

export interface DecideInput {
  service: string
  /** Every configured check of the service. */
  checks: CheckView[]
  /** The open ones, and those that recovered within `LOOKBACK_MS` and a day more. */
  incidents: Incident[]
  /** Those that two persons withdrew, by id, with when: what was confirmed later is none of theirs. */
  withdrawn?: ReadonlyMap<string, number>
  now: number
  newId: () => string
}

/**
 * Failures that ended longer ago than this (milliseconds) are history: later evidence may correct their
 * incident, but none is opened for them, since one that was told may no longer be among `incidents`.
 */
export const LOOKBACK_MS = 6 * 86_400_000

/**
 * What changes at `now`. A pure function of the evidence and of the incidents told so far: deciding again
 * with the changes applied changes nothing, and the order in which results arrived matters only to what
 * was told in the meantime. An outage is the service's and made of liveness checks; a fault and a slowdown
 * are a component's, unless its stop covers them; what fails of an external network is its own incident and
 * no stop of the service (III.3.2.4, III.3.2.5); silence is a monitoring-gap.
 */
export function decide(input: DecideInput): Decision {
  const parts = [
    outages(input),
    ...externalNetworks(input),
    ...covered(input, 'fault', 'fault'),
    ...covered(input, 'slowdown', 'performance'),
  ]
  const gaps = decideGap(
    input.service,
    input.checks,
    input.incidents.filter(
      (incident) => incident.kind === 'monitoring-gap' && incident.service === input.service,
    ),
    input.now,
    input.newId,
  )
  const instants = parts.flatMap((part) => part.nextAt ?? [])
  return {
    changes: [...parts.flatMap((part) => part.changes), ...gaps],
    held: parts.flatMap((part) => part.held),
    nextAt: instants.length > 0 ? Math.min(...instants) : null,
  }
}

/** 稼働停止: overlapping stops of several components are one. */
function outages(input: DecideInput): Matched {
  const views = input.checks.filter(({ spec }) => spec.purpose === 'liveness' && !spec.external)
  return settle(input, 'outage', null, views, views.flatMap(stretchesOf))
}

/** 外部ネットワーク障害 by component: whatever of it fails, whether it is dead or works wrongly. */
function externalNetworks(input: DecideInput): Matched[] {
  const configured = input.checks.flatMap(({ spec }) => (spec.external ? spec.component : []))
  return components(input, 'external-network', configured).map((component) => {
    const views = input.checks.filter(
      ({ spec }) =>
        spec.external &&
        spec.component === component &&
        (spec.purpose === 'liveness' || spec.purpose === 'fault'),
    )
    return settle(input, 'external-network', component, views, views.flatMap(stretchesOf))
  })
}

/** Those configured, and those that an incident of the kind was told of. */
function components(input: DecideInput, kind: IncidentKind, configured: string[]): string[] {
  const told = input.incidents.flatMap((one) => (one.kind === kind ? (one.component ?? []) : []))
  return [...new Set([...configured, ...told])].toSorted()
}

/** 障害 and パフォーマンス低下 by component. */
function covered(
  input: DecideInput,
  kind: 'fault' | 'slowdown',
  purpose: 'fault' | 'performance',
): Matched[] {
  const configured = input.checks.map((view) => view.spec.component)
  const outages = existingOf(input, 'outage', null)
  const { withdrawn } = input
  const gone = withdrawn ? outages.filter(({ id }) => withdrawn.has(id)) : []
  const alive = new Set(input.checks.flatMap(({ spec }) => (spec.purpose === 'liveness' ? spec.check : [])))
  return components(input, kind, configured).map((component) => {
    const own = input.checks.filter((view) => view.spec.component === component)
    const views = own.filter(
      ({ spec }) => spec.purpose === purpose && !(spec.external && purpose === 'fault'),
    )
    const liveness = own.filter((view) => view.spec.purpose === 'liveness')
    const stops = toldStops({ service: input.service, component }, outages, alive)
    const denied = (stop: Stretch, failure: Stretch) =>
      gone.some(
        (one) =>
          claims(one, stop, withdrawn) &&
          failure.confirmedAt > (withdrawn?.get(one.id) ?? failure.confirmedAt),
      )
    const found = views.flatMap((view) =>
      stretchesOf(view).map((stretch) => ({
        check: view.spec.check,
        ...uncover(stretch, view, liveness, stops, input.now, denied),
      })),
    )
    const held: Held[] = []
    const stretches: Stretch[] = []
    for (const one of found) {
      if ('own' in one) stretches.push({ ...one.own, heldUntil: one.heldUntil })
      else if (one.covered === 'lasting')
        held.push({ check: one.check, because: 'covered-by-outage', untilAt: null })
    }
    const part = settle(input, kind, component, views, stretches)
    return { ...part, held: [...held, ...part.held] }
  })
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

function settle(
  input: DecideInput,
  kind: IncidentKind,
  component: string | null,
  views: CheckView[],
  stretches: Stretch[],
): Matched {
  const scope = { service: input.service, kind, component }
  const existing = existingOf(input, kind, component)
  const { withdrawn } = input
  const gone = withdrawn ? existing.filter(({ id }) => withdrawn.has(id)) : []
  const matched = (of: Incident[], from: Stretch[]) =>
    match({
      wanted: joined(scope, from),
      existing: of,
      views,
      now: input.now,
      newId: input.newId,
      horizonAt: input.now - LOOKBACK_MS,
    })
  if (gone.length === 0) return matched(existing, stretches)
  // What fails beside a withdrawn incident, or after it was withdrawn, is told: two persons have not judged it.
  const theirs = new Set(stretches.filter((stretch) => gone.some((one) => claims(one, stretch, withdrawn))))
  const parts = [
    matched(gone, [...theirs]),
    matched(
      existing.filter((one) => !gone.includes(one)),
      stretches.filter((stretch) => !theirs.has(stretch)),
    ),
  ]
  const instants = parts.flatMap(({ nextAt }) => nextAt ?? [])
  return {
    changes: parts.flatMap(({ changes }) => changes),
    held: parts.flatMap(({ held }) => held),
    nextAt: instants.length > 0 ? Math.min(...instants) : null,
  }
}

/** Whether a failure is what a withdrawn incident was made of: of its checks, in its time, known when it was withdrawn. */
function claims(incident: Incident, stretch: Stretch, withdrawn: DecideInput['withdrawn']): boolean {
  const withdrawnAt = withdrawn?.get(incident.id) ?? Number.NEGATIVE_INFINITY
  return (
    incident.checks.includes(stretch.check) &&
    stretch.confirmedAt <= withdrawnAt &&
    overlap(incident, stretch)
  )
}
