/**
 * Shapes that `/api/v1/` answers with and the console reads. Instants are RFC 3339 strings in UTC
 * (milliseconds), spans are milliseconds, `null` is "not (yet) known".
 */
import type { Classification } from '../guideline/classification.ts'
import type { Amount, ItemClass, ReferenceValue } from '../guideline/edition.ts'
import type { Interpretation } from '../guideline/interpretation.ts'
import type { Measuring } from '../guideline/measurement.ts'
import type { OwnValue, Standing } from '../guideline/value.ts'
import type { Permission } from '../people/permissions.ts'
import type { AgentStatus } from '../wire/v1.ts'
import type {
  Audience,
  ComponentKind,
  IncidentKind,
  Language,
  NoticeKind,
  ObligationState,
  Outcome,
  Pattern,
  Phase,
  ProposalKind,
  ProposalReason,
  ProposalState,
  Purpose,
  ReportAudience,
  ReportMeans,
  Role,
  Verdict,
} from '../words.ts'

type Instant = string

/** What was achieved in the window shown, by the kind of the item. */
export type Achieved =
  /** A span: the largest interval, the longest delay, the shortest retention, the largest offset. */
  | { of: 'largest-interval' | 'longest-delay' | 'shortest-retention' | 'largest-offset'; ms: number }
  /** Availability in percent, cut (never rounded up): its bounds, and up/(up+down) for information. */
  | { of: 'availability'; lower: string; upper: string; measured: string | null }

/** One evaluation item of a service: 対策参照値, own value, achieved figure, verdict; and how it is measured. */
export interface ValueRow {
  /** `III.1.1.1.a`. */
  item: string
  title: { ja: string; en: string }
  class: ItemClass
  /** The guideline's own wording without the star, its star, kind and meaning. */
  reference: ReferenceValue
  /** Contract's or provider's own value, with who decided it and when; null if there is none. */
  own: OwnValue | null
  /** The value in force; null where nobody set one or the kind needs none. */
  inForce: Amount
  /** How the value in force stands to the reference value; `looser` is shown 未達. */
  standing: Standing
  /** Null without evidence. */
  achieved: Achieved | null
  /** Obligations of the window shown by state. */
  counts: Record<ObligationState, number>
  /** Against the value in force. */
  verdict: Verdict
  /** Against the reference value alone: differs where an own value is stricter or looser. */
  referenceVerdict: Verdict
  /** What the figure comes from (null: not measured by this version), in words. */
  measuring: Measuring
}

/** `GET /api/v1/services/{id}/guideline?month=YYYY-MM`: every item of the catalogue for one service. */
export interface Guideline {
  service: string
  serviceName: string
  edition: { id: string; title: { ja: string; en: string } }
  pattern: Pattern
  /** Who classified the service, when and why. */
  classification: Classification
  from: Instant
  to: Instant
  rows: (ValueRow & {
    control: string
    clauses: { document: string; clause: string }[]
    /** Customers whose own value differs from the service's; absent where none does. */
    customers?: (Omit<CustomerValue, 'item'> & { id: string; name: string })[]
  })[]
  /** The controls (対策項目) that have rows, in the guideline's order and wording. */
  controls: { id: string; class: ItemClass; text: { ja: string } }[]
  /** The settings of what the guideline leaves open. */
  interpretation: Interpretation
}

/** A withdrawal that one operator proposed and another one decides. */
export interface ProposalSummary {
  id: string
  kind: ProposalKind
  /** Obligation or incident id. */
  subject: string
  service: string
  reason: ProposalReason
  /** The proposer's words. */
  comment: string
  state: ProposalState
  proposedAt: Instant
  proposedBy: string
  decidedAt: Instant | null
  decidedBy: string | null
  /** What it is about: the obligation's item (null for an incident) and subject, the incident's kind where it is about one. */
  about: { item: string | null; subject: string; incident: IncidentKind | null; at: Instant }
}

/** A report that was issued, as recorded. */
export interface IssuedReport {
  id: string
  service: string
  /** The one customer that it was issued to, as that customer reads it; null: the report of the service. */
  customer: string | null
  audience: ReportAudience
  means: ReportMeans
  /** The period that it reports, `2026-11`. */
  month: string
  issuedAt: Instant
  recordedAt: Instant
  recordedBy: string
  /** SHA-256 of its document. */
  digest: string
}

