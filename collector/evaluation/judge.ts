/** Decides one service at one instant: incidents with what follows from them, and what its checks owe. */
import { comesAt, setAside } from '../../rules/detection/ahead.ts'
import { holdMs, newCheckState, silenceOf, silentSince } from '../../rules/detection/fold.ts'
import { executedByAny } from '../../rules/detection/from-vantages.ts'
import { isCalm } from '../../rules/detection/routine.ts'
import { tailOf } from '../../rules/detection/tail.ts'
import type { CheckSpec, CheckState } from '../../rules/detection/types.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { decide } from '../../rules/incidents/decide.ts'
import { isCutOff } from '../../rules/incidents/gap.ts'
import type { CheckView, Decision, Incident, IncidentChange } from '../../rules/incidents/types.ts'
import { viewOf } from '../../rules/incidents/view.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { decideHostClocks } from '../../rules/time-sync/decide.ts'
import type { LedgerDraft, NoticeRow, ObligationRow } from '../store/port.ts'
import { DELIVERY_GRACE_MS } from './bounds.ts'
import type { Watched } from './configured.ts'
import { type Consequences, consequencesOf, overrunOf, type Told } from './consequences.ts'
import { aheadEntry, obligationEntry } from './entries.ts'
import type { HostClocks } from './host-clocks.ts'
import { type Intervals, intervalsOf } from './intervals.ts'
import { offsetsOf } from './offsets.ts'
import type { Memory } from './partition.ts'
import { structureOf, subjectOf } from './structure.ts'

export interface Judged {
  changes: IncidentChange[]
  /** States of checks that had none (their activation), and those that a clock had put ahead. */
  activated: Map<string, CheckState>
  obligations: ObligationRow[]
  /** Those among them whose state is new. */
  decided: ObligationRow[]
  notices: NoticeRow[]
  ledger: LedgerDraft[]
  /** When to judge again without new results; null if never. */
  nextAt: number | null
  /** Nothing is wrong, open or waited for: a routine result of its checks changes nothing but what they wait for themselves. */
  calm: boolean
  /** Of `nextAt`, what follows from something else than the last results of its checks; null if never. */
  otherAt: number | null
}

/** What judging asks the store, where memory does not say it; each of it rarely. */
export interface Asks {
  /** The notices of an incident that are stored, oldest first. */
  toldOf: (incidentId: string) => Promise<Told[]>
  /** When two persons withdrew an incident; null where they did not. */
  withdrawnAt: (incidentId: string) => Promise<number | null>
  /** The newest obligation of a check for an item. */
  newestOf: (check: string, item: string) => Promise<ObligationRow | null>
  /** Whether two persons withdrew an obligation of a check. */
  isRowWithdrawn: (row: ObligationRow) => Promise<boolean>
}

export interface JudgeInput extends Asks {
  watched: Watched
  memory: Pick<Memory, 'incidents' | 'intervals' | 'standingAt' | 'owing' | 'withdrawn'>
  /** The newest state of a check; undefined before its activation. */
  stateOf: (check: string) => CheckState | undefined
  now: number
  /** Since when this collector has been evaluating a check (its partition, its revision) without a pause. */
  listeningTo: (check: string) => number
  /** What had come by then is known; what came since may wait to be read. */
  heardTo: number
  /** Times in which a step of a clock of ours leaves distances between executions unproven. */
  clockDoubts: readonly ClockDoubt[]
  /** What is known of the clocks of hosts. */
  hostClocks: Pick<HostClocks, 'readingsOf' | 'due'>
  newId: () => string
}

