import type { Pattern } from '../words.ts'

/** The six questions of I.7.1. */
export interface Criteria {
  personalData: boolean
  tradeSecrets: boolean
  alwaysOn: boolean
  largeLoss: boolean
  partialLoss: boolean
  coreBusiness: boolean
}

/** How a service came to its pattern, and who decided it, when and why (I.7.2). */
export interface Classification {
  pattern: Pattern
  /** By its type (図表2), by the criteria (I.7.1), or given as a number. */
  by: 'type' | 'criteria' | 'pattern'
  type: string | null
  criteria: Criteria | null
  decidedBy: string | null
  /** Day, `2026-11-01`. */
  on: string | null
  reason: string | null
}
