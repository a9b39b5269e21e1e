/** A contract's or the provider's own value for an item, with who decided it and when. */
export interface OwnValue {
  ms: number
  source: 'contract' | 'own'
  decidedBy: string | null
  on: string | null
  reason: string | null
}

/** The value that a service is held to, and where it comes from. */
export interface ValueInForce {
  referenceMs: number
  own: OwnValue | null
  inForceMs: number
  looser: boolean
}

/**
 * The value in force for an item where less is stricter (intervals, delays). An own value is in force
 * whether stricter or looser; a looser one is flagged and shown as 未達 against the reference value
 * (design, rule 10).
 */
export function valueInForce(referenceMs: number, own: OwnValue | null = null): ValueInForce {
  return { referenceMs, own, inForceMs: own?.ms ?? referenceMs, looser: own !== null && own.ms > referenceMs }
}