export async function judgeService(input: JudgeInput): Promise<Judged> {
  const { memory, now, heardTo, listeningTo, newId } = input
  const { service, specs } = input.watched
  const activated = new Map<string, CheckState>()
  const ahead: LedgerDraft[] = []
  const watched = specs.map((spec) => {
    const known = input.stateOf(spec.check)
    const state = known ? setAside(known, now) : newCheckState(now)
    if (state !== known) activated.set(spec.check, state)
    if (known && state !== known)
      ahead.push({ id: newId(), at: now, ...aheadEntry(known, state, spec.check) })
    return { spec, state }
  })
  const incidents = [...memory.incidents.values()].filter((incident) => incident.service === service.id)
  const instants: number[] = []
  const others = watched.flatMap(({ state: { aside } }) => (aside && comesAt(aside)) ?? [])

  const checks = watched.map(({ spec, state }) => {
    const view = viewOf(state, spec, now, DELIVERY_GRACE_MS)
    const listeningSince = listeningTo(spec.check)
    const { silent, nextAt } = silence({ spec, state, incidents, now, heardTo, listeningSince })
    if (nextAt !== null) instants.push(nextAt)
    return { ...view, silentSince: silent }
  })
  const standingNow = await decideStanding({ checks, incidents }, input)
  const { changes: decided, nextAt: decideAgainAt } = standingNow
  const changes = [...decided, ...(await standing(hostClocksOf(input, incidents), input))]
  if (decideAgainAt !== null) others.push(decideAgainAt)

  const judged: Judged = {
    changes,
    activated,
    obligations: [],
    decided: [],
    notices: [],
    ledger: ahead,
    ...{ nextAt: null, calm: false, otherAt: null },
  }
  const take = ({ obligations, notices, ledger }: Consequences) => {
    judged.obligations.push(...obligations)
    judged.notices.push(...notices)
    judged.ledger.push(...ledger)
  }
  const context = { service, planned: input.watched.planned, now, newId }
  const drafted = (incident: Incident) => judged.notices.filter((one) => one.incidentId === incident.id)
  for (const change of judged.changes) {
    const { type, incident } = change
    const stored = type === 'recovered' || type === 'reopened' ? await input.toldOf(incident.id) : []
    take(consequencesOf(change, { ...context, told: [...stored, ...drafted(incident)] }))
  }
  const after = new Map(
    [...incidents, ...judged.changes.map((one) => one.incident)].map((one) => [one.id, one]),
  )
  for (const incident of after.values()) {
    const drafts = judged.obligations.flatMap((row) => (row.subject === incident.id ? row.item : []))
    const owing = new Set([...(memory.owing.get(incident.id) ?? []), ...drafts])
    const toldOf = async () => [...(await input.toldOf(incident.id)), ...drafted(incident)]
    const { consequences, againAt } = await overrunOf(incident, context, { owing, toldOf })
    if (againAt !== null) others.push(againAt)
    if (consequences && !(await withdrawn(incident.id, input))) take(consequences)
  }
  let settling = standingNow.held.length > 0 || decideAgainAt !== null
  for (const one of executedTogether(watched)) {
    const listeningSince = Math.max(...one.members.map(listeningTo))
    const { monitored, earlierLimits } = input.watched
    const intervals = intervalsOf({
      ...{ ...input, ...one, service, listeningSince, monitored, earlierLimits },
    })
    if (intervals.nextAt !== null) instants.push(intervals.nextAt)
    settling ||= intervals.settling
    for (const row of intervals.rows) await takeRow(judged, row, input)
  }
  for (const { spec, state } of watched) {
    const known = memory.intervals.get(spec.check)?.values() ?? []
    const newest = () => input.newestOf(spec.check, EDITION.measures.timeSyncOffset)
    for (const row of await offsetsOf({ service, spec, state, known, newest }))
      await takeRow(judged, row, input)
  }
  const lasts = [...after.values()].some(({ recoveredAt }) => recoveredAt === null)
  judged.calm = !settling && !lasts && checks.every((one, at) => isWell(one, watched[at]?.state, now))
  if (others.length > 0) judged.otherAt = Math.min(...others)
  if (instants.length + others.length > 0) judged.nextAt = Math.min(...instants, ...others)
  return judged
}

/**
 * Whether a check answered last and nothing of it runs. That its answer holds no longer is nothing yet: silence is
 * waited for, and an answer before that is as routine as any. Of one that several vantages do, what one of them answered
 * may say something of what another one failed with: nothing of it may have failed for as long as is remembered.
 */
function isWell(view: CheckView, state: CheckState | undefined, now: number): boolean {
  const { spec, health, episodes, failures } = view
  if (state === undefined || state.aside || silentSince(state, spec, now, DELIVERY_GRACE_MS) !== null)
    return false
  if (!isCalm(tailOf(state, spec).cursor) || episodes.some(({ recoveredAt }) => recoveredAt === null))
    return false
  return spec.of === undefined || (health.state === 'up' && episodes.length === 0 && failures.length === 0)
}

/** How the clocks of the service's hosts stand to each other, where it says how far apart they may be (III.1.1.5). */
function hostClocksOf({ watched: { service }, hostClocks, now, newId }: JudgeInput, known: Incident[]) {
  const incidents = known.filter(({ kind }) => kind === 'time-error')
  if (!service.timeSync && incidents.length === 0) return []
  if (!hostClocks.due(service.id, now)) return []
  const checks = service.timeSync ? service.components.flatMap((component) => component.checks) : []
  const checksOf = new Map(
    [...Map.groupBy(checks, ({ agent }) => agent)].map(([host, own]) => [
      host,
      own.map(({ check }) => check),
    ]),
  )
  return decideHostClocks({
    ...{
      service: service.id,
      readings: hostClocks.readingsOf(checksOf.keys()),
      checksOf,
      incidents,
      now,
      newId,
    },
    limitMs: service.timeSync?.betweenHostsMs ?? 0,
  })
}

