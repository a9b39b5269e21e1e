/** Customers of a service with the values that their contracts have of their own, as the API gives them. Pure. */
import type { CustomerSummary, CustomerValue, Guideline } from '../../../rules/api/types.ts'
import type { ValueInForce } from '../../../rules/guideline/value.ts'
import type { Customer, Service } from '../../model.ts'
import { contractOf } from '../../reports/customers.ts'

export function customerSummary(customer: Customer, service: Service): CustomerSummary {
  const { id, name, language, timezone } = customer
  const { slowdownNotice } = contractOf(service, customer).interpretation
  const values = Object.entries(customer.values).flatMap(([item, value]): CustomerValue[] =>
    differs(value, service.values[item]) ? [{ item, ...shown(value) }] : [],
  )
  return { id, name, language, timezone, slowdownNotice, values }
}

/** The rows of a service with the customers that are held to another value beside them. */
export function withCustomers(rows: Guideline['rows'], service: Service): Guideline['rows'] {
  return rows.map((row) => {
    const customers = service.customers.flatMap(({ id, name, values }) => {
      const value = values[row.item]
      return value && differs(value, service.values[row.item]) ? [{ id, name, ...shown(value) }] : []
    })
    return customers.length > 0 ? { ...row, customers } : row
  })
}

const shown = ({ own, inForce, standing }: ValueInForce) => ({ own, inForce, standing })

/** Whoever decided the same value elsewhere decided another one. */
function differs(value: ValueInForce, service: ValueInForce | undefined): boolean {
  return JSON.stringify([value.inForce, value.own]) !== JSON.stringify([service?.inForce, service?.own])
}
