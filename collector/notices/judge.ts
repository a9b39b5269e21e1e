/** Decides what the outbox can decide: whether those to whom a notice was owed were reached in time. */
import { owedTo } from '../../rules/incidents/audience.ts'
import { judgeNotice } from '../../rules/obligations/notice.ts'
import { obligationEntry } from '../evaluation/entries.ts'
import type { LedgerDraft, ObligationRow } from '../store/port.ts'
import type { OutboxDeps } from './outbox.ts'

/** Obligations looked at in one round. */
const LIMIT = 100

/** Returns how many obligations were decided. One `now` for the whole pass. */
export async function judgeNotices(deps: OutboxDeps): Promise<number> {
  const { store, clock, metrics } = deps
  const now = clock.now()
  const owed = await store.openNoticeObligations({ now, limit: LIMIT })
  const decided: ObligationRow[] = []
  const ledger: LedgerDraft[] = []
  for (const { obligation, notice, deliveries, expanded } of owed) {
    if (!notice) continue
    const judgement = judgeNotice({
      dueAt: obligation.dueAt,
      now,
      expanded,
      deliveries: deliveries.map(({ audience, state, acceptedAt, endedAt, channel, personId }) => ({
        audience,
        state,
        acceptedAt,
        endedAt,
        channel,
        person: personId,
      })),
      owed: owedTo(notice.facts.incident.kind),
    })
    if (judgement.state === 'open') continue
    const counts = { accepted: 0, refused: 0, expired: 0, waiting: 0 }
    for (const delivery of deliveries) counts[delivery.state] += 1
    const evidence = { ...obligation.evidence, notice: notice.id, deliveries: counts }
    const row = { ...obligation, ...judgement, evidence }
    decided.push(row)
    ledger.push({ id: deps.newId(), at: now, ...obligationEntry(row) })
  }
  if (decided.length === 0) return 0
  await store.decideObligations({ obligations: decided, ledger })
  for (const { item, state } of decided) metrics.count('kijun_obligations_decided_total', { item, state })
  return decided.length
}