/** What owes intervals: every check once, whatever the number of vantages that do it (III.1.1.1 a). */
function executedTogether(watched: readonly { spec: CheckSpec; state: CheckState }[]) {
  return [...Map.groupBy(watched, ({ spec }) => subjectOf(spec))].flatMap(([check, vantages]) => {
    const [first, ...others] = vantages
    if (!first) return []
    const state = executedByAny([first.state, ...others.map((one) => one.state)])
    return [{ spec: { ...first.spec, check }, state, members: vantages.map(({ spec }) => spec.check) }]
  })
}

/** The changes of now. Where one is of an incident that was withdrawn meanwhile, they are decided again knowing that. */
async function decideStanding(
  known: { checks: CheckView[]; incidents: Incident[] },
  input: JudgeInput,
): Promise<Decision> {
  const { memory, now, newId } = input
  const { service } = input.watched
  for (;;) {
    const before = memory.withdrawn.size
    const { withdrawn } = memory
    const of = { service: service.id, structure: structureOf(service) }
    const { changes, nextAt, held } = decide({ ...of, ...known, withdrawn, now, newId })
    const left = await standing(changes, input)
    if (withdrawn.size === before) return { changes: left, nextAt, held }
  }
}

/** What two persons withdrew is not decided any more: its end is still told, nothing else of it changes. */
async function standing(changes: IncidentChange[], input: JudgeInput): Promise<IncidentChange[]> {
  const left: IncidentChange[] = []
  for (const change of changes) {
    const before = input.memory.incidents.get(change.incident.id)
    const ends = before?.recoveredAt === null && change.incident.recoveredAt !== null
    if (!before || ends || !(await withdrawn(change.incident.id, input))) left.push(change)
  }
  return left
}

async function withdrawn(
  incidentId: string,
  { memory, withdrawnAt }: Pick<JudgeInput, 'memory' | 'withdrawnAt'>,
): Promise<boolean> {
  if (memory.withdrawn.has(incidentId)) return true
  const at = memory.incidents.has(incidentId) ? await withdrawnAt(incidentId) : null
  if (at === null) return false
  memory.withdrawn.set(incidentId, at)
  return true
}

/** Adds a row of a check, with its entry where its state is new, unless two persons withdrew it meanwhile. */
export async function takeRow(
  judged: Pick<Judged, 'obligations' | 'decided' | 'ledger'>,
  { row, transition }: Intervals['rows'][number],
  { memory, now, newId, isRowWithdrawn }: Pick<JudgeInput, 'memory' | 'now' | 'newId' | 'isRowWithdrawn'>,
): Promise<void> {
  const stored = memory.intervals.get(row.subject)?.get(row.id)
  if (transition && stored && (await isRowWithdrawn(row))) {
    memory.intervals.get(row.subject)?.set(row.id, { ...stored, state: 'withdrawn' })
    return
  }
  judged.obligations.push(row)
  if (!transition) return
  judged.ledger.push({ id: newId(), at: now, ...obligationEntry(row) })
  if (row.state !== 'open' && row.state !== stored?.state) judged.decided.push(row)
}

/**
 * Silence of a check at `now`, and when it may begin. Our own absence makes no silence, nor does what we have not read
 * yet: nobody is silent before it had the time to be heard since we listen, or while what it sent may wait for us; but who
 * was silent before stays so until heard.
 */
function silence(a: {
  spec: CheckSpec
  state: CheckState
  incidents: Incident[]
  now: number
  heardTo: number
  listeningSince: number
}): { silent: number | null; nextAt: number | null } {
  const { spec, state, incidents, now, heardTo } = a
  const heardAgainAt = a.listeningSince + holdMs(spec) + DELIVERY_GRACE_MS
  const { sinceAt, untilAt } = silenceOf(state, spec, DELIVERY_GRACE_MS)
  if (now <= untilAt) return { silent: null, nextAt: Math.max(untilAt, heardAgainAt) + 1 }
  const known = incidents.some(
    (one) =>
      one.kind === 'monitoring-gap' &&
      !isCutOff(one) &&
      one.recoveredAt === null &&
      one.checks.includes(spec.check),
  )
  if (known || (heardTo > untilAt && now > heardAgainAt)) return { silent: sinceAt, nextAt: null }
  return { silent: null, nextAt: Math.max(now, heardAgainAt) + 1 }
}
