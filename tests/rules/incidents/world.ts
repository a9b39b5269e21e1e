/** A small service whose checks' histories are drawn as text, and the incidents that came of it. */
import { newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { decide } from '../../../rules/incidents/decide.ts'
import type { CheckView, Decision, Incident } from '../../../rules/incidents/types.ts'
import { viewOf } from '../../../rules/incidents/view.ts'
import type { Structure } from '../../../rules/service-model/types.ts'
import type { Purpose } from '../../../rules/words.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
const GRACE = 30 * SECOND

/** `web/alive` and the like, every minute, confirmed by two failures ten seconds apart. */
export function checkOf(name: string, purpose: Purpose, more: Partial<CheckSpec> = {}): CheckSpec {
  const [component = ''] = name.split('/')
  return {
    check: `shop/${name}`,
    service: 'shop',
    component,
    purpose,
    everyMs: MINUTE,
    timeoutMs: 5 * SECOND,
    confirm: { failures: 2, everyMs: 10 * SECOND },
    ...more,
  }
}

/** One letter per ten seconds from `from`: `.` ok, `F` failed, `?` unknown, anything else nothing. */
export function drawn(check: string, text: string, from = 0): Observation[] {
  const names: Record<string, Observation['outcome']> = { '.': 'ok', F: 'failed', '?': 'unknown' }
  return [...text].flatMap((letter, index) => {
    const outcome = names[letter]
    const startedAt = from + index * 10 * SECOND
    if (!outcome) return []
    return [
      {
        plannedAt: startedAt,
        startedAt,
        finishedAt: startedAt + 100,
        receivedAt: startedAt + 200,
        outcome,
        attempt: 0,
        ...(outcome === 'failed' ? { reason: `${check} failed` } : {}),
        source: `${check}#${startedAt}`,
      },
    ]
  })
}

export function viewFrom(
  spec: CheckSpec,
  observations: Observation[],
  now: number,
  graceMs = GRACE,
): CheckView {
  return viewOf(observe(newCheckState(0), spec, observations).state, spec, now, graceMs)
}

/** Incidents after a decision: what a store would keep. */
export function applied(incidents: Incident[], decision: Decision): Incident[] {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]))
  for (const { incident } of decision.changes) byId.set(incident.id, incident)
  return [...byId.values()]
}

export interface World {
  /** Incidents that two persons withdrew, with when. */
  withdrawn: Map<string, number>
  /** Decides on what had been received at `now`, and keeps it. */
  at(now: number): Decision
  incidents: Incident[]
}

/** A service whose results are known from the start and are received in their time (or at `receivedAt`). */
export function worldOf(
  checks: [CheckSpec, Observation[]][],
  known: Incident[] = [],
  graceMs = GRACE,
  structure?: Structure,
): World {
  let count = 0
  const world: World = {
    incidents: known,
    withdrawn: new Map(),
    at(now) {
      const views = checks.map(([spec, observations]) =>
        viewFrom(
          spec,
          observations.filter((one) => one.receivedAt <= now),
          now,
          graceMs,
        ),
      )
      const newId = () => `i${++count}`
      const { incidents, withdrawn } = world
      const made = structure ? { structure } : {}
      const decision = decide({ service: 'shop', checks: views, incidents, withdrawn, now, newId, ...made })
      world.incidents = applied(world.incidents, decision)
      return decision
    },
  }
  return world
}
