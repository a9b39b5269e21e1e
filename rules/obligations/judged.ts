/** What every kind of item is judged into: rows like obligations, before they have an id and a service. */
import { OBLIGATION_STATES, type ObligationState } from '../words.ts'
import type { Judgement } from './types.ts'

/** One obligation as it follows from the facts; judging again with the same facts gives the same row. */
export interface Judged extends Judgement {
  /** Unique and stable within (item, service): the row of the same key is the same obligation. */
  key: string
  subject: string
  clockFrom: number
  dueAt: number
  limitMs: number
  /** When it was kept or ended; null while it lasts. Decides, with `clockFrom`, which periods it counts in. */
  endAt: number | null
  evidence: Record<string, unknown>
}

/** Rows by state. */
export function countsOf(rows: readonly { state: ObligationState }[]): Record<ObligationState, number> {
  const counts = Object.fromEntries(OBLIGATION_STATES.map((state) => [state, 0]))
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts as Record<ObligationState, number>
}
