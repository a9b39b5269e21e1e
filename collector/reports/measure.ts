/** Measures a service over a span of time from what the store holds, letting others go first in between. */

import { intersection, union } from '../../rules/calendar/intervals.ts'
import { allowanceYear } from '../../rules/calendar/maintenance.ts'
import type { Interval, MaintenanceWindow } from '../../rules/calendar/types.ts'
import { EDITION, INTERVAL_ITEMS } from '../../rules/guideline/items.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { type AvailabilityInput, stopsIn } from '../../rules/report/availability.ts'
import { failuresOf, type MeasuredCheck, type Said } from '../../rules/report/failures.ts'
import { type Decided, monitoredIn } from '../../rules/report/intervals.ts'
import { measuring } from '../../rules/report/measurement.ts'
import { Runs } from '../../rules/report/runs.ts'
import type { Measurement } from '../../rules/report/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Service } from '../model.ts'
import type { ObligationRow, Store } from '../store/port.ts'
import { goneOf } from './gone.ts'
import { lastOf, NoReport, revisionsOf } from './history.ts'
import { readRuns } from './read.ts'
import { agentsOf, type Loaded, partsOf, piecesOf, windowsOf } from './revisions.ts'

/** How far before and after a period runs are read: a failure may have been confirmed before it, or end after it. */
const AROUND_MS = 86_400_000
/** A failure that has run for longer is down by its own results either way. */
const LONGEST_MS = 31 * 86_400_000

const CLOCK_DOUBTS: readonly ClockDoubt['because'][] = ['own-clock-off', 'own-clock-unknown', 'clock-stepped']

export type MeasureStore = Pick<
  Store,
  | 'batchesBetween'
  | 'revisionsBetween'
  | 'incidentsBetween'
  | 'obligationsBetween'
  | 'phases'
  | 'agents'
  | 'losses'
  | 'goneResults'
>

export interface MeasureDeps {
  store: MeasureStore
  /** Lets the event loop go on. */
  pause(): Promise<void>
}

export interface Measured {
  measurement: Measurement
  /** The settings of the span, oldest first. */
  loaded: Loaded[]
  /** As it was last configured in it. */
  service: Service
  /** The newest arrival that is in it. */
  upTo: number
}

/** `over`: nothing of the span that was asked for is still to come. @throws NoReport where no revision of it has the service. */
export async function measureSpan(
  { store, pause }: MeasureDeps,
  a: { service: string; period: Interval; over: boolean },
): Promise<Measured> {
  const { period } = a
  const said = await saidOf(store, a.service, period)
  const around = {
    from:
      Math.max(Math.min(period.from, ...said.map(({ from }) => from)), period.from - LONGEST_MS) - AROUND_MS,
    to: period.to + AROUND_MS,
  }
  const loaded = await revisionsOf(store, a.service, { from: around.from, to: period.to })
  const service = lastOf(loaded)
  if (!service) throw new NoReport('before-records', `nothing is recorded of ${a.service} in that time`)
  const since = Math.min(around.from, period.from - longestIntervalOf(loaded))
  const { runs, upTo, damaged } = await readRuns(store, { service: a.service, from: since, to: around.to })
  const windows = await windowsSince(store, service, loaded, period)
  const measurement = await driven(
    measuring({
      period,
      over: a.over,
      parts: partsOf(loaded, period),
      checks: await checksOf(store, loaded, runs),
      said,
      windows,
      earlierStops: await stopsBefore({ store, pause }, { service, windows, period }),
      required: requiredOf(service),
      monitored: monitoredIn(partsOf(loaded, { from: period.from - AROUND_MS, to: period.to })),
      decided: await decidedOf(store, a.service, period),
      gone: await goneOf(store, { service, period, damaged }),
    }),
    pause,
  )
  const within = loaded.filter(
    ({ loadedAt }, index) =>
      (loaded[index + 1]?.loadedAt ?? Number.POSITIVE_INFINITY) > period.from && loadedAt < period.to,
  )
  return { measurement, loaded: within, service, upTo }
}

/** How far before a period the execution may lie that its first distance began with. */
function longestIntervalOf(loaded: readonly Loaded[]): number {
  const pieces = [...piecesOf(loaded).values()].flat()
  const spans = pieces.map(({ everyMs, limitMs }) => Math.max(everyMs, limitMs ?? 0))
  return Math.min(LONGEST_MS, Math.max(0, ...spans))
}

/** Availability in force, percent; null where nobody set one. */
export function requiredOf({ values }: Service): string | null {
  const inForce = values[EDITION.measures.availability]?.inForce
  return typeof inForce === 'string' ? inForce : null
}

