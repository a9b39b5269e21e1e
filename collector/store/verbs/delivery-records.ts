/** What became of attempts: recorded for many deliveries at once, each for itself. */
import type { DeliveryRecord, Recorded } from '../port.ts'
import type { Db, NewRow, Row } from '../schema.ts'
import { storeNow } from '../store-time.ts'
import { chunks, insertAll, prepared, type Verb } from '../verb.ts'
import { endFollowers, leafOf, sealedAnswer } from './delivery-end.ts'

type Known = Pick<Row<'delivery'>, 'id' | 'person_id' | 'attempts' | 'due_at' | 'lease_token'> & {
  key: Uint8Array | null
  digest: string | null
}

async function knownOf(db: Db, ids: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('delivery as d')
      .leftJoin('person as p', 'p.id', 'd.person_id')
      .select(['d.id', 'd.person_id', 'd.attempts', 'd.due_at', 'd.lease_token', 'p.key', 'p.digest'])
      .where('d.id', 'in', part)
      .execute()
    for (const row of rows) known.set(row.id, row)
  }
  return known
}

type Ending = Pick<
  Row<'delivery'>,
  'id' | 'lease_token' | 'state' | 'accepted_at' | 'ended_at' | 'late' | 'last_answer' | 'leaf'
> & { now: number; again_ms: number | null }

/** Not where it ended before; a lease that ran out but is nobody else's still counts. */
const endAttempt = prepared<Ending>()((db, given) =>
  db
    .updateTable('delivery')
    .set((eb) => ({
      state: given('state'),
      // Null where there is no other.
      next_attempt_at: eb(storeNow(db, given('now')), '+', given('again_ms')),
      lease_owner: null,
      lease_until: 0,
      accepted_at: given('accepted_at'),
      ended_at: given('ended_at'),
      late: given('late'),
      last_answer: given('last_answer'),
      leaf: given('leaf'),
    }))
    .where('id', '=', given('id'))
    .where('lease_token', '=', given('lease_token'))
    .where('state', '=', 'waiting')
    .where('lease_owner', 'is not', null)
    .returning('id'),
)

export const recordDeliveries: Verb<'recordDeliveries'> = {
  access: 'write',
  async run(db, { records }) {
    const known = await knownOf(
      db,
      records.map(({ id }) => id),
    )
    const attempts: NewRow<'delivery_attempt'>[] = []
    const recorded: Recorded[] = []
    for (const record of records) {
      const row = known.get(record.id)
      if (!row) recorded.push('not-found')
      else if (row.lease_token !== record.token) recorded.push('fenced')
      else recorded.push(await recordOne(db, row, record, attempts))
    }
    await insertAll(db, 'delivery_attempt', attempts)
    for (const [i, { id, result }] of records.entries())
      if (recorded[i] === 'recorded' && (result.outcome === 'refused' || result.outcome === 'expired'))
        await endFollowers(db, [id], result.at)
    return recorded
  },
}

async function recordOne(
  db: Db,
  row: Known,
  { id, token, startedAt, finishedAt, result }: DeliveryRecord,
  attempts: NewRow<'delivery_attempt'>[],
): Promise<Recorded> {
  const at = 'at' in result ? result.at : finishedAt
  const state = result.outcome === 'retry' ? 'waiting' : result.outcome
  const acceptedAt = state === 'accepted' ? at : null
  const answer = row.key ? sealedAnswer(row.key, result.answer) : null
  const ended = { id, personId: row.person_id, address: row.digest, acceptedAt }
  const updated = await endAttempt(db, {
    ...{ id, lease_token: token, state, accepted_at: acceptedAt, last_answer: answer },
    now: finishedAt,
    again_ms: result.outcome === 'retry' ? result.againMs : null,
    ended_at: state === 'waiting' ? null : at,
    late: row.due_at !== null && at > row.due_at ? 1 : 0,
    leaf: state === 'waiting' ? null : leafOf({ ...ended, state }),
  })
  if (updated.length === 0) return 'conflict'
  attempts.push({
    delivery_id: id,
    attempt: row.attempts,
    started_at: startedAt,
    finished_at: finishedAt,
    outcome: result.outcome,
    code: 'code' in result ? result.code : null,
    answer,
  })
  return 'recorded'
}
