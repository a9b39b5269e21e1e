/**
 * Whether incidents were detected when the reference says, by what was executed and had arrived (part of I2): the clock
 * of a deadline is that of what was known then, the incident's own time that of all that came since.
 */
import type { Check, Service } from '../../collector/model.ts'
import type { IncidentRow } from '../../collector/store/records.ts'
import type { IncidentKind, Purpose } from '../../rules/words.ts'
import { type Failed, failuresIn, type Said } from '../reference/detection.ts'
import { componentStops, holdMsOf, stopsOf } from '../reference/service.ts'
import type { Ended } from '../reference/vantages.ts'
import type { Finder } from './found.ts'
import type { FaultKind, History } from './history.ts'
import { type Known, outagesToCompare, type Stored, settledBefore } from './known.ts'
import { targetOf } from './runs.ts'
import { isSteppedNear, stepsOf } from './steps.ts'

export interface Detected {
  from: number
  to: number
  confirmedAt: number
}

/** What a component's checks of a purpose say by themselves. */
const BY_CHECK: Partial<Record<IncidentKind, Purpose>> = {
  fault: 'fault',
  slowdown: 'performance',
  'time-error': 'time-sync',
}

/** Since these nobody has listened without a pause. */
export const AWAY: readonly FaultKind[] = ['collector-killed', 'collector-frozen', 'lease-lost', 'store-away']
/** Beyond its hold, for delivery, and for another collector to take over: milliseconds. */
const LATE_MS = 60_000

/** How much around its beginning decides when something was detected, milliseconds. */
const AROUND_MS = 600_000

/** So near to a step of a clock of ours nothing is said, milliseconds. */
export const STEPPED_MS = 1_800_000

interface Look {
  history: History
  said: Stored
  finder: Finder
}

export function detections(
  history: History,
  services: readonly Known[],
  { said, finder }: Omit<Look, 'history'>,
) {
  const { end } = history
  for (const incident of end.incidents ?? []) {
    const known = services.find(({ service }) => service.id === incident.service)
    const then = known && knownWhenTold(asTold(incident, end), known, { history, said })
    if (!known || !then) continue
    const name = `${incident.kind} ${incident.id} of ${incident.service}`
    finder.examine('detections', 1)
    if (then.length === 0) {
      finder.violate(
        `${name} was told at ${incident.openedAt}, and follows from nothing that was known then`,
        incident.openedAt,
      )
      continue
    }
    // What came later may have shown that it was otherwise, or nothing at all: then it stays as it was told.
    const all = detectedBy(incident, known, { history, said, known: end.now }) ?? []
    const whole = all.filter(({ from }) => from === incident.firstFailedAt)
    const isExplained = whole.every((one) => isWithinStop(one, incident, end))
    const expected = isExplained ? [...all, ...then] : whole
    if (arrivesStill(known, incident, { said, since: settledBefore(history) })) continue
    if (!isDetectedAt(incident.confirmedAt, expected, incident, said))
      finder.violate(
        `${name} counts as detected at ${incident.confirmedAt}, and was at ${textOf(expected)}`,
        incident.confirmedAt,
      )
  }
}

/** Whether a stop of the service that was told explains it by the evidence of now: then nothing of it is corrected. */
function isWithinStop(
  { confirmedAt }: Detected,
  { kind, service }: IncidentRow,
  { incidents = [] }: History['end'],
): boolean {
  const explains = (one: IncidentRow) =>
    one.kind === 'outage' &&
    one.service === service &&
    one.firstFailedAt <= confirmedAt &&
    confirmedAt < (one.recoveredAt ?? Number.POSITIVE_INFINITY)
  return kind !== 'outage' && incidents.some(explains)
}

/** What later evidence corrects was told on what was known then, of the part of a failure that it was told of. */
export function asTold(incident: IncidentRow, { notices = [] }: History['end']): IncidentRow {
  const told = notices.find(
    ({ incidentId, kind, createdAt }) =>
      incidentId === incident.id && kind === 'first' && createdAt === incident.openedAt,
  )?.facts?.incident
  return told ? { ...incident, firstFailedAt: told.firstFailedAt, recoveredAt: told.recoveredAt } : incident
}

/**
 * To the millisecond where one place looks. Where several do, it also waits until another's silence is known: not before
 * the reference says, and not after it was told.
 */
export function isDetectedAt(
  at: number,
  detected: readonly Detected[],
  { checks, openedAt }: IncidentRow,
  said: Stored,
): boolean {
  if (detected.some(({ confirmedAt }) => confirmedAt === at)) return true
  const several = checks.some((check) => said.named(targetOf(check)).length > 1)
  return several && at <= openedAt && detected.some(({ confirmedAt }) => confirmedAt <= at)
}

export const textOf = (detected: readonly Detected[]) =>
  detected.map(({ confirmedAt }) => confirmedAt).join(' or ')

/**
 * What of the world an incident stands for, as far as it had arrived when it was opened, or at another time of the
 * collectors; null where the reference cannot say. `counts`: of what arrived in that very millisecond, by its source.
 */
