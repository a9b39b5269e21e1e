/**
 * The common batch: every item good, each after the one before it, nothing lost. It is judged in one pass that makes
 * nothing of an item, and stored as it came. Pure.
 */
import { aheadOf, eventTime } from '../../rules/wire/event-time.ts'
import type { Anchor, BatchFrame, Item } from '../../rules/wire/v1.ts'
import { DISORDER_MS, LAST_INSTANT, ON_PLAN_MS } from './judge.ts'
import type { Ownership } from './ownership.ts'
import { isAnyItem, isUsualResult } from './usual-result.ts'

export interface PlainBatch {
  items: Item[]
  /** Sequence numbers, inclusive, ascending. */
  ranges: [number, number][]
  /** Wall time (Unix ms) of the first and last instant; none of it lies beyond what the receipt allows. */
  earliestAt: number
  latestAt: number
  partitions: number[]
  /** The anchor in force after the last item. */
  anchor: Anchor
}

/** Null where any item needs a closer look: then `judgeItems` says of each what is wrong with it, which may be nothing. */
export function plainBatch(
  frame: BatchFrame,
  agent: string,
  ownership: Pick<Ownership, 'partitionOf'>,
  receivedAt: number,
): PlainBatch | null {
  const { base } = frame
  const ranges: [number, number][] = []
  const partitions: number[] = []
  let range: [number, number] | null = null
  let anchor: Anchor = base
  let earliestAt = Number.POSITIVE_INFINITY
  let latestAt = Number.NEGATIVE_INFINITY
  // Of the items since the anchor in force, on the agent's monotonic clock.
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let check = ''
  let partition: number | null = null

  /** Whether the check is the agent's; if so, its partition is the batch's. */
  function owned(name: string): boolean {
    if (name === check) return partition !== null
    check = name
    partition = ownership.partitionOf(agent, name)
    if (partition !== null && !partitions.includes(partition)) partitions.push(partition)
    return partition !== null
  }

  /** Whether the times since the anchor are instants that the receipt allows. */
  function bounded(): boolean {
    if (last < first) return true
    const fromAt = eventTime(anchor, first)
    const toAt = eventTime(anchor, last)
    if (fromAt < earliestAt) earliestAt = fromAt
    if (toAt > latestAt) latestAt = toAt
    first = Number.POSITIVE_INFINITY
    last = Number.NEGATIVE_INFINITY
    return fromAt >= 0 && toAt <= LAST_INSTANT && aheadOf(anchor, toAt, receivedAt) === 0
  }

  for (const item of frame.items) {
    if (!isUsualResult(item, owned) && !isAnyItem(item)) return null
    if (item.seq < base.seq || (range !== null && item.seq <= range[1])) return null
    if (range !== null && item.seq === range[1] + 1) range[1] = item.seq
    else {
      range = [item.seq, item.seq]
      ranges.push(range)
    }
    if (item.kind === 'lost') return null
    if (item.kind === 'anchor') {
      if (item.mono < base.mono || !bounded()) return null
      anchor = item
      first = item.mono
      last = item.mono
      continue
    }
    if (!owned(item.check)) return null
    if (item.kind === 'result') {
      const { planned, started, finished } = item
      if (started < planned - ON_PLAN_MS || finished < started || finished < base.mono - DISORDER_MS)
        return null
      if (planned < first) first = planned
      if (started < first) first = started
      if (finished > last) last = finished
    } else {
      if (item.planned < first) first = item.planned
      if (item.planned > last) last = item.planned
    }
  }
  if (!bounded() || aheadOf(base, latestAt, receivedAt) !== 0) return null
  partitions.sort((a, b) => a - b)
  return { items: frame.items as Item[], ranges, earliestAt, latestAt, partitions, anchor }
}
