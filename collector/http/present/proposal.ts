import type { ProposalSummary } from '../../../rules/api/types.ts'
import type { ProposalRow } from '../../store/port.ts'
import { instant, instantOrNull } from './instant.ts'

export function proposalSummary(row: ProposalRow): ProposalSummary {
  const { id, kind, subject, service, reason, comment, state, proposedBy, decidedBy } = row
  return {
    id,
    kind,
    subject,
    service,
    reason,
    comment,
    state,
    proposedAt: instant(row.proposedAt),
    proposedBy,
    decidedAt: instantOrNull(row.decidedAt),
    decidedBy,
    about: { ...row.about, at: instant(row.about.at) },
  }
}
