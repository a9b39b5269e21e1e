/** A service with two customers, each with people, a language, a time zone and a contract of its own. */
import type { Contact, Customer, Service } from '../../collector/model.ts'
import { serviceOf } from './station.ts'

/** Both use the same person; so do our own people and one of them. */
export const SHARED = 'both@consultant.example'

export const ACME = {
  ...{ id: 'acme', name: 'アクメ商事', language: 'ja', timezone: 'Asia/Tokyo' },
} satisfies Omit<Customer, 'values'>
/** Told within 15 minutes, with the cause within 30, and of slowdowns. */
export const GLOBEX = {
  ...{ id: 'globex', name: 'Globex GmbH', language: 'en', timezone: 'Europe/Berlin' },
} satisfies Omit<Customer, 'values'>

const GLOBEX_VALUES = { 'III.1.1.1.b': 'PT15M', 'III.1.1.2.b': 'PT15M', 'III.1.1.8.a': 'PT30M' }

/** The service's own values with those of a contract in their place. */
export function contracted(service: Service, own: Record<string, string>): Service['values'] {
  const values = { ...service.values }
  for (const [item, value] of Object.entries(own)) {
    const before = values[item]
    if (!before) continue
    const from = { source: 'contract', decidedBy: null, on: null, reason: null } as const
    values[item] = { ...before, own: { value, ...from }, inForce: value, standing: 'stricter' }
  }
  return values
}

export function sharedBy(customers: Customer[], service: Service): Service {
  return { ...service, customers }
}

/** @param components and purposes as of `serviceOf` */
export function twoCustomers(...a: Parameters<typeof serviceOf>): Service {
  const service = serviceOf(...a)
  return sharedBy(
    [
      { ...ACME, values: service.values },
      { ...GLOBEX, values: contracted(service, GLOBEX_VALUES), slowdownNotice: 'agreed' },
    ],
    service,
  )
}

export const ACME_PEOPLE = { users: ['u1@acme.example', SHARED], admin: ['admin@acme.example'] }
export const GLOBEX_PEOPLE = { users: ['u1@globex.example'], admin: [SHARED, 'admin@globex.example'] }
export const STAFF = ['manager@p.example', 'oncall@p.example']

export function peopleOf(service: string): Contact[] {
  const list = (customer: string, people: typeof ACME_PEOPLE): Contact[] => [
    ...people.users.map((email) => ({ service, customer, audience: 'users' as const, email })),
    ...people.admin.map((email) => ({ service, customer, audience: 'admin' as const, email })),
  ]
  return [
    ...list('acme', ACME_PEOPLE),
    ...list('globex', GLOBEX_PEOPLE),
    { service, audience: 'manager', email: STAFF[0] ?? '' },
    { service, audience: 'on-call', email: STAFF[1] ?? '' },
  ]
}
