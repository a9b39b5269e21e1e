/** Reads the runs of a service's checks in a span of time out of the batches that arrived, in any order. */
import { partitionOf } from '../../rules/partition.ts'
import { Runs } from '../../rules/report/runs.ts'
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor, ResultItem } from '../../rules/wire/v1.ts'
import { batchPages } from '../store/batch-pages.ts'
import type { Store, StoredBatch } from '../store/port.ts'

/** Batches of one page that are not in a block: a few milliseconds of the event loop each. */
const PAGE = 100
/** The measured value of time-sync checks, milliseconds. */
const OFFSET = 'offset_ms'

export interface ReadRuns {
  /** By the check's full name. */
  runs: Map<string, Runs>
  /** The newest arrival that was looked at: what comes later is late. */
  upTo: number
  /** Blocks that cannot be read. */
  damaged: number[]
}

interface Span {
  service: string
  from: number
  to: number
}

/** Every execution and skipped run of the service's checks that started (was planned) in [from, to). */
export async function readRuns(store: Pick<Store, 'batchesBetween'>, span: Span): Promise<ReadRuns> {
  const runs = new Map<string, Runs>()
  const prefix = `${span.service}/`
  const of = (check: string) => {
    const known = runs.get(check) ?? new Runs()
    runs.set(check, known)
    return known
  }
  const read = await eachBatch(store, span, 0, (batch) => {
    const origin = `${batch.agentId}/${batch.epoch}`
    for (const [item, anchor] of withAnchors(batch)) {
      if ((item.kind !== 'result' && item.kind !== 'skipped') || !item.check.startsWith(prefix)) continue
      const plannedAt = eventTime(anchor, item.planned)
      const at = item.kind === 'result' ? eventTime(anchor, item.started) : plannedAt
      if (at < span.from || at >= span.to) continue
      if (item.kind === 'skipped') of(item.check).addSkipped({ plannedAt, reason: item.reason })
      else of(item.check).add(runOf(item, anchor), origin, item.seq)
    }
  })
  return { runs, ...read }
}

/** How many runs of the service in a span arrived after `after`. */
export async function countRuns(
  store: Pick<Store, 'batchesBetween'>,
  span: Span,
  after: number,
): Promise<number> {
  let count = 0
  await eachBatch(store, span, after, (batch) => {
    for (const [item, anchor] of withAnchors(batch)) {
      if (item.kind !== 'result' || !item.check.startsWith(`${span.service}/`)) continue
      const at = eventTime(anchor, item.started)
      if (at >= span.from && at < span.to) count += 1
    }
  })
  return count
}

async function eachBatch(
  store: Pick<Store, 'batchesBetween'>,
  { service, from, to }: Span,
  after: number,
  take: (batch: StoredBatch) => void,
): Promise<Pick<ReadRuns, 'upTo' | 'damaged'>> {
  const read: Pick<ReadRuns, 'upTo' | 'damaged'> = { upTo: after, damaged: [] }
  const span = { partitions: [partitionOf(service)], fromAt: from, toAt: to, after, limit: PAGE }
  for await (const page of batchPages(store, span)) {
    for (const batch of page.batches) take(batch)
    read.damaged.push(...page.damaged)
    read.upTo = page.upTo
  }
  return read
}

function runOf(item: ResultItem, anchor: Anchor) {
  const { outcome, attempt, reason, values } = item
  const offset = values?.[OFFSET]
  return {
    plannedAt: eventTime(anchor, item.planned),
    startedAt: eventTime(anchor, item.started),
    outcome,
    attempt,
    reason: reason ?? null,
    offsetMs: typeof offset === 'number' ? offset : null,
  }
}
