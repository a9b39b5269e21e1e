/** What one person proposes and another decides (000 2.1.6, 001 6.1.3.1). */
import { digest } from '../../../rules/ledger/chain.ts'
import { mayDecide, mayPropose, type Step, type Subject } from '../../../rules/obligations/withdrawal.ts'
import type {
  IncidentKind,
  ObligationState,
  ProposalKind,
  ProposalReason,
  ProposalState,
} from '../../../rules/words.ts'
import { newKey, openShown, seal } from '../../vault/vault.ts'
import { type ProposalRow, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { liftHold } from './holds.ts'
import { writeLedger } from './ledger.ts'
import { page, placeOf } from './paging.ts'
import { withdrawIncident, withdrawObligation } from './withdrawal.ts'

/** Proposals with what they are about and the names of who proposed and decided: names lie in the operators' rows only. */
const proposalQuery = (db: Db) =>
  db
    .selectFrom('proposal as p')
    .leftJoin('operator as proposer', 'proposer.id', 'p.proposed_by')
    .leftJoin('operator as decider', 'decider.id', 'p.decided_by')
    .leftJoin('obligation as o', (join) =>
      join.onRef('o.id', '=', 'p.subject').on('p.kind', '=', 'withdraw-obligation'),
    )
    .leftJoin('legal_hold as h', (join) =>
      join.onRef('h.id', '=', 'p.subject').on('p.kind', '=', 'lift-hold'),
    )
    .leftJoin('incident as i', (join) =>
      join.onRef('i.id', '=', (eb) => eb.fn.coalesce('o.subject', 'p.subject')),
    )
    .selectAll('p')
    .select([
      'proposer.name as proposer_name',
      'decider.name as decider_name',
      'o.item as item',
      'o.subject as owed_about',
      'o.clock_from as clock_from',
      'i.kind as incident_kind',
      'i.first_failed_at as first_failed_at',
      'h.from_at as held_from',
    ])

type Found = Awaited<ReturnType<ReturnType<typeof proposalQuery>['executeTakeFirstOrThrow']>>

function proposalRow(row: Found): ProposalRow {
  return {
    id: row.id,
    kind: row.kind as ProposalKind,
    subject: row.subject,
    service: row.service,
    reason: row.reason as ProposalReason,
    comment: openShown(row.key, 'comment', row.comment),
    state: row.state as ProposalState,
    proposedAt: row.proposed_at,
    proposedBy: row.proposer_name ?? row.proposed_by,
    decidedAt: row.decided_at,
    decidedBy: row.decider_name ?? row.decided_by,
    about: {
      item: row.item,
      subject: row.owed_about ?? row.subject,
      incident: row.incident_kind as IncidentKind | null,
      at: row.clock_from ?? row.first_failed_at ?? row.held_from ?? row.proposed_at,
    },
  }
}

const proposalById = async (db: Db, id: string): Promise<ProposalRow> =>
  proposalRow(await proposalQuery(db).where('p.id', '=', id).executeTakeFirstOrThrow())

/**
 * What is to be withdrawn, with its service, locked until the end of the transaction: what is decided about it
 * is decided about how it stands. @throws StoreError `not-found`
 */
async function subjectOf(
  db: Db,
  kind: ProposalKind,
  id: string,
): Promise<{ service: string; subject: Subject }> {
  if (kind === 'withdraw-incident') {
    const row = await db
      .updateTable('incident')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('id', '=', id)
      .returning(['service', 'withdrawn_at'])
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', `there is no incident ${id}`)
    return { service: row.service, subject: { kind, withdrawnAt: row.withdrawn_at } }
  }
  if (kind === 'lift-hold') {
    const row = await db
      .updateTable('legal_hold')
      .set((eb) => ({ id: eb.ref('id') }))
      .where('id', '=', id)
      .returning(['service', 'lifted_at'])
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', `there is no hold ${id}`)
    return { service: row.service, subject: { kind, liftedAt: row.lifted_at } }
  }
  const row = await db
    .updateTable('obligation')
    .set((eb) => ({ state: eb.ref('state') }))
    .where('id', '=', id)
    .returning(['service', 'state'])
    .executeTakeFirst()
  if (!row) throw new StoreError('not-found', `there is no obligation ${id}`)
  return { service: row.service, subject: { kind, state: row.state as ObligationState } }
}

function allowed(step: Step, what: string): void {
  if (!step.ok) throw new StoreError('conflict', `${what}: ${step.because}`, step.because)
}

/** The ledger gets the digest of the ciphertext: it proves the words while their key exists, and nothing afterwards. */
const wordsOf = (comment: Uint8Array) => digest(Buffer.from(comment).toString('hex'))

/** The subject is locked: of two proposals at once, the second finds the first one waiting. */
export const propose: Verb<'propose'> = {
  access: 'write',
  async run(db, { id, kind, subject: about, reason, comment, operatorId, now, ledgerId }) {
    const { service, subject } = await subjectOf(db, kind, about)
    const waiting = await db
      .selectFrom('proposal')
      .select('id')
      .where('subject', '=', about)
      .where('kind', '=', kind)
      .where('state', '=', 'proposed')
      .execute()
    const step = mayPropose({ subject, by: operatorId, reason, comment, waiting: waiting.length > 0 })
    allowed(step, `the withdrawal of ${about} cannot be proposed`)
    const key = newKey()
    const sealed = seal(key, 'comment', comment)
    await db
      .insertInto('proposal')
      .values({
        id,
        kind,
        subject: about,
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
      .execute()
    const payload = { proposal: id, kind, service, because: reason, words: wordsOf(sealed) }
    const actor = `operator:${operatorId}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'proposal.proposed', subject: about, actor, payload },
    ])
    return proposalById(db, id)
  },
}

/** The proposal is locked: of two decisions at once, the second finds it decided. */
export const decideProposal: Verb<'decideProposal'> = {
  access: 'write',
  async run(db, { id, approve, operatorId, now, ledgerId }) {
    const row = await db
      .updateTable('proposal')
      .set((eb) => ({ state: eb.ref('state') }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', `there is no proposal ${id}`)
    const kind = row.kind as ProposalKind
    const reason = row.reason as ProposalReason
    const { service, subject } = await subjectOf(db, kind, row.subject)
    const decision = approve ? 'approved' : 'rejected'
    const proposal = { state: row.state as ProposalState, proposedBy: row.proposed_by }
    allowed(
      mayDecide({ proposal, subject, by: operatorId, decision }),
      `proposal ${id} cannot be ${decision}`,
    )
    await db
      .updateTable('proposal')
      .set({ state: decision, decided_at: now, decided_by: operatorId })
      .where('id', '=', id)
      .execute()
    const actor = `operator:${operatorId}`
    const payload = { proposal: id, kind, service, because: reason, words: wordsOf(row.comment) }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: `proposal.${decision}`, subject: row.subject, actor, payload },
    ])
    if (approve) {
      const carryOut = { 'withdraw-incident': withdrawIncident, 'lift-hold': liftHold }
      const act = kind === 'withdraw-obligation' ? withdrawObligation : carryOut[kind]
      await act(db, row.subject, { proposal: id, reason, actor, now })
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
