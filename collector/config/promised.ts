/** What a configuration is held to: a check that is too slow for one customer's contract is too slow. */
import { limitMsOf, type ValueInForce } from '../../rules/guideline/value.ts'
import type { Customer, Service } from '../model.ts'

/** By evaluation item; `customer` is the id of the one whose contract is stricter than the service's own value. */
export type Promised = Record<string, ValueInForce & { customer?: string }>

/** The shortest spans that the service or one of its customers was promised; other values are the service's. */
export function strictest(values: Service['values'], customers: readonly Customer[]): Promised {
  const promised: Promised = { ...values }
  for (const { id: customer, values: theirs } of customers)
    for (const [item, value] of Object.entries(theirs)) {
      const [limit, others] = [limitMsOf(value), limitMsOf(promised[item])]
      if (limit !== null && (others === null || limit < others)) promised[item] = { ...value, customer }
    }
  return promised
}

/** Whose own value it is, for people; null where it is the guideline's. */
export function promisedBy(value: Promised[string] | undefined): string | null {
  if (value?.customer !== undefined) return `contract of ${value.customer}`
  return value?.own ? 'own value' : null
}
