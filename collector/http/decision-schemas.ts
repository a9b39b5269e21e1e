/** Shapes of what operators decide, as schemas (see `schemas.ts`). */
import { z } from 'zod'
import type * as api from '../../rules/api/types.ts'
import { INCIDENT_KINDS, PROPOSAL_KINDS, PROPOSAL_REASONS, PROPOSAL_STATES } from '../../rules/words.ts'

const instant = z.iso.datetime({ precision: 3 })

export const proposalSummary: z.ZodType<api.ProposalSummary> = z.strictObject({
  id: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  subject: z.string(),
  service: z.string(),
  reason: z.enum(PROPOSAL_REASONS),
  comment: z.string(),
  state: z.enum(PROPOSAL_STATES),
  proposedAt: instant,
  proposedBy: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  about: z.strictObject({
    item: z.string().nullable(),
    subject: z.string(),
    incident: z.enum(INCIDENT_KINDS).nullable(),
    at: instant,
  }),
})
