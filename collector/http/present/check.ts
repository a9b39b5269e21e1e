/** Checks and their results as the API gives them. Pure. */

import type { CheckSummary, ResultRow } from '../../../rules/api/types.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import { healthOf, largestGap } from '../../../rules/detection/fold.ts'
import type { CheckState, Health, Observation } from '../../../rules/detection/types.ts'
import { intervalItemOf } from '../../../rules/guideline/items.ts'
import { limitMsOf } from '../../../rules/guideline/value.ts'
import { isExternal } from '../../evaluation/configured.ts'
import type { Counts, TimedResult } from '../../ingest/recent.ts'
import type { Check, Component, Service } from '../../model.ts'
import { instant } from './instant.ts'

const DAY_MS = 86_400_000

/** `clockOff`: times in which the clock of the host that ran it was off. */
export function resultRow(result: TimedResult, clockOff: readonly Interval[] = []): ResultRow {
  const { check, outcome, attempt, reason, message, values } = result.item
  return {
    check,
    plannedAt: instant(result.plannedAt),
    startedAt: instant(result.startedAt),
    finishedAt: instant(result.finishedAt),
    receivedAt: instant(result.receivedAt),
    outcome,
    attempt,
    reason: reason ?? null,
    message: message ?? null,
    values: values ?? {},
    ...(clockOff.some(({ from, to }) => from <= result.startedAt && result.startedAt < to)
      ? { clockOff: true as const }
      : {}),
  }
}

export interface AboutCheck {
  service: Service
  component: Component
  check: Check
  /** Null before evaluation has met it. */
  state: CheckState | null
  /** The newest result that was taken in, with its values; null if none is known. */
  newest: TimedResult | null
  /** Runs that this collector took in itself; null where others take in as well. */
  own: { counts: Counts; fromAt: number }
  ownIsWhole: boolean
}

/** A check that evaluation has not met is unknown since the collector looks. */
export function healthAt({ state, check }: Pick<AboutCheck, 'state' | 'check'>, now: number): Health {
  return state ? healthOf(state, check, now) : { state: 'unknown', sinceAt: now, reason: 'no-result-yet' }
}

export function checkSummary(about: AboutCheck, now: number): CheckSummary {
  const { service, component, check, state } = about
  const health = healthAt(about, now)
  const item = intervalItemOf({ purpose: check.purpose, external: isExternal(component) })
  const { counts, fromAt } = countsOf(about, now)
  return {
    check: check.check,
    service: service.id,
    component: component.id,
    componentName: component.name,
    componentKind: component.kind,
    purpose: check.purpose,
    type: check.type,
    // What stands behind the `?` may be a credential, and is never served back.
    target: check.target.replace(/\?.*$/s, '?…'),
    agent: check.agent,
    everyMs: check.everyMs,
    health: health.state,
    healthSince: state ? instant(health.sinceAt) : null,
    healthReason: health.state === 'unknown' ? health.reason : (lastOf(about)?.reason ?? null),
    last: lastOf(about),
    largestGapMs: state ? largestGap(state, now - DAY_MS, now) : null,
    limitMs: item ? limitMsOf(service.values[item]) : null,
    counts,
    countedFrom: instant(fromAt),
  }
}

/** The newer of what was taken in and what was evaluated. */
function lastOf({ state, newest }: AboutCheck): CheckSummary['last'] {
  const evaluated = state?.window.at(-1) ?? null
  if (newest && (!evaluated || newest.startedAt >= evaluated.startedAt)) {
    const { startedAt, finishedAt, receivedAt, outcome, reason, message, values } = resultRow(newest)
    return { startedAt, finishedAt, outcome, reason, message, values, receivedAt }
  }
  return evaluated ? observed(evaluated) : null
}

/** As evaluation keeps it: without values. */
function observed(last: Observation): NonNullable<CheckSummary['last']> {
  return {
    startedAt: instant(last.startedAt),
    finishedAt: instant(last.finishedAt),
    outcome: last.outcome,
    reason: last.reason ?? null,
    message: last.message ?? null,
    values: {},
    receivedAt: instant(last.receivedAt),
  }
}

/**
 * Runs of the last day from whichever reaches back further: the evaluated window, or what this collector
 * took in since it started. Skipped runs are known from the latter only.
 */
function countsOf({ state, own, ownIsWhole }: AboutCheck, now: number): { counts: Counts; fromAt: number } {
  const dayAgo = now - DAY_MS
  if (!state) return own
  const [oldest] = state.window
  const reaches = state.checkpoint.newest && oldest ? oldest.startedAt : state.sinceAt
  const windowFrom = Math.max(reaches, dayAgo)
  if (ownIsWhole && own.fromAt <= windowFrom) return own
  const counts: Counts = { ok: 0, failed: 0, unknown: 0, skipped: own.counts.skipped }
  for (const result of state.window) if (result.startedAt >= windowFrom) counts[result.outcome] += 1
  return { counts, fromAt: windowFrom }
}
