import type { Anchor, LostItem } from '../../rules/wire/v1.ts'
import { crc32, encodeFrame, FRAME_KINDS, type StoredFrame } from './frame.ts'
import type { Loss } from './losses.ts'
import { type Range, SequenceSet, sizeOf } from './ranges.ts'

/** What is known of one segment file without keeping its records in memory. */
export interface Segment {
  number: number
  epoch: string
  /** File name inside the spool's directory. */
  name: string
  bytes: number
  /** The anchor in force before its first record; null where it cannot be known any more. */
  base: Anchor | null
  /** Records that are in the file, and those of them that were answered. */
  present: SequenceSet
  acked: SequenceSet
  /** Least and greatest wall time of its records: a step of the clock puts them out of order. Null while there is none. */
  firstAt: number | null
  lastAt: number | null
  /** Monotonic time at which the last record counts as written, for its age. */
  lastMono: number
  /** Reports of losses in it, by sequence: they outlive the segment. */
  losses: Map<number, LostItem>
  /** Bytes at which damage begins that is known and not yet moved out of the file. */
  damagedAt: Set<number>
  /** It could not be read once, and all of it was told as lost: nothing of it is told again. */
  told: boolean
}

const NAME = /^([0-9]{12})-([0-9a-f-]{36})\.seg$/

const segmentName = (number: number, epoch: string) => `${String(number).padStart(12, '0')}-${epoch}.seg`
export const toldName = (segment: { name: string }) => `${segment.name}.told`
export const ackName = (segment: { name: string }) => `${segment.name}.ack`

/** Number and epoch of a segment's file name; null for any other file. */
export function parseSegmentName(name: string): { number: number; epoch: string } | null {
  const match = NAME.exec(name)
  return match?.[1] && match[2] ? { number: Number(match[1]), epoch: match[2] } : null
}

export function emptySegment(number: number, epoch: string, base: Anchor | null): Segment {
  return {
    number,
    epoch,
    name: segmentName(number, epoch),
    bytes: 0,
    base,
    present: new SequenceSet(),
    acked: new SequenceSet(),
    firstAt: null,
    lastAt: null,
    lastMono: 0,
    losses: new Map(),
    damagedAt: new Set(),
    told: false,
  }
}

/** @param first number of the record that comes behind it: where that one is damaged, nothing else says which it was. */
export function headerFrame(segment: Segment, at: number, first: number): Buffer {
  const text = JSON.stringify({ epoch: segment.epoch, base: segment.base, first })
  return encodeFrame({ kind: FRAME_KINDS.header, seq: 0, at, text })
}

/** Takes a record into the segment's account. */
export function account(
  segment: Segment,
  frame: Pick<StoredFrame, 'kind' | 'seq' | 'at'> & { text(): string },
): void {
  segment.present.add(frame.seq)
  segment.firstAt = Math.min(segment.firstAt ?? frame.at, frame.at)
  segment.lastAt = Math.max(segment.lastAt ?? frame.at, frame.at)
  if (frame.kind === FRAME_KINDS.lost) segment.losses.set(frame.seq, JSON.parse(frame.text()) as LostItem)
}

export const unanswered = (segment: Segment): Range[] => segment.present.without(segment.acked)

export const isDone = (segment: Segment): boolean => unanswered(segment).length === 0

/** Reports of losses in it that nobody has answered yet. */
export function openLosses(segment: Segment): LostItem[] {
  return [...segment.losses].filter(([seq]) => !segment.acked.has(seq)).map(([, item]) => item)
}

/** What giving the segment up loses; null where everything in it was answered or told (its loss reports go on by themselves). */
export function lossOf(segment: Segment, reason: LostItem['reason']): Omit<LostItem, 'seq' | 'kind'> | null {
  const gone = new SequenceSet()
  for (const [from, to] of unanswered(segment)) gone.add(from, to)
  const reports = new SequenceSet()
  for (const seq of segment.losses.keys()) reports.add(seq)
  const records = gone.without(reports)
  const [first, last] = [records[0], records.at(-1)]
  if (!first || !last || segment.told) return null
  const count = sizeOf(records)
  return {
    epoch: segment.epoch,
    from: first[0],
    to: last[1],
    count,
    // Of a segment answered in part, its share of the bytes.
    bytes: Math.round((segment.bytes * count) / segment.present.size),
    firstAt: segment.firstAt,
    lastAt: segment.lastAt,
    reason,
  }
}

/** What a segment holds that was never read: what lies between its neighbours where both are known, else at least one record. */
export function lossOfUnread(segment: Segment, others: readonly Segment[], now: number): Loss {
  const { epoch, number, bytes } = segment
  const before = others.findLast((other) => other.number < number)
  const after = others.find((other) => other.number > number)
  const last = before?.epoch === epoch ? before.present.ranges().at(-1)?.[1] : undefined
  const first = after?.epoch === epoch ? after.present.ranges()[0]?.[0] : undefined
  const from = last !== undefined ? last + 1 : Math.max(1, (first ?? 1) - 1)
  const to = last !== undefined && first !== undefined && first > from ? first - 1 : from
  const lastAt = after?.firstAt ?? now
  const firstAt = before?.lastAt ? Math.min(before.lastAt, lastAt) : null
  return { epoch, from, to, count: to - from + 1, bytes, firstAt, lastAt, reason: 'quarantined' }
}

const ACK_BYTES = 20

/** Answered ranges as fixed records with their own CRC: the journal beside a segment. */
export function encodeAcks(ranges: readonly Range[]): Buffer {
  const data = Buffer.alloc(ranges.length * ACK_BYTES)
  ranges.forEach(([from, to], i) => {
    data.writeDoubleLE(from, i * ACK_BYTES)
    data.writeDoubleLE(to, i * ACK_BYTES + 8)
    data.writeUInt32LE(crc32(data.subarray(i * ACK_BYTES, i * ACK_BYTES + 16)), i * ACK_BYTES + 16)
  })
  return data
}

/** The sound records of a journal; what is torn is left out, since an answered record may be sent again. */
export function decodeAcks(data: Buffer): Range[] {
  const ranges: Range[] = []
  for (let i = 0; i + ACK_BYTES <= data.length; i += ACK_BYTES) {
    const record = data.subarray(i, i + ACK_BYTES)
    if (crc32(record.subarray(0, 16)) !== record.readUInt32LE(16)) continue
    const [from, to] = [record.readDoubleLE(0), record.readDoubleLE(8)]
    if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to) ranges.push([from, to])
  }
  return ranges
}
