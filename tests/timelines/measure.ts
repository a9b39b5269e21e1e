/** The runs of a timeline, measured as a report measures them: availability and what became of planned runs. */
import { intervalItemOf } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import type { Part } from '../../rules/report/availability.ts'
import type { Said } from '../../rules/report/failures.ts'
import { monitoredIn } from '../../rules/report/intervals.ts'
import { measuring } from '../../rules/report/measurement.ts'
import { Runs } from '../../rules/report/runs.ts'
import type { Measurement } from '../../rules/report/types.ts'
import { ended } from '../support/ended.ts'
import { instantsOf, type WatchedCheck, type WatchedIncident } from './monitoring.ts'
import type { World } from './settings.ts'
import type { Timeline } from './timeline.ts'

/** How far around a timeline its calendar is looked at. */
const AROUND_MS = 10 * 86_400_000

const partOf = (world: World, from: number, to: number): Part => ({ ...world, from, to })

/** When intervals are owed; null is always. */
export function monitoredOf(world: World) {
  return monitoredIn([partOf(world, world.startAt - AROUND_MS, world.now + AROUND_MS)])
}

export function measure(
  timeline: Timeline,
  world: World,
  checks: readonly WatchedCheck[],
  said: readonly Said[],
): Measurement {
  const { period } = world
  const required = world.values['III.2.1.1.a']?.inForce
  return ended(
    measuring({
      period: { from: period.from, to: Math.min(period.to, world.now) },
      over: period.to <= world.now,
      parts: [partOf(world, period.from, Math.min(period.to, world.now))],
      checks: checks.map(({ spec, received }) => {
        const runs = new Runs()
        for (const [index, run] of received.entries())
          runs.add(
            { ...run, reason: run.reason ?? null, offsetMs: run.offsetMs ?? null },
            `${spec.component}/1`,
            index + 1,
          )
        for (const event of timeline.events)
          if (event.skipped && spec.check.endsWith(`/${event.skipped}`))
            for (const plannedAt of instantsOf(event, world))
              runs.skipped.push({ plannedAt, reason: event.reason ?? 'late-wake-up' })
        const limitMs = limitMsOf(world.values[intervalItemOf(spec) ?? ''])
        return {
          check: spec.check,
          pieces: [{ ...spec, limitMs, activeFrom: world.startAt, activeTo: null }],
          runs,
          losses: timeline.events.flatMap(({ lost: reason, at, until = at, count = 1 }) =>
            reason === undefined ? [] : [{ firstAt: world.at(at), lastAt: world.at(until), count, reason }],
          ),
        }
      }),
      said,
      windows: world.windows,
      earlierStops: [],
      required: typeof required === 'string' ? required : null,
      monitored: monitoredOf(world),
      decided: [],
    }),
  )
}

/** What people said of each incident: its phases, and whether two of them withdrew it. */
export function saidOf(
  timeline: Timeline,
  world: World,
  incidents: readonly WatchedIncident[],
  withdrawn: boolean,
): Said[] {
  const phases = timeline.events
    .filter(({ phase }) => phase === 'partial-recovery')
    .map(({ at }) => world.at(at))
  return incidents.map(({ incident: { kind, checks, firstFailedAt: from, recoveredAt: to } }) => {
    const own = phases.filter((at) => at >= from && at <= (to ?? Number.POSITIVE_INFINITY))
    return { kind, checks, from, to, withdrawn, partialRecoveryAt: own[0] ?? null }
  })
}
