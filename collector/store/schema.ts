/**
 * The tables of `migrations/` as Kysely sees them. Both engines give bigint as number (all values stay
 * below 2^53), blob as Uint8Array, and JSON as the text that it is stored as.
 */
import type { Generated, Insertable, Kysely, Selectable } from 'kysely'
import type {
  BlockBodyTable,
  BlockNumberTable,
  BlockPartitionTable,
  BlockTable,
  CompactedReceiptTable,
  ExpiredDayTable,
  LegalHoldTable,
  RetentionLookTable,
} from './schema-blocks.ts'
import type {
  ApiTokenTable,
  EnrolmentTable,
  LoginFailureTable,
  LoginNetworkTable,
  OperatorTable,
  SessionTable,
} from './schema-people.ts'

interface InstanceTable {
  id: number
  uuid: string
  digest_key: Uint8Array
  created_at: number
}
interface RevisionTable {
  revision: number
  digest: string
  document: string
  loaded_at: number
  loaded_by: string
}
interface AgentTable {
  id: string
  name: string
  created_at: number
  created_by: string
  revoked_at: number | null
  last_seen_at: number | null
  version: string | null
  inventory: string
  clock_offset: number | null
  clock_uncertainty: number | null
  status: string | null
  status_at: number | null
  lost: number
}
interface AgentCredentialTable {
  id: string
  agent_id: string
  token_digest: string
  valid_from: number
  valid_until: number | null
  revoked_at: number | null
}
interface RunRequestTable {
  check_name: string
  agent: string
  asked_at: number
  asked_by: string
  expires_at: number
  taken_at: number | null
}
interface ArrivalTable {
  id: number
  last: number
}
interface BatchTable {
  arrival: number
  agent_id: string
  epoch: string
  first_seq: number
  last_seq: number
  items: number
  received_at: number
  earliest_at: number
  latest_at: number
  body: string
}
interface BatchPartitionTable {
  partition_no: number
  arrival: number
  latest_at: number
  earliest_at: number
}
interface SequenceRangeTable {
  agent_id: string
  epoch: string
  first_seq: number
  last_seq: number
}
interface LossTable {
  agent_id: string
  epoch: string
  seq: number
  arrival: number
  item: string
}
interface LeaseTable {
  name: string
  owner: string | null
  token: number
  until: number
}
interface EvaluationTable {
  partition_no: number
  arrival_cursor: number
  decided: number
}
interface CheckStateTable {
  check_name: string
  partition_no: number
  service: string
  state: string
  arrival: number
  updated_at: number
}
interface ResponseHourTable {
  check_name: string
  hour_at: number
  sketch: string
}
interface ClockHourTable {
  agent_id: string
  hour_at: number
  least_ms: number
  most_ms: number
  readings: number
}
interface HourKeptTable {
  partition_no: number
  hour_at: number
}
interface IncidentTable {
  id: string
  partition_no: number
  service: string
  kind: string
  component: string | null
  checks: string
  last_ok_at: number | null
  first_failed_at: number
  confirmed_at: number
  discovered_at: number
  recovered_at: number | null
  recovery_confirmed_at: number | null
  reason: string | null
  message: string | null
  impact: string | null
  due_to: string | null
  opened_at: number
  acknowledged_at: number | null
  acknowledged_by: string | null
  withdrawn_at: number | null
}
interface IncidentKeyTable {
  incident_id: string
  key: Uint8Array
}
interface FollowUpTable {
  id: string
  incident_id: string
  at: number
  by_operator: string
  cause: Uint8Array
  forecast: Uint8Array
}
interface ObligationTable {
  id: string
  partition_no: number
  item: string
  service: string
  customer: string | null
  subject: string
  clock_from: number
  due_at: number
  limit_ms: number
  state: string
  decided_at: number | null
  margin_ms: number | null
  because: string | null
  evidence: string
  notice_id: string | null
}
interface NoticeTable {
  id: string
  partition_no: number
  incident_id: string
  service: string
  customer: string | null
  kind: string
  form: string
  audiences: string
  language: string
  timezone: string
  created_at: number
  due_at: number | null
  facts: string
  follows: string | null
  follow_up_id: string | null
  expand_cursor: string | null
  settled_at: number | null
}
interface PersonTable {
  id: string
  digest: string
  key: Uint8Array
  address: Uint8Array
  hint: string
  created_at: number
}
interface ContactTable {
  service: string
  /** '' where it is none's in particular. */
  customer: string
  component: string
  audience: string
  person_id: string
  position: number
}
interface DeliveryTable {
  id: string
  notice_id: string
  person_id: string
  audience: string
  channel: string
  state: string
  attempts: number
  created_at: number
  due_at: number | null
  next_attempt_at: number | null
  lease_owner: string | null
  lease_token: number
  lease_until: number
  accepted_at: number | null
  ended_at: number | null
  late: number
  last_answer: Uint8Array | null
  leaf: string | null
  after_delivery: string | null
}
interface DeliveryAttemptTable {
  delivery_id: string
  attempt: number
  started_at: number
  finished_at: number
  outcome: string
  code: string | null
  answer: Uint8Array | null
}
interface LedgerEntryTable {
  id: string
  at: number
  kind: string
  subject: string
  actor: string
  payload_digest: string
  seq: number | null
  prev: string | null
  hash: string | null
}
interface LedgerPayloadTable {
  entry_id: string
  payload: string
}
interface LedgerSealTable {
  seq: number
  hash: string
  at: number
  key_id: string
  signature: string
}
interface LedgerKeyTable {
  key_id: string
  public_key: string
  added_at: number
}
interface ProposalTable {
  id: string
  kind: string
  subject: string
  service: string
  reason: string
  comment: Uint8Array
  key: Uint8Array
  state: string
  proposed_at: number
  proposed_by: string
  decided_at: number | null
  decided_by: string | null
}
interface IncidentPhaseTable {
  incident_id: string
  phase: string
  at: number
  recorded_at: number
  by_operator: string
}
interface ClosedMonthTable {
  service: string
  month: string
  closed_at: number
  document: string
  digest: string
  late_gone: Generated<number>
}
interface ReportIssueTable {
  id: string
  service: string
  customer: string | null
  audience: string
  means: string
  month: string
  issued_at: number
  recorded_at: number
  recorded_by: string
  document: string
  digest: string
}
interface MigrationTable {
  number: number
  name: string
}

