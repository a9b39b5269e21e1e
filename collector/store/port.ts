/**
 * The store port: one function per thing that the collector does with what it keeps. Arguments and
 * results are plain data (they cross a thread). Two engines, one set of verbs, one contract suite.
 *
 * A write verb is one transaction: it is durable when its promise resolves, and had no effect when it
 * rejects. Errors are `StoreError` with a stable code: `fenced` (the lease is another's by now),
 * `disk-full`, `not-found`, `conflict`, `unavailable`.
 */
import type { LostItem } from '../../rules/wire/v1.ts'
import type { IncidentKind, ObligationState } from '../../rules/words.ts'
import type { Contact, Revision } from '../model.ts'
import type { PackedState } from './packed-state.ts'
import type { BlockVerbs } from './port-blocks.ts'
import type { HourVerbs } from './port-hours.ts'
import type { PeopleVerbs } from './port-people.ts'
import type { DecisionVerbs, PeriodVerbs } from './port-periods.ts'
import type { RetentionVerbs } from './port-retention.ts'
import type { RunVerbs } from './port-runs.ts'
import type {
  AgentRow,
  AgentSighting,
  AnyBatch,
  ChainedEntry,
  ContactChange,
  DeliveryRecord,
  DeliveryRow,
  EvaluationCommit,
  IncidentRow,
  Ingested,
  Lease,
  LeasedDelivery,
  LedgerDraft,
  NoticeRow,
  ObligationRow,
  PageOf,
  PageQuery,
  Recorded,
  SealHead,
  StoredBatch,
  StoredNotice,
  UnreadableDelivery,
} from './records.ts'

export type * from './port-blocks.ts'
export type * from './port-people.ts'
export type { PlaceInBatches } from './port-periods.ts'
export type * from './port-retention.ts'
export type * from './records.ts'

export class StoreError extends Error {
  readonly code: 'fenced' | 'disk-full' | 'not-found' | 'conflict' | 'unavailable'
  /** Which of several conflicts it is (`same-person`), where the caller has to tell them apart; null otherwise. */
  readonly because: string | null
  constructor(code: StoreError['code'], message: string, because: string | null = null) {
    super(message)
    this.name = 'StoreError'
    this.code = code
    this.because = because
  }
}

/** An open obligation of an incident with the notices that may keep it, oldest first, and what became of them. */
export interface OpenObligation {
  obligation: ObligationRow
  told: {
    notice: StoredNotice
    deliveries: DeliveryRow[]
    /** Whether every recipient has its delivery. */
    expanded: boolean
  }[]
}

