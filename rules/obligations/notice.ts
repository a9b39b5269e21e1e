import type { Incident } from '../incidents/types.ts'
import type { Audience } from '../words.ts'
export interface NoticeObligation {
  id: string
  item: string
  service: string
  subject: string
  clockFrom: number
  dueAt: number
  limitMs: number
  state: 'open'
  decidedAt: null
  marginMs: null
  because: null
  evidence: Record<string, unknown>
}
export function openNoticeObligation(a: {
  id: string
  incident: Incident
  item: string
  valueMs: number
}): NoticeObligation {
  throw new Error(`being written ${a.id}`)
}
export interface JudgedDelivery {
  audience: Audience
  state: 'waiting' | 'accepted' | 'refused' | 'expired'
  acceptedAt: number | null
  /** When it ended (accepted, refused or expired); null while waiting. */
  endedAt: number | null
  channel: string
  /** Deliveries of one person over several channels are one recipient; without it each delivery is one. */
  person?: string
}
export interface NoticeJudgement {
  state: 'open' | 'met' | 'breached' | 'not-proven'
  decidedAt: number | null
  marginMs: number | null
  because: string | null
}
export function judgeNotice(a: {
  dueAt: number
  now: number
  expanded: boolean
  deliveries: JudgedDelivery[]
  owed: Audience[]
}): NoticeJudgement {
  throw new Error(`being written ${a.dueAt}`)
}
