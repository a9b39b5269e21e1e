/**
 * Looks at SQLite's log (WAL) before SQLite does: SQLite takes the first frame that does not hold for the end of the
 * log and drops what lies behind, commits that were acknowledged long ago too, without a word.
 */
import { closeSync, constants, copyFileSync, existsSync, openSync, readSync } from 'node:fs'

const HEAD = 32
const FRAME_HEAD = 24
const MAGIC = 0x377f0682
/** Copies of damaged logs that are kept at most: each may be as large as the log. */
const COPIES = 3

export interface LogDamage {
  /** Byte of the log from which on nothing is read any more. */
  from: number
  /** Commits behind it, at least. */
  commits: number
  /** Copy of the log as it was found; null where there are enough of them. */
  keptAs: string | null
}

/** The checksum of the file format (fletcher-like, over pairs of 32-bit words), going on from `sum`. */
function checksum(data: Buffer, isBig: boolean, sum: [number, number]): [number, number] {
  let [a, b] = sum
  for (let at = 0; at + 8 <= data.length; at += 8) {
    a = (a + (isBig ? data.readUInt32BE(at) : data.readUInt32LE(at)) + b) >>> 0
    b = (b + (isBig ? data.readUInt32BE(at + 4) : data.readUInt32LE(at + 4)) + a) >>> 0
  }
  return [a, b]
}

/** How a log is read: what its header says, or what its database and its frames say where the header does not hold. */
interface Reading {
  isBig: boolean
  pageBytes: number
  /** Checksum that the first frame goes on from; null where nobody can tell. */
  sum: [number, number] | null
}

function readingsOf(head: Buffer, database: string): Reading[] {
  const magic = head.readUInt32BE(0)
  const isBig = (magic & 1) === 1
  const sum = checksum(head.subarray(0, 24), isBig, [0, 0])
  const holds = (magic & ~1) === MAGIC && sum[0] === head.readUInt32BE(24) && sum[1] === head.readUInt32BE(28)
  if (holds) return [{ isBig, pageBytes: head.readUInt32BE(8), sum }]
  const pageBytes = pageBytesOf(database)
  return pageBytes === null ? [] : [false, true].map((big) => ({ isBig: big, pageBytes, sum: null }))
}

/** As the header of a database says; null where it has none. */
function pageBytesOf(database: string): number | null {
  if (!existsSync(database)) return null
  const file = openSync(database, 'r')
  try {
    const head = Buffer.alloc(18)
    if (readSync(file, head, 0, head.length, 0) < head.length) return null
    const told = head.readUInt16BE(16)
    // A power of two from 512 to 32 768, or 1 for 65 536.
    if (told === 1) return 65_536
    return told >= 512 && (told & (told - 1)) === 0 ? told : null
  } finally {
    closeSync(file)
  }
}

/**
 * Damage to what was synced; null where the log ends as a crash leaves it. A crash tears at most the transaction that
 * was not synced, and that is the last one: where behind the first bad frame a commit is gone on from, that frame was
 * good once. Of the last transaction nobody can tell. What failed commits left goes on from nothing that is there.
 * A header that does not hold is the same: that of a new log is synced with its first commit.
 */
function damageOf(file: number, database: string): Omit<LogDamage, 'keptAs'> | null {
  const head = Buffer.alloc(HEAD)
  if (readSync(file, head, 0, HEAD, 0) < HEAD) return null
  for (const reading of readingsOf(head, database)) {
    const damage = walk(file, reading)
    if (damage) return damage
  }
  return null
}

function walk(file: number, { isBig, pageBytes, sum: first }: Reading): Omit<LogDamage, 'keptAs'> | null {
  const frame = Buffer.alloc(FRAME_HEAD + pageBytes)
  const salts = Buffer.alloc(8)
  readSync(file, salts, 0, 8, first === null ? HEAD + 8 : 16)
  let sum = first
  let bad = first === null ? 0 : null
  let open = 0
  let commits = 0
  for (let at = HEAD; readSync(file, frame, 0, frame.length, at) === frame.length; at += frame.length) {
    let goesOn = false
    if (sum !== null) {
      const [a, b] = checksum(frame.subarray(FRAME_HEAD), isBig, checksum(frame.subarray(0, 8), isBig, sum))
      goesOn = a === frame.readUInt32BE(16) && b === frame.readUInt32BE(20)
    }
    const isOfThisLog = frame.compare(salts, 0, 8, 8, 16) === 0
    // As it says of itself, also where its page says otherwise.
    sum = [frame.readUInt32BE(16), frame.readUInt32BE(20)]
    if (bad === null && goesOn && isOfThisLog) continue
    bad ??= at
    // A frame that goes on from a commit: that commit was synced.
    if (goesOn) commits += open
    open = isOfThisLog && frame.readUInt32BE(4) !== 0 ? 1 : 0
  }
  return bad !== null && commits > 0 ? { from: bad, commits } : null
}

/** Examines the log of a database that nobody has open, and keeps a copy where it is damaged. */
export function examineLog(database: string): LogDamage | null {
  const log = `${database}-wal`
  if (!existsSync(log)) return null
  const file = openSync(log, 'r')
  try {
    const damage = damageOf(file, database)
    return damage && { ...damage, keptAs: keep(log) }
  } finally {
    closeSync(file)
  }
}

function keep(log: string): string | null {
  for (let n = 1; n <= COPIES; n += 1) {
    const copy = `${log}.damaged-${n}`
    if (existsSync(copy)) continue
    try {
      copyFileSync(log, copy, constants.COPYFILE_EXCL)
      return copy
    } catch {
      // No room for it: that it was damaged is told all the same.
      return null
    }
  }
  return null
}
