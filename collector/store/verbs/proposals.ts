/** What one person proposes and another decides (000 2.1.6, 001 6.1.3.1). */
import { sql } from 'kysely'
import { digest } from '../../../rules/ledger/chain.ts'
import type { ProposalKind, ProposalReason, ProposalState } from '../../../rules/words.ts'
import { newKey, open, seal } from '../../vault/vault.ts'
import { type ProposalRow, StoreError } from '../port.ts'
import type { Db, Row } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { page, placeOf } from './paging.ts'
import { withdrawIncident, withdrawObligation } from './withdrawal.ts'

/** Proposals with the names of who proposed and decided: names lie in the operators' rows only. */
const proposalQuery = (db: Db) =>
  db
    .selectFrom('proposal as p')
    .leftJoin('operator as proposer', 'proposer.id', 'p.proposed_by')
    .leftJoin('operator as decider', 'decider.id', 'p.decided_by')
    .selectAll('p')
    .select(['proposer.name as proposer_name', 'decider.name as decider_name'])

function proposalRow(
  row: Row<'proposal'> & { proposer_name: string | null; decider_name: string | null },
): ProposalRow {
  return {
    id: row.id,
    kind: row.kind as ProposalKind,
    subject: row.subject,
    service: row.service,
    reason: row.reason as ProposalReason,
    comment: open(row.key, 'comment', row.comment),
    state: row.state as ProposalState,
    proposedAt: row.proposed_at,
    proposedBy: row.proposer_name ?? row.proposed_by,
    decidedAt: row.decided_at,
    decidedBy: row.decider_name ?? row.decided_by,
  }
}

const proposalById = async (db: Db, id: string): Promise<ProposalRow> =>
  proposalRow(await proposalQuery(db).where('p.id', '=', id).executeTakeFirstOrThrow())

/** The service of what shall be withdrawn. @throws StoreError if it is not there, or cannot be (any more). */
async function serviceOf(db: Db, kind: ProposalKind, subject: string): Promise<string> {
  if (kind === 'withdraw-incident') {
    const row = await db
      .selectFrom('incident')
      .select(['service', 'withdrawn_at'])
      .where('id', '=', subject)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', `there is no incident ${subject}`)
    if (row.withdrawn_at !== null)
      throw new StoreError('conflict', `incident ${subject} was withdrawn before`, 'already-withdrawn')
    return row.service
  }
  const row = await db
    .selectFrom('obligation')
    .select(['service', 'state'])
    .where('id', '=', subject)
    .executeTakeFirst()
  if (!row) throw new StoreError('not-found', `there is no obligation ${subject}`)
  if (row.state === 'withdrawn')
    throw new StoreError('conflict', `obligation ${subject} was withdrawn before`, 'already-withdrawn')
  // What is still owed cannot be let go: only what an incident withdrawn as a whole owes is.
  if (row.state === 'open')
    throw new StoreError('conflict', `obligation ${subject} is not decided yet`, 'still-open')
  return row.service
}

/** The ledger gets the digest of the ciphertext: it proves the words while their key exists, and nothing afterwards. */
const wordsOf = (comment: Uint8Array) => digest(Buffer.from(comment).toString('hex'))

export const propose: Verb<'propose'> = {
  access: 'write',
  async run(db, { id, kind, subject, reason, comment, operatorId, now, ledgerId }) {
    const service = await serviceOf(db, kind, subject)
    const key = newKey()
    const sealed = seal(key, 'comment', comment)
    // The index of standing proposals decides between two at once.
    const made = await db
      .insertInto('proposal')
      .values({
        id,
        kind,
        subject,
        service,
        reason,
        comment: sealed,
        key,
        state: 'proposed',
        proposed_at: now,
        proposed_by: operatorId,
        decided_at: null,
        decided_by: null,
      })
      .onConflict((c) => c.columns(['kind', 'subject']).where('state', '<>', sql.lit('rejected')).doNothing())
      .returning('id')
      .execute()
    if (made.length === 0)
      throw new StoreError('conflict', `the withdrawal of ${subject} was proposed before`, 'already-proposed')
    const payload = { proposal: id, kind, service, because: reason, words: wordsOf(sealed) }
    const actor = `operator:${operatorId}`
    await writeLedger(db, [{ id: ledgerId, at: now, kind: 'proposal.proposed', subject, actor, payload }])
    return proposalById(db, id)
  },
}

/** Why a proposal could not be decided. */
async function refusal(db: Db, id: string): Promise<StoreError> {
  const row = await db.selectFrom('proposal').select('state').where('id', '=', id).executeTakeFirst()
  if (!row) return new StoreError('not-found', `there is no proposal ${id}`)
  return row.state === 'proposed'
    ? new StoreError('conflict', `proposal ${id} takes a second person`, 'same-person')
    : new StoreError('conflict', `proposal ${id} was ${row.state} before`, 'already-decided')
}

/** An obligation that went with its incident meanwhile stays as it is. */
export const decideProposal: Verb<'decideProposal'> = {
  access: 'write',
  async run(db, { id, approve, operatorId, now, ledgerId }) {
    const state = approve ? 'approved' : 'rejected'
    const decided = await db
      .updateTable('proposal')
      .set({ state, decided_at: now, decided_by: operatorId })
      .where('id', '=', id)
      .where('state', '=', 'proposed')
      .where('proposed_by', '<>', operatorId)
      .returningAll()
      .executeTakeFirst()
    if (!decided) throw await refusal(db, id)
    const { kind, subject, service, reason, comment } = decided
    const actor = `operator:${operatorId}`
    const payload = { proposal: id, kind, service, because: reason, words: wordsOf(comment) }
    await writeLedger(db, [{ id: ledgerId, at: now, kind: `proposal.${state}`, subject, actor, payload }])
    if (approve) {
      const withdraw = kind === 'withdraw-incident' ? withdrawIncident : withdrawObligation
      await withdraw(db, subject, { proposal: id, reason, actor, now })
    }
    return proposalById(db, id)
  },
}

export const proposals: Verb<'proposals'> = {
  access: 'read',
  async run(db, { limit, cursor, state, subjects }) {
    if (subjects?.length === 0) return { items: [], next: null }
    let query = proposalQuery(db)
    if (state !== undefined) query = query.where('p.state', '=', state)
    if (subjects !== undefined) query = query.where('p.subject', 'in', subjects)
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('p.proposed_at', '<', from.at),
          eb.and([eb('p.proposed_at', '=', from.at), eb('p.id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('p.proposed_at', 'desc')
      .orderBy('p.id', 'desc')
      .limit(limit + 1)
      .execute()
    const place = (row: { proposed_at: number; id: string }) => ({ at: row.proposed_at, id: row.id })
    return page(rows, limit, place, (shown) => shown.map(proposalRow))
  },
}
