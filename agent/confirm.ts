/**
 * After a change of outcome, or a first result that failed, a check is repeated until enough equal outcomes
 * stand in a row (design, "Detection"). The base cadence goes on beside it. Unknown counts for nothing: it neither
 * confirms nor breaks a row.
 */
import type { Outcome } from '../rules/words.ts'

/** Repetitions of one series at most: a check that only says unknown falls back to its cadence. */
const MOST_ATTEMPTS = 50

export interface ConfirmRule {
  failures: number
  everyMs: number
}

/** Where a check stands: the outcome that holds, and the row that may replace it. */
export interface ConfirmState {
  settled: 'ok' | 'failed' | null
  row: { outcome: 'ok' | 'failed'; count: number } | null
  /** Repetitions since the row began. */
  attempts: number
}

export const unconfirmed: ConfirmState = { settled: null, row: null, attempts: 0 }

export interface Confirmation {
  state: ConfirmState
  /** The repetition to run next (1, 2, …); null where the cadence suffices. */
  repeat: number | null
  /** The outcome differs from the one that held: worth telling at once. */
  changed: boolean
}

/** The state after one more outcome. */
export function confirm(state: ConfirmState, rule: ConfirmRule, outcome: Outcome): Confirmation {
  if (outcome === 'unknown') {
    return state.row ? again(state, state.row, false) : { state, repeat: null, changed: false }
  }
  const needed = outcome === 'ok' && state.settled === null ? 1 : rule.failures
  if (outcome === state.settled) {
    return { state: { settled: outcome, row: null, attempts: 0 }, repeat: null, changed: state.row !== null }
  }
  const same = state.row?.outcome === outcome
  const row = { outcome, count: same && state.row ? state.row.count + 1 : 1 }
  if (row.count >= needed) {
    return { state: { settled: outcome, row: null, attempts: 0 }, repeat: null, changed: true }
  }
  return again({ ...state, attempts: same ? state.attempts : 0 }, row, true)
}

function again(state: ConfirmState, row: NonNullable<ConfirmState['row']>, changed: boolean): Confirmation {
  const attempts = state.attempts + 1
  const repeat = attempts <= MOST_ATTEMPTS ? attempts : null
  return { state: { ...state, row, attempts }, repeat, changed }
}
