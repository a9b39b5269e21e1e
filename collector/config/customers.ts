import type { Contact, Customer, Service } from '../model.ts'
import { readCustomerContacts } from './contacts.ts'
import type { Findings } from './findings.ts'
import { makeUnique, readId } from './ids.ts'
import { isMapping, readShape } from './read.ts'
import { readTimezone } from './settings.ts'
import { customerShape } from './shape.ts'
import type { Path, Source } from './source.ts'
import { readCustomerValues } from './values.ts'

/** What a customer has where it says nothing, and what its values are read with. */
type OfService = Pick<Service, 'id' | 'pattern' | 'language' | 'timezone' | 'values'> & { today: string }

/** `customers` of a service, each with the values of its own contract in the place of the service's. */
export function readCustomers(
  raw: unknown,
  service: OfService,
  source: Source,
  path: Path,
  findings: Findings,
): { customers: Customer[]; contacts: Contact[] } {
  const listed = Array.isArray(raw) ? raw : []
  if (!Array.isArray(raw) || listed.length === 0) {
    const message = 'a list of customers belongs here, at least one; without customers leave the key out'
    findings.error(source.at(path), 'wrong-type', message)
  }
  const unique = makeUnique(findings)
  const read = listed.map((entry: unknown, index) =>
    readCustomer(entry, service, unique, source, [...path, index], findings),
  )
  return {
    customers: read.flatMap(({ customer }) => customer ?? []),
    contacts: read.flatMap(({ contacts }) => contacts),
  }
}

function readCustomer(
  raw: unknown,
  service: OfService,
  unique: ReturnType<typeof makeUnique>,
  source: Source,
  path: Path,
  findings: Findings,
): { customer: Customer | null; contacts: Contact[] } {
  const valid = readShape(customerShape, raw, source, path, findings, { nested: ['contacts', 'values'] })
  if (!valid || !isMapping(raw)) return { customer: null, contacts: [] }
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const zone = readTimezone(valid.timezone, source, [...path, 'timezone'], findings)
  const of = { service: service.id, customer: id ?? '' }
  const contacts =
    'contacts' in raw ? readCustomerContacts(raw.contacts, of, source, [...path, 'contacts'], findings) : []
  const { pattern, today } = service
  const setting = { pattern, today, ofService: service.values }
  const values = readCustomerValues(raw.values, setting, source, [...path, 'values'], findings)
  if (id === undefined) return { customer: null, contacts }
  const { name = id, language = service.language } = valid
  const agreed = valid.slowdownNotice === undefined ? {} : { slowdownNotice: valid.slowdownNotice }
  const timezone = zone ?? service.timezone
  return { customer: { id, name, language, timezone, values, ...agreed }, contacts }
}
