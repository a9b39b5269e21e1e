import type { Clock } from '../../rules/clock.ts'
import type { Anchor, Item } from '../../rules/wire/v1.ts'
import type { Log } from '../log.ts'
import type { SpoolFiles } from './files.ts'
import type { Range } from './ranges.ts'

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never
/** An item that the spool numbers. */
export type NewItem = WithoutSeq<Item>

export interface SpoolOptions {
  dir: string
  /** Random UUID of this start of the agent. */
  epoch: string
  /** Bytes of all segment files together; the oldest segment goes first. */
  maxBytes: number
  /** Age of a segment's newest record, milliseconds, after which it goes. */
  maxAgeMs: number
  clock: Clock
  log: Log
  files?: SpoolFiles
  /** Bytes after which a new segment begins; default an eighth of `maxBytes`, at most 256 KiB. */
  segmentBytes?: number
}

export interface BatchEntry {
  seq: number
  /** Wall clock when it was written, Unix milliseconds. */
  at: number
  /** The item as JSON. */
  text: string
}

/** Items of one epoch in ascending order, with the anchor in force before the first. */
export interface Batch {
  epoch: string
  base: Anchor
  entries: BatchEntry[]
}

export interface BatchLimit {
  items: number
  bytes: number
}

/** What the collector said about a batch, item by item; what it does not name stays. */
export interface Settlement {
  accepted: Range[]
  /** `untold`: the collector does not know of the record, so that it is told as lost. */
  rejected: { seq: number; code: string; reason: string; untold?: boolean }[]
}

export interface SpoolStats {
  /** Records not yet answered, as far as known. */
  waiting: number
  /** Wall time of the oldest of them as far as known; null where none waits. Of a segment, that of its first record. */
  oldestAt: number | null
  bytes: number
  segments: number
  evicted: number
  quarantined: number
  /** Given up because the disk took nothing more. */
  diskFull: number
  /** Whether the last write failed. */
  failing: boolean
}

export interface Spool {
  readonly epoch: string
  /** Numbers an item and writes it with the others of this turn; returns its number. The first must be an anchor. */
  put(item: NewItem): number
  /** Resolves when everything put before is on the disk, or held in memory because the disk refuses. */
  flush(): Promise<void>
  /** Resolves when the segments of earlier starts have been read. */
  recovered: Promise<void>
  /** The newest unanswered items of this epoch; null where there are none. */
  live(limit: BatchLimit): Batch | null
  /** The oldest unanswered items on the disk that `live` does not give, of epochs that are not passed over. */
  backlog(limit: BatchLimit, passOver?: (epoch: string) => boolean): Promise<Batch | null>
  /** Deletes what was answered. */
  settle(batch: Batch, answer: Settlement): Promise<void>
  stats(): SpoolStats
  /** Writes what is left and closes the files. */
  close(): Promise<void>
}
