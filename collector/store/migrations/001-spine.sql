-- The spine. One file for both engines: bigint, text and blob only (PostgreSQL gets a domain `blob`).
-- Instants are Unix milliseconds; flags are 0/1; JSON is text.

create table instance (
  id bigint primary key check (id = 1),
  uuid text not null,
  -- Key of the digests by which the ledger names a person without the address (design, rule 7).
  digest_key blob not null,
  created_at bigint not null
);

create table revision (
  revision bigint primary key,
  digest text not null,
  document text not null,
  loaded_at bigint not null,
  loaded_by text not null
);
create index revision_by_time on revision (loaded_at, revision);

create table agent (
  id text primary key,
  name text not null unique,
  created_at bigint not null,
  created_by text not null,
  revoked_at bigint,
  last_seen_at bigint,
  version text,
  inventory text not null default '{}',
  clock_offset double precision,
  clock_uncertainty double precision,
  -- How it said it was, JSON, and when.
  status text,
  status_at bigint,
  lost bigint not null default 0
);

create table agent_credential (
  id text primary key,
  agent_id text not null references agent (id),
  token_digest text not null unique,
  valid_from bigint not null,
  valid_until bigint,
  revoked_at bigint
);

-- A person's wish to run a check now, on its way to the agent: the newest of each check.
create table run_request (
  check_name text primary key,
  agent text not null,
  asked_at bigint not null,
  asked_by text not null,
  expires_at bigint not null,
  taken_at bigint
);
create index run_request_waiting on run_request (taken_at, expires_at);

-- Ingest: whole batches in order of arrival. The row of `arrival` is locked by each commit, so that
-- arrival numbers become visible in their order on both engines and a cursor can trust them.
create table arrival (
  id bigint primary key check (id = 1),
  last bigint not null
);
insert into arrival (id, last) values (1, 0);

create table batch (
  arrival bigint primary key,
  agent_id text not null,
  epoch text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  items bigint not null,
  received_at bigint not null,
  earliest_at bigint not null,
  latest_at bigint not null,
  -- JSON {"base":Anchor,"items":[Item]} of the items that were new.
  body text not null
);
create index batch_by_agent on batch (agent_id, latest_at);

-- The times of the batch stand here again, in the key: a period of a partition is found in the index alone,
-- and only the batches that touch it are read.
create table batch_partition (
  partition_no bigint not null,
  arrival bigint not null,
  latest_at bigint not null,
  earliest_at bigint not null,
  primary key (partition_no, arrival, latest_at, earliest_at)
);

-- Batches of days that are over, in compressed columns: whole batches of one agent whose `latest_at` lies in
-- [from_at, to_at) and whose arrival is at most `up_to`. Rows of `batch` that it covers count no more from then on;
-- `clearing` is 1 until they are gone. Ids grow in the order of writing, which readers rely on.
create table block (
  id bigint primary key,
  agent_id text not null,
  -- Start of the day in UTC.
  day_at bigint not null,
  from_at bigint not null,
  to_at bigint not null,
  up_to bigint not null,
  earliest_at bigint not null,
  latest_at bigint not null,
  first_arrival bigint not null unique,
  last_arrival bigint not null,
  batches bigint not null,
  results bigint not null,
  -- Whose results these are, JSON: several services share a partition, and what was promised of one is not the other's.
  services text not null,
  bytes bigint not null,
  -- SHA-256 of the body: the ledger holds the root over those of a day.
  digest text not null,
  written_at bigint not null,
  clearing bigint not null,
  -- Ledger entry `blocks.closed` that names it; null before.
  entry_id text,
  -- When its body was found damaged.
  damaged_at bigint,
  -- When its ordinary results were deleted (III.2.1.3 a): what is left are failures and changes of state.
  thinned_at bigint,
  -- Of one that blocks were merged into, JSON [[block, batches], …] in order of arrival: who has read a block that is
  -- gone into it does not read its batches again. Null: it is of its own.
  origins text
);
create index block_by_agent on block (agent_id, latest_at);
create index block_by_time on block (latest_at);
create index block_damaged on block (latest_at) where damaged_at is not null;
create index block_clearing on block (id) where clearing = 1;
create index block_by_entry on block (entry_id);
create index block_unclosed on block (day_at) where entry_id is null;
-- What may be merged is looked for anew after each merge.
create index block_by_day on block (day_at, agent_id) where thinned_at is null;

create table block_body (
  block_id bigint primary key references block (id),
  body blob not null
);

