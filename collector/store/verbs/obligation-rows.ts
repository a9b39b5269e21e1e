import type { ObligationState } from '../../../rules/words.ts'
import { withoutSum, withSum } from '../checksum.ts'
import type { ObligationRow } from '../port.ts'
import type { NewRow, Row } from '../schema.ts'

type Evidence = ObligationRow['evidence']

export const evidenceText = (evidence: Evidence) => withSum(JSON.stringify(evidence))

/** Evidence that is not as it was written proves nothing, and says so. */
function evidenceOf(text: string): Evidence {
  const json = withoutSum(text)
  return json === null ? { unreadable: true } : (JSON.parse(json) as Evidence)
}

export function obligationRow(row: Row<'obligation'>): ObligationRow {
  return {
    id: row.id,
    item: row.item,
    service: row.service,
    customer: row.customer,
    subject: row.subject,
    clockFrom: row.clock_from,
    dueAt: row.due_at,
    limitMs: row.limit_ms,
    state: row.state as ObligationState,
    decidedAt: row.decided_at,
    marginMs: row.margin_ms,
    because: row.because,
    evidence: evidenceOf(row.evidence),
    noticeId: row.notice_id,
  }
}

export function obligationColumns(obligation: ObligationRow, partition: number): NewRow<'obligation'> {
  return {
    id: obligation.id,
    partition_no: partition,
    item: obligation.item,
    service: obligation.service,
    customer: obligation.customer,
    subject: obligation.subject,
    clock_from: obligation.clockFrom,
    due_at: obligation.dueAt,
    limit_ms: obligation.limitMs,
    state: obligation.state,
    decided_at: obligation.decidedAt,
    margin_ms: obligation.marginMs,
    because: obligation.because,
    evidence: evidenceText(obligation.evidence),
    notice_id: obligation.noticeId,
  }
}
