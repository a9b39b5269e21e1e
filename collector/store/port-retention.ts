/** The part of the store port (`port.ts`) that deletes results whose time is over, and holds them (III.2.1.3 a b). */
import type { Look, RetentionStep } from '../../rules/retention/keeping.ts'
import type { KeptBecause } from '../../rules/words.ts'
import type { Lease, PageOf, PageQuery } from './records.ts'

/** A block as retention looks at it. */
export interface RetainedBlock {
  id: number
  agentId: string
  dayAt: number
  earliestAt: number
  latestAt: number
  writtenAt: number
  results: number
  bytes: number
  services: string[]
  /** More than those of its services where something was lost. */
  partitions: number[]
  thinned: boolean
  damaged: boolean
}

/** A closed month of a service: late results of it are counted before they are deleted. */
export interface CountedMonth {
  service: string
  month: string
  fromAt: number
  toAt: number
  arrivedUpTo: number
}

/** What is left of a block after a step. */
export interface DeletionDraft {
  id: number
  /** Of the body as it was read. */
  digest: string
  /** Results that go, and whose they are. */
  results: number
  services: string[]
  /** Null: nothing is left. */
  left: { body: Uint8Array; digest: string; batches: number; results: number; origins: string | null } | null
  /** Late results of closed months that go. */
  late: { service: string; month: string; results: number }[]
}

/** On what grounds results of a service may go: the ledger keeps it. */
export interface DeletionGrounds {
  service: string
  /** ISO 8601 durations that were promised, and until when the longest lasted. */
  promised: string[]
  until: number
  /** Its months whose reports were issued, with when the last of their dispute periods ended; null: none was asked for. */
  months: string[]
  disputedUntil: number | null
}

export interface HoldRow {
  id: string
  service: string
  fromAt: number
  toAt: number | null
  comment: string
  setAt: number
  setBy: string
  liftedAt: number | null
}

/** What the last look found kept: by why, of which service. */
export interface KeptRow {
  because: KeptBecause
  service: string
  blocks: number
  results: number
  bytes: number
  /** The earliest that something of it may go; null: not before somebody acts. */
  until: number | null
  oldestAt: number
}

export interface RetentionVerbs {
  /** Blocks behind `after` that a ledger entry names and whose last result is before `before`, by number. */
  retainedBlocks(a: {
    before: number
    after: number
    limit: number
  }): Promise<{ blocks: RetainedBlock[]; next: number | null }>
  /** What would be left of blocks after a step. `thin` leaves out those that cannot be read. Off the event loop; changes nothing. */
  draftDeletion(a: {
    step: RetentionStep
    ids: number[]
    months: CountedMonth[]
  }): Promise<{ drafts: DeletionDraft[]; unreadable: number[] }>
  /**
   * Deletes results of one day, with the ledger entry `blocks.thinned` or `blocks.expired`. What a legal hold that was set
   * meanwhile names, or is no more as it was read, stays. Fenced by the lease `compactor`.
   */
  deleteResults(a: {
    lease: Lease
    now: number
    step: RetentionStep
    dayAt: number
    services: string[]
    drafts: DeletionDraft[]
    grounds: DeletionGrounds[]
  }): Promise<{ blocks: number; results: number; held: number }>
  /** Keeps what a look found, in the place of the one before. */
  keepRetentionLook(a: Look & { lease: Lease; now: number; kept: KeptRow[] }): Promise<void>
  retentionLook(a: Record<never, never>): Promise<(Look & { kept: KeptRow[] }) | null>
  /**
   * Results of a service that are not there any more in [fromAt, toAt]: deleted ones, and those of blocks that are
   * damaged; those of `unreadable`, too, whether anybody has told of them or not.
   */
  goneResults(a: { service: string; fromAt: number; toAt: number; unreadable: number[] }): Promise<{
    expired: { fromAt: number; toAt: number }[]
    damaged: { fromAt: number; toAt: number }[]
  }>

  /** Damaged blocks with results after `fromAt`; null where there are none. */
  damagedBlocks(a: { fromAt: number }): Promise<{ blocks: number; fromAt: number; toAt: number } | null>

  /** Holds results of a service from now on; ledger `hold.set`. */
  setHold(a: {
    id: string
    service: string
    fromAt: number
    toAt: number | null
    comment: string
    operatorId: string
    operatorName: string
    now: number
    ledgerId: string
  }): Promise<HoldRow>
  /** Newest first. */
  holds(a: PageQuery & { standing?: boolean }): Promise<PageOf<HoldRow>>
}
