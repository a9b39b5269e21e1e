/** The interval obligations of a check (III.1.1.1 a, 1.1.2 a, 1.1.3 a, and III.1.1.5 a by own value): what of them is to be written now. */
import { createHash } from 'node:crypto'
import type { Interval } from '../../rules/calendar/types.ts'
import { holdMs } from '../../rules/detection/fold.ts'
import { executionsOf } from '../../rules/detection/gaps.ts'
import type { CheckSpec, CheckState } from '../../rules/detection/types.ts'
import { intervalItemOf } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { type EarlierLimit, judgeInterval } from '../../rules/obligations/interval.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import type { Service } from '../model.ts'
import type { ObligationRow } from '../store/port.ts'
import { EVIDENCE_GRACE_MS } from './bounds.ts'
import type { Memory } from './partition.ts'

/** A standing obligation moves with every execution; it is written at most this often, or at a fifth of its limit. */
const STANDING_MS = 60_000

export interface Intervals {
  /** To be written, with whether the state is new (a ledger entry) or only the times moved. */
  rows: { row: ObligationRow; transition: boolean }[]
  nextAt: number | null
  /** Something else than the next execution is waited for. */
  settling: boolean
}

/** One id per (item, key), so that a repeated judgement writes the same row. */
export function idOf(item: string, key: string): string {
  const hex = createHash('sha256').update(`${item}\n${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * `listeningSince`: since when this collector has been evaluating without a pause. Before a check had the
 * time to be heard again, its missing results may be our own absence, and say nothing.
 */
export function intervalsOf(a: {
  service: Service
  /** By item, the values in force before that of `service`. */
  earlierLimits: ReadonlyMap<string, readonly EarlierLimit[]>
  spec: CheckSpec
  state: CheckState
  memory: Pick<Memory, 'intervals' | 'standingAt'>
  now: number
  listeningSince: number
  /** Times in which a step of a clock of ours leaves distances between executions unproven. */
  clockDoubts: readonly ClockDoubt[]
  /** When intervals are owed, from an instant on; null is around the clock. */
  monitored: ((fromAt: number) => readonly Interval[]) | null
}): Intervals {
  const { service, spec, state, memory, now } = a
  const item = intervalItemOf(spec)
  const rowsOf = memory.intervals.get(spec.check) ?? new Map<string, ObligationRow>()
  const value = item === null ? undefined : service.values[item]
  const limitMs = limitMsOf(value)
  // Of another item too: a check may change its purpose.
  const standing = (row: ObligationRow) => row.state === 'open'
  if (item === null || limitMs === null)
    return {
      rows: [...rowsOf.values()].filter(standing).map((row) => closed(row, now, 'value-unset')),
      nextAt: null,
      settling: false,
    }
  const known = [...rowsOf.values()].filter((row) => row.item === item && row.state !== 'open')
  const judged = judgeInterval({
    ...{ state, spec, limitMs, earlier: a.earlierLimits.get(item) ?? [], now, known, doubts: a.clockDoubts },
    graceMs: EVIDENCE_GRACE_MS,
    monitored: a.monitored?.(executionsOf(state).from) ?? null,
  })
  const heardAgainAt = a.listeningSince + holdMs(spec) + EVIDENCE_GRACE_MS
  let { nextAt, settling } = judged
  const rows: Intervals['rows'] = []
  for (const { key, ...obligation } of judged.obligations) {
    // A check that comes back after its removal owes anew: what stood before has ended.
    const id = idOf(item, obligation.state === 'open' ? `${key}#${state.sinceAt}` : key)
    const stored = rowsOf.get(id)
    const row: ObligationRow = {
      id,
      item,
      service: service.id,
      customer: null,
      subject: spec.check,
      ...obligation,
      noticeId: null,
    }
    if (stored?.state === 'withdrawn') {
      // Decided by two persons; evidence does not undo it.
    } else if (row.state === 'open') {
      const written = memory.standingAt.get(id) ?? Number.NEGATIVE_INFINITY
      const due = now - written >= Math.min(STANDING_MS, limitMs / 5)
      if (!stored || (stored.dueAt !== row.dueAt && due)) rows.push({ row, transition: !stored })
      for (const other of rowsOf.values())
        if (standing(other) && other.id !== id) rows.push(closed(other, now, 'begun-anew'))
    } else if (row.state === 'not-proven' && !stored && now <= heardAgainAt) {
      nextAt = Math.min(nextAt ?? heardAgainAt + 1, heardAgainAt + 1)
      settling = true
    } else if (stored?.state !== row.state || stored.marginMs !== row.marginMs)
      rows.push({ row, transition: true })
  }
  return { rows, nextAt, settling }
}

/**
 * Ends a standing obligation that nothing will keep any more, since its check, its service or its value is no
 * longer configured. Met where its limit had not run out by then; else the evidence is missing, and so it is where
 * our clock was set back to before it began.
 */
export function closed(
  row: ObligationRow,
  now: number,
  because: 'check-removed' | 'value-unset' | 'begun-anew',
): Intervals['rows'][number] {
  const inTime = row.clockFrom <= now && now <= row.dueAt
  const decided: ObligationRow = {
    ...row,
    state: inTime ? 'met' : 'not-proven',
    decidedAt: now,
    marginMs: null,
    because,
    evidence: { ...row.evidence, endedAt: now },
  }
  return { row: decided, transition: true }
}