create table block_partition (
  partition_no bigint not null,
  block_id bigint not null,
  primary key (partition_no, block_id)
);
-- Who looks blocks through, merges or deletes them knows their numbers only.
create index block_partition_by_block on block_partition (block_id);

-- Ids of blocks are never used again, however many are deleted: the ledger names them.
create table block_number (
  id bigint primary key check (id = 1),
  last bigint not null
);
insert into block_number (id, last) values (1, 0);

-- When batches that are in blocks were received, by the quarter of an hour: the evidence of a day counts them. Those of
-- days that are told of are gone.
create table compacted_receipt (
  received_at bigint primary key,
  batches bigint not null,
  items bigint not null
);

-- Days (UTC) of which ordinary results of a service were deleted, and between which instants.
create table expired_day (
  service text not null,
  day_at bigint not null,
  from_at bigint not null,
  to_at bigint not null,
  primary key (service, day_at)
);

-- What the last look found kept, and why (III.2.1.3: 保存期間の明示).
create table retention_look (
  id bigint primary key check (id = 1),
  at bigint not null,
  -- Since when looks have followed each other: a clock that leapt deletes nothing.
  since bigint not null,
  kept text not null
);

create table sequence_range (
  agent_id text not null,
  epoch text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  primary key (agent_id, epoch, first_seq)
);

-- What agents report as lost (wire item `lost`), beside its batch, for gaps.
create table loss (
  agent_id text not null,
  epoch text not null,
  seq bigint not null,
  arrival bigint not null,
  item text not null,
  primary key (agent_id, epoch, seq)
);

-- Ownership: `partition/0` to `partition/63`, `sealer`, `notices/…`. The token grows with each new owner.
-- By the store's time, like `lease_until` and `next_attempt_at` of deliveries.
create table lease (
  name text primary key,
  owner text,
  token bigint not null default 0,
  until bigint not null default 0
);

-- Results are folded in memory: their states are written now and then. Whoever takes a partition over folds what
-- arrived after `arrival_cursor` (of a check, after the arrival of its state), and decides nothing before it has
-- folded up to `decided`: what was decided by then is committed.
create table evaluation (
  partition_no bigint primary key,
  arrival_cursor bigint not null,
  decided bigint not null
);

create table check_state (
  check_name text primary key,
  partition_no bigint not null,
  service text not null,
  state text not null,
  arrival bigint not null,
  updated_at bigint not null
);
create index check_state_by_partition on check_state (partition_no);

-- How fast targets answered, by check and hour: what is usual in that hour of the week (III.1.1.3).
create table response_hour (
  check_name text not null,
  hour_at bigint not null,
  -- JSON: counts by logarithmic buckets.
  sketch text not null,
  primary key (check_name, hour_at)
);
create index response_hour_by_time on response_hour (hour_at);

-- How far hosts' clocks were ahead of the collector's, milliseconds, by hour (III.1.1.5).
create table clock_hour (
  agent_id text not null,
  hour_at bigint not null,
  least_ms double precision not null,
  most_ms double precision not null,
  readings bigint not null,
  primary key (agent_id, hour_at)
);
create index clock_hour_by_time on clock_hour (hour_at);

-- The newest hour that was kept of each partition.
create table hour_kept (
  partition_no bigint primary key,
  hour_at bigint not null
);

create table incident (
  id text primary key,
  partition_no bigint not null,
  service text not null,
  kind text not null,
  component text,
  checks text not null,
  last_ok_at bigint,
  first_failed_at bigint not null,
  confirmed_at bigint not null,
  discovered_at bigint not null,
  recovered_at bigint,
  recovery_confirmed_at bigint,
  reason text,
  message text,
  opened_at bigint not null,
  acknowledged_at bigint,
  acknowledged_by text,
  impact text,
  due_to text,
  -- When two persons withdrew it.
  withdrawn_at bigint
);
create index incident_open on incident (partition_no, recovery_confirmed_at);
create index incident_by_time on incident (opened_at);
create index incident_by_service on incident (service, first_failed_at, recovered_at);

-- Cause, forecast and comment are a person's words: vault. They are encrypted under a key per incident,
-- so that the words can be destroyed while that and when somebody reported remains.
create table incident_key (
  incident_id text primary key references incident (id),
  key blob not null
);

create table follow_up (
  id text primary key,
  incident_id text not null references incident (id),
  at bigint not null,
  by_operator text not null,
  cause blob not null,
  forecast blob not null
);
create index follow_up_by_incident on follow_up (incident_id, at);

