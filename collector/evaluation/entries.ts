/** Ledger entries of evaluation: what counts as evidence, without personal data, texts of hosts bounded. */
import type { CheckState, Observation } from '../../rules/detection/types.ts'
import type { IncidentChange } from '../../rules/incidents/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Service } from '../model.ts'
import type { LedgerDraft, ObligationRow } from '../store/port.ts'

type Entry = Omit<LedgerDraft, 'id' | 'at'>

/** Characters of a host's text in an entry. */
const HOST_TEXT = 200

/** `incident.opened`, `.corrected`, `.recovered`, `.reopened`, with every time of it and why; `service` null: it is gone. */
export function incidentEntry(change: IncidentChange, service: Pick<Service, 'pattern'> | null): Entry {
  const { id, message, ...incident } = change.incident
  const late = change.type === 'opened' ? { learnedAfterEnd: change.learnedAfterEnd } : {}
  return {
    kind: `incident.${change.type}`,
    subject: id,
    actor: 'system',
    payload: {
      ...incident,
      message: message?.slice(0, HOST_TEXT) ?? null,
      pattern: service?.pattern ?? null,
      ...late,
      because: change.because,
    },
  }
}

/** `obligation.opened`, `.met`, `.breached`, `.not-proven`: the clause, its times, its margin and why. */
export function obligationEntry(row: ObligationRow): Entry {
  const {
    id,
    item,
    service,
    customer,
    subject,
    clockFrom,
    dueAt,
    limitMs,
    state,
    decidedAt,
    marginMs,
    because,
  } = row
  return {
    kind: state === 'open' ? 'obligation.opened' : `obligation.${state}`,
    subject,
    actor: 'system',
    payload: {
      obligation: id,
      item,
      service,
      ...(customer === null ? {} : { customer }),
      clockFrom,
      dueAt,
      limitMs,
      decidedAt,
      marginMs,
      because,
      evidence: row.evidence,
    },
  }
}

/** Results that came too late to be put in order: counted here, so that they are never silently dropped. */
export function tooOldEntry(check: string, tooOld: readonly Observation[]): Entry {
  const starts = tooOld.map((result) => result.startedAt)
  return {
    kind: 'evaluation.too-old',
    subject: check,
    actor: 'system',
    payload: {
      count: tooOld.length,
      fromAt: starts.reduce((a, b) => Math.min(a, b)),
      toAt: starts.reduce((a, b) => Math.max(a, b)),
      first: tooOld[0]?.source ?? null,
      last: tooOld.at(-1)?.source ?? null,
    },
  }
}

/** Results that could not be folded, which is a defect of ours: they stay stored, and count as if they had not come. */
export function refusedEntry(a: { check: string; sources: readonly string[]; error: unknown }): Entry {
  const { check, sources, error } = a
  return {
    kind: 'evaluation.refused',
    subject: check,
    actor: 'system',
    payload: {
      count: sources.length,
      first: sources[0] ?? null,
      last: sources.at(-1) ?? null,
      error: String(error).slice(0, HOST_TEXT),
    },
  }
}

/** The stored state of a check cannot be read: it begins anew, and what it had folded is known no more. */
export function damagedEntry(check: string, error: unknown): Entry {
  const payload = { error: error instanceof Error ? error.name : 'unknown' }
  return { kind: 'evaluation.state-damaged', subject: check, actor: 'system', payload }
}

/** A service that could not be judged, which is a defect of ours: until it is, it stands as it was. */
export function unjudgedEntry(service: string, error: unknown): Entry {
  const payload = { error: error instanceof Error ? error.name : 'unknown' }
  return { kind: 'evaluation.unjudged', subject: service, actor: 'system', payload }
}

/**
 * Results that a clock which was ahead had put after now: they wait for their time. `givenUp`: those among them that
 * are too many to wait; `begunAnew`: what was folded for good lay there too, and is known no more.
 */
export function aheadEntry(before: CheckState, after: CheckState, check: string): Entry {
  const first = before.window.find(({ startedAt }) => startedAt > (after.window.at(-1)?.startedAt ?? -1))
  const count = before.window.length - after.window.length
  const waiting = (after.aside?.results.length ?? 0) - (before.aside?.results.length ?? 0)
  return {
    kind: 'evaluation.ahead',
    subject: check,
    actor: 'system',
    payload: {
      count,
      givenUp: Math.max(0, count - waiting),
      begunAnew: after.checkpoint.newest === null && before.checkpoint.newest !== null,
      newestAt: before.window.at(-1)?.startedAt ?? before.checkpoint.newest?.startedAt ?? null,
      first: first?.source ?? null,
      last: before.window.at(-1)?.source ?? null,
    },
  }
}

/** Records that an agent had to give up: a fact of a monitoring gap of each service that it checks. */
export function lostEntry(service: string, agentId: string, item: LostItem): Entry {
  const { seq, epoch, from, to, count, bytes, firstAt, lastAt, reason } = item
  return {
    kind: 'monitoring.lost',
    subject: service,
    actor: `agent:${agentId}`,
    payload: { agent: agentId, reason, count, bytes, epoch, from, to, seq, firstAt, lastAt },
  }
}

/** Two copies of an agent lived at once: of each service that it checks. */
export function twiceEntry(service: string, agentId: string, both: { fromAt: number; toAt: number }): Entry {
  return {
    kind: 'monitoring.agent-twice',
    subject: service,
    actor: `agent:${agentId}`,
    payload: { agent: agentId, ...both },
  }
}