export interface ServiceSummary {
  id: string
  name: string
  pattern: Pattern
  timezone: string
  language: Language
  /** Worst of its components: down beats unknown beats up. */
  state: 'up' | 'down' | 'unknown'
  stateSince: Instant | null
  openIncidents: number
  values: ValueRow[]
  /** Empty where the service's contacts are all there are. */
  customers: CustomerSummary[]
}

/** A customer of a service (利用者), with the values that its contract has of its own. */
export interface CustomerSummary {
  id: string
  name: string
  language: Language
  timezone: string
  /** Whether its agreement has slowdown notices (III.1.1.3). */
  slowdownNotice: Interpretation['slowdownNotice']
  values: CustomerValue[]
}

/** The value in force of an item for one customer, where it is another than the service's. */
export interface CustomerValue {
  item: string
  own: OwnValue | null
  inForce: Amount
  standing: Standing
}

export interface CheckSummary {
  /** `service/component/check`. */
  check: string
  service: string
  component: string
  componentName: string
  componentKind: ComponentKind
  purpose: Purpose
  type: string
  /** What it looks at, as one line of text: the target or URL. */
  target: string
  /** Agent's name. */
  agent: string
  everyMs: number
  health: 'up' | 'down' | 'unknown'
  healthSince: Instant | null
  healthReason: string | null
  last: {
    startedAt: Instant
    finishedAt: Instant
    outcome: Outcome
    reason: string | null
    message: string | null
    values: Record<string, number | string>
    receivedAt: Instant
  } | null
  /** Largest distance between starts of executed results in the last 24 h, and the limit it is held to. */
  largestGapMs: number | null
  limitMs: number | null
  /** Executed, failed, unknown and skipped runs in the last 24 h, as far back as `countedFrom`. */
  counts: { ok: number; failed: number; unknown: number; skipped: number }
  /** From when on the counts are complete: 24 h ago, or later after a restart. */
  countedFrom: Instant
}

export interface ResultRow {
  check: string
  plannedAt: Instant
  startedAt: Instant
  finishedAt: Instant
  receivedAt: Instant
  outcome: Outcome
  attempt: number
  reason: string | null
  message: string | null
  values: Record<string, number | string>
  /** The clock of the host that ran it was off (III.1.1.5): what it says of times is in doubt. */
  clockOff?: true | undefined
}

export interface AgentSummary {
  id: string
  name: string
  version: string | null
  lastSeenAt: Instant | null
  connected: boolean
  /** Milliseconds to add to the agent's clock to read ours, from its last anchor, and the uncertainty. */
  clockOffsetMs: number | null
  clockUncertaintyMs: number | null
  inventory: Record<string, string>
  checks: number
  /** Records that its spool gave up since it was issued. */
  lost: number
  /** How it said it was with its newest batch; null where it never did. */
  status: (AgentStatus & { at: Instant }) | null
  revokedAt: Instant | null
}

export interface IncidentSummary {
  id: string
  service: string
  serviceName: string
  kind: IncidentKind
  component: string | null
  checks: string[]
  state: 'open' | 'recovered'
  lastOkAt: Instant | null
  firstFailedAt: Instant
  confirmedAt: Instant
  discoveredAt: Instant
  recoveredAt: Instant | null
  reason: string | null
  message: string | null
  /** A component stopped and the service is known to go on without it (サービス影響なし); null where nothing says so. */
  impact: 'none' | null
  /** Id of the component whose stop explains it; null where none does. */
  dueTo: string | null
  acknowledgedAt: Instant | null
  acknowledgedBy: string | null
  /** The names of the customers that obligations and notices are of, by their id. */
  customers: { id: string; name: string }[]
  obligations: ObligationSummary[]
  /** Notices of this incident with how far they have come. */
  notices: NoticeSummary[]
  /** Words that cannot be read any more are null. */
  followUps: { at: Instant; by: string; cause: string | null; forecast: string | null }[]
  /** 原因切り分け, 部分復旧, 完全復旧 as an operator recorded them. */
  phases: { phase: Phase; at: Instant; by: string }[]
  /** Set when two persons withdrew it: it stays, but figures are also shown without it. */
  withdrawnAt: Instant | null
}

