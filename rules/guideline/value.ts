/** Values in force: the reference value, the contract's, the provider's own (I.4, I.8.5). */
import { parseIsoDuration } from '../time/duration.ts'
import { compareAmounts } from './compare.ts'
import type { Amount, ReferenceValue } from './edition.ts'

export { compareAmounts }

/** A contract's or the provider's own value for an item, with who decided it and when. */
export interface OwnValue {
  value: Amount
  source: 'contract' | 'own'
  decidedBy: string | null
  /** Day, `2026-11-01`. */
  on: string | null
  reason: string | null
}

/**
 * How the value in force stands to the reference value. `looser` is shown as 未達 against the reference value;
 * `provider`: the guideline sets none and the provider does; `unset` 未設定: nobody does.
 */
export const STANDINGS = ['reference', 'equal', 'stricter', 'looser', 'provider', 'unset'] as const
export type Standing = (typeof STANDINGS)[number]

/** The value that a service is held to, and where it comes from. */
export interface ValueInForce {
  reference: ReferenceValue
  own: OwnValue | null
  inForce: Amount
  standing: Standing
}

/** The span in force in milliseconds; null where there is none, or its length depends on the calendar (`P1M`). */
export function limitMsOf(value: ValueInForce | undefined): number | null {
  return typeof value?.inForce === 'string' ? parseIsoDuration(value.inForce) : null
}

/**
 * An own value is in force whether stricter or looser; a looser one is flagged (design, rule 10).
 */
export function valueInForce(reference: ReferenceValue, own: OwnValue | null = null): ValueInForce {
  const unset = reference.kind === 'not_set'
  if (!own) return { reference, own, inForce: reference.value, standing: unset ? 'unset' : 'reference' }
  const standing = unset ? 'provider' : compareAmounts(reference.kind, own.value, reference.value)
  return { reference, own, inForce: own.value, standing }
}
