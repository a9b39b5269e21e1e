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
  partitions: number[]
  body: Uint8Array
  /** SHA-256 of the body. */
  digest: string
}

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
  /** Digests of the blocks that a ledger entry `blocks.closed` names, in its order. */
  blockDigests(a: { entryId: string }): Promise<{ digests: string[] }>
  /** Compares up to `limit` blocks behind `after` with their digests; `next` is null behind the last. Off the event loop. */
  verifyBlocks(a: {
    after: number
    limit: number
  }): Promise<{ verified: number; damaged: number[]; next: number | null }>
  /** Marks blocks as damaged, each once with a ledger entry `block.damaged`: their results are missing, hence unknown. */
  quarantineBlocks(a: { lease: Lease; now: number; ids: number[] }): Promise<{ quarantined: number }>
}