export interface Schema {
  instance: InstanceTable
  revision: RevisionTable
  agent: AgentTable
  agent_credential: AgentCredentialTable
  run_request: RunRequestTable
  arrival: ArrivalTable
  batch: BatchTable
  batch_partition: BatchPartitionTable
  block: BlockTable
  block_body: BlockBodyTable
  block_partition: BlockPartitionTable
  block_number: BlockNumberTable
  compacted_receipt: CompactedReceiptTable
  expired_day: ExpiredDayTable
  legal_hold: LegalHoldTable
  retention_look: RetentionLookTable
  sequence_range: SequenceRangeTable
  loss: LossTable
  lease: LeaseTable
  evaluation: EvaluationTable
  check_state: CheckStateTable
  response_hour: ResponseHourTable
  clock_hour: ClockHourTable
  hour_kept: HourKeptTable
  incident: IncidentTable
  incident_key: IncidentKeyTable
  follow_up: FollowUpTable
  obligation: ObligationTable
  notice: NoticeTable
  person: PersonTable
  contact: ContactTable
  delivery: DeliveryTable
  delivery_attempt: DeliveryAttemptTable
  ledger_entry: LedgerEntryTable
  ledger_payload: LedgerPayloadTable
  ledger_seal: LedgerSealTable
  ledger_key: LedgerKeyTable
  operator: OperatorTable
  session: SessionTable
  enrolment: EnrolmentTable
  login_failure: LoginFailureTable
  login_network: LoginNetworkTable
  api_token: ApiTokenTable
  proposal: ProposalTable
  incident_phase: IncidentPhaseTable
  closed_month: ClosedMonthTable
  report_issue: ReportIssueTable
  migration: MigrationTable
}

/** A connection or a transaction: the verbs do not care which. */
export type Db = Kysely<Schema>
export type Row<T extends keyof Schema> = Selectable<Schema[T]>
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>
