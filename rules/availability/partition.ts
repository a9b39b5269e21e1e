/** Where every millisecond of a period went (design, rule 4). */
import { difference, intersection, lengthMs, union } from '../calendar/intervals.ts'
import type { Interval } from '../calendar/types.ts'
import type { Partition, Segment, StateSpan } from './types.ts'

export interface PartitionInput {
  period: Interval
  /** 契約サービス時間, in any order (`serviceTime`). */
  open: readonly Interval[]
  /** 定期保守時間 that counts, with its window where that is known (`judgeWindows`). */
  maintenance: readonly (Interval & { window?: string })[]
  /** States of the service, in any order and without overlap (`timelineOf`). */
  spans: readonly StateSpan[]
}

/**
 * Outside of the service hours outranks all, then maintenance, then the state; where no span says anything
 * it is unknown. The parts add up to the period, and the segments cover it in order.
 * @throws RangeError for a reversed period and for overlapping spans or maintenance: their sum would not hold.
 */
export function partitionOf({ period, open, maintenance, spans }: PartitionInput): {
  partition: Partition
  segments: Segment[]
} {
  if (period.to < period.from) throw new RangeError('a period ends before it begins')
  const whole = union([period])
  const offered = intersection(whole, union(open))
  const kept = intersection(offered, union(maintenance))
  const served = difference(offered, kept)
  const pieces: Segment[] = [
    ...difference(whole, offered).map(part('outside', ['outside-service-hours'])),
    ...overlay(kept, inOrder(maintenance)).map(({ over, ...at }) =>
      part('maintenance', ['regular-maintenance', ...(over.window === undefined ? [] : [over.window])])(at),
    ),
    ...overlay(served, inOrder(spans)).map(({ over, ...at }) => part(over.state, over.because)(at)),
    ...difference(served, union(spans)).map(part('unknown', ['no-data'])),
  ]
  const segments: Segment[] = []
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) append(segments, piece)
  const total = (name: Segment['part']) => lengthMs(segments.filter((segment) => segment.part === name))
  return {
    partition: {
      from: period.from,
      to: period.to,
      periodMs: period.to - period.from,
      upMs: total('up'),
      downMs: total('down'),
      unknownMs: total('unknown'),
      maintenanceMs: total('maintenance'),
      outsideMs: total('outside'),
    },
    segments,
  }
}

function part(name: Segment['part'], because: readonly string[]) {
  return ({ from, to }: Interval): Segment => ({ from, to, part: name, because })
}

function inOrder<T extends Interval>(intervals: readonly T[]): T[] {
  const sorted = intervals.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)
  const clash = sorted.find(({ from }, index) => from < (sorted[index - 1]?.to ?? from))
  if (clash) throw new RangeError(`two stretches overlap at ${clash.from}`)
  return sorted
}

/** Each piece of a set with what lies over it. Both in order and without overlap. */
function overlay<T extends Interval>(
  set: readonly Interval[],
  over: readonly T[],
): (Interval & { over: T })[] {
  const found: (Interval & { over: T })[] = []
  for (let i = 0, j = 0; i < set.length && j < over.length; ) {
    const [one, other] = [set[i], over[j]]
    if (!one || !other) break
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
    if (from < to) found.push({ from, to, over: other })
    if (one.to < other.to) i += 1
    else j += 1
  }
  return found
}

function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1)
  const same = last?.part === segment.part && last.because.join('\n') === segment.because.join('\n')
  if (last && same && last.to === segment.from) last.to = segment.to
  else segments.push({ ...segment })
}
