/** `/api/v1/proposals`: withdrawals that one operator proposes and another decides (000 2.1.6, 001 6.1.3.1). */
import { z } from 'zod'
import type { Page, ProposalSummary, Topic } from '../../../rules/api/types.ts'
import { PROPOSAL_KINDS, PROPOSAL_REASONS, PROPOSAL_STATES } from '../../../rules/words.ts'
import type { Context } from '../context.ts'
import { proposalSummary as proposalSchema } from '../decision-schemas.ts'
import { proposalSummary } from '../present/proposal.ts'
import { type Route, route } from '../route.ts'
import { pageOf } from '../schemas.ts'
import { operatorOf } from './incidents.ts'
import { id, idParams, paging } from './query.ts'
import { wordsUpTo } from './words.ts'

/** Characters of the proposer's words. */
const COMMENT = 2_000
/** What an approved withdrawal changes on a page: the verdicts of a service too. */
const WITHDRAWN: Topic[] = ['proposals', 'obligations', 'incidents', 'services']

export function proposalRoutes({ store, clock, random, events }: Context): Route[] {
  const decision = (verb: 'approve' | 'reject', summary: string) =>
    route({
      method: 'POST',
      path: `/api/v1/proposals/{id}/${verb}`,
      access: 'decide',
      summary,
      params: idParams,
      body: z.strictObject({}),
      answer: { status: 200, schema: proposalSchema },
      problems: [
        'not-found',
        'same-person',
        'already-decided',
        'already-withdrawn',
        'already-lifted',
        'still-open',
      ],
      async run({ params, asking }): Promise<ProposalSummary> {
        const { operatorId, name } = operatorOf(asking)
        const approve = verb === 'approve'
        const decided = await store.decideProposal({
          id: params.id,
          approve,
          operatorId,
          operatorName: name,
          now: clock.now(),
          ledgerId: random.uuid(),
        })
        events.changed(approve ? WITHDRAWN : ['proposals'])
        return proposalSummary(decided)
      },
    })

  return [
    route({
      method: 'GET',
      path: '/api/v1/proposals',
      access: 'read-evidence',
      summary: 'Proposals, newest first',
      query: z.strictObject({
        ...paging,
        state: z.enum(PROPOSAL_STATES).optional(),
        subject: id.optional(),
      }),
      answer: { status: 200, schema: pageOf(proposalSchema) },
      async run({ query: { limit, cursor, state, subject } }): Promise<Page<ProposalSummary>> {
        const { items, next } = await store.proposals({
          limit,
          cursor: cursor ?? null,
          ...(state === undefined ? {} : { state }),
          ...(subject === undefined ? {} : { subjects: [subject] }),
        })
        return { items: items.map(proposalSummary), next }
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/proposals',
      access: 'propose',
      summary:
        'Proposes to withdraw an obligation that is decided, or an incident with all that it owes; or to lift a legal hold',
      body: z.strictObject({
        kind: z.enum(PROPOSAL_KINDS),
        subject: id,
        reason: z.enum(PROPOSAL_REASONS),
        comment: wordsUpTo(COMMENT),
      }),
      answer: { status: 201, schema: proposalSchema },
      problems: ['not-found', 'already-proposed', 'already-withdrawn', 'already-lifted', 'still-open'],
      async run({ body, asking }): Promise<ProposalSummary> {
        const { operatorId, name } = operatorOf(asking)
        const proposed = await store.propose({
          id: random.uuid(),
          ...body,
          operatorId,
          operatorName: name,
          now: clock.now(),
          ledgerId: random.uuid(),
        })
        events.changed(['proposals'])
        return proposalSummary(proposed)
      },
    }),
    decision('approve', 'Approves what another operator proposed: what it names is withdrawn, or lifted'),
    decision('reject', 'Rejects what another operator proposed'),
  ]
}