export interface ObligationSummary {
  id: string
  item: string
  service: string
  /** Id of the customer whom it is owed to; null where it is owed to all of the service alike. */
  customer: string | null
  /** Incident id, or the full name of a check. */
  subject: string
  clockFrom: Instant
  dueAt: Instant
  limitMs: number
  state: ObligationState
  /** When it was decided, how much time was left (negative: too late), and why. */
  decidedAt: Instant | null
  marginMs: number | null
  because: string | null
  /** What the decision follows from, by name; no personal data. */
  evidence: Record<string, unknown>
}

export interface NoticeSummary {
  id: string
  kind: NoticeKind
  /** `late`: an outage and its recovery told in one, because it was learned of after its end. */
  form: 'normal' | 'late'
  incident: string
  service: string
  /** Id of the customer whose people it goes to; null: everybody of a service without customers, or our own people. */
  customer: string | null
  audiences: Audience[]
  createdAt: Instant
  dueAt: Instant | null
  /** Deliveries by state. */
  deliveries: { waiting: number; accepted: number; refused: number; expired: number }
  firstAcceptedAt: Instant | null
  lastAcceptedAt: Instant | null
  /** Deliveries accepted after the due time. */
  late: number
  /** Whether what is stored of it is damaged: nobody is told by it any more, and what it owed is not proven. */
  unreadable: boolean
}

/** One row of the outbox. No address: a person is named by a random id; `hint` is like `u•••@customer.example`. */
export interface DeliverySummary {
  id: string
  notice: string
  incident: string
  service: string
  customer: string | null
  kind: NoticeKind
  audience: Audience
  channel: string
  hint: string
  state: 'waiting' | 'accepted' | 'refused' | 'expired'
  attempts: number
  createdAt: Instant
  dueAt: Instant | null
  nextAttemptAt: Instant | null
  acceptedAt: Instant | null
  late: boolean
  /** The receiver's last answer in words, without addresses; null before the first attempt. */
  lastAnswer: string | null
}

/** `GET /api/v1/status`: what the console's frame shows. */
export interface Status {
  version: string
  now: Instant
  language: Language
  timezone: string
  revision: number
  startedAt: Instant
  /** Whether an operator exists, and who is asking. */
  operators: 'none' | 'exist'
  session: { operator: string; role: Role; permissions: Permission[] } | null
  /** `none`: no mail server configured, notices stay in the outbox, and the console says so. */
  mail: 'configured' | 'none'
  /** Stored results that cannot be read, of the last year: how many blocks, and between which instants; null mostly. */
  damaged: { blocks: number; from: Instant; to: Instant } | null
  ledger: { sequence: number; head: string | null; sealedAt: Instant | null }
}

/** A list answer: `items` newest or most urgent first; `next` is the `cursor` parameter of the next page. */
export interface Page<T> {
  items: T[]
  next: string | null
}

/** Server-sent events of `GET /api/v1/events`: event name `changed`, data `{"topics":[…]}`. */
export const TOPICS = [
  'services',
  'checks',
  'results',
  'agents',
  'incidents',
  'obligations',
  'notices',
  'proposals',
  'reports',
  'people',
  'tokens',
  'status',
] as const
export type Topic = (typeof TOPICS)[number]

/** `application/problem+json` (RFC 9457) with a stable code. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  errors?: { path: string; message: string }[]
  /** With code `wire-version`: the versions that are served, newest first. */
  versions?: number[]
}

/** One entry of the ledger; `payload` is canonical JSON whose SHA-256 is `payloadDigest`, null if it expired or was erased. */
export interface LedgerEntry {
  seq: number
  id: string
  at: Instant
  kind: string
  subject: string
  actor: string
  payloadDigest: string
  prev: string
  hash: string
  payload: string | null
}

/** Answer to `POST /api/v1/agents`: the token is shown this once. */
export interface IssuedAgent {
  id: string
  name: string
  token: string
}
