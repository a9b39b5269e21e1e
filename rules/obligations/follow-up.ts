/** The follow-up (III.1.1.8 a): cause and forecast reach the administrative contact within the value in force. */
import type { NoticeInput, NoticeJudgement } from './notice.ts'
import { judgeNotice } from './notice.ts'

export interface FollowUpInput extends Omit<NoticeInput, 'expanded' | 'deliveries' | 'owed'> {
  /** What was written, over all follow-ups of the incident; null where a person wrote none yet. */
  notice: Pick<NoticeInput, 'expanded' | 'deliveries'> | null
  /** The administrative contact, where nothing else is said. */
  owed?: NoticeInput['owed']
}

/** Open while nobody wrote one; breached when the due time passes like that; else judged as any notice. */
export function judgeFollowUp({ notice, owed = ['admin'], ...input }: FollowUpInput): NoticeJudgement {
  if (notice) return judgeNotice({ ...input, ...notice, owed })
  // A notice that is not expanded: open until the due time, then breached or in doubt as that one is.
  const none = judgeNotice({ ...input, expanded: false, deliveries: [], owed })
  return none.state === 'breached' ? { ...none, because: 'no-follow-up' } : none
}
