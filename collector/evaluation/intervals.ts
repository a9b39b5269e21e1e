/** The interval obligations of a check (III.1.1.1 a, III.1.1.2 a): what of them is to be written now. */
import { createHash } from 'node:crypto'
import { holdMs } from '../../rules/detection/fold.ts'
import type { CheckSpec, CheckState } from '../../rules/detection/types.ts'
import { INTERVAL_ITEM } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { judgeInterval } from '../../rules/obligations/interval.ts'
import type { Service } from '../model.ts'
import type { ObligationRow } from '../store/port.ts'
import type { Memory } from './partition.ts'

/** How long results may be under way before their absence counts: an agent sends live results before its backlog. */
const EVIDENCE_GRACE_MS = 60_000
/** A standing obligation moves with every execution; it is written at most this often, or at a fifth of its limit. */
const STANDING_MS = 60_000

const CLOCK_STEPPED = 'clock-stepped'

export interface Intervals {
  /** To be written, with whether the state is new (a ledger entry) or only the times moved. */
  rows: { row: ObligationRow; transition: boolean }[]
  nextAt: number | null
}

/** One id per (item, key), so that a repeated judgement writes the same row. */
function idOf(item: string, key: string): string {
  const hex = createHash('sha256').update(`${item}\n${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * A gap across a step of our own clock says nothing about the monitoring: its length is the clock's. It is
 * not proven (design, rule 1), and stays so when the steps are forgotten.
 */
function acrossStep(
  row: ObligationRow,
  stored: ObligationRow | undefined,
  clockSteps: readonly number[],
): ObligationRow {
  if (row.state !== 'breached') return row
  const endedAt = row.dueAt - (row.marginMs ?? 0)
  const stepped = clockSteps.some((at) => row.clockFrom <= at && at <= endedAt)
  if (!stepped && stored?.because !== CLOCK_STEPPED) return row
  return { ...row, state: 'not-proven', because: CLOCK_STEPPED }
}

/**
 * `listeningSince`: since when this collector has been evaluating without a pause. Before a check had the
 * time to be heard again, its missing results may be our own absence, and say nothing.
 */
export function intervalsOf(a: {
  service: Service
  spec: CheckSpec
  state: CheckState
  memory: Pick<Memory, 'intervals' | 'standingAt'>
  now: number
  listeningSince: number
  /** Instants at which our own clock was stepped. */
  clockSteps: readonly number[]
}): Intervals {
  const { service, spec, state, memory, now } = a
  const item = INTERVAL_ITEM[spec.purpose]
  const value = item === undefined ? undefined : service.values[item]
  const limitMs = limitMsOf(value)
  if (!item || limitMs === null) return { rows: [], nextAt: null }
  const rowsOf = memory.intervals.get(spec.check) ?? new Map<string, ObligationRow>()
  const known = [...rowsOf.values()].filter((row) => row.item === item && row.state !== 'open')
  const judged = judgeInterval({ state, spec, limitMs, now, graceMs: EVIDENCE_GRACE_MS, known })
  const heardAgainAt = a.listeningSince + holdMs(spec) + EVIDENCE_GRACE_MS
  let nextAt = judged.nextAt
  const rows: Intervals['rows'] = []
  for (const { key, ...obligation } of judged.obligations) {
    const id = idOf(item, key)
    const stored = rowsOf.get(id)
    const found: ObligationRow = {
      id,
      item,
      service: service.id,
      subject: spec.check,
      ...obligation,
      noticeId: null,
    }
    const row = acrossStep(found, stored, a.clockSteps)
    if (row.state === 'open') {
      const written = memory.standingAt.get(id) ?? Number.NEGATIVE_INFINITY
      const due = now - written >= Math.min(STANDING_MS, limitMs / 5)
      if (!stored || (stored.dueAt !== row.dueAt && due)) rows.push({ row, transition: !stored })
    } else if (stored?.state === 'withdrawn') {
      // Decided by two persons; evidence does not undo it.
    } else if (row.state === 'not-proven' && !stored && now <= heardAgainAt) {
      nextAt = Math.min(nextAt ?? heardAgainAt + 1, heardAgainAt + 1)
    } else if (stored?.state !== row.state || stored.marginMs !== row.marginMs)
      rows.push({ row, transition: true })
  }
  return { rows, nextAt }
}
