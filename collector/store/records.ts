/** What goes into the store and comes out of it: plain data, no methods. Instants are Unix milliseconds. */
import type { Incident } from '../../rules/incidents/types.ts'
import type { Obligation } from '../../rules/obligations/types.ts'
import type { AgentStatus, Anchor, Item } from '../../rules/wire/v1.ts'
import type {
  Audience,
  IncidentKind,
  Language,
  NoticeKind,
  Phase,
  ProposalKind,
  ProposalReason,
  ProposalState,
  ReportAudience,
  ReportMeans,
} from '../../rules/words.ts'
import type { PackedState } from './packed-state.ts'

/** What is to be written into the ledger with its cause. The payload lies beside the chain and holds no personal data. */
export interface LedgerDraft {
  id: string
  at: number
  /** e.g. `incident.opened`, `obligation.met`, `notice.settled`, `operator.created`, `configuration.loaded`. */
  kind: string
  subject: string
  /** `system`, `operator:ID` or `agent:ID`. */
  actor: string
  payload: unknown
}

export interface Lease {
  name: string
  token: number
  until: number
}

/** What is known of a batch without looking at its items. */
interface BatchHead {
  agentId: string
  epoch: string
  receivedAt: number
  earliestAt: number
  latestAt: number
  /** Partitions that its results, skips and losses concern. */
  partitions: number[]
  /** That the agent was heard of, where that is to be written down again. */
  seen?: AgentSighting
}

/** One accepted batch: the good items only, with what explains their times. */
export interface BatchDraft extends BatchHead {
  base: Anchor
  items: Item[]
}

/** One accepted batch all of whose items are good, in order of their numbers, and none of them a loss. */
export interface EncodedBatch extends BatchHead {
  /** JSON of an object with its `base` and `items`, as the agent sent it. */
  encoded: string
  /** Numbers of the items, inclusive, ascending and disjoint. */
  ranges: [number, number][]
  count: number
}

export type AnyBatch = BatchDraft | EncodedBatch

/** What became of a batch. */
export interface Ingested {
  stored: number
  duplicates: number
  /** Numbers that were stored with another content: that content stays. */
  reused?: number[]
  /** Where it was stored whole, as it was given: its place in the order of arrival. */
  arrival?: number
}

/** What is not given stays as it was. */
export interface AgentSighting {
  id: string
  at: number
  version?: string
  inventory?: Record<string, string>
  clockOffset?: number | null
  clockUncertainty?: number | null
  status?: AgentStatus
}

export interface StoredBatch {
  arrival: number
  agentId: string
  epoch: string
  receivedAt: number
  base: Anchor
  items: Item[]
}

export interface ObligationRow extends Obligation {
  /** The customer whom it is owed to; null where it is owed to all of the service alike. */
  customer: string | null
  /** The notice that keeps it; null where none does (yet): intervals, availability, a follow-up not written. */
  noticeId: string | null
}

/** A withdrawal that one person proposed and another decides (000 2.1.6). `comment` lies in the vault. */
export interface ProposalRow {
  id: string
  kind: ProposalKind
  subject: string
  service: string
  reason: ProposalReason
  comment: string
  state: ProposalState
  proposedAt: number
  proposedBy: string
  decidedAt: number | null
  decidedBy: string | null
  about: ProposalAbout
}

/** What a proposal is about, for whoever has to decide it. */
export interface ProposalAbout {
  /** Of the obligation; null for an incident. */
  item: string | null
  /** What the obligation is about (an incident's id, a check, a period); the incident's id for an incident. */
  subject: string
  /** Null where it is about no incident. */
  incident: IncidentKind | null
  /** The start of the obligation's clock, or the incident's first failure. */
  at: number
}

/** A report as it was issued; the document is kept as it was. */
export interface IssuedReportRow {
  id: string
  service: string
  /** Whose reading of it was issued, to that customer alone; null: the service's, with what is every customer's. */
  customer: string | null
  audience: ReportAudience
  means: ReportMeans
  /** `2026-11`. */
  month: string
  issuedAt: number
  recordedAt: number
  recordedBy: string
  digest: string
}

/** A month whose figures stand: later results do not change them. */
export interface ClosedMonthRow {
  service: string
  month: string
  closedAt: number
  /** The measurement sections, canonical JSON. */
  document: string
  digest: string
}
/** With how many late results of it are deleted by now: they are counted no more where they lay. */
export type StandingMonth = ClosedMonthRow & { lateGone: number }

/** A phase of an incident that an operator recorded. */
export interface PhaseRow {
  incidentId: string
  phase: Phase
  at: number
  by: string
}

export interface NoticeRow {
  id: string
  incidentId: string
  service: string
  /** The customer whose people it goes to; null where it goes to the service's own contacts. */
  customer: string | null
  kind: NoticeKind
  form: 'normal' | 'late'
  audiences: Audience[]
  language: Language
  timezone: string
  createdAt: number
  /** When the last recipient of the guideline's audience must have been reached; null where nothing is owed by then. */
  dueAt: number | null
  facts: NoticeFacts
  /** Null when every recipient has its delivery. */
  expandCursor: string | null
  /** When the last delivery ended (accepted, refused or expired); null before. */
  settledAt: number | null
}

