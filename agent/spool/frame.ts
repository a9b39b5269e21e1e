import { isItem } from '../../rules/wire/v1.generated.js'

/**
 * Records in a segment file: magic, length, CRC-32, then kind, sequence number, wall time and text.
 * The magic holds bytes that no UTF-8 text contains, so that a reader finds the next record after damage.
 */
const MAGIC = Buffer.from([0xff, 0x4b, 0xfe, 0x4a])
const MAGIC_NUMBER = MAGIC.readUInt32BE(0)
const HEAD = 12
const FIXED = 17
/** Bytes of one record's text; an item is far below it. */
const MAX_TEXT = 65_536

export const FRAME_KINDS = { header: 0, item: 1, anchor: 2, lost: 3 } as const
export type FrameKind = (typeof FRAME_KINDS)[keyof typeof FRAME_KINDS]

export interface Frame {
  kind: FrameKind
  /** 0 for the header. */
  seq: number
  /** Wall clock when it was written, Unix milliseconds. */
  at: number
  /** JSON. */
  text: string
}

/** A readable record; `bytes` is its whole length in the file. */
export interface StoredFrame {
  kind: FrameKind
  seq: number
  at: number
  bytes: number
  /** Decodes the text; only what is asked for is decoded. */
  text(): string
}

export type ScanDepth = 'frames' | 'texts'

export interface Scan {
  frames: StoredFrame[]
  /** Stretches that hold no readable record, with the number of readable records before each. */
  damaged: { start: number; end: number; after: number }[]
}

/** Row `n` is the CRC of a byte with `n` zero bytes behind it, so that four bytes are taken at once. */
const [LAST, THIRD, SECOND, FIRST] = tables()

function tables(): [Int32Array, Int32Array, Int32Array, Int32Array] {
  const none = Int32Array.from({ length: 256 }, (_, n) => {
    let value = n
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    return value
  })
  const behind = (row: Int32Array) => row.map((value) => (value >>> 8) ^ (none[value & 0xff] ?? 0))
  const one = behind(none)
  const two = behind(one)
  return [none, one, two, behind(two)]
}

/** CRC-32 (IEEE 802.3); own code, since `node:zlib` costs the agent memory for nothing else. */
export function crc32(data: Uint8Array): number {
  let crc = -1
  let i = 0
  for (const end = data.length - 3; i < end; i += 4) {
    crc ^=
      (data[i] as number) |
      ((data[i + 1] as number) << 8) |
      ((data[i + 2] as number) << 16) |
      ((data[i + 3] as number) << 24)
    crc =
      (FIRST[crc & 0xff] as number) ^
      (SECOND[(crc >>> 8) & 0xff] as number) ^
      (THIRD[(crc >>> 16) & 0xff] as number) ^
      (LAST[crc >>> 24] as number)
  }
  for (; i < data.length; i += 1) crc = (crc >>> 8) ^ (LAST[(crc ^ (data[i] as number)) & 0xff] as number)
  return (crc ^ -1) >>> 0
}

/** Bytes of a record in a file. */
export const frameBytes = (text: string): number => HEAD + FIXED + Buffer.byteLength(text)

export function encodeFrame({ kind, seq, at, text }: Frame): Buffer {
  const body = Buffer.from(text, 'utf8')
  if (body.length > MAX_TEXT) throw new RangeError(`a record of ${body.length} bytes is too long`)
  const frame = Buffer.alloc(HEAD + FIXED + body.length)
  MAGIC.copy(frame)
  frame.writeUInt32LE(FIXED + body.length, 4)
  frame.writeUInt8(kind, HEAD)
  frame.writeDoubleLE(seq, HEAD + 1)
  frame.writeDoubleLE(at, HEAD + 9)
  body.copy(frame, HEAD + FIXED)
  frame.writeUInt32LE(crc32(frame.subarray(HEAD)), 8)
  return frame
}

function frameAt(data: Buffer, start: number, depth: ScanDepth): StoredFrame | null {
  if (start + HEAD + FIXED > data.length || data.readUInt32BE(start) !== MAGIC_NUMBER) return null
  const length = data.readUInt32LE(start + 4)
  const end = start + HEAD + length
  if (length < FIXED || length > FIXED + MAX_TEXT || end > data.length) return null
  const body = data.subarray(start + HEAD, end)
  if (crc32(body) !== data.readUInt32LE(start + 8)) return null
  const kind = body.readUInt8(0)
  if (kind > FRAME_KINDS.lost) return null
  const frame: StoredFrame = {
    kind: kind as FrameKind,
    seq: body.readDoubleLE(1),
    at: body.readDoubleLE(9),
    bytes: end - start,
    text: () => body.toString('utf8', FIXED),
  }
  return holdsItself(frame, depth) ? frame : null
}

/**
 * Whether a record says what its place says. A checksum also fits what was wrong in memory before it was written, and one
 * text that is no JSON, or one anchor that is none, would make the collector refuse each batch that it stands in, for ever.
 * Anything else of an item is the collector's to judge, item by item.
 */
function holdsItself({ kind, seq, at, text }: StoredFrame, depth: ScanDepth): boolean {
  if (!Number.isFinite(at)) return false
  if (kind !== FRAME_KINDS.header && (!Number.isSafeInteger(seq) || seq < 1)) return false
  if (kind === FRAME_KINDS.item && depth === 'frames') return true
  let value: { seq?: unknown; base?: object | null } | null
  try {
    value = JSON.parse(text())
  } catch {
    // It is told as damage by whoever scans.
    return false
  }
  if (typeof value !== 'object' || value === null) return false
  if (kind === FRAME_KINDS.header)
    return seq === 0 && (value.base === null || isItem({ ...value.base, kind: 'anchor' }))
  if (value.seq !== seq) return false
  return kind === FRAME_KINDS.item || isItem(value)
}

/**
 * Every readable record of a file, and what lies between them.
 * @param depth `frames` takes the text of an item unread: a start looks at a million of them, and each is read before it is sent.
 */
export function scanFrames(data: Buffer, depth: ScanDepth = 'texts'): Scan {
  const scan: Scan = { frames: [], damaged: [] }
  let position = 0
  while (position < data.length) {
    const frame = frameAt(data, position, depth)
    if (frame) {
      scan.frames.push(frame)
      position += frame.bytes
      continue
    }
    const start = position
    do {
      const next = data.indexOf(MAGIC, position + 1)
      position = next === -1 ? data.length : next
    } while (position < data.length && !frameAt(data, position, depth))
    scan.damaged.push({ start, end: position, after: scan.frames.length })
  }
  return scan
}