create table obligation (
  id text primary key,
  -- The partition that evaluates it; -1 where calendar work keeps it (periods, reports, the ledger).
  partition_no bigint not null,
  item text not null,
  service text not null,
  customer text,
  subject text not null,
  clock_from bigint not null,
  due_at bigint not null,
  limit_ms bigint not null,
  state text not null,
  decided_at bigint,
  margin_ms bigint,
  because text,
  -- What it follows from (JSON, behind its checksum).
  evidence text not null,
  -- The notice that keeps it.
  notice_id text
);
create index obligation_due on obligation (state, due_at);
create index obligation_by_subject on obligation (subject);
create index obligation_by_service on obligation (service, item, clock_from);
create index obligation_by_start on obligation (service, clock_from, id);
-- Without the standing ones, which move with every execution of their check.
create index obligation_by_end on obligation (service, decided_at, clock_from) where decided_at is not null;
-- What a new owner of a partition begins with: those of the last days, and those that are not decided.
create index obligation_of_partition on obligation (partition_no, clock_from) where decided_at is not null;
create index obligation_undecided on obligation (partition_no) where decided_at is null;

create table notice (
  id text primary key,
  partition_no bigint not null,
  incident_id text not null references incident (id),
  service text not null,
  customer text,
  kind text not null,
  form text not null,
  audiences text not null,
  language text not null,
  timezone text not null,
  created_at bigint not null,
  due_at bigint,
  -- Facts that the text is made of (JSON, behind its checksum): the text of a notice is a pure function of them.
  facts text not null,
  -- The first notice whose recipients a recovery follows; the row whose words a follow-up carries.
  follows text,
  follow_up_id text references follow_up (id),
  -- Expansion to one delivery per recipient goes on from here; null when it is complete.
  expand_cursor text,
  settled_at bigint
);
-- Those that are not complete, in the order in which they are taken in.
create index notice_expanding on notice (created_at) where expand_cursor is not null;
create index notice_by_incident on notice (incident_id);
create index notice_unsettled on notice (settled_at, created_at);

-- The vault: erasing a person destroys the row, and the key with it.
create table person (
  id text primary key,
  digest text not null unique,
  key blob not null,
  address blob not null,
  hint text not null,
  created_at bigint not null
);

create table contact (
  service text not null,
  -- '' where it is none's in particular.
  customer text not null default '',
  component text not null default '',
  audience text not null,
  person_id text not null,
  position bigint not null,
  primary key (service, customer, component, audience, person_id)
);
create index contact_by_person on contact (person_id);

create table delivery (
  id text primary key,
  notice_id text not null references notice (id),
  person_id text not null,
  audience text not null,
  channel text not null,
  state text not null,
  attempts bigint not null default 0,
  created_at bigint not null,
  due_at bigint,
  next_attempt_at bigint,
  lease_owner text,
  lease_token bigint not null default 0,
  lease_until bigint not null default 0,
  accepted_at bigint,
  -- When it was accepted, refused or expired.
  ended_at bigint,
  late bigint not null default 0,
  -- The receiver's last answer, encrypted under the person's key (it may quote the address).
  last_answer blob,
  -- Leaf of the notice's Merkle tree, made when the delivery ends (afterwards the person may be erased).
  leaf text,
  -- The delivery of the first notice that this one must not overtake.
  after_delivery text,
  unique (notice_id, person_id)
);
-- The order of leasing: who is due first is sent first, without sorting all that wait.
create index delivery_by_due on delivery (state, due_at, created_at, id);
-- Whether anybody of a notice still waits.
create index delivery_of_notice on delivery (notice_id, state);
create index delivery_following on delivery (after_delivery);
create index delivery_by_person on delivery (person_id);

create table delivery_attempt (
  delivery_id text not null references delivery (id),
  attempt bigint not null,
  started_at bigint not null,
  finished_at bigint not null,
  outcome text not null,
  code text,
  answer blob,
  primary key (delivery_id, attempt)
);

-- The ledger: entries are written unchained with their cause; the sealer gives them `seq`, `prev`, `hash`.
create table ledger_entry (
  id text primary key,
  at bigint not null,
  kind text not null,
  subject text not null,
  actor text not null,
  payload_digest text not null,
  seq bigint unique,
  prev text,
  hash text
);
create index ledger_unchained on ledger_entry (seq, at);
create index ledger_by_subject on ledger_entry (subject, at);

