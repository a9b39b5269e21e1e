import type { z } from 'zod'
import type { Audience } from '../../rules/words.ts'
import type { Contact } from '../model.ts'
import { addressKey, addressProblem } from './addresses.ts'
import { besides } from './files.ts'
import type { Findings, Place } from './findings.ts'
import { isMapping, kindOf, readShape } from './read.ts'
import {
  contactsShape,
  customerShape,
  outsideContactsShape,
  providerContactsShape,
  usersFileShape,
} from './shape.ts'
import type { Path, Source } from './source.ts'
import { type ListedAddress, readUsers } from './users.ts'

const AUDIENCE_KEYS = {
  users: 'users',
  admin: 'admin',
  manager: 'manager',
  onCall: 'on-call',
} as const satisfies Record<string, Audience>
type AudienceKey = keyof typeof AUDIENCE_KEYS

/** Whose contacts are read, and which keys they have. */
interface Whose {
  of: Pick<Contact, 'service' | 'customer' | 'component'>
  shape: z.ZodObject<Record<string, z.ZodType>>
}

/**
 * The addresses of a service by audience, in the order of the configuration; duplicates left out with a warning.
 * `ownPeople` where users and administrative contacts are the service's, and not those of its customers.
 */
export function readContacts(
  raw: unknown,
  service: string,
  ownPeople: boolean,
  source: Source,
  path: Path,
  findings: Findings,
): Contact[] {
  if (!isMapping(raw)) {
    readShape(contactsShape, raw, source, path, findings)
    return []
  }
  const mine = ownPeople ? raw : withoutCustomers(raw, source, path, findings)
  const shape = ownPeople ? contactsShape : providerContactsShape
  const contacts = readAudiences(mine, { of: { service }, shape }, source, path, findings)
  const place = source.at(path)
  if (ownPeople) tellNobody(mine, PEOPLE, place, findings)
  tellNobody(mine, PROVIDER, place, findings)
  return contacts
}

/** `contacts` of a customer of a service. */
export function readCustomerContacts(
  raw: unknown,
  of: { service: string; customer: string },
  source: Source,
  path: Path,
  findings: Findings,
): Contact[] {
  const contacts = readAudiences(raw, { of, shape: customerShape.shape.contacts }, source, path, findings)
  if (isMapping(raw)) tellNobody(raw, PEOPLE, source.at(path), findings)
  return contacts
}

/** `contacts` of a component outside: who is responsible for it. */
export function readOutsideContacts(
  raw: unknown,
  of: { service: string; component: string },
  source: Source,
  path: Path,
  findings: Findings,
): Contact[] {
  if (isMapping(raw) && Array.isArray(raw.manager) && raw.manager.length === 0)
    findings.error(source.at([...path, 'manager']), 'bad-value', 'must not be empty')
  return readAudiences(raw, { of, shape: outsideContactsShape }, source, path, findings)
}

function withoutCustomers(
  raw: Record<string, unknown>,
  source: Source,
  path: Path,
  findings: Findings,
): Record<string, unknown> {
  const theirs = ['users', 'admin'].filter((key) => key in raw)
  for (const key of theirs) {
    const message = `a service with customers has no ${key} of its own: write ${key} under contacts of each customer`
    findings.error(source.atKey([...path, key]), 'contacts-of-customers', message)
  }
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !theirs.includes(key)))
}

function readAudiences(
  raw: unknown,
  whose: Whose,
  source: Source,
  path: Path,
  findings: Findings,
): Contact[] {
  const nested = Object.keys(AUDIENCE_KEYS)
  const valid = readShape(whose.shape, raw, source, path, findings, { nested })
  if (!valid || !isMapping(raw)) return []
  return Object.entries(AUDIENCE_KEYS).flatMap(([key, audience]) => {
    if (!(key in raw) || !(key in whose.shape.shape)) return []
    const listed = readAudience(key as AudienceKey, raw[key], source, [...path, key], findings)
    return withoutDuplicates(listed, findings).map(({ email }) => ({ ...whose.of, audience, email }))
  })
}

function readAudience(
  key: AudienceKey,
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): ListedAddress[] {
  if (key === 'users' && isMapping(raw)) {
    const named = readShape(usersFileShape, raw, source, path, findings)
    if (named?.file === undefined) return []
    return readUsers(besides(source.file, named.file), source.at([...path, 'file']), findings)
  }
  if (!Array.isArray(raw)) {
    const form =
      key === 'users' ? 'a list of e-mail addresses or { file: users.csv }' : 'a list of e-mail addresses'
    findings.error(source.at(path), 'wrong-type', `${form} belongs here, not ${kindOf(raw)}`)
    return []
  }
  return raw.flatMap((email: unknown, index) => {
    const place = source.at([...path, index])
    const problem =
      typeof email === 'string'
        ? addressProblem(email)
        : `an e-mail address belongs here, not ${kindOf(email)}`
    if (problem) findings.error(place, 'bad-address', problem)
    return problem || typeof email !== 'string' ? [] : [{ email, place }]
  })
}

function withoutDuplicates(listed: ListedAddress[], findings: Findings): ListedAddress[] {
  const seen = new Map<string, Place>()
  return listed.filter(({ email, place }) => {
    const first = seen.get(addressKey(email))
    if (first) {
      const where = first.file === place.file ? `line ${first.line}` : `${first.file}:${first.line}`
      findings.warn(
        place,
        'duplicate-address',
        `this address stands in ${where} already; it gets each notice once`,
      )
    } else seen.set(addressKey(email), place)
    return first === undefined
  })
}

/** Keys without which somebody is told nothing, and what to say of it. */
const PEOPLE = {
  admin:
    "admin names nobody: the notices of III.1.1.1 and III.1.1.2 are owed to the users' administrative contact (利用者側の管理連絡窓口)",
  users: 'users names nobody: III.1.1.1 wants everyone who uses the service to be told of an outage',
}
const PROVIDER = {
  manager: 'manager names nobody: the responsible manager (管理責任者) is told of nothing',
  onCall: 'onCall names nobody: no member of staff is told of anything',
}

/** Without an administrative contact the notices of III.1.1.1 and III.1.1.2 have nobody that they are owed to. */
function tellNobody(
  raw: Record<string, unknown>,
  about: Record<string, string>,
  place: Place,
  findings: Findings,
): void {
  for (const [key, what] of Object.entries(about)) {
    const names = raw[key]
    if (isMapping(names) || (Array.isArray(names) && names.length > 0)) continue
    if (key === 'admin') findings.error(place, 'no-admin-contact', what)
    else findings.warn(place, 'no-contact', what)
  }
}
