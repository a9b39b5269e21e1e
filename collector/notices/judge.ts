/** Decides what the outbox can decide: whether those to whom a notice or a follow-up was owed were reached in time. */
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { owedTo } from '../../rules/incidents/audience.ts'
import { judgeFollowUps } from '../../rules/obligations/follow-up.ts'
import type { NoticeInput } from '../../rules/obligations/notice.ts'
import { judgeNotice } from '../../rules/obligations/notice.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { AUDIENCES } from '../../rules/words.ts'
import { obligationEntry } from '../evaluation/entries.ts'
import type { DeliveryRow, LedgerDraft, ObligationRow, OpenObligation } from '../store/port.ts'
import type { OutboxDeps } from './outbox.ts'

/** Obligations looked at in one round. */
const LIMIT = 100
/** Times of doubt that the evidence of one decision names. */
const DOUBTS = 5

/** Rounds of one pass at most: a stop of a thousand services is decided at once, and no pass lasts for ever. */
const ROUNDS = 50

/** Says how many obligations were decided, and the first due time that lies ahead. One `now` for the whole pass. */
export async function judgeNotices(deps: OutboxDeps): Promise<{ decided: number; nextDueAt: number | null }> {
  const now = deps.clock.now()
  let doubts: ClockDoubt[] | null = null
  let decided = 0
  let nextDueAt: number | null = null
  let after: { dueAt: number; id: string } | null = null
  for (let round = 0; round < ROUNDS; round += 1) {
    const open: OpenObligation[] = await deps.store.openNoticeObligations({
      now,
      limit: LIMIT,
      ...(after && { after }),
    })
    const last = open.at(-1)?.obligation
    if (last === undefined) break
    doubts ??= await deps.ownClock.doubts()
    decided += await decide(deps, open, now, doubts)
    // They come in the order of their due times.
    nextDueAt ??= open.find(({ obligation }) => obligation.dueAt >= now)?.obligation.dueAt ?? null
    after = { dueAt: last.dueAt, id: last.id }
  }
  return { decided, nextDueAt }
}

async function decide(
  { store, log, metrics, newId }: OutboxDeps,
  open: readonly OpenObligation[],
  now: number,
  doubts: readonly ClockDoubt[],
): Promise<number> {
  const decisions: { obligation: ObligationRow; entry: LedgerDraft }[] = []
  for (const one of open) {
    try {
      const obligation = judge(one, now, doubts)
      if (obligation)
        decisions.push({ obligation, entry: { id: newId(), at: now, ...obligationEntry(obligation) } })
    } catch (err) {
      // One that cannot be read decides nothing, and keeps no other from being decided.
      log.error({ err, obligation: one.obligation.id }, 'an obligation cannot be decided')
    }
  }
  if (decisions.length === 0) return 0
  // Another collector, or two persons, may have been faster with some of them.
  const done = new Set((await store.decideObligations({ decisions })).decided)
  for (const { obligation } of decisions)
    if (done.has(obligation.id))
      metrics.count('kijun_obligations_decided_total', { item: obligation.item, state: obligation.state })
  return done.size
}

/** The obligation as decided, with what it follows from; null while it is open. */
function judge({ obligation, told }: OpenObligation, now: number, doubts: readonly ClockDoubt[]) {
  const settled = doubts.filter(({ pending }) => !pending)
  const judged = judgementOf({ obligation, told }, now, doubts)
  // A doubt that may be over already, since what says so is under way, decides nothing yet.
  if (settled.length < doubts.length)
    if (judged.because !== judgementOf({ obligation, told }, now, settled).because) return null
  const { by, ...judgement } = judged
  if (judgement.state === 'open') return null
  const keeping = by === null ? null : (told[by] ?? null)
  const counts = { accepted: 0, refused: 0, expired: 0, waiting: 0 }
  for (const { state } of keeping ? keeping.deliveries : told.flatMap(({ deliveries }) => deliveries))
    counts[state] += 1
  const { clockFrom, evidence: before } = obligation
  const doubted = settled.filter(
    ({ because, from, to }) => because === judgement.because && from <= now && clockFrom <= to,
  )
  const noticeId = keeping?.notice.id ?? obligation.noticeId
  const evidence = {
    ...before,
    notice: noticeId,
    deliveries: counts,
    ...(doubted.length > 0 ? { doubts: doubted.slice(-DOUBTS) } : {}),
  }
  return { ...obligation, ...judgement, noticeId, evidence }
}

function judgementOf(
  { obligation, told }: OpenObligation,
  now: number,
  doubts: readonly ClockDoubt[],
): ReturnType<typeof judgeFollowUps> {
  const { item, dueAt, clockFrom, evidence } = obligation
  const reachedBy = INTERPRETATIONS.noticeReachedBy.choices.find((one) => one === evidence.reachedBy)
  const terms = { dueAt, now, clock: { from: clockFrom, doubts }, reachedBy: reachedBy ?? 'relay' }
  // Whom it is owed to was written down when it was opened: later settings do not change it.
  const written = AUDIENCES.filter((one) => Array.isArray(evidence.owedTo) && evidence.owedTo.includes(one))
  const notices = told.map(({ expanded, deliveries, notice }) => ({
    expanded,
    ...(notice.facts ? {} : { unreadable: true }),
    deliveries: deliveries.map(judgedDelivery),
  }))
  if (item === EDITION.measures.followUp)
    return provenBy(evidence, judgeFollowUps({ ...terms, written: notices, owed: written }))
  const about = told[0]?.notice.facts?.incident
  const owed = written.length > 0 || !about ? written : owedTo(about.kind)
  const judged = judgeNotice({ ...terms, ...(notices[0] ?? { expanded: false, deliveries: [] }), owed })
  return provenBy(evidence, { ...judged, by: 0 })
}

/** Where the evidence cannot be read, neither whom it is owed to nor which stamp counts is known. */
function provenBy(
  { unreadable }: ObligationRow['evidence'],
  judged: ReturnType<typeof judgeFollowUps>,
): ReturnType<typeof judgeFollowUps> {
  if (unreadable !== true || judged.state === 'open') return judged
  return { ...judged, state: 'not-proven', marginMs: null, because: 'evidence-unreadable' }
}

function judgedDelivery(row: DeliveryRow): NoticeInput['deliveries'][number] {
  const { audience, state, acceptedAt, endedAt, channel, personId: person } = row
  return { audience, state, acceptedAt, endedAt, channel, person }
}
