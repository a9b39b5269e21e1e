/** Items of stored batches as evaluation needs them: results at their own event time, and losses. */
import { aheadOf, eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor, Item, LostItem, ResultItem } from '../../rules/wire/v1.ts'
import type { Row } from '../store/packed-rows.ts'
import type { StoredBatch } from '../store/port.ts'

/** The value by which a time-sync check tells the offset that it measured (III.1.1.5). */
const OFFSET = 'offset_ms'

/** Whole milliseconds, away from zero: an offset beyond a limit of whole milliseconds stays beyond it. */
function offsetOf({ values }: ResultItem): number | undefined {
  const offset = values?.[OFFSET]
  if (typeof offset !== 'number') return undefined
  // Not -0, which no text keeps.
  return Math.sign(offset) * Math.ceil(Math.abs(offset)) || 0
}

/** The reason of a failure that is one by its response time alone. */
const SLOW = 'slow'

/**
 * How long the target took to answer, milliseconds; null where the check measured nothing, or what it measured was
 * no answer: errors that come at once would make a service that breaks down look quick (III.1.1.3).
 */
export function responseMsOf({ values, outcome, reason }: ResultItem, name: string | null): number | null {
  const ms = name === null ? undefined : values?.[name]
  const answered = outcome === 'ok' || reason === SLOW
  return answered && typeof ms === 'number' && ms >= 0 ? ms : null
}

/** Whole milliseconds, rounded up. */
export function wholeResponseMs(item: ResultItem, name: string | null): number | undefined {
  const ms = responseMsOf(item, name)
  return ms === null ? undefined : Math.ceil(ms)
}

export interface Taking {
  /** The row is the next one's when this returns, and says nothing of response times. */
  result(row: Row, item: ResultItem): void
  lost(item: LostItem): void
  /** An item could not be taken: those after it are. */
  refused(item: Item, error: unknown): void
}

/** One row for all: a million results make no million objects. */
const row: Row = {
  ...{ plannedAt: 0.5, startedAt: 0.5, finishedAt: 0.5, receivedAt: 0.5, outcome: 'ok', attempt: 0 },
  ...{ reason: undefined, message: undefined, offsetMs: undefined, responseMs: undefined },
  ...{ origin: '', seq: 0 },
}

/**
 * Each result's time follows from the anchor before it in sequence: the batch's base, or an anchor inside
 * the batch, bounded by the receipt (design, rule 1). A skipped run is no execution: its absence is what counts.
 */
export function takeItems(batch: StoredBatch, taking: Taking): void {
  row.origin = `${batch.agentId}/${batch.epoch}`
  row.receivedAt = batch.receivedAt
  const anchor = onlyAnchor(batch)
  if (anchor) for (const item of batch.items) takeItem(item, anchor, taking)
  else for (const [item, own] of withAnchors(batch)) takeItem(item, own, taking)
}

function takeItem(item: Item, anchor: Anchor, taking: Taking): void {
  try {
    take(item, anchor, taking)
  } catch (error) {
    taking.refused(item, error)
  }
}

function take(item: Item, anchor: Anchor, taking: Taking): void {
  if (item.kind === 'lost') taking.lost(item)
  if (item.kind !== 'result') return
  row.plannedAt = eventTime(anchor, item.planned)
  row.startedAt = eventTime(anchor, item.started)
  row.finishedAt = eventTime(anchor, item.finished)
  row.outcome = item.outcome
  row.attempt = item.attempt
  row.reason = item.reason
  row.message = item.message
  row.offsetMs = item.values === undefined ? undefined : offsetOf(item)
  row.responseMs = undefined
  row.seq = item.seq
  taking.result(row, item)
}

/** The base, where it explains all items, they are in sequence, and it puts none of them beyond its receipt: as nearly always. */
function onlyAnchor({ base, items, receivedAt }: StoredBatch): Anchor | null {
  let last = 0
  let newest: number | null = null
  for (const item of items) {
    if (item.seq < last || item.kind === 'anchor') return null
    last = item.seq
    const mono = item.kind === 'result' ? item.finished : item.kind === 'skipped' ? item.planned : null
    if (mono !== null && (newest === null || mono > newest)) newest = mono
  }
  return newest === null || aheadOf(base, eventTime(base, newest), receivedAt) === 0 ? base : null
}