/** A notice as it is stored: where its row cannot be read its facts are null, and nobody is told by it any more. */
export type StoredNotice = Omit<NoticeRow, 'facts'> & { facts: NoticeFacts | null }

/** What the text of a notice is made of. */
export interface NoticeFacts {
  serviceName: string
  componentName: string | null
  incident: Incident
  /** The component whose stop explains it (`incident.dueTo`), as it was called then; absent where none does. */
  dueToName?: string
  /** Notice whose recipients (those it reached) this one follows: the first notice of a recovery. */
  follows: string | null
  /** How many notices of its incident had been written before; absent of the first ones. Stamps of a clock that was set do not say so. */
  earlier?: number
  followUp: { cause: string; forecast: string } | null
  /** What a first notice is owed by; absent where nothing is. */
  owed?: { item: string; clockFrom: number; limitMs: number }
  /** A first notice to our own people only: the stop began in announced maintenance that lasts until then. */
  planned?: { until: number }
  /** The customer whom it goes to, as it was called then; absent where it goes to none in particular. */
  customerName?: string
  /** Of a notice to our own people: how many customers are told by notices of their own. */
  customers?: number
  /** Components whose managers are told too, or `instead` of the service's where they have any. */
  managers?: { components: string[]; instead: boolean }
}

/** One partition's evaluation step, all or nothing. */
export interface EvaluationCommit {
  partition: number
  lease: Lease
  now: number
  /** Every result that arrived up to here is in a stored state: a new owner folds what arrived after it. */
  cursor: number
  /**
   * What is committed was decided knowing what arrived up to here: a new owner decides nothing before it
   * knows that. Absent: `cursor`.
   */
  decided?: number
  /** With what arrived up to `decided` folded in. Null forgets a check that is no longer configured. */
  states: { check: string; service: string; state: PackedState | null }[]
  incidents: Incident[]
  /** Inserted, or updated where the id exists. */
  obligations: ObligationRow[]
  notices: NoticeRow[]
  ledger: LedgerDraft[]
}

/** A delivery that its holder may send: leased, fenced, with the address out of the vault. */
export interface LeasedDelivery {
  id: string
  noticeId: string
  personId: string
  address: string
  audience: Audience
  channel: string
  attempt: number
  createdAt: number
  dueAt: number | null
  token: number
  notice: NoticeRow
}

/** A delivery that was ended since nobody can send it: its notice, or the address of its person, cannot be read. */
export interface UnreadableDelivery {
  id: string
  noticeId: string
  because: 'notice-unreadable' | 'address-unreadable'
}

/** The three outcomes of an attempt; never a boolean. */
export type DeliveryOutcome =
  | { outcome: 'accepted'; at: number; answer: string }
  /** `againMs`: so much later it is due for another attempt. */
  | { outcome: 'retry'; againMs: number; code: string | null; answer: string }
  /** `expired`: retried past every bound. */
  | { outcome: 'refused' | 'expired'; at: number; code: string | null; answer: string }

/** The answer to one attempt, under the token of its lease. */
export interface DeliveryRecord {
  id: string
  token: number
  startedAt: number
  finishedAt: number
  result: DeliveryOutcome
}

/** `fenced`: the lease is another's by now; `conflict`: this attempt was recorded before, or the delivery had ended. */
export type Recorded = 'recorded' | 'fenced' | 'not-found' | 'conflict'

export interface DeliveryRow {
  id: string
  noticeId: string
  personId: string
  hint: string
  audience: Audience
  channel: string
  state: 'waiting' | 'accepted' | 'refused' | 'expired'
  attempts: number
  createdAt: number
  dueAt: number | null
  /** By the store's time. */
  nextAttemptAt: number | null
  acceptedAt: number | null
  /** When it was accepted, refused or expired; null while it waits. */
  endedAt: number | null
  late: boolean
  lastAnswer: string | null
}

export interface AgentRow {
  id: string
  name: string
  createdAt: number
  revokedAt: number | null
  lastSeenAt: number | null
  version: string | null
  inventory: Record<string, string>
  clockOffset: number | null
  clockUncertainty: number | null
  /** How it said it was with its newest batch, and when; null where it never did. */
  status: (AgentStatus & { at: number }) | null
  lost: number
}

export interface IncidentRow extends Incident {
  openedAt: number
  acknowledgedAt: number | null
  acknowledgedBy: string | null
  /** When two persons withdrew it; null where nobody did. */
  withdrawnAt: number | null
}

export interface SealHead {
  seq: number
  hash: string
  at: number
  keyId: string
  signature: string
}

export interface ChainedEntry {
  id: string
  at: number
  kind: string
  subject: string
  actor: string
  payloadDigest: string
  seq: number
  prev: string
  hash: string
  /** Canonical JSON; null if it expired or was erased. */
  payload: string | null
}

/** One audience of a service as it is and as it would be; `customer` and `component` are '' where it is none's in particular. */
export interface ContactChange {
  service: string
  customer: string
  component: string
  audience: string
  from: number
  to: number
  added: number
  removed: number
}

export interface PageQuery {
  limit: number
  /** Opaque, from the previous page; null for the first. */
  cursor: string | null
}
export interface PageOf<T> {
  items: T[]
  next: string | null
}