async function checksOf(
  store: MeasureStore,
  loaded: readonly Loaded[],
  runs: ReadonlyMap<string, Runs>,
): Promise<MeasuredCheck[]> {
  const ids = new Map((await store.agents()).map(({ name, id }) => [name, id]))
  const agents = agentsOf(loaded)
  const lost = new Map<string, LostItem[]>()
  for (const name of new Set([...agents.values()].flatMap((names) => [...names]))) {
    const agentId = ids.get(name)
    if (agentId !== undefined) lost.set(name, await store.losses({ agentId }))
  }
  return [...piecesOf(loaded)].map(([check, pieces]) => ({
    check,
    pieces,
    runs: runs.get(check) ?? new Runs(),
    losses: [...(agents.get(check) ?? [])].flatMap((name) => lost.get(name) ?? []),
  }))
}

/** Distances that two persons withdrew, and those in which our own clock was in doubt. */
async function decidedOf(store: MeasureStore, service: string, { from, to }: Interval): Promise<Decided[]> {
  const all = await store.obligationsBetween({ service, fromAt: from, toAt: to })
  const rows = all.filter(({ item }) => INTERVAL_ITEMS.has(item))
  return [...Map.groupBy(rows, ({ subject }) => subject)].map(([check, ofCheck]) => ({
    check,
    withdrawn: ofCheck.filter(({ state }) => state === 'withdrawn').map(distanceOf),
    doubts: ofCheck.flatMap((row) => {
      const because = CLOCK_DOUBTS.find((code) => code === row.because)
      return row.state === 'not-proven' && because ? [{ ...distanceOf(row), because }] : []
    }),
  }))
}

function distanceOf({ clockFrom, dueAt, marginMs, decidedAt, evidence }: ObligationRow): Interval {
  const { toAt } = evidence
  const to = typeof toAt === 'number' ? toAt : marginMs === null ? (decidedAt ?? dueAt) : dueAt - marginMs
  return { from: clockFrom, to }
}

/** What people decided of the incidents that touch a period. */
async function saidOf(store: MeasureStore, service: string, { from, to }: Interval): Promise<Said[]> {
  const incidents = await store.incidentsBetween({ service, fromAt: from, toAt: to })
  const phases = await store.phases({ incidentIds: incidents.map(({ id }) => id) })
  return incidents.map(({ id, kind, checks, firstFailedAt, recoveredAt, withdrawnAt }) => ({
    kind,
    checks,
    from: firstFailedAt,
    to: recoveredAt,
    withdrawn: withdrawnAt !== null,
    partialRecoveryAt:
      phases.find(({ incidentId, phase }) => incidentId === id && phase === 'partial-recovery')?.at ?? null,
  }))
}

/** The windows since the beginning of the allowance's year: those before the period use it up. */
async function windowsSince(
  store: MeasureStore,
  service: Service,
  loaded: readonly Loaded[],
  period: Interval,
): Promise<MaintenanceWindow[]> {
  const { from } = allowanceYear(period.from, service.maintenance.rules)
  const first = loaded[0]?.loadedAt ?? period.from
  if (from >= first) return windowsOf(loaded)
  const earlier = await revisionsOf(store, service.id, { from, to: first })
  const known = new Set(loaded.map(({ revision }) => revision))
  return windowsOf([...earlier.filter(({ revision }) => !known.has(revision)), ...loaded])
}

/** When the service was really down within the windows before the period: only they are read. */
async function stopsBefore(
  { store, pause }: MeasureDeps,
  { service, windows, period }: { service: Service; windows: readonly MaintenanceWindow[]; period: Interval },
): Promise<Interval[]> {
  const year = allowanceYear(period.from, service.maintenance.rules)
  const before = intersection(union(windows.filter(({ kind }) => kind === 'regular')), [
    { from: year.from, to: period.from },
  ])
  const stops: Interval[] = []
  for (const window of before) {
    const around = { from: window.from - AROUND_MS, to: window.to + AROUND_MS }
    const loaded = await revisionsOf(store, service.id, { from: around.from, to: window.to })
    const { runs } = await readRuns(store, { service: service.id, ...around })
    const checks = await checksOf(store, loaded, runs)
    for (const check of checks) check.runs.sort()
    const said = await saidOf(store, service.id, window)
    const failures = checks.flatMap((check) => failuresOf(check, said))
    const input: Pick<AvailabilityInput, 'parts' | 'checks' | 'failures'> = {
      ...{ parts: partsOf(loaded, window), checks, failures },
    }
    stops.push(...(await driven(stopsIn(input), pause)))
  }
  return union(stops)
}

/** Drives a measurement to its end with a pause after each slice. */
async function driven<T>(steps: Generator<void, T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause()
  }
}