create table ledger_payload (
  entry_id text primary key references ledger_entry (id),
  payload text not null
);

create table ledger_seal (
  seq bigint primary key,
  hash text not null,
  at bigint not null,
  key_id text not null,
  signature text not null
);

create table ledger_key (
  key_id text primary key,
  public_key text not null,
  added_at bigint not null
);

create table operator (
  id text primary key,
  name text not null unique,
  password text not null,
  role text not null,
  -- Ids of services (JSON) that a customer may read, and which customer's notices; null: not bound.
  services text,
  customer text,
  created_at bigint not null,
  disabled_at bigint,
  last_seen_at bigint,
  last_locked_at bigint
);

create table session (
  token_digest text primary key,
  -- Names it on a page, where the digest of its token need not be.
  id text not null unique,
  operator_id text not null references operator (id),
  created_at bigint not null,
  expires_at bigint not null,
  last_seen_at bigint not null
);
create index session_by_operator on session (operator_id);

create table enrolment (
  token_digest text primary key,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  -- Who invited the person; null is the token of the first operator, of no use once there is one.
  invited_by text references operator (id),
  role text,
  services text,
  customer text,
  -- The operator whose password the token sets anew; null where it makes an operator.
  resets text references operator (id)
);

-- Wrong passwords by digest of the name, of nobody's names too: what is locked does not tell who is there.
create table login_failure (
  account text not null,
  -- Digest of name and network; '' counts all networks together.
  network text not null,
  operator_id text references operator (id),
  failures bigint not null,
  locks bigint not null,
  locked_until bigint not null,
  last_at bigint not null,
  primary key (account, network)
);
create index login_failure_by_operator on login_failure (operator_id);
create index login_failure_by_time on login_failure (last_at);

-- From where an operator logged in: what strangers do elsewhere does not lock these.
create table login_network (
  operator_id text not null references operator (id),
  network text not null,
  last_at bigint not null,
  primary key (operator_id, network)
);

create table api_token (
  id text primary key,
  token_digest text not null unique,
  name text not null,
  permissions text not null,
  services text,
  created_by text not null references operator (id),
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint
);
create index api_token_by_time on api_token (created_at, id);

-- What two persons decide. The comment is a person's words: encrypted under a key of its own, as a follow-up's.
create table proposal (
  id text primary key,
  kind text not null,
  subject text not null,
  service text not null,
  reason text not null,
  comment blob not null,
  key blob not null,
  state text not null,
  proposed_at bigint not null,
  proposed_by text not null references operator (id),
  decided_at bigint,
  decided_by text references operator (id)
);
create index proposal_by_state on proposal (state, proposed_at, id);
create index proposal_by_time on proposal (proposed_at, id);
create index proposal_by_subject on proposal (subject);
-- Two at once for one subject cannot both stand.
create unique index proposal_standing on proposal (kind, subject) where state <> 'rejected';

-- Results of a service that are not deleted whatever their age, until two persons lift it. The comment is a person's
-- words: encrypted under a key of its own, as a proposal's.
create table legal_hold (
  id text primary key,
  service text not null,
  from_at bigint not null,
  -- Null: without an end.
  to_at bigint,
  comment blob not null,
  key blob not null,
  set_at bigint not null,
  set_by text not null references operator (id),
  lifted_at bigint
);
create index legal_hold_standing on legal_hold (service) where lifted_at is null;
create index legal_hold_by_time on legal_hold (set_at, id);

create table incident_phase (
  incident_id text not null references incident (id),
  phase text not null,
  at bigint not null,
  recorded_at bigint not null,
  by_operator text not null,
  primary key (incident_id, phase)
);

create table closed_month (
  service text not null,
  month text not null,
  closed_at bigint not null,
  document text not null,
  digest text not null,
  -- Late results of it that are deleted by now: reports tell how many came late.
  late_gone bigint not null default 0,
  primary key (service, month)
);

create table report_issue (
  id text primary key,
  service text not null,
  -- Whose reading of it was issued to that customer alone; null: the service's.
  customer text,
  audience text not null,
  means text not null,
  month text not null,
  issued_at bigint not null,
  recorded_at bigint not null,
  recorded_by text not null references operator (id),
  digest text not null,
  -- Last: a list that reads the columns before it need not walk through it.
  document text not null
);
create index report_issue_by_service on report_issue (service, issued_at, id);
create index report_issue_by_time on report_issue (issued_at, id);