export function detectedBy(
  incident: IncidentRow,
  known: Known,
  {
    history,
    said,
    known: knownAt = incident.openedAt,
    counts = () => true,
  }: Omit<Look, 'finder'> & { known?: number; counts?: (source: string) => boolean },
): Detected[] | null {
  const { kind, firstFailedAt, recoveredAt, withdrawnAt, reason } = incident
  // What came before what is not to be had from stamps of clocks that were stepped near it.
  const meanwhile = { from: firstFailedAt, to: Math.max(incident.openedAt, recoveredAt ?? 0) }
  if (isSteppedNear(stepsOf(history), meanwhile, STEPPED_MS)) return null
  const upTo = (check: string) =>
    said
      .of(check)
      .filter(({ receivedAt, source }) => receivedAt < knownAt || (receivedAt === knownAt && counts(source)))
  const touches = ({ from, to }: Detected) =>
    from <= (recoveredAt ?? Number.POSITIVE_INFINITY) && to > firstFailedAt
  if (kind === 'outage') {
    if (!outagesToCompare(history, known)) return null
    const late = lateAt(knownAt, upTo, history)
    const mayBeLate = checksOf(known.service).some((one) => one.of !== undefined && late(one))
    const all = stopsOf(known.service, upTo).filter(touches)
    const meanwhile = mayBeLate ? stopsOf(known.service, upTo, late).filter(touches) : []
    const isNew = ({ from, confirmedAt }: Detected) =>
      !all.some((one) => one.from === from && one.confirmedAt === confirmedAt)
    return [...all, ...meanwhile.filter(isNew)]
  }
  const purpose = BY_CHECK[kind]
  const { service, sole } = known
  if (!purpose || !sole || withdrawnAt !== null || reason === 'clocks-apart') return null
  if (service.components.some(({ dependsOn }) => dependsOn.length > 0)) return null
  const specs = service.components.flatMap(({ id, checks }) =>
    id === incident.component ? checks.filter((check) => check.purpose === purpose) : [],
  )
  // As all see it who look at it: what one place still fails with while another one answers is no stop.
  const stops = service.components.flatMap((one) =>
    one.id === incident.component ? (componentStops(one, upTo) ?? []) : [],
  )
  return specs.flatMap(({ check, confirm }) =>
    failuresIn(upTo(check), confirm.failures)
      .flatMap((one) => partsOf(one, stops, incident))
      .filter(touches),
  )
}

/**
 * What arrived in the very millisecond in which it was told may have been taken in before that or after it, start by
 * start of its agents: what is newest comes first, and what an earlier start left behind it.
 */
export function knownWhenTold(incident: IncidentRow, known: Known, { history, said }: Omit<Look, 'finder'>) {
  const whole = detectedBy(incident, known, { history, said })
  const checks = known.service.components.flatMap((component) => component.checks)
  const then = checks
    .flatMap(({ check }) => said.of(check))
    .flatMap(({ receivedAt, source }) => (receivedAt === incident.openedAt ? originOf(source) : []))
  const origins = [...new Set(then)]
  const parts = [
    () => false,
    ...origins.map((origin) => (source: string) => originOf(source) === origin),
    ...origins.map((origin) => (source: string) => originOf(source) !== origin),
  ]
  const found = origins.length === 0 ? [] : parts
  return (
    whole && [
      ...whole,
      ...found.flatMap((counts) => detectedBy(incident, known, { history, said, counts }) ?? []),
    ]
  )
}

/** Agent and epoch. */
const originOf = (source: string) => source.slice(0, source.lastIndexOf('/'))

/**
 * Whether a check may be late only, and not known to be silent, at an instant: before its result held no longer, or
 * before somebody had listened for as long as that again since we were away. Then another place alone says nothing of
 * what it looks at, and what else stops is told by itself.
 */
function lateAt(at: number, upTo: (check: string) => readonly Said[], { world }: History) {
  const away = (world.faults ?? []).filter(({ kind }) => AWAY.includes(kind))
  const instants = away.flatMap(({ from, to }) => [from, to ?? Number.POSITIVE_INFINITY])
  const listeningSince = Math.max(...instants.filter((one) => one <= at))
  return (check: Check) => {
    const heardAt = Math.max(...upTo(check.check).map(({ startedAt }) => startedAt), listeningSince)
    return at <= heardAt + holdMsOf(check) + LATE_MS
  }
}

const checksOf = ({ components }: Service) => components.flatMap(({ checks }) => checks)

/**
 * What a stop of the component explains is no incident of its own: what goes on after its end is one by itself, which
 * begins with its next result. It is known by the first one since that end was known: until then the stop, which was
 * told, explains it.
 */
function partsOf(
  { firstFailedAt: from, recoveredAt, confirmedAt, failures }: Failed,
  stops: readonly Ended[],
  { firstFailedAt }: IncidentRow,
): Detected[] {
  if (confirmedAt === null) return []
  const whole = { from, to: recoveredAt ?? Number.POSITIVE_INFINITY, confirmedAt }
  const explained = stops.flatMap(({ to, recoveryConfirmedAt }) =>
    to <= firstFailedAt && to > from ? recoveryConfirmedAt : [],
  )
  if (explained.length === 0 || firstFailedAt === from) return [whole]
  const isOne = failures.some(({ startedAt }) => startedAt === firstFailedAt)
  const proof = failures.find(({ startedAt }) => startedAt >= Math.max(firstFailedAt, ...explained))
  if (!isOne || !proof) return []
  const knownAt = Math.max(Math.min(proof.finishedAt, proof.receivedAt), confirmedAt)
  return [{ ...whole, from: firstFailedAt, confirmedAt: knownAt }]
}

/** Whether anything came so late that what it corrects may be under way. */
function arrivesStill(
  { service }: Known,
  { firstFailedAt }: IncidentRow,
  { said, since }: { said: Stored; since: number },
) {
  return checksOf(service).some(({ check }) =>
    said
      .of(check)
      .some(({ receivedAt, startedAt }) => receivedAt > since && startedAt <= firstFailedAt + AROUND_MS),
  )
}
