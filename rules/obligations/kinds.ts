/** What the monitor itself sees, as facts: runs of checks and incidents, to rows. */
import type { Interval } from '../calendar/types.ts'
import { compare, emptyCursor } from '../detection/step.ts'
import type { CheckState, Observation } from '../detection/types.ts'
import type { EvaluationItem } from '../guideline/edition.ts'
import { EDITION, NOTICE_ITEM } from '../guideline/items.ts'
import type { Executions, Told } from './facts.ts'
import { judgeFollowUp } from './follow-up.ts'
import { judgeInterval } from './interval.ts'
import type { Judged } from './judged.ts'
import { monitoredMs } from './monitored.ts'
import { judgeNotice, type NoticeInput } from './notice.ts'
import { owesFollowUp, owesNotice, type Terms } from './owed.ts'
import type { ClockDoubt } from './types.ts'

/** Interval obligations of every check. */
export function judgeChecks(
  { checks, graceMs, monitored }: Executions,
  a: { limitMs: number; now: number; doubts: readonly ClockDoubt[] },
): Judged[] {
  return checks.flatMap(({ spec, sinceAt, results, known = [] }) => {
    const state: CheckState = { checkpoint: emptyCursor(), window: inOrder(results, a.now), sinceAt }
    const { limitMs, now, doubts } = a
    const judged = judgeInterval({ state, spec, limitMs, now, graceMs, known, monitored, doubts })
    return judged.obligations.map((row) => {
      const { toAt } = row.evidence
      return { ...row, subject: spec.check, endAt: typeof toAt === 'number' ? toAt : null }
    })
  })
}

/**
 * The largest monitored distance between starts of executions that ended within the period or runs at its end
 * (or at `now`); null where nothing was executed by then.
 */
export function largestOf({ checks, monitored }: Executions, period: Interval, now: number): number | null {
  const until = Math.min(period.to, now)
  let largest: number | null = null
  for (const { sinceAt, results } of checks) {
    const starts = inOrder(results, until)
      .filter(({ outcome, startedAt }) => outcome !== 'unknown' && startedAt >= sinceAt)
      .map(({ startedAt }) => startedAt)
    if (starts.length === 0) continue
    let before = sinceAt
    for (const at of [...starts, until]) {
      if (at >= period.from) largest = Math.max(largest ?? 0, monitoredMs(before, at, monitored))
      before = at
    }
  }
  return largest
}

function inOrder(results: readonly Observation[], until: number): Observation[] {
  const seen = new Set<string>()
  return results
    .filter(({ startedAt }) => startedAt <= until)
    .toSorted(compare)
    .filter(({ source }) => !seen.has(source) && seen.add(source))
}

/** The first notice or, for the item of follow-ups, the follow-up of every incident that owes one by this item. */
export function judgeIncidents(
  { incidents, maintenance }: Told,
  a: { item: EvaluationItem; terms: Terms; now: number; doubts: readonly ClockDoubt[] },
): Judged[] {
  const { item, terms, now, doubts } = a
  const followUps = item.id === EDITION.measures.followUp
  const rows: Judged[] = []
  for (const { incident, notice } of incidents) {
    if (!followUps && NOTICE_ITEM[incident.kind] !== item.id) continue
    const owed = (followUps ? owesFollowUp : owesNotice)(
      incident,
      terms,
      maintenance && { ...maintenance, now },
    )
    if (!owed.owed) continue
    const { clockFrom, dueAt, limitMs, audiences } = owed
    const reachedBy = terms.interpretation.noticeReachedBy
    const input: Omit<NoticeInput, 'expanded' | 'deliveries'> = {
      dueAt,
      now,
      owed: audiences,
      reachedBy,
      clock: { from: clockFrom, doubts },
    }
    const judged = followUps
      ? judgeFollowUp({ ...input, notice })
      : judgeNotice({ ...input, ...(notice ?? { expanded: false, deliveries: [] }) })
    const endAt = judged.marginMs === null ? judged.decidedAt : dueAt - judged.marginMs
    const evidence = { firstFailedAt: incident.firstFailedAt, reachedBy }
    const key = `${item.id}#${incident.id}`
    rows.push({ key, subject: incident.id, clockFrom, dueAt, limitMs, ...judged, endAt, evidence })
  }
  return rows
}
