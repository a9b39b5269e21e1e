/** Items of stored batches as evaluation needs them: results at their own event time, and losses. */
import type { Observation } from '../../rules/detection/types.ts'
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor, LostItem, ResultItem } from '../../rules/wire/v1.ts'
import type { StoredBatch } from '../store/port.ts'

export interface Found {
  /** By the check's full name, in order of arrival. */
  results: Map<string, Observation[]>
  losses: { agentId: string; item: LostItem; receivedAt: number }[]
  /** Results of checks that are not wanted (of another partition or no longer configured), by check. */
  passedOver: Map<string, number>
}

/** The value by which a time-sync check tells the offset that it measured (III.1.1.5). */
const OFFSET = 'offset_ms'

/** Whole milliseconds, away from zero: an offset beyond a limit of whole milliseconds stays beyond it. */
function offsetOf({ values }: ResultItem): number | null {
  const offset = values?.[OFFSET]
  if (typeof offset !== 'number') return null
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
function responseOf(item: ResultItem, name: string | null): number | null {
  const ms = responseMsOf(item, name)
  return ms === null ? null : Math.ceil(ms)
}

function observation(
  batch: StoredBatch,
  anchor: Anchor,
  item: ResultItem,
  responseValue: string | null,
): Observation {
  const { agentId, epoch, receivedAt } = batch
  const { outcome, attempt, reason, message } = item
  const offsetMs = offsetOf(item)
  const responseMs = responseOf(item, responseValue)
  return {
    plannedAt: eventTime(anchor, item.planned),
    startedAt: eventTime(anchor, item.started),
    finishedAt: eventTime(anchor, item.finished),
    receivedAt,
    outcome,
    attempt,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(offsetMs === null ? {} : { offsetMs }),
    ...(responseMs === null ? {} : { responseMs }),
    source: `${agentId}/${epoch}/${item.seq}`,
  }
}

/**
 * Each result's time follows from the anchor before it in sequence: the batch's base, or an anchor inside
 * the batch, bounded by the receipt (design, rule 1). A skipped run is no execution: its absence is what counts.
 */
export function itemsOf(
  batches: readonly StoredBatch[],
  wanted: (check: string) => boolean,
  /** The value to remember as the response time of a check; null for none. */
  responseValue: (check: string) => string | null = () => null,
): Found {
  const found: Found = { results: new Map(), losses: [], passedOver: new Map() }
  for (const batch of batches) {
    for (const [item, anchor] of withAnchors(batch)) {
      if (item.kind === 'lost') {
        found.losses.push({ agentId: batch.agentId, item, receivedAt: batch.receivedAt })
      } else if (item.kind === 'result') {
        if (!wanted(item.check)) {
          found.passedOver.set(item.check, (found.passedOver.get(item.check) ?? 0) + 1)
          continue
        }
        const list = found.results.get(item.check)
        const seen = observation(batch, anchor, item, responseValue(item.check))
        if (list) list.push(seen)
        else found.results.set(item.check, [seen])
      }
    }
  }
  return found
}
