import { doubtOf } from '../../rules/time/exchange.ts'
import type { Anchor, Item } from '../../rules/wire/v1.ts'
import { MOST_UNCERTAIN_MS } from '../anchors.ts'
import { FRAME_KINDS, type Scan, type ScanDepth, type StoredFrame, scanFrames } from './frame.ts'
import { type Range, SequenceSet } from './ranges.ts'
import { account, type Segment } from './segment.ts'
import type { Batch, BatchEntry, BatchLimit } from './types.ts'

const anchorOf = (frame: StoredFrame): Anchor => {
  const { kind: _, ...anchor } = JSON.parse(frame.text()) as Anchor & { kind: string }
  return anchor
}

export interface ReadSegment {
  /** Records without the header, ascending. */
  records: StoredFrame[]
  damage: { bytes: Buffer; start: number; lost: Range | null }[]
  /** The number that its first record had; null where its header is gone. */
  first: number | null
}

/** Reads a segment's file: its sound records, and for each damaged stretch which numbers it may have held. */
export function readSegment(data: Buffer, depth: ScanDepth = 'texts'): ReadSegment {
  const scan = scanFrames(data, depth)
  const records = inOrder(scan.frames.filter((frame) => frame.kind !== FRAME_KINDS.header))
  const damage = scan.damaged.map(({ start, end, after }) => ({
    bytes: data.subarray(start, end),
    start,
    lost: lostBetween(scan, after),
  }))
  const [header] = scan.frames
  const first = header?.kind === FRAME_KINDS.header ? firstOf(header) : null
  return { records, damage, first }
}

/**
 * The file without these numbers and without the damaged stretches that held nothing but such or answered ones: what is
 * left of it (null where nothing is), and the stretches that are taken out. Any other stretch stays to be found and
 * told: what was decided may have been found by a scan that looks less deep, and a disk may have lost more since.
 */
export function withoutGone(
  data: Buffer,
  gone: readonly Range[],
  answered: SequenceSet,
): { left: Buffer | null; damage: { bytes: Buffer; start: number }[] } {
  const known = new SequenceSet()
  for (const range of [...gone, ...answered.ranges()]) known.add(...range)
  const isGone = (seq: number) => gone.some(([from, to]) => from <= seq && seq <= to)
  const left: Buffer[] = []
  const damage: { bytes: Buffer; start: number }[] = []
  let isEmpty = true
  let position = 0
  const scan = scanFrames(data)
  const stretches = scan.damaged.values()
  let hole = stretches.next().value
  const pass = () => {
    for (; hole && hole.start === position; hole = stretches.next().value) {
      const lost = lostBetween(scan, hole.after)
      const untold = new SequenceSet()
      if (lost) untold.add(...lost)
      const bytes = data.subarray(hole.start, hole.end)
      if (untold.without(known).length > 0) {
        left.push(bytes)
        isEmpty = false
      } else damage.push({ bytes, start: hole.start })
      position = hole.end
    }
  }
  for (const { kind, seq, bytes } of scan.frames) {
    pass()
    if (kind === FRAME_KINDS.header || !isGone(seq)) left.push(data.subarray(position, position + bytes))
    if (kind !== FRAME_KINDS.header && !isGone(seq)) isEmpty = false
    position += bytes
  }
  pass()
  return { left: isEmpty ? null : Buffer.concat(left), damage }
}

/** Each number once, ascending: a disk may have put a block where it does not belong, or twice. */
function inOrder(records: StoredFrame[]): StoredFrame[] {
  if (records.every(({ seq }, index) => index === 0 || seq > (records[index - 1]?.seq ?? 0))) return records
  const sorted = records.toSorted((a, b) => a.seq - b.seq)
  return sorted.filter(({ seq }, index) => seq !== sorted[index - 1]?.seq)
}

/** The numbers missing where damage lies between two records; at the end of a file at least the next one. */
function lostBetween(scan: Scan, after: number): Range | null {
  const before = scan.frames[after - 1]
  const next = scan.frames[after]
  const from = before?.kind === FRAME_KINDS.header ? firstOf(before) : (before?.seq ?? 0) + 1
  if (!next) return [from, from]
  return next.seq > from ? [from, next.seq - 1] : null
}

/** The number that a header says comes first; 1 where it says none. */
function firstOf(header: StoredFrame): number {
  const { first } = JSON.parse(header.text()) as { first?: unknown }
  return typeof first === 'number' && Number.isSafeInteger(first) && first >= 1 ? first : 1
}

/** Fills the account of a segment that an earlier start left, from its records; null header means the anchor is found elsewhere. */
export function accountFor(
  segment: Segment,
  data: Buffer,
  records: StoredFrame[],
  before: Anchor | null,
): void {
  const header = scanFrames(data.subarray(0, 4096), 'frames').frames[0]
  const ownBase =
    header?.kind === FRAME_KINDS.header ? (JSON.parse(header.text()) as { base: Anchor | null }).base : null
  const firstAnchor = records.find((record) => record.kind === FRAME_KINDS.anchor)
  segment.base = ownBase ?? before ?? (firstAnchor ? anchorOf(firstAnchor) : null)
  for (const record of records) account(segment, record)
}

/** The anchor in force after these records. */
export function anchorAfter(records: StoredFrame[], base: Anchor | null): Anchor | null {
  const last = records.findLast((record) => record.kind === FRAME_KINDS.anchor)
  return last ? anchorOf(last) : base
}

/**
 * A batch of a segment's unanswered records, with the anchor in force before the first of them. Where records are missing
 * since that anchor one of them may have been a newer one: what comes next begins a batch, with an anchor that owns to it.
 */
export function gather(
  segment: Segment,
  { records, first }: ReadSegment,
  limit: BatchLimit,
  wanted: (seq: number) => boolean,
): Batch | null {
  let anchor = segment.base
  let base: Anchor | null = null
  let bytes = 0
  let next = first
  let isTorn = false
  const entries: BatchEntry[] = []
  for (const record of records) {
    const isGap = record.seq !== next
    next = record.seq + 1
    const isAnchor = record.kind === FRAME_KINDS.anchor
    isTorn = !isAnchor && (isTorn || isGap)
    if (segment.acked.has(record.seq) || !wanted(record.seq)) {
      if (isAnchor) anchor = anchorOf(record)
      continue
    }
    bytes += record.bytes
    if (entries.length >= limit.items || (bytes > limit.bytes && entries.length > 0)) break
    const older = isTorn && anchor ? olderFor(record, anchor) : anchor
    if (isGap && older !== anchor && entries.length > 0) break
    base ??= older
    entries.push({ seq: record.seq, at: record.at, text: record.text() })
    if (isAnchor) anchor = anchorOf(record)
  }
  return base && entries.length > 0 ? { epoch: segment.epoch, base, entries } : null
}

/**
 * An anchor for a record of which a newer one may be lost: it owns to what clocks drifted since, and to what the wall
 * clock says otherwise (it was stepped, or the host was suspended).
 */
function olderFor(record: StoredFrame, anchor: Anchor): Anchor {
  const { uncertainty, mono, wall } = anchor
  if (uncertainty === null) return anchor
  const item = JSON.parse(record.text()) as Item
  const elapsed = record.at - wall
  const at = item.kind === 'result' ? item.finished : item.kind === 'skipped' ? item.planned : mono + elapsed
  const drifted = doubtOf({ ahead: 0, uncertainty, at: mono }, at)
  const doubt = Math.ceil(drifted + Math.abs(elapsed - (at - mono)))
  return { ...anchor, uncertainty: Math.min(MOST_UNCERTAIN_MS, doubt) }
}