export interface Store
  extends PeriodVerbs,
    DecisionVerbs,
    PeopleVerbs,
    RunVerbs,
    HourVerbs,
    BlockVerbs,
    RetentionVerbs {
  // --- instance and configuration
  /** Makes the instance row on first use and returns it; `uuid` and `digestKey` of an existing instance win. */
  openInstance(a: { uuid: string; digestKey: Uint8Array; now: number }): Promise<{ uuid: string }>
  /** Stores a new numbered revision if the document differs from the newest; replaces the contacts; ledger `configuration.loaded`. Returns its number. */
  loadRevision(a: {
    document: Omit<Revision, 'revision'>
    contacts: Contact[]
    actor: string
    now: number
    ledgerId: string
  }): Promise<number>
  currentRevision(): Promise<Revision | null>
  /** A stored revision by its number, or null. */
  revisionOf(a: { revision: number }): Promise<Revision | null>
  /** Audiences that are not those of `contacts`, with how many come and go; nothing before the instance was made. */
  contactChanges(a: { contacts: Contact[] }): Promise<ContactChange[]>

  // --- agents
  /** Creates the agent if the name is new, and adds a credential (digest of its token). */
  issueAgent(a: {
    id: string
    name: string
    credentialId: string
    tokenDigest: string
    actor: string
    now: number
    ledgerId: string
  }): Promise<{ id: string }>
  /** The agent whose credential, not revoked and not expired at `now`, has this digest, or null. */
  agentByToken(a: { tokenDigest: string; now: number }): Promise<{ id: string; name: string } | null>
  /** The same for many at once; digests that nobody valid has are left out. */
  agentsByToken(a: {
    tokenDigests: string[]
    now: number
  }): Promise<{ tokenDigest: string; id: string; name: string }[]>
  agentSeen(a: AgentSighting): Promise<void>
  /** Agents were heard of, at this time or later: `last_seen_at` never moves back. */
  agentsHeard(a: { ids: string[]; at: number }): Promise<void>
  agents(): Promise<AgentRow[]>

  // --- ingest
  /**
   * Commits batches durably, all in one transaction: what (agent, epoch, seq) is already held is left out,
   * the rest is stored whole with its sequence ranges and partitions. Returns per batch how many items were new,
   * in the order given, and as `reused` the numbers that were stored with another content: that content stays, as far
   * as the agent's newest batches tell. The engine may join several calls in one commit.
   */
  ingest(a: { batches: AnyBatch[] }): Promise<Ingested[]>
  /**
   * Batches of the given partitions after `after`, in order of arrival, at most `limit`; `upTo` is the highest arrival
   * looked at. `unreadable`: arrivals of those among them whose rows cannot be read, where there are any.
   */
  batchesAfter(a: {
    partitions: number[]
    after: number
    limit: number
  }): Promise<{ batches: StoredBatch[]; upTo: number; unreadable?: number[] }>
  /** Batches of an agent whose items may lie in [fromAt, toAt], newest arrival last, at most `limit`; `damaged` are blocks that cannot be read. */
  batchesOf(a: {
    agentId: string
    fromAt: number
    toAt: number
    limit: number
  }): Promise<{ batches: StoredBatch[]; damaged: number[]; unreadable?: number[] }>
  losses(a: { agentId: string }): Promise<LostItem[]>

  // --- leases and evaluation
  // Leases and next attempts go by the store's time, on which several collectors agree, not by the callers' `now`.
  /** Takes or renews the named leases that are free, expired or mine; returns those now held. A new owner gets a higher token. */
  holdLeases(a: { names: string[]; owner: string; now: number; ttlMs: number }): Promise<Lease[]>
  releaseLeases(a: { owner: string }): Promise<void>
  partitionState(a: { partition: number; now: number }): Promise<{
    /** As committed; 0 before the first commit. */
    cursor: number
    decided: number
    /** `arrival`: what arrived up to it is folded in. */
    states: { check: string; state: PackedState; arrival: number }[]
    /** Not yet recovered, or recovered at or after `now - 7 days`. */
    incidents: IncidentRow[]
    /** Open ones, those of the incidents above, and others whose clock started in the last 7 days. */
    obligations: ObligationRow[]
  }>
  /** One transaction; rejects with `fenced` if the lease's token is not the current one or has run out. */
  commitEvaluation(a: EvaluationCommit): Promise<void>

  // --- notices
  /**
   * Takes up to `chunk` further recipients of up to `notices` notices into the outbox; returns how many deliveries were
   * made, which may be none (a notice that is for nobody), and whether another call has more to do. `unreadable` are
   * notices that cannot be read: they get no recipients, with a ledger entry (`notice.unreadable`).
   */
  expandNotices(a: {
    now: number
    notices: number
    chunk: number
  }): Promise<{ made: number; unreadable: string[]; pending: boolean }>
  /**
   * Leases waiting deliveries that are due for an attempt: earliest deadline first, never one whose predecessor still
   * waits. What cannot be read of them ends (`expired`), with a ledger entry (`notice.unreadable`) for each notice; it
   * counts towards `limit`.
   */
  leaseDeliveries(a: {
    owner: string
    channel: string
    now: number
    leaseMs: number
    limit: number
  }): Promise<{ leased: LeasedDelivery[]; unreadable: UnreadableDelivery[] }>
  /** Records answers, each for itself, and says in their order what became of each. `late` is set where `at > dueAt`. */
  recordDeliveries(a: { records: DeliveryRecord[] }): Promise<Recorded[]>
  /**
   * Obligations that the outbox can decide now, the earliest due first: open notice obligations whose deliveries
   * all ended or whose due time passed, with the notice that keeps them, or (a follow-up) every one that was written
   * of the incident, oldest first; and those whose due time passed without any. Fewer than `limit` where they have very
   * many deliveries: what is left is there when these are decided.
   */
  openNoticeObligations(a: {
    now: number
    limit: number
    /** Goes on behind this one; what stays open at the head keeps none of the others waiting. */
    after?: { dueAt: number; id: string }
  }): Promise<OpenObligation[]>
  /**
   * Writes decisions of obligations with their ledger entries, each by itself: an obligation that is there no more, or
   * was decided otherwise meanwhile (only `not-proven` can be decided again), is left as it is, without an entry.
   * @returns the ids of those that were decided
   */
  decideObligations(a: {
    decisions: { obligation: ObligationRow; entry: LedgerDraft }[]
  }): Promise<{ decided: string[] }>
  /** Marks notices whose every delivery ended as settled and writes their ledger entries (Merkle root of deliveries). */
  settleNotices(a: { now: number; limit: number }): Promise<{ settled: number }>
  /** Until the next waiting delivery is due for an attempt, or its lease runs out; null where none waits. */
  nextDeliveryMs(a: { now: number }): Promise<number | null>
  /** How many deliveries have not ended. */
  waitingDeliveries(): Promise<number>

  // --- reads for the API
  /** Notices and recipients' rows of the outbox, newest first. Filters are exact; of `services`, those of any of them. */
  incidents(
    a: PageQuery & {
      service?: string
      services?: string[]
      kinds?: IncidentKind[]
      state?: 'open' | 'recovered'
    },
  ): Promise<PageOf<IncidentRow>>
  incident(a: { id: string }): Promise<IncidentRow | null>
  followUps(a: { incidentIds: string[] }): Promise<
    /** The words are null where they cannot be read. */
    { incidentId: string; at: number; by: string; cause: string | null; forecast: string | null }[]
  >
  obligations(
    a: PageQuery & {
      service?: string
      services?: string[]
      item?: string
      state?: ObligationState
      subjects?: string[]
      /** Owed to one of these; null is what is owed to all of the service alike. */
      customers?: (string | null)[]
      /** Of clocks that started in [fromAt, toAt). */
      fromAt?: number
      toAt?: number
    },
  ): Promise<PageOf<ObligationRow>>
  /**
   * Counts by (service, item, state) of obligations whose clock started since an instant, with the smallest margin
   * and the longest that one took; recurring ones (reports, the ledger) that reach beyond it, and those
   * that stand open from execution to execution, come as rows of their own.
   */
  obligationTotals(a: { sinceAt: number; customers?: (string | null)[] }): Promise<
    {
      service: string
      item: string
      state: ObligationState
      count: number
      worstMarginMs: number | null
      longestMs: number | null
    }[]
  >
  notices(
    a: PageQuery & { services?: string[]; incidentIds?: string[]; customers?: (string | null)[] },
  ): Promise<
    PageOf<
      StoredNotice & {
        counts: Record<DeliveryRow['state'], number>
        late: number
        firstAcceptedAt: number | null
        lastAcceptedAt: number | null
      }
    >
  >
  deliveries(
    a: PageQuery & { noticeId?: string; state?: DeliveryRow['state'] },
  ): Promise<PageOf<DeliveryRow & { notice: StoredNotice }>>
  /** Of every check, or of those named. */
  checkStates(a?: { checks?: string[] }): Promise<{ check: string; service: string; state: PackedState }[]>

  // --- operators
  /** First acknowledgement counts; a second is `conflict`. */
  acknowledge(a: {
    incidentId: string
    operatorId: string
    operatorName: string
    now: number
    ledgerId: string
  }): Promise<void>
  /**
   * Records a follow-up with its notices to admin contacts, one for each customer that is told. The first one of a
   * customer gets linked to the incident's open follow-up obligation to it and takes its due time (III.1.1.8).
   */
  addFollowUp(a: {
    id: string
    incidentId: string
    operatorId: string
    operatorName: string
    now: number
    cause: string
    forecast: string
    notices: NoticeRow[]
    ledgerId: string
  }): Promise<void>
  /** Destroys a person's row and key, and appends who did so on what basis. */
  erasePerson(a: {
    digestOf: string
    basis: string
    actor: string
    now: number
    ledgerId: string
  }): Promise<{ erased: boolean }>

  // --- ledger
  /** Appends entries that have no other cause in the store (audit, gaps of our own). */
  appendLedger(a: { entries: LedgerDraft[] }): Promise<void>
  addLedgerKey(a: { keyId: string; publicKey: string; now: number; ledgerId: string }): Promise<void>
  /** Chains up to `limit` unchained entries behind the head (fenced by the sealer's lease) and stores the signed head. */
  unchained(a: { limit: number }): Promise<Omit<ChainedEntry, 'seq' | 'prev' | 'hash' | 'payload'>[]>
  chain(a: {
    lease: Lease
    now: number
    entries: { id: string; seq: number; prev: string; hash: string }[]
    seal: SealHead
  }): Promise<void>
  lastSeal(): Promise<SealHead | null>
  ledger(a: { afterSeq: number; limit: number }): Promise<ChainedEntry[]>
  seals(a: { afterSeq: number; limit: number }): Promise<SealHead[]>
  ledgerKeys(): Promise<{ keyId: string; publicKey: string }[]>

  // --- calendar work
  /** Deletes sessions and enrolments that have expired at `now`. */
  prune(a: { now: number }): Promise<{ sessions: number; enrolments: number }>
  /**
   * Writes the ledger entry `daily.evidence` of a day (its instants [fromAt, toAt)) with the counts of what happened
   * in it, once however often it is called; `written` is false where it was there, or the day was over before the
   * instance was made.
   */
  closeDay(a: {
    day: string
    fromAt: number
    toAt: number
    now: number
    ledgerId: string
  }): Promise<{ written: boolean }>

  /** Ends the workers after what was begun; later calls reject with `unavailable`. */
  close(): Promise<void>
}
