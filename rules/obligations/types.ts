/** Obligations (義務): what is owed by when, and how it ended (design, "One idea"). */
import type { ObligationState } from '../words.ts'

/** How an obligation stands; `because` is a stable code, `evidence` names what it follows from. */
export interface Judgement {
  state: Exclude<ObligationState, 'withdrawn'>
  decidedAt: number | null
  /** Time left when it was kept (negative: too late); null where there is none. */
  marginMs: number | null
  because: string | null
  evidence?: Record<string, unknown>
}

/** One obligation as it is stored. */
export interface Obligation {
  id: string
  /** Evaluation item. */
  item: string
  service: string
  /** Incident id, full name of a check, `period/2026-11`, `report/customers`, `report/manager`, `ledger`. */
  subject: string
  clockFrom: number
  dueAt: number
  limitMs: number
  state: ObligationState
  decidedAt: number | null
  marginMs: number | null
  because: string | null
  evidence: Record<string, unknown>
}

/** A span whose results are not there any more, or not all of them: what they would have said is not proven. */
export interface GoneSpan {
  from: number
  to: number
  because: 'results-expired' | 'results-damaged'
}

/** When the collector's own clock could not be relied on, and why (design, rule 1): deadlines judged in it are not proven. */
export interface ClockDoubt {
  from: number
  to: number
  because: 'own-clock-off' | 'own-clock-unknown' | 'clock-stepped'
  /** It lasts, and what would end it may be under way: nothing is decided by it yet. */
  pending?: boolean
}
