/** The follow-up (III.1.1.8 a): cause and forecast reach the administrative contact within the value in force. */
import type { NoticeInput, NoticeJudgement } from './notice.ts'
import { judgeNotice } from './notice.ts'

type Written = Pick<NoticeInput, 'expanded' | 'deliveries' | 'unreadable'>

interface Terms extends Omit<NoticeInput, keyof Written | 'owed'> {
  /** The administrative contact, where nothing else is said. */
  owed?: NoticeInput['owed']
}

export interface FollowUpInput extends Terms {
  /** What was written, as one; null where a person wrote none yet. */
  notice: Written | null
}

/** Open while nobody wrote one; breached when the due time passes like that; else judged as any notice. */
export function judgeFollowUp({ notice, owed = ['admin'], ...input }: FollowUpInput): NoticeJudgement {
  if (notice) return judgeNotice({ ...input, ...notice, owed })
  // A notice that is not expanded: open until the due time, then breached or in doubt as that one is.
  const none = judgeNotice({ ...input, expanded: false, deliveries: [], owed })
  return none.state === 'breached' ? { ...none, because: 'no-follow-up' } : none
}

/**
 * Several follow-ups of one incident: any of them that was in time by itself keeps it, and so do all of them
 * together. As long as the due time is not over, a person may write a further one: what reached nobody decides
 * nothing before.
 * @returns `by`: index of the one that decides; null where it is all of them, or there is none
 */
export function judgeFollowUps({
  written,
  ...input
}: Terms & { written: readonly Written[] }): NoticeJudgement & { by: number | null } {
  const together = {
    expanded: written.some(({ expanded }) => expanded),
    deliveries: written.flatMap(({ deliveries }) => deliveries),
    unreadable: written.some(({ unreadable }) => unreadable === true),
  }
  const all = { ...judgeFollowUp({ ...input, notice: written.length > 0 ? together : null }), by: null }
  const each = written.map((notice, by) => ({ ...judgeFollowUp({ ...input, notice }), by }))
  // In time, and decided: met, or in doubt of our own clock only.
  const kept = [...each, all].filter(({ marginMs, state }) => state !== 'open' && (marginMs ?? -1) >= 0)
  const first = kept.toSorted((a, b) => (b.marginMs ?? 0) - (a.marginMs ?? 0))[0]
  if (first) return first
  if (input.now <= input.dueAt)
    return { state: 'open', decidedAt: null, marginMs: null, because: null, by: null }
  return each.length === 1 ? { ...all, by: 0 } : all
}
