/** Decides what the outbox can decide: whether those to whom a notice or a follow-up was owed were reached in time. */
import type { Choice } from '../../rules/guideline/interpretation.ts'
import { owedTo } from '../../rules/incidents/audience.ts'
import { judgeFollowUp } from '../../rules/obligations/follow-up.ts'
import type { NoticeInput } from '../../rules/obligations/notice.ts'
import { judgeNotice } from '../../rules/obligations/notice.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { AUDIENCES, type Audience } from '../../rules/words.ts'
import { obligationEntry } from '../evaluation/entries.ts'
import type { DeliveryRow, LedgerDraft, ObligationRow, Store } from '../store/port.ts'
import type { OutboxDeps } from './outbox.ts'

/** Obligations looked at in one round. */
const LIMIT = 100
/** Times of doubt that the evidence of one decision names. */
const DOUBTS = 5

type Owed = Awaited<ReturnType<Store['openNoticeObligations']>>[number]

/** Returns how many obligations were decided. One `now` for the whole pass. */
export async function judgeNotices(deps: OutboxDeps): Promise<number> {
  const { store, clock, metrics } = deps
  const now = clock.now()
  const owed = await store.openNoticeObligations({ now, limit: LIMIT })
  if (owed.length === 0) return 0
  const doubts = await deps.ownClock.doubts()
  const decided: ObligationRow[] = []
  const ledger: LedgerDraft[] = []
  for (const one of owed) {
    const row = judge(one, now, doubts)
    if (!row) continue
    decided.push(row)
    ledger.push({ id: deps.newId(), at: now, ...obligationEntry(row) })
  }
  if (decided.length === 0) return 0
  await store.decideObligations({ obligations: decided, ledger })
  for (const { item, state } of decided) metrics.count('kijun_obligations_decided_total', { item, state })
  return decided.length
}

/** The obligation as decided, with what it follows from; null while it is open. */
function judge({ obligation, notice, deliveries, expanded }: Owed, now: number, doubts: ClockDoubt[]) {
  const { dueAt, clockFrom, evidence: before } = obligation
  const terms = {
    dueAt,
    now,
    clock: { from: clockFrom, doubts },
    reachedBy: (before.reachedBy as Choice<'noticeReachedBy'> | undefined) ?? 'relay',
  }
  const told = { expanded, deliveries: deliveries.map(judgedDelivery) }
  // Whom it is owed to was written down when it was opened: later settings do not change it.
  const written = AUDIENCES.filter((one) => Array.isArray(before.owedTo) && before.owedTo.includes(one))
  const owed: Audience[] = written.length > 0 || !notice ? written : owedTo(notice.facts.incident.kind)
  const judgement = notice
    ? judgeNotice({ ...terms, ...told, owed })
    : judgeFollowUp({ ...terms, notice: null, owed })
  if (judgement.state === 'open') return null
  const counts = { accepted: 0, refused: 0, expired: 0, waiting: 0 }
  for (const { state } of deliveries) counts[state] += 1
  const doubted = doubts.filter(
    ({ because, from, to }) => because === judgement.because && from <= now && clockFrom <= to,
  )
  const evidence = {
    ...before,
    notice: notice?.id ?? null,
    deliveries: counts,
    ...(doubted.length > 0 ? { doubts: doubted.slice(-DOUBTS) } : {}),
  }
  return { ...obligation, ...judgement, evidence }
}

function judgedDelivery(row: DeliveryRow): NoticeInput['deliveries'][number] {
  const { audience, state, acceptedAt, endedAt, channel, personId: person } = row
  return { audience, state, acceptedAt, endedAt, channel, person }
}
