/**
 * Bulk ingest on SQLite: the common batch (as it came, its numbers all new and at most one gap behind the last) with
 * statements that are prepared once. Whatever is less common goes the way of the verb, to the same end.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { AgentSighting, AnyBatch, EncodedBatch, Ingested } from './port.ts'
import type { Db } from './schema.ts'
import { agentSeen } from './verbs/agents.ts'
import { ingest } from './verbs/ingest.ts'

interface Statements {
  last: StatementSync
  setLast: StatementSync
  ranges: StatementSync
  grow: StatementSync
  begin: StatementSync
  batch: StatementSync
  partition: StatementSync
  seen: StatementSync
  status: StatementSync
}

const prepared = new WeakMap<DatabaseSync, Statements>()

function statementsOf(raw: DatabaseSync): Statements {
  const known = prepared.get(raw)
  if (known) return known
  const made: Statements = {
    last: raw.prepare('select last from arrival where id = 1'),
    setLast: raw.prepare('update arrival set last = ? where id = 1'),
    ranges: raw.prepare(
      `select first_seq, last_seq from sequence_range
       where agent_id = ? and epoch = ? and first_seq <= ? and last_seq >= ? limit 2`,
    ),
    grow: raw.prepare(
      'update sequence_range set last_seq = ? where agent_id = ? and epoch = ? and first_seq = ?',
    ),
    begin: raw.prepare(
      'insert into sequence_range (agent_id, epoch, first_seq, last_seq) values (?, ?, ?, ?)',
    ),
    batch: raw.prepare(
      `insert into batch (arrival, agent_id, epoch, first_seq, last_seq, items, received_at, earliest_at, latest_at, body)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    partition: raw.prepare(
      'insert into batch_partition (partition_no, arrival, latest_at, earliest_at) values (?, ?, ?, ?)',
    ),
    seen: raw.prepare(
      `update agent set last_seen_at = max(coalesce(last_seen_at, 0), ?), clock_offset = ?, clock_uncertainty = ?
       where id = ?`,
    ),
    status: raw.prepare('update agent set status = ?, status_at = ? where id = ?'),
  }
  prepared.set(raw, made)
  return made
}

/** Within the writer's transaction. */
export async function ingestOnSqlite(raw: DatabaseSync, db: Db, batches: AnyBatch[]): Promise<Ingested[]> {
  const run = statementsOf(raw)
  const answers: Ingested[] = []
  let last = Number(run.last.get()?.last)
  let written = last
  for (const batch of batches) {
    if ('encoded' in batch && extend(run, batch)) {
      last += 1
      insert(run, batch, last)
      answers.push({ stored: batch.count, duplicates: 0, arrival: last })
      if (batch.seen) await note(run, db, batch.seen)
      continue
    }
    if (last > written) run.setLast.run(last)
    answers.push(...(await ingest.run(db, { batches: [batch] })))
    last = Number(run.last.get()?.last)
    written = last
  }
  if (last > written) run.setLast.run(last)
  return answers
}

async function note({ seen, status }: Statements, db: Db, sighting: AgentSighting): Promise<void> {
  const { id, at, clockOffset, clockUncertainty, version, inventory } = sighting
  const short = version === undefined && inventory === undefined
  if (!short || clockOffset === undefined || clockUncertainty === undefined) {
    await agentSeen.run(db, sighting)
    return
  }
  seen.run(at, clockOffset, clockUncertainty, id)
  if (sighting.status) status.run(JSON.stringify(sighting.status), at, id)
}

/** Notes the numbers of the batch; false, and nothing noted, where that is not simply one range that grows or begins. */
function extend({ ranges, grow, begin }: Statements, { agentId, epoch, ranges: own }: EncodedBatch): boolean {
  const [range] = own
  if (range === undefined || own.length > 1) return false
  const [first, last] = range
  const near = ranges.all(agentId, epoch, last + 1, first - 1)
  const [before] = near
  if (before === undefined) begin.run(agentId, epoch, first, last)
  else if (near.length === 1 && before.last_seq === first - 1)
    grow.run(last, agentId, epoch, before.first_seq as number)
  else return false
  return true
}

function insert(run: Statements, batch: EncodedBatch, arrival: number): void {
  const { agentId, epoch, ranges, count, receivedAt, earliestAt, latestAt, encoded, partitions } = batch
  const [[first, last] = [0, 0]] = ranges
  run.batch.run(
    ...([arrival, agentId, epoch, first, last, count, receivedAt, earliestAt, latestAt, encoded] as const),
  )
  for (const partition of partitions) run.partition.run(partition, arrival, latestAt, earliestAt)
}
