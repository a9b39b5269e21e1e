/** The part of the store port (`port.ts`) that turns batches of days that are over into compressed blocks (design, rule 5). */
import type { Lease } from './records.ts'

/** A block that is written but not yet in the store. */
export interface BlockDraft {
  agentId: string
  /** Start of the day in UTC that its batches end in. */
  dayAt: number
  /** It holds every batch of the agent that ends in [fromAt, toAt) and arrived up to `upTo`. */
  fromAt: number
  toAt: number
  upTo: number
  /** Bounds of the times of its items, both included. */
  earliestAt: number
  latestAt: number
  firstArrival: number
  lastArrival: number
  batches: number
  results: number
  /** Whose checks its items are of, in order. */
  services: string[]
  partitions: number[]
  /** When its batches were received, by the quarter of an hour. */
  receipts: { receivedAt: number; batches: number; items: number }[]
  body: Uint8Array
  /** SHA-256 of the body. */
  digest: string
}

/** One block that is to stand for several. */
export interface MergeDraft extends Omit<BlockDraft, 'upTo' | 'receipts'> {
  /** As they were read. */
  from: { id: number; digest: string }[]
  origins: Origins
}

/** By how many batches of which block, in order of arrival, a block was made of others. */
export type Origins = [block: number, batches: number][]

export interface BlockVerbs {
  /**
   * Up to which arrival batches may go into blocks: the evaluation of each of `partitions`, and of each with states,
   * is past it. `last` is the newest arrival.
   */
  compactionBound(a: { partitions: number[] }): Promise<{ upTo: number; last: number }>
  /**
   * The next block of an agent: its oldest batches that end before `before` and arrived up to `upTo`, of one day
   * and as many as `results` and `batches` allow; null where there are none. Off the event loop; changes nothing.
   */
  draftBlock(a: {
    agentId: string
    before: number
    upTo: number
    most: { results: number; batches: number }
  }): Promise<BlockDraft | null>
  /**
   * Takes a block in: from this commit on it stands for the batches that it covers. Fenced by the lease `compactor`;
   * `conflict` where the block is there, or rows of an earlier one are still to be cleared.
   */
  writeBlock(a: { lease: Lease; now: number; draft: BlockDraft }): Promise<{ id: number }>
  /** Removes up to `limit` rows that a block stands for; `left` while there are more. */
  clearBlocks(a: { lease: Lease; now: number; limit: number }): Promise<{ cleared: number; left: boolean }>
  /**
   * Writes the ledger entry `blocks.closed` (counts, and the Merkle root over the digests) of the oldest day before
   * `before` that has blocks which none names; null where there is none.
   */
  closeBlocks(a: {
    lease: Lease
    now: number
    before: number
  }): Promise<{ day: string; blocks: number } | null>
  /**
   * Small blocks of one agent and day as one, once there are at least `least` of at most `small` results each: late
   * results get blocks of their own. `unreadable` are those that cannot be read; null where nothing is to be merged.
   * Off the event loop; changes nothing.
   */
  draftMerge(a: {
    small: number
    least: number
    most: { results: number; batches: number }
  }): Promise<{ draft: MergeDraft | null; unreadable: number[] } | null>
  /** Puts one block in the place of several, with its ledger entry; `conflict` where they are no more as they were. */
  mergeBlocks(a: { lease: Lease; now: number; draft: MergeDraft }): Promise<{ id: number }>
  /** Blocks that are there of those that a ledger entry names, by their numbers. */
  blockDigests(a: { entryId: string }): Promise<{ blocks: { id: number; digest: string }[] }>
  /** Payloads of entries about blocks that are not chained yet: what they name may be gone already. */
  unchainedBlockEntries(
    a: Record<never, never>,
  ): Promise<{ id: string; kind: string; at: number; payload: string }[]>
  /**
   * Compares up to `limit` blocks behind `after` with their digests, and reads them; `told` are those that are marked as
   * damaged already. `next` is null behind the last. Off the event loop.
   */
  verifyBlocks(a: {
    after: number
    limit: number
  }): Promise<{ verified: number; damaged: number[]; told: number[]; next: number | null }>
  /** Rows of an agent's batches that end before `before` and cannot be read, by their arrival. Off the event loop. */
  unreadableBatches(a: { agentId: string; before: number }): Promise<{ arrivals: number[] }>
  /**
   * Sets batches whose rows cannot be read aside as blocks, which are damaged from the first on; what can be read stays.
   * The same entry, and the numbers of these blocks.
   */
  quarantineBatches(a: { now: number; arrivals: number[] }): Promise<{ quarantined: number[] }>
  /** Marks blocks as damaged, each once with a ledger entry `block.damaged`: their results are missing, hence unknown. */
  quarantineBlocks(a: { now: number; ids: number[] }): Promise<{ quarantined: number[] }>
}
