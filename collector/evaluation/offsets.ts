/** The offset obligations of a time-sync check (III.1.1.5.b, by own value only): one per time beyond the limit. */
import { type OffsetEpisode, offsetEpisodes } from '../../rules/detection/offsets.ts'
import type { CheckSpec, CheckState } from '../../rules/detection/types.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import type { Service } from '../model.ts'
import type { ObligationRow } from '../store/port.ts'
import { type Intervals, idOf } from './intervals.ts'

const ITEM = EDITION.measures.timeSyncOffset

/**
 * A time beyond the limit is breached from its first result on; the next good one is added to it as evidence.
 * @param a.known rows of this check in memory; `a.newest` asks the store, for a time that began before all that is remembered
 */
export async function offsetsOf(a: {
  service: Service
  spec: CheckSpec
  state: CheckState
  known: Iterable<ObligationRow>
  newest: () => Promise<ObligationRow | null>
}): Promise<Intervals['rows']> {
  const { service, spec, state } = a
  const limitMs = limitMsOf(service.values[ITEM])
  if (spec.purpose !== 'time-sync' || limitMs === null) return []
  const stored = [...a.known].filter(({ item }) => item === ITEM)
  const rows: Intervals['rows'] = []
  for (const episode of offsetEpisodes(state, limitMs)) {
    const before =
      stored.find((row) => sameTime(row, episode)) ?? (episode.partial ? await lastingRow(a.newest) : null)
    if (before?.state === 'withdrawn') continue
    const row = rowOf({ service, spec, limitMs, episode, before })
    const { toAt, worstMs } = row.evidence
    if (!before || before.evidence.toAt !== toAt) rows.push({ row, transition: true })
    else if (before.evidence.worstMs !== worstMs) rows.push({ row, transition: false })
  }
  return rows
}

function rowOf(a: {
  service: Service
  spec: CheckSpec
  limitMs: number
  episode: OffsetEpisode
  before: ObligationRow | null
}): ObligationRow {
  const { before, limitMs, episode, spec, service } = a
  const { fromAt, toAt, by, receivedAt } = episode
  const known = Number(before?.evidence.worstMs ?? 0)
  const worstMs = Math.max(episode.worstMs, known)
  const evidence = { fromAt: episode.partial && before ? before.clockFrom : fromAt, toAt, worstMs, by }
  const first = before ?? {
    id: idOf(ITEM, `${spec.check}#offset#${fromAt}`),
    item: ITEM,
    service: service.id,
    customer: null,
    subject: spec.check,
    clockFrom: fromAt,
    dueAt: fromAt,
    limitMs,
    decidedAt: receivedAt,
    noticeId: null,
  }
  return {
    ...first,
    state: 'breached',
    marginMs: first.limitMs - worstMs,
    because: 'offset-beyond-limit',
    evidence: before ? { ...evidence, by: before.evidence.by } : evidence,
  }
}

/** Whether a row is of this time: it began within it, or (its beginning came later) just before it. */
function sameTime({ clockFrom, evidence }: ObligationRow, { fromAt, toAt, partial }: OffsetEpisode): boolean {
  const end = typeof evidence.toAt === 'number' ? evidence.toAt : Number.POSITIVE_INFINITY
  if (partial && clockFrom <= fromAt) return fromAt <= end
  return fromAt <= clockFrom && clockFrom < (toAt ?? Number.POSITIVE_INFINITY)
}

async function lastingRow(newest: () => Promise<ObligationRow | null>): Promise<ObligationRow | null> {
  const row = await newest()
  return row && row.evidence.toAt === null ? row : null
}
