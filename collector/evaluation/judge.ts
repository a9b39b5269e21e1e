/** Decides one service at one instant: incidents with what follows from them, and interval obligations. */
import { holdMs, newCheckState, silenceOf, withoutFuture } from '../../rules/detection/fold.ts'
import type { CheckSpec, CheckState } from '../../rules/detection/types.ts'
import { decide } from '../../rules/incidents/decide.ts'
import type { CheckView, Incident, IncidentChange } from '../../rules/incidents/types.ts'
import { viewOf } from '../../rules/incidents/view.ts'
import type { Service } from '../model.ts'
import type { LedgerDraft, NoticeRow, ObligationRow } from '../store/port.ts'
import { consequencesOf, type Told } from './consequences.ts'
import { aheadEntry, obligationEntry } from './entries.ts'
import { intervalsOf } from './intervals.ts'
import type { Memory } from './partition.ts'

/** How long a result may be under way to us before its check counts as silent. */
const DELIVERY_GRACE_MS = 10_000

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
}

export interface JudgeInput {
  service: Service
  specs: CheckSpec[]
  memory: Pick<Memory, 'incidents' | 'intervals' | 'standingAt'>
  /** The newest state of a check; undefined before its activation. */
  stateOf: (check: string) => CheckState | undefined
  now: number
  /** Since when this collector has been evaluating a check (its partition, its revision) without a pause. */
  listeningTo: (check: string) => number
  /** Instants (after it) at which this collector's clock was stepped. */
  clockSteps: readonly number[]
  newId: () => string
  /** The notices of an incident that are stored, oldest first. */
  toldOf: (incidentId: string) => Promise<Told[]>
}

export async function judgeService(input: JudgeInput): Promise<Judged> {
  const { service, specs, memory, now, listeningTo, clockSteps, newId } = input
  const activated = new Map<string, CheckState>()
  const ahead: LedgerDraft[] = []
  const watched = specs.map((spec) => {
    const known = input.stateOf(spec.check)
    const state = known ? withoutFuture(known, now) : newCheckState(now)
    if (state !== known) activated.set(spec.check, state)
    if (known && state !== known)
      ahead.push({ id: newId(), at: now, ...aheadEntry(known, state, spec.check) })
    return { spec, state }
  })
  const incidents = [...memory.incidents.values()].filter((incident) => incident.service === service.id)
  const instants: number[] = []

  const checks = watched.map(({ spec, state }) => {
    const view = viewOf(state, spec, now, DELIVERY_GRACE_MS)
    const listeningSince = listeningTo(spec.check)
    const { silent, nextAt } = silence({ spec, state, view, incidents, now, listeningSince })
    if (nextAt !== null) instants.push(nextAt)
    return { ...view, silentSince: silent }
  })
  const decision = decide({ service: service.id, checks, incidents, now, newId })
  if (decision.nextAt !== null) instants.push(decision.nextAt)

  const judged: Judged = {
    changes: decision.changes,
    activated,
    obligations: [],
    decided: [],
    notices: [],
    ledger: ahead,
    nextAt: null,
  }
  for (const change of decision.changes) {
    const drafts = judged.notices.filter((notice) => notice.incidentId === change.incident.id)
    const stored =
      change.type === 'recovered' || change.type === 'reopened' ? await input.toldOf(change.incident.id) : []
    const { obligations, notices, ledger } = consequencesOf(change, {
      service,
      now,
      newId,
      told: [...stored, ...drafts],
    })
    judged.obligations.push(...obligations)
    judged.notices.push(...notices)
    judged.ledger.push(...ledger)
  }
  for (const { spec, state } of watched) {
    const listeningSince = listeningTo(spec.check)
    const { rows, nextAt } = intervalsOf({ service, spec, state, memory, now, listeningSince, clockSteps })
    if (nextAt !== null) instants.push(nextAt)
    for (const { row, transition } of rows) {
      judged.obligations.push(row)
      if (!transition) continue
      judged.ledger.push({ id: newId(), at: now, ...obligationEntry(row) })
      if (row.state !== 'open') judged.decided.push(row)
    }
  }
  if (instants.length > 0) judged.nextAt = Math.min(...instants)
  return judged
}

/**
 * Silence of a check at `now`, and when it may begin. Our own absence makes no silence: nobody is silent
 * before it had the time to be heard since we listen; but who was silent before stays so until heard.
 */
function silence(a: {
  spec: CheckSpec
  state: CheckState
  view: CheckView
  incidents: Incident[]
  now: number
  listeningSince: number
}): { silent: number | null; nextAt: number | null } {
  const { spec, state, view, incidents, now } = a
  const heardAgainAt = a.listeningSince + holdMs(spec) + DELIVERY_GRACE_MS
  if (view.silentSince === null) {
    const { untilAt } = silenceOf(state, spec, DELIVERY_GRACE_MS)
    return { silent: null, nextAt: Math.max(untilAt, heardAgainAt) + 1 }
  }
  const known = incidents.some(
    ({ kind, recoveredAt, checks }) =>
      kind === 'monitoring-gap' && recoveredAt === null && checks.includes(spec.check),
  )
  if (known || now > heardAgainAt) return { silent: view.silentSince, nextAt: null }
  return { silent: null, nextAt: heardAgainAt + 1 }
}
